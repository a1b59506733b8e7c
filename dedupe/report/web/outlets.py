"""The outlets of a check: who took from whom, and what each did with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple

from dedupe.findings.messages import percent
from dedupe.report.web.time import delay_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.pipeline.judgement import Report
    from dedupe.report.web.pairs import WebPair

_MOST = 24  # outlets in the matrix
_LEADING = 3  # sources and takers named on a scorecard


class Matrix(NamedTuple):
    """Who took from whom.

    Attributes:
        sources: outlets taken from, a column each.
        rows: a taking outlet each, with the number of its articles that are copies of each source's, and
            in all.
        left_out: outlets that there is no room for.
        most: the largest number in it.
    """

    sources: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]
    left_out: int
    most: int


class Scorecard(NamedTuple):
    """An outlet: what it published, took and gave.

    Attributes:
        name: of the outlet.
        articles: that were checked.
        copies: articles of it that are copies.
        own: share of its articles that are none, in per cent.
        taken_from: outlets it took from, the leading ones with numbers.
        given_to: outlets that took from it, likewise.
        named: share of its copies that name a source or an agency, in per cent; empty without copies.
        delay: median, in words.
        removed: mean share of the source's paragraphs that it cut, in per cent.
        changes: changes that matter in its copies.
    """

    name: str
    articles: int
    copies: int
    own: str
    taken_from: str
    given_to: str
    named: str
    delay: str
    removed: str
    changes: int


def matrix(pairs: Sequence[WebPair]) -> Matrix:
    """Count for each two outlets the articles of the one that are copies of the other's."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for pair in pairs:
        found[pair.copy.outlet, pair.source.outlet].add(pair.copy.id)
    takers, sources = Counter[str](), Counter[str]()
    for (taker, source), copies in found.items():
        takers[taker] += len(copies)
        sources[source] += len(copies)
    rows, columns = _leading(takers), _leading(sources)
    cells = tuple(
        (taker, tuple(len(found[taker, source]) for source in columns), takers[taker])
        for taker in rows
    )
    left_out = len({*takers, *sources} - {*rows, *columns})
    most = max((number for _, numbers, _ in cells for number in numbers), default=0)
    return Matrix(columns, cells, left_out, most)


def scorecards(result: Report, pairs: Sequence[WebPair]) -> list[Scorecard]:
    """Describe every outlet, those with most copies first."""
    articles = Counter(article.outlet or "(unknown)" for article in result.articles)
    taken: defaultdict[str, list[WebPair]] = defaultdict(list)
    given: defaultdict[str, list[WebPair]] = defaultdict(list)
    for pair in pairs:
        taken[pair.copy.outlet].append(pair)
        given[pair.source.outlet].append(pair)
    cards = [
        _scorecard(name, articles[name], taken[name], given[name])
        for name in {*articles, *taken, *given}
    ]
    return sorted(cards, key=lambda card: (-card.copies, -card.articles, card.name))


def _scorecard(
    name: str, articles: int, taken: Sequence[WebPair], given: Sequence[WebPair]
) -> Scorecard:
    copies = {pair.copy.id: pair for pair in taken}
    named = sum(pair.credit == "named" for pair in copies.values())
    delays = [pair.delay for pair in taken if pair.delay is not None]
    return Scorecard(
        name,
        articles,
        len(copies),
        percent(1 - len(copies) / articles) if articles >= len(copies) > 0 else "",
        _numbers(Counter(pair.source.outlet for pair in taken)),
        _numbers(Counter(pair.copy.outlet for pair in given)),
        percent(named / len(copies)) if copies else "",
        delay_phrase(median(delays)) if delays else "",
        percent(mean(pair.removed for pair in taken)) if taken else "",
        sum(len(pair.changes) + pair.more_changes for pair in taken),
    )


def _leading(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:_MOST])


def _numbers(counts: Counter[str]) -> str:
    names = sorted(counts, key=lambda name: (-counts[name], name))
    shown = [f"{name} {counts[name]}" for name in names[:_LEADING]]
    more = [f"and {len(names) - _LEADING} more"] if len(names) > _LEADING else []
    return ", ".join([*shown, *more])
