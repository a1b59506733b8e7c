"""Reports: the answer of a check in the formats of terminals, editors and CI systems."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from dedupe.report.check_report import View

# Modules are imported when used: a command's help is not to wait for them.
REPORTERS = {
    "concise": "dedupe.report.check.concise",
    "jsonl": "dedupe.report.check.jsonl",
    "csv": "dedupe.report.check.csv",
    "markdown": "dedupe.report.check.markdown",
    "sarif": "dedupe.report.check.sarif",
    "github": "dedupe.report.check.github",
    "gitlab": "dedupe.report.check.gitlab",
    "junit": "dedupe.report.check.junit",
}


def reporter(name: str) -> Callable[[View], str]:
    """Give the function that renders one of REPORTERS."""
    render: Callable[[View], str] = import_module(REPORTERS[name]).render
    return render
