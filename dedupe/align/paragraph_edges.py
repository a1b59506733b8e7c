"""Which source paragraph went into which target paragraph: the most telling overlaps first.

Each overlap is worth the weight of the words it shares in runs of two or more that no better overlap has
explained yet, so that a second source counts only for what it adds, and a source that is used elsewhere
already counts for less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from heapq import heapify, heappop, heappush

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import Edge
from dedupe.align.token_run_scores import (
    LEAST_GAIN,
    LEAST_GAIN_IN_LINE,
    LEAST_GAIN_OUT_OF_LINE,
    LEAST_UNMATCHED,
    UNMATCHED,
)
from dedupe.align.token_runs import CommonRun, ParagraphPair
from dedupe.align.unexplained_overlaps import Overlaps

_REACH = 3  # paragraphs, of both sides together, over which an edge speaks for another


def find_edges(source: AlignableArticle, target: AlignableArticle, overlaps: Overlaps) -> tuple[Edge, ...]:
    """Find which source paragraphs each target paragraph takes from, ascending; none of one that is furniture.

    A post is explained by a post, a paragraph in prose by prose, before either is by the other: an article that prints
    a tweet usually quotes it as well.
    """
    alike: dict[bool, list[ParagraphPair]] = {True: [], False: []}
    for pair in overlaps.runs:
        alike[source.is_post[pair[0]] == target.is_post[pair[1]]].append(pair)
    edges = _match_equal(overlaps)
    weak = set[ParagraphPair]()
    for pairs in (alike[True], alike[False]):
        gains = _match_greedily(overlaps, pairs, LEAST_GAIN)
        edges += gains
        weak |= {pair for pair, gain in gains.items() if LEAST_GAIN <= gain < LEAST_GAIN_OUT_OF_LINE}
    edges += _match_unmatched(overlaps, edges)
    return _sorted(pair for pair in edges if pair not in weak or not _is_out_of_line(pair, edges))


def _is_out_of_line(pair: ParagraphPair, edges: Iterable[ParagraphPair]) -> bool:
    """Return whether a pair stands far from all other edges, and not between those before and after it."""
    source, target = pair
    others = [edge for edge in edges if edge != pair]
    if any(
        source == edge[0] or target == edge[1] or abs(source - edge[0]) + abs(target - edge[1]) <= _REACH
        for edge in others
    ):
        return False
    _, before = max(((after, before) for before, after in others if after < target), default=pair[::-1])
    _, after = min(((after, before) for before, after in others if after > target), default=pair[::-1])
    return not before <= source <= after


def add_edges_in_line(overlaps: Overlaps, edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """Add the pairs beside an edge that share less than an edge must by itself.

    What a copy retells stands where its source has it: a few words in common are a sign of it beside an
    edge, and chance elsewhere.

    Args:
        overlaps: of which `edges` explain a part.
        edges: those found by themselves.
    """
    known = set[ParagraphPair](edges)
    pairs = [pair for pair in overlaps.runs if pair not in known and is_near(pair, known, _REACH)]
    return _sorted([*edges, *_match_greedily(overlaps, pairs, LEAST_GAIN_IN_LINE)])


def is_near(pair: ParagraphPair, edges: Set[ParagraphPair], reach: int) -> bool:
    """Return whether an edge is so few paragraphs from a pair, those of both sides together."""
    source, target = pair
    return any(
        (source + before, target + after) in edges
        for before in range(-reach, reach + 1)
        for after in range(abs(before) - reach, reach - abs(before) + 1)
    )


def _sorted(edges: Iterable[ParagraphPair]) -> tuple[Edge, ...]:
    return tuple(sorted({Edge(*pair) for pair in edges}))


def _match_equal(overlaps: Overlaps) -> list[ParagraphPair]:
    """Match the paragraphs that are equal word for word; nothing of them is left to explain."""
    for pair in overlaps.equal:
        overlaps.consume(pair, [CommonRun(0, 0, len(overlaps.source[pair[0]]))])
    return list(overlaps.equal)


def _match_greedily(overlaps: Overlaps, pairs: Sequence[ParagraphPair], least_gain: int) -> dict[ParagraphPair, int]:
    """Take the pair with the largest gain, again and again, as long as it makes an edge; return the gain of each.

    A gain only shrinks as words are explained, so that it is computed anew only when it is the largest.
    """
    edges: dict[ParagraphPair, int] = {}
    taken: Counter[tuple[str, int]] = Counter()

    def age(pair: ParagraphPair) -> int:
        return taken["source", pair[0]] + taken["target", pair[1]]

    def scored(pairs: Iterable[ParagraphPair]) -> Iterable[tuple[int, ParagraphPair, int, list[CommonRun]]]:
        for pair in pairs:
            gain, runs = overlaps.score(pair)
            if overlaps.is_edge(pair, gain, least_gain):
                yield -gain, pair, age(pair), runs

    waiting = list(scored(pairs))
    heapify(waiting)
    while waiting:
        loss, pair, scored_at, runs = heappop(waiting)
        if scored_at < age(pair):
            for again in scored([pair]):
                heappush(waiting, again)
            continue
        overlaps.consume(pair, runs)
        taken.update([("source", pair[0]), ("target", pair[1])])
        edges[pair] = -loss
    return edges


def _match_unmatched(overlaps: Overlaps, edges: Sequence[ParagraphPair]) -> list[ParagraphPair]:
    """Match each unused source paragraph that stands nearly whole in a target paragraph with it."""
    used = {source for source, _ in edges}
    best: dict[int, tuple[float, int]] = {}
    for (source, target), runs in sorted(overlaps.runs.items()):
        total = overlaps.totals[0][source]
        if source in used or total < LEAST_UNMATCHED:
            continue
        covered = {run.source + at for run, *_ in runs for at in range(run.length)}
        share = sum(overlaps.source[source][at] for at in covered) / total
        if share >= UNMATCHED and share > best.get(source, (0.0, 0))[0]:
            best[source] = (share, target)
    return [(source, target) for source, (_, target) in best.items()]
