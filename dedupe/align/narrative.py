"""How much of what two aligned articles share is narrative, not quotation, name or stock phrase."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.alignment import LEAST_NARRATIVE, Narrative
from dedupe.align.runs import side
from dedupe.text.stretches import indices_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from dedupe.align.edges import Edge
    from dedupe.text.passages import Passage

WIDTH = 3  # words that must stand in a row in both to count
_NOUNS_CAPITALISED = frozenset({"de"})
_BASE = np.uint64(0x9E3779B97F4A7C15)


class _Told:
    """The `n` words of an article, and its `w` stretches of three words in a row in one paragraph.

    Attributes:
        quoted: bool[n], words inside quotations.
        names: bool[n], words that may be a name.
        paragraphs: int64[n], the paragraph of each word.
        places: int64[w], ascending, where each stretch begins.
        hashes: uint64[w], of the stretches.
        bounds: int64[p + 1], index of each paragraph's first stretch, then w.
        is_quoted: bool[w], stretches inside a quotation.
        is_told: bool[w], stretches of the text, dateline and signature aside, that touch none.
    """

    def __init__(self, passages: Sequence[Passage], code: str | None) -> None:
        words = side([it.hashes for it in passages])
        size = words.hashes.size
        self.paragraphs = words.paragraphs
        self.quoted = _flags((it.quoted for it in passages), size)
        names = (it.named if code in _NOUNS_CAPITALISED else it.capital for it in passages)
        self.names = _flags(names, size)
        starts = np.arange(max(0, size - WIDTH + 1))
        self.places = starts[self.paragraphs[starts] == self.paragraphs[starts + WIDTH - 1]]
        columns = [words.hashes[self.places + at] for at in range(WIDTH)]
        self.hashes = (columns[0] * _BASE + columns[1]) * _BASE + columns[2]
        self.bounds = np.searchsorted(self.places, words.bounds)
        quoted = np.sum([self.quoted[self.places + at] for at in range(WIDTH)], axis=0)
        self.is_quoted = quoted == WIDTH
        own, starts = self.paragraphs[self.places], words.bounds[:-1]
        body, end = (
            starts + np.array(offsets, dtype=np.int64)
            for offsets in ([it.body for it in passages], [it.end for it in passages])
        )
        inside = (self.places >= body[own]) & (self.places + WIDTH <= end[own])
        self.is_told = inside & (quoted == 0)

    def available(self, furniture: NDArray[np.bool_]) -> int:
        """Count the words outside quotations, names and furniture."""
        return int(np.count_nonzero(~(self.quoted | self.names | furniture[self.paragraphs])))


def shared_narrative(
    source: Sequence[Passage],
    target: Sequence[Passage],
    edges: Sequence[Edge],
    code: str | None,
    least: int = LEAST_NARRATIVE,
) -> Narrative:
    """Count the narrative words that aligned paragraphs share.

    A word counts where it stands in three words in a row that both have, that neither quotes anywhere,
    and is not capitalised, so that lists of names and offices count nothing; in German, where nouns
    are capitalised, only names of several words are left out.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        edges: between them.
        code: language of both, None where it is unknown.
        least: words that make a copy.
    """
    before, after = _Told(source, code), _Told(target, code)
    covered = _covered(before, after, edges)
    counts = np.cumsum(np.append(0, covered & ~after.names))
    is_start = covered & ~np.append(False, covered[:-1])
    is_start |= covered & (np.diff(after.paragraphs, prepend=-1) != 0)
    starts = np.flatnonzero(is_start)
    runs = np.diff(counts[np.append(starts, covered.size)])
    available = min(
        told.available(np.array([it.furniture for it in passages], dtype=np.bool_))
        for told, passages in ((before, source), (after, target))
    )
    return Narrative(int(runs.sum()), int(runs.max(initial=0)), available, least)


def _covered(before: _Told, after: _Told, edges: Sequence[Edge]) -> NDArray[np.bool_]:
    """Mark the target's words in stretches that its partners tell as well and neither quotes."""
    covered = np.zeros(after.quoted.size, dtype=np.bool_)
    if not edges:
        return covered
    sources, targets = np.array(edges, dtype=np.int64).T
    counts = np.diff(before.bounds)[sources]
    theirs = indices_within(before.bounds[sources], counts)
    by_target = before.hashes[theirs] ^ np.repeat(_salted(targets), counts)
    told = by_target[before.is_told[theirs]]
    quoted = np.concatenate([it.hashes[it.is_quoted] for it in (before, after)])
    is_shared = after.is_told & np.isin(
        after.hashes ^ _salted(after.paragraphs[after.places]), told
    )
    is_shared &= ~np.isin(after.hashes, quoted)
    for at in range(WIDTH):
        covered[after.places[is_shared] + at] = True
    return covered


def _salted(paragraphs: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Give a number for each paragraph that no stretch is likely to differ by from another."""
    return paragraphs.astype(np.uint64) * _BASE


def _flags(columns: Iterable[tuple[bool, ...]], size: int) -> NDArray[np.bool_]:
    return np.fromiter(chain.from_iterable(columns), np.bool_, size)
