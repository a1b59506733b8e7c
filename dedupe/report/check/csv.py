"""CSV (RFC 4180): one finding a row, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from dedupe.findings.finding import Finding
from dedupe.report.check_report import CheckReport, code_of
from dedupe.report.serialize import Value, csv_line

COLUMNS = (
    "severity", "code", "rule", "article", "path", "line", "message", "sources", "relation", "resemblance",
    "source_in_target", "target_in_source", "accepted", "reason", "fingerprint",
)  # fmt: skip


def render(report: CheckReport) -> Iterator[str]:
    """Yield all findings, accepted ones too; relation and measures are those of the closest source."""
    yield csv_line(COLUMNS)
    for finding in report.findings:
        yield csv_line(finding_row(finding, report.location(finding.region).line).values())


def finding_row(finding: Finding, line: int) -> dict[str, Value]:
    """Return the cells of a finding on a line by their columns."""
    closest, accepted = finding.pairs[0], finding.accepted
    measures = closest.measures
    cells: list[Value] = [
        finding.severity.value,
        code_of(finding),
        finding.rule,
        finding.article,
        finding.path,
        line,
        finding.message,
        "; ".join(finding.sources),
        closest.relation.value,
        f"{measures.resemblance:.4f}",
        f"{measures.source_in_target:.4f}",
        f"{measures.target_in_source:.4f}",
        accepted.by if accepted else "",
        accepted.reason if accepted else None,
        finding.fingerprint,
    ]
    return dict(zip(COLUMNS, cells, strict=True))
