"""GitHub workflow commands, which put findings beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.findings.rules import Severity
from dedupe.report.check_report import code_of, sentence
from dedupe.report.escape import for_command_message, for_command_property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.findings.finding import Finding
    from dedupe.report.check_report import CheckReport

MOST = 10  # of each level that GitHub shows for one step; the rest it drops in silence
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: CheckReport) -> Iterator[str]:
    """Yield commands for the open findings, the most serious first.

    Of each level there are as many as GitHub shows; one notice says how many more findings there
    are, and one what was not read.
    """
    shown = 0
    unread = "; ".join(_not_read(report))
    reserved = 2 if unread else 1
    for severity, level in _LEVELS.items():
        most = MOST - reserved if severity is Severity.NOTE else MOST
        for finding in [shown for shown in report.open if shown.severity is severity][:most]:
            shown += 1
            yield f"{_command(level, finding, report)}\n"
    if rest := len(report.open) - shown:
        yield f"::notice title=dedupe::{_left_out(rest, report)}\n"
    if unread:
        yield f"::notice title=dedupe::{for_command_message(unread)}\n"


def _not_read(report: CheckReport) -> Iterator[str]:
    skipped = report.result.skipped
    if skipped:
        yield f"{len(skipped):,} skipped, such as {skipped[0].id}: {skipped[0].reason}"
    yield from map(str, report.result.unread)


def _left_out(rest: int, report: CheckReport) -> str:
    """Describe how many findings there are beside those shown, and what holds them."""
    found = "1 finding more is" if rest == 1 else f"{rest:,} findings more are"
    if report.others:
        return for_command_message(f"{found} in {' and '.join(report.others)}")
    return f"{found} not shown; --report markdown=FILE or --report sarif=FILE writes all"


def _command(level: str, finding: Finding, report: CheckReport) -> str:
    place = report.location(finding.region)
    properties = {
        "file": place.path,
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": f"{code_of(finding)} {finding.rule}",
    }
    if place.column is not None:
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    written = ",".join(f"{key}={for_command_property(value)}" for key, value in properties.items())
    return f"::{level} {written}::{for_command_message(sentence(finding))}"
