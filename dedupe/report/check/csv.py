"""CSV (RFC 4180): one finding a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from dedupe.report.check_report import code_of
from dedupe.report.escape import for_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.findings.finding import Finding
    from dedupe.report.check_report import CheckReport

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


def render(report: CheckReport) -> Iterator[str]:
    """Yield all findings, accepted ones too; relation and measures are those of the closest source."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for finding in report.findings:
        yield writer.writerow(_row(finding, report))


class _Echo:
    """A file that returns what is written to it."""

    def write(self, text: str) -> str:
        return text


def _row(finding: Finding, report: CheckReport) -> list[str]:
    closest, accepted = finding.pairs[0], finding.accepted
    measures = closest.measures
    return [
        finding.severity.value,
        code_of(finding),
        finding.rule,
        for_csv(finding.article),
        for_csv(finding.path),
        str(report.location(finding.region).line),
        for_csv(finding.message),
        for_csv("; ".join(finding.sources)),
        closest.relation.value,
        f"{measures.resemblance:.4f}",
        f"{measures.source_in_target:.4f}",
        f"{measures.target_in_source:.4f}",
        accepted.by if accepted else "",
        for_csv((accepted.reason if accepted else None) or ""),
        finding.fingerprint,
    ]
