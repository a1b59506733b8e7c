"""One line a finding, `path:line: CODE message`, as editors and `grep` users expect it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.report.check_report import code_of, sentence
from dedupe.report.escape import for_ci_log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.report.check_report import CheckReport


def render(report: CheckReport) -> Iterator[str]:
    """Yield the open findings in the order of their paths."""
    for finding in report.open:
        line = report.location(finding.region).line
        yield f"{for_ci_log(f'{finding.path}:{line}: {code_of(finding)} {sentence(finding)}')}\n"
