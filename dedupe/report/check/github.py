"""GitHub workflow commands, which put findings beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.findings.rules import Severity
from dedupe.report.escape import command_data, command_property
from dedupe.report.check_report import code_of, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.findings.finding import Finding
    from dedupe.report.check_report import View

MOST = 10  # of each level that GitHub shows for one step; the rest it drops in silence
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(view: View) -> str:
    """Write commands for the open findings, the most serious first.

    Of each level there are as many as GitHub shows; one notice says how many more findings there
    are.
    """
    return "".join(f"{line}\n" for line in _lines(view))


def _lines(view: View) -> Iterator[str]:
    shown = 0
    for severity in _LEVELS:
        most = MOST - 1 if severity is Severity.NOTE else MOST
        for finding in [it for it in view.open if it.severity is severity][:most]:
            shown += 1
            yield _command(finding, view)
    if rest := len(view.open) - shown:
        yield f"::notice title=dedupe::{rest} more findings are in the log and in the other reports"


def _command(finding: Finding, view: View) -> str:
    spot = view.spot(finding.region)
    properties = {
        "file": spot.path,
        "line": str(spot.line),
        "endLine": str(spot.end_line),
        "title": f"{code_of(finding)} {finding.rule}",
    }
    if spot.column is not None:
        properties |= {"col": str(spot.column), "endColumn": str(spot.end_column)}
    written = ",".join(f"{key}={command_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {written}::{command_data(sentence(finding))}"
