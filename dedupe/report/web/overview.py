"""What a check comes to: its numbers, and the changes that matter first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from dedupe.report.interface_texts import text
from dedupe.report.web.outlets import CREDITS, closest_pairs, copied_words, credit_shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.report.check_report import CheckReport
    from dedupe.report.web.outlets import CreditShare
    from dedupe.report.web.pairs import WebChange, WebPair

_CHANGES = 12  # changes that matter on the overview
_KINDS = ("negation", "figure", "name", "quote", "attribution")  # of them, the gravest first


class TextShares(NamedTuple):
    """How much of all text is copied, in per cent, and how that is credited."""

    copied: str
    words: int
    credits: list[CreditShare]


def facts(report: CheckReport, pairs: Sequence[WebPair]) -> list[tuple[str, str]]:
    """Return the numbers of the overview, each with what it counts."""
    result = report.result
    numbers = {
        "fact_articles": result.checked,
        "fact_copies": len({pair.copy.id for pair in pairs}),
        "fact_stories": len(result.clusters),
        "fact_findings": len(report.open),
        "fact_accepted": len(report.findings) - len(report.open),
        "fact_skipped": len(result.skipped),
    }
    always = ("fact_articles", "fact_copies", "fact_stories", "fact_findings")
    return [
        (f"{number:,}", text(name, number))
        for name, number in numbers.items()
        if number or name in always
    ]


def scope(report: CheckReport) -> str:
    """Return how many outlets the articles are of, and from which day to which."""
    articles = report.result.articles
    outlets = len({article.outlet for article in articles if article.outlet})
    days = sorted(article.date[:10] for article in articles if article.date)
    parts = [text("outlets_counted", outlets)] if outlets else []
    if days:
        parts.append(
            days[0] if days[0] == days[-1] else text("period", first=days[0], last=days[-1])
        )
    return " · ".join(parts)


def text_shares(report: CheckReport, pairs: Sequence[WebPair]) -> TextShares | None:
    """Measure how much of all text is copied and how it is credited, None where nothing is."""
    copied = copied_words(report.result, pairs)
    total, everything = (
        sum(copied.values()),
        sum(article.words for article in report.result.articles),
    )
    if not total or not everything:
        return None
    words = dict.fromkeys(CREDITS, 0)
    for name, pair in closest_pairs(pairs).items():
        words[pair.credit] += copied[name]
    return TextShares(f"{total / everything:.1%}", everything, credit_shares(words))


def leading_changes(pairs: Sequence[WebPair]) -> list[tuple[WebPair, WebChange]]:
    """Return changes that matter: of every story one before the second of any, of every kind in turn."""
    places: Counter[str] = Counter()
    turns: Counter[tuple[int, str]] = Counter()
    ranked = []
    for pair in pairs:
        for change in sorted(pair.changes, key=lambda change: _KINDS.index(change.kind)):
            place = places[pair.story]
            turn = turns[place, change.kind]
            places[pair.story] += 1
            turns[place, change.kind] += 1
            ranked.append((place, turn, _KINDS.index(change.kind), pair, change))
    ranked.sort(key=lambda row: row[:3])
    return [(pair, change) for *_, pair, change in ranked[:_CHANGES]]
