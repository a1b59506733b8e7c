"""What a check comes to: its numbers, and the changes that matter first."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from dedupe.report.interface_texts import text
from dedupe.report.web.outlets import CREDITS, closest_pairs, copied_words, credit_shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.report.check_report import CheckReport
    from dedupe.report.web.outlets import CreditShare
    from dedupe.report.web.pairs import WebChange, WebPair

_CHANGES = 24  # changes that matter on the overview


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


def text_shares(report: CheckReport, pairs: Sequence[WebPair]) -> TextShares | None:
    """Measure how much of all text is copied and how it is credited, None where nothing is."""
    copied = copied_words(report.result, pairs)
    total, everything = sum(copied.values()), sum(it.words for it in report.result.articles)
    if not total or not everything:
        return None
    words = dict.fromkeys(CREDITS, 0)
    for name, pair in closest_pairs(pairs).items():
        words[pair.credit] += copied[name]
    return TextShares(f"{total / everything:.1%}", everything, credit_shares(words))


def leading_changes(pairs: Sequence[WebPair]) -> list[tuple[WebPair, WebChange]]:
    """Return changes that matter, of every story the first before the second of any."""
    return list(islice(_in_turn(pairs), _CHANGES))


def _in_turn(pairs: Sequence[WebPair]) -> Iterator[tuple[WebPair, WebChange]]:
    ranks: dict[str, int] = {}
    ranked = []
    for order, pair in enumerate(pairs):
        for change in pair.changes:
            rank = ranks[pair.story] = ranks.get(pair.story, -1) + 1
            ranked.append((rank, order, change.number, pair, change))
    for *_, pair, change in sorted(ranked, key=lambda it: it[:3]):
        yield pair, change
