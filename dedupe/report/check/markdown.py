"""Markdown for a job's summary: what was found by rule, then every finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dedupe.findings.finding import Finding
from dedupe.findings.rules import rules
from dedupe.report.check_report import CheckReport, by_severity, code_of, sentence
from dedupe.report.escape import for_markdown
from dedupe.report.phrases import counted

LARGEST = 1 << 20  # bytes; of a larger summary of a step GitHub shows nothing
_MOST_OPEN = 20  # findings shown without a click
_RESERVE = 500  # bytes for what is said about the cut and to close
_CLOSING = "\n</details>\n"


def render(report: CheckReport) -> Iterator[str]:
    """Yield the summary, never more than GitHub takes; what is cut is counted."""
    head = "\n".join(_head(report))
    rows = [_row(finding, report) for finding in by_severity(report.open)]
    tail = "\n".join(_tail(report))
    spare = LARGEST - len(head.encode()) - _RESERVE
    tail = tail if len(tail.encode()) < spare // 4 else ""
    yield f"{head}\n{_table(rows, spare - len(tail.encode()))}{tail}"


def _head(report: CheckReport) -> Iterator[str]:
    verdict, accepted = report.verdict, len(report.findings) - len(report.open)
    yield f"### dedupe: {'failed' if verdict.failed else 'passed'}"
    yield ""
    yield (
        f"{verdict.reason}. {counted(len(report.result.articles), 'article')} checked, "
        f"{len(report.result.skipped):,} skipped, {counted(accepted, 'finding')} accepted"
        f"{_not_read(report)}."
    )
    yield ""
    if report.open:
        number = Counter(finding.rule for finding in report.open)
        yield "| Rule | Findings |"
        yield "|---|--:|"
        found = ((name, rule) for name, rule in rules().items() if number[name])
        yield from (f"| {rule.code} {name} | {number[name]} |" for name, rule in found)
        yield ""


def _not_read(report: CheckReport) -> str:
    return "".join(f", {kind.files:,} {for_markdown(kind.name)} not read" for kind in report.result.unread)


def _row(finding: Finding, report: CheckReport) -> str:
    place = report.location(finding.region)
    cells = (finding.severity.value, code_of(finding), f"{finding.path}:{place.line}", sentence(finding))
    return f"| {' | '.join(map(for_markdown, cells))} |\n"


def _table(rows: Sequence[str], spare: int) -> str:
    """Set the findings out, the first ones open and the rest to be unfolded."""
    heading = "| Severity | Rule | Place | Finding |\n|---|---|---|---|\n"
    fitting = _fitting(rows, spare - 2 * len(heading) - _RESERVE)
    first, rest = fitting[:_MOST_OPEN], fitting[_MOST_OPEN:]
    text = heading + "".join(first) if first else ""
    if rest:
        summary = f"\n<details><summary>{len(rest)} more findings</summary>\n\n"
        text += f"{summary}{heading}{''.join(rest)}{_CLOSING}"
    if cut := len(rows) - len(fitting):
        text += f"\n{cut} more findings would not fit here; they are in the other reports.\n"
    return text


def _fitting(rows: Sequence[str], spare: int) -> Sequence[str]:
    for number, row in enumerate(rows):
        spare -= len(row.encode())
        if spare < 0:
            return rows[:number]
    return rows


def _tail(report: CheckReport) -> Iterator[str]:
    for title, lines in (
        ("Remarks", report.remarks),
        ("Skipped", [f"{file.id}: {file.reason}" for file in report.result.skipped]),
        ("Not read", list(map(str, report.result.unread))),
    ):
        if lines:
            yield f"\n<details><summary>{title}: {len(lines)}</summary>\n"
            yield from (f"- {for_markdown(line)}" for line in lines)
            yield _CLOSING
