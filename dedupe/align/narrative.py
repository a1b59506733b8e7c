"""How much of what two aligned articles share is narrative, not quotation, name or stock phrase."""

from __future__ import annotations

from itertools import chain
from math import isqrt
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.alignment import BY_CHANCE, LEAST_NARRATIVE, Narrative
from dedupe.align.token_runs import token_sequence
from dedupe.sketch.rolling_hash import prefix_hashes
from dedupe.text.batch.arrays import expand_ranges
from dedupe.text.batch.hashing import mix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from dedupe.align.alignment import Edge
    from dedupe.prepare.paragraphs import Passage

WIDTH = 3  # words that must stand in a row in both to count
NOUNS_CAPITALISED = frozenset({"de"})
_FIRST_LETTER = itemgetter(0)


class NarrativeTrigrams:
    """The `n` words of an article, and its `w` stretches of three words in a row in one paragraph.

    Attributes:
        quoted: bool[n], words inside quotations.
        names: bool[n], words that may be a name, and figures.
        stock: bool[n], words of phrases that unrelated articles have as well.
        paragraphs: int64[n], the paragraph of each word.
        places: int64[w], ascending, where each stretch begins.
        hashes: uint64[w], of the stretches.
        bounds: int64[p + 1], index of each paragraph's first stretch, then w.
        is_quoted: bool[w], stretches inside a quotation, of this article or of another.
        is_marked: bool[w], stretches with a word between this article's own quotation marks.
        is_told: bool[w], stretches of the text, dateline and signature aside, that touch none.
        available: the words outside quotations, names and furniture.

    Args:
        passages: the article's paragraphs.
        code: its language (ISO 639-1), None where it is unknown.
    """

    def __init__(self, passages: Sequence[Passage], code: str | None) -> None:
        words = token_sequence([passage.hashes for passage in passages])
        size = words.hashes.size
        self.paragraphs = words.paragraphs
        self.quoted = _flags((passage.quoted for passage in passages), size)
        names = (
            passage.named if code in NOUNS_CAPITALISED else passage.capital for passage in passages
        )
        figures = (map(str.isdigit, map(_FIRST_LETTER, passage.words)) for passage in passages)
        self.names = _flags(names, size) | _flags(figures, size)
        self.stock = _flags((passage.stock for passage in passages), size)
        starts = np.arange(max(0, size - WIDTH + 1))
        self.places = starts[self.paragraphs[starts] == self.paragraphs[starts + WIDTH - 1]]
        self.hashes = prefix_hashes(words.hashes).k_grams(WIDTH)[self.places]
        self.bounds = np.searchsorted(self.places, words.bounds)
        quoted = np.sum([self.quoted[self.places + at] for at in range(WIDTH)], axis=0)
        self.is_quoted = quoted == WIDTH
        marked = _flags((passage.marked for passage in passages), size)
        self.is_marked = np.any([marked[self.places + at] for at in range(WIDTH)], axis=0)
        own, starts = self.paragraphs[self.places], words.bounds[:-1]
        body, end = (
            starts + np.array(offsets, dtype=np.int64)
            for offsets in (
                [passage.body for passage in passages],
                [passage.end for passage in passages],
            )
        )
        inside = (self.places >= body[own]) & (self.places + WIDTH <= end[own])
        stock = np.sum([self.stock[self.places + at] for at in range(WIDTH)], axis=0)
        self.is_told = inside & (quoted == 0) & (stock < WIDTH)
        furniture = np.array([passage.furniture for passage in passages], dtype=np.bool_)
        taken = self.quoted | self.names | self.stock | furniture[self.paragraphs]
        self.available = int(np.count_nonzero(~taken))


def shared_narrative(
    source: NarrativeTrigrams,
    target: NarrativeTrigrams,
    edges: Sequence[Edge],
    least: int = LEAST_NARRATIVE,
) -> Narrative:
    """Count the narrative words that aligned paragraphs share.

    A word counts where it stands in three words in a row that both have, that neither quotes anywhere and
    that are no stock phrase, and is not capitalised, so that lists of names and offices count nothing; in German, where nouns
    are capitalised, only names of several words are left out.

    Args:
        source: what the source tells.
        target: what the target tells.
        edges: between their paragraphs.
        least: words that make a copy.
    """
    covered = _covered(source, target, edges)
    runs = narrative_runs(covered, target)
    available = min(source.available, target.available)
    shared = int(np.count_nonzero(covered & ~target.names & ~target.stock))
    return Narrative(equivalent_run(runs), int(runs.max(initial=0)), available, least, shared)


def narrative_runs(covered: NDArray[np.bool_], own: NarrativeTrigrams) -> NDArray[np.int64]:
    """Count the narrative words of each run of shared words within a paragraph; int64[runs].

    A run of which most words are names or stock phrases, such as a list of places, counts as none.

    Args:
        covered: bool[n], the shared words.
        own: the article that they stand in.
    """
    is_start = covered & ~np.append(False, covered[:-1])
    is_start |= covered & (np.diff(own.paragraphs, prepend=-1) != 0)
    starts = np.append(np.flatnonzero(is_start), covered.size)
    tokens, words = (
        np.diff(np.append(0, np.cumsum(flags))[starts])
        for flags in (covered, covered & ~own.names & ~own.stock)
    )
    return np.where(2 * words >= tokens, words, 0)


def equivalent_run(runs: NDArray[np.int64]) -> int:
    """Return how long a single run would be that tells as much as all together.

    The first four words of a run are chance; the others add up by their squares, so that many short runs
    tell less than one long one.

    >>> equivalent_run(np.array([9, 8, 5, 3])), equivalent_run(np.array([5, 5, 4, 3, 3, 3]))
    (10, 5)
    """
    beyond = np.maximum(runs - BY_CHANCE, 0)
    return (
        BY_CHANCE + isqrt(int(np.dot(beyond, beyond))) if beyond.any() else int(runs.max(initial=0))
    )


def _covered(
    source: NarrativeTrigrams, target: NarrativeTrigrams, edges: Sequence[Edge]
) -> NDArray[np.bool_]:
    """Mark the target's words in stretches that its partners tell as well and neither quotes."""
    covered = np.zeros(target.quoted.size, dtype=np.bool_)
    if not edges:
        return covered
    sources, targets = np.array(edges, dtype=np.int64).T
    counts = np.diff(source.bounds)[sources]
    theirs = expand_ranges(source.bounds[sources], counts)
    by_target = source.hashes[theirs] ^ np.repeat(_mark(targets), counts)
    told = by_target[source.is_told[theirs]]
    quoted = np.concatenate([side.hashes[side.is_quoted] for side in (source, target)])
    is_shared = target.is_told & np.isin(
        target.hashes ^ _mark(target.paragraphs[target.places]), told
    )
    is_shared &= ~np.isin(target.hashes, quoted)
    for at in range(WIDTH):
        covered[target.places[is_shared] + at] = True
    return covered


def _mark(paragraphs: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return a number for each paragraph that sets what stands in it apart from the same elsewhere."""
    return mix(paragraphs.astype(np.uint64))


def _flags(columns: Iterable[Iterable[bool]], size: int) -> NDArray[np.bool_]:
    return np.fromiter(chain.from_iterable(columns), np.bool_, size)
