"""One line a finding, `path:line: CODE message`, as editors and `grep` users expect it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.report.escape import harmless
from dedupe.report.check_report import code_of, sentence

if TYPE_CHECKING:
    from dedupe.findings.finding import Finding
    from dedupe.report.check_report import View


def render(view: View) -> str:
    """Write the open findings in the order of their paths."""
    findings = (finding for finding in view.findings if finding.accepted is None)
    return "".join(f"{_line(finding, view)}\n" for finding in findings)


def _line(finding: Finding, view: View) -> str:
    line = view.spot(finding.region).line
    return harmless(f"{finding.path}:{line}: {code_of(finding)} {sentence(finding)}")
