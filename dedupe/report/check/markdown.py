"""Markdown for a job's summary: what was found by rule, then every finding."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dedupe.findings.rules import rules
from dedupe.report.escape import markdown
from dedupe.report.check_report import code_of, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedupe.findings.finding import Finding
    from dedupe.findings.rules import Rule
    from dedupe.report.check_report import View

LARGEST = (
    1 << 20
)  # bytes that GitHub takes for one step's summary; of a larger one it shows nothing
_MOST_OPEN = 20  # findings shown without a click
_RESERVE = 500  # bytes for what is said about the cut and to close
_CLOSING = "\n</details>\n"


def render(view: View) -> str:
    """Write the summary, never more than GitHub takes; what is cut is counted."""
    head = "\n".join(_head(view))
    rows = [_row(finding, view) for finding in view.open]
    tail = "\n".join(_tail(view))
    spare = LARGEST - len(head.encode()) - _RESERVE
    tail = tail if len(tail.encode()) < spare // 4 else ""
    return f"{head}\n{_table(rows, spare - len(tail.encode()))}{tail}"


def _head(view: View) -> Iterator[str]:
    verdict = view.verdict
    yield f"### dedupe: {'failed' if verdict.failed else 'passed'}"
    yield ""
    yield (
        f"{verdict.reason}. {len(view.checked)} articles checked, {len(view.skipped)} skipped, "
        f"{len(view.findings) - len(view.open)} findings accepted."
    )
    yield ""
    if view.open:
        number = Counter(finding.rule for finding in view.open)
        yield "| Rule | Findings |"
        yield "|---|--:|"
        yield from (f"| {it.code} {name} | {number[name]} |" for name, it in _found(number))
        yield ""


def _found(number: Counter[str]) -> Iterable[tuple[str, Rule]]:
    return ((name, rule) for name, rule in rules().items() if number[name])


def _row(finding: Finding, view: View) -> str:
    spot = view.spot(finding.region)
    cells = (
        finding.severity.value,
        code_of(finding),
        f"{finding.path}:{spot.line}",
        sentence(finding),
    )
    return f"| {' | '.join(map(markdown, cells))} |\n"


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


def _tail(view: View) -> Iterator[str]:
    for title, lines in (
        ("Remarks", view.remarks),
        ("Skipped", [f"{it.id}: {it.reason}" for it in view.skipped]),
    ):
        if lines:
            yield f"\n<details><summary>{title}: {len(lines)}</summary>\n"
            yield from (f"- {markdown(line)}" for line in lines)
            yield _CLOSING
