"""The report of a check as one self-contained page: who took what from whom, when, and with what credit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dedupe.report.html_page import page
from dedupe.report.phrases import counted
from dedupe.report.web.outlets import matrix, scorecards
from dedupe.report.web.pairs import WebPair, web_pairs
from dedupe.report.web.stories import stories
from dedupe.report.web.time import copies_over_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.report.check_report import CheckReport

_STYLES = ("page.css", "report.css")
_CHANGES = 40  # changes that matter on the overview
_SKIPPED = 200


def render(report: CheckReport) -> Iterator[str]:
    """Yield the page."""
    pairs = web_pairs(report)
    result = report.result
    copies = {pair.copy.id: pair.copy.date for pair in pairs}
    yield page(
        "report.html.j2",
        _STYLES,
        "report.js",
        {
            "verdict": report.verdict,
            "facts": _facts(report, pairs),
            "chart": copies_over_time(copies.values()),
            "matrix": matrix(pairs),
            "outlets": scorecards(result, pairs),
            "changes": _changes(pairs),
            "stories": stories(report, pairs),
            "pairs": pairs,
            "rules": sorted({rule for pair in pairs for rule in pair.rules}),
            "names": sorted(
                {name for pair in pairs for name in (pair.source.outlet, pair.copy.outlet)}
            ),
            "skipped": [f"{file.id}: {file.reason}" for file in result.skipped[:_SKIPPED]],
            "more_skipped": max(len(result.skipped) - _SKIPPED, 0),
            "remarks": report.remarks,
            "version": report.version,
        },
    )


def _facts(report: CheckReport, pairs: Sequence[WebPair]) -> list[tuple[str, str]]:
    """Return the numbers of the overview, each with what it counts."""
    result = report.result
    copies = {pair.copy.id: pair for pair in pairs}
    credited = Counter(pair.credit for pair in copies.values())
    accepted = len(report.findings) - len(report.open)
    return [
        (f"{result.checked:,}", "articles checked" if result.checked != 1 else "article checked"),
        (f"{len(copies):,}", "copies" if len(copies) != 1 else "copy"),
        (f"{len(result.clusters):,}", "stories" if len(result.clusters) != 1 else "story"),
        (f"{credited['named']:,}", "name their source or agency"),
        (f"{credited['generic']:,}", "credit agencies without a name"),
        (f"{credited['none']:,}", "credit nobody"),
        (f"{len(report.open):,}", counted(len(report.open), "finding").split(" ")[1]),
        *([(f"{accepted:,}", "accepted")] if accepted else []),
        *([(f"{len(result.skipped):,}", "skipped")] if result.skipped else []),
    ]


def _changes(pairs: Sequence[WebPair]) -> list[dict[str, Any]]:
    """Return changes that matter, of every pair the first before the second of any."""
    ranked = sorted(
        ((rank, pair.number, change) for pair in pairs for rank, change in enumerate(pair.changes)),
        key=lambda row: row[:2],
    )
    by_number = {pair.number: pair for pair in pairs}
    return [
        {"pair": by_number[number], "change": change} for _, number, change in ranked[:_CHANGES]
    ]
