"""CSV (RFC 4180): one finding a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from dedupe.report.escape import csv_cell
from dedupe.report.check_report import code_of

if TYPE_CHECKING:
    from dedupe.findings.finding import Finding
    from dedupe.report.check_report import View

COLUMNS = (
    "severity",
    "code",
    "rule",
    "article",
    "path",
    "line",
    "message",
    "sources",
    "relation",
    "resemblance",
    "source_in_target",
    "target_in_source",
    "accepted",
    "reason",
    "fingerprint",
)


def render(view: View) -> str:
    """Write all findings, accepted ones too; relation and measures are those of the closest source."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_row(finding, view) for finding in view.findings)
    return out.getvalue()


def _row(finding: Finding, view: View) -> list[str]:
    closest, accepted = finding.pairs[0], finding.accepted
    measures = closest.measures
    return [
        finding.severity.value,
        code_of(finding),
        finding.rule,
        csv_cell(finding.article),
        csv_cell(finding.path),
        str(view.spot(finding.region).line),
        csv_cell(finding.message),
        csv_cell("; ".join(finding.sources)),
        closest.relation.value,
        f"{measures.resemblance:.4f}",
        f"{measures.source_in_target:.4f}",
        f"{measures.target_in_source:.4f}",
        accepted.by if accepted else "",
        csv_cell((accepted.reason if accepted else None) or ""),
        finding.fingerprint,
    ]
