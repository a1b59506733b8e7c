"""Reports: the answer of a check in the formats of terminals, editors and CI systems."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from dedupe.report.view import View

# Modules are imported when used: a command's help is not to wait for them.
REPORTERS = {
    "concise": "dedupe.report.concise",
    "jsonl": "dedupe.report.jsonl",
    "csv": "dedupe.report.csv",
    "markdown": "dedupe.report.markdown",
    "sarif": "dedupe.report.sarif",
    "github": "dedupe.report.github",
    "gitlab": "dedupe.report.gitlab",
    "junit": "dedupe.report.junit",
}


def reporter(name: str) -> Callable[[View], str]:
    """Give the function that renders one of REPORTERS."""
    render: Callable[[View], str] = import_module(REPORTERS[name]).render
    return render
