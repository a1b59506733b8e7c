"""The outlets of a check: who took from whom, and what each did with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import NamedTuple

from dedupe.findings.messages import percent
from dedupe.pipeline.judgement import Judgement
from dedupe.report.html_page import text
from dedupe.report.table_rows import closest_sources
from dedupe.report.web.days_and_delays import delay_phrase
from dedupe.report.web.pairs import WebChange, WebPair, page_key

_MOST = 24  # outlets in the matrix
_LEADING = 8  # sources and takers named on a scorecard
_PARTS = 5  # of a source, in which it is counted what was cut
CREDITS = ("named", "generic", "none", "open")


class Cell(NamedTuple):
    """Copies of one outlet from another: those whose source is known, and those of which it is open."""

    known: int
    open: int


class CreditShare(NamedTuple):
    """A part of what was copied: its credit, and its place in a bar from 0 to 100."""

    credit: str
    x: float
    width: float


class OutletMatrix(NamedTuple):
    """Who took from whom."""

    givers: tuple[str, ...]  # outlets and agencies taken from, a column each
    rows: tuple[tuple[str, tuple[Cell, ...], int], ...]  # a taking outlet each, with cells and number of copies
    left_out: int  # outlets that there is no room for
    most: int  # the largest number in it


@dataclass(frozen=True, slots=True)
class Scorecard:
    """An outlet: what it published, took and gave."""

    key: str  # name of its page
    name: str
    articles: int  # that were checked
    words: int  # in these articles
    copied_words: int  # those of them that stand in a source
    copies: int  # its articles that are copies of a known source
    open: int  # its other articles that share text, of which it is open who came first
    taken_from: tuple[tuple[str, int], ...]  # the leading outlets and agencies that it took from, with the copies
    given_to: tuple[tuple[str, int], ...]  # the outlets that took most from it, likewise
    credits: tuple[tuple[str, int], ...]  # number of its copies by credit: named, generic, none, or with an open source
    delay: float | None  # hours, median; None where unknown
    cut: float | None  # mean share (0 to 1) of the source's paragraphs that it cut; None without copies
    cut_by_part: tuple[float, ...]  # the same of each fifth of the source; empty without copies
    kinds: tuple[tuple[str, int], ...]  # kinds of its changes that matter, with their numbers
    changes: tuple[tuple[WebPair, WebChange], ...]  # these changes with their pairs

    @property
    def own(self) -> str:
        """Share of its words that are not copied, in per cent."""
        return f"{1 - self.copied_words / self.words:.1%}" if self.words else ""

    @property
    def naming(self) -> int:
        """Number of its copies from a known source that name it or an agency."""
        return dict(self.credits)["named"]

    @property
    def named(self) -> str:
        """Share of these, in per cent; empty without copies from a known source."""
        return percent(self.naming / self.copies) if self.copies else ""

    @property
    def credit_shares(self) -> list[CreditShare]:
        """The credits as parts of a bar."""
        return credit_shares(dict(self.credits))

    @property
    def shown_delay(self) -> str:
        """The median delay in words."""
        return delay_phrase(self.delay)

    @property
    def shown_cut(self) -> str:
        """The share that it cuts in per cent."""
        return "" if self.cut is None else percent(self.cut)

    @property
    def habit(self) -> str:
        """What it typically cuts, in words; empty where nothing stands out."""
        parts, cut = self.cut_by_part, self.cut
        if not parts or cut is None or max(parts) < max(0.3, 1.25 * cut):
            return ""
        part = ("first", "early", "middle", "late", "last")[parts.index(max(parts))]
        return text(f"cuts_{part}", share=percent(max(parts)))


def outlet_matrix(pairs: Sequence[WebPair]) -> OutletMatrix:
    """Count for each outlet its articles that are copies of each other outlet's, or of an agency's."""
    known: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    unsure: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    takers: defaultdict[str, set[str]] = defaultdict(set)
    givers: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        found = unsure if pair.is_open else known
        found[pair.copy.outlet, pair.giver].add(pair.copy.id)
        takers[pair.copy.outlet].add(pair.copy.id)
        givers[pair.giver].add(pair.copy.id)
    rows, columns = (_leading({name: len(copies) for name, copies in sums.items()}) for sums in (takers, givers))
    cells = tuple(
        (
            taker,
            tuple(Cell(len(known[taker, giver]), len(unsure[taker, giver])) for giver in columns),
            len(takers[taker]),
        )
        for taker in rows
    )
    most = max((sum(cell) for _, row, _ in cells for cell in row), default=0)
    left_out = len({*takers, *givers} - {*rows, *columns})
    return OutletMatrix(columns, cells, left_out, most)


def scorecards(result: Judgement, pairs: Sequence[WebPair]) -> list[Scorecard]:
    """Describe every outlet, those with most copies first."""
    unknown = text("unknown")
    articles, words = Counter[str](), Counter[str]()
    for article in result.articles:
        articles[article.outlet or unknown] += 1
        words[article.outlet or unknown] += article.words
    copied = copied_words(result, pairs)
    taken: defaultdict[str, list[WebPair]] = defaultdict(list)
    given: defaultdict[str, list[WebPair]] = defaultdict(list)
    for pair in pairs:
        taken[pair.copy.outlet].append(pair)
        if not pair.is_open:
            given[pair.giver].append(pair)
    cards = [
        _scorecard(name, articles[name], words[name], copied, taken[name], given[name])
        for name in {*articles, *taken, *given}
    ]
    return sorted(cards, key=lambda card: (-card.copies, -card.open, -card.articles, card.name))


def copied_words(result: Judgement, pairs: Sequence[WebPair]) -> dict[str, int]:
    """Count the words of each copy that stand in the source that it has most of."""
    words = {article.id: article.words for article in result.articles}
    closest = closest_sources(pair.pair for pair in pairs)
    return {name: round(words.get(name, 0) * pair.measures.target_in_source) for name, pair in closest.items()}


def credit_shares(amounts: Mapping[str, int]) -> list[CreditShare]:
    """Arrange amounts by their credit as parts of one bar."""
    total, shares, x = sum(amounts.values()) or 1, [], 0.0
    for credit, amount in amounts.items():
        width = 100 * amount / total
        shares.append(CreditShare(credit, round(x, 2), round(width, 2)))
        x += width
    return shares


def closest_pairs(pairs: Sequence[WebPair]) -> dict[str, WebPair]:
    """Find for each copy the pair with the source that has most of it, one with a known source first."""
    closest = closest_sources(pair.pair for pair in pairs)
    return {pair.copy.id: pair for pair in pairs if closest[pair.copy.id] is pair.pair}


def _scorecard(
    name: str, articles: int, words: int, copied: dict[str, int], taken: Sequence[WebPair], given: Sequence[WebPair]
) -> Scorecard:
    closest = closest_pairs(taken).values()
    by_credit = Counter(pair.credit for pair in closest)
    sure = [pair for pair in taken if not pair.is_open]
    delays = [pair.delay for pair in sure if pair.delay is not None]
    changes = [(pair, change) for pair in taken for change in pair.changes]
    kinds = Counter(change.kind for _, change in changes)
    return Scorecard(
        page_key(name),
        name,
        articles,
        words,
        sum(copied[pair.copy.id] for pair in closest),
        len(closest) - by_credit["open"],
        by_credit["open"],
        _counted({(pair.giver, pair.copy.id) for pair in sure}),
        _counted({(pair.copy.outlet, pair.copy.id) for pair in given}),
        tuple((credit, by_credit[credit]) for credit in CREDITS),
        median(delays) if delays else None,
        mean(cuts) if (cuts := [mean(pair.cuts) for pair in sure if pair.cuts]) else None,
        _cut_by_part([pair.cuts for pair in sure if len(pair.cuts) >= _PARTS]),
        tuple(kinds.most_common()),
        tuple(changes),
    )


def _cut_by_part(cuts: Sequence[tuple[bool, ...]]) -> tuple[float, ...]:
    """Return the share of cut paragraphs in each fifth of the sources."""
    parts: list[list[bool]] = [[] for _ in range(_PARTS)]
    for of_one in cuts:
        for at, is_cut in enumerate(of_one):
            parts[at * _PARTS // len(of_one)].append(is_cut)
    return tuple(mean(part) for part in parts) if cuts else ()


def _counted(copies: set[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    counts = Counter(name for name, _ in copies)
    return tuple((name, counts[name]) for name in _leading(counts)[:_LEADING])


def _leading(counts: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:_MOST])
