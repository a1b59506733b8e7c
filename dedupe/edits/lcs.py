"""Which words of two paragraphs are the same, by index, and what lies between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from dedupe.edits.paragraph_pair import Hunk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.edits.paragraph_pair import ParagraphPair, ParagraphTokens

Match = tuple[int, int]

_LARGEST = 1 << 28  # pairs of words that are compared; the comparison takes a bit for each


def match(pair: ParagraphPair) -> list[Match]:
    """Match equal words in order, as many as possible (longest common subsequence).

    Words of a dateline only match words of a dateline.
    """
    source, target = pair.source, pair.target
    before, after = pair.keys_in(pair.extent)
    start = pair.extent.target.start
    if not (source.body or target.body):
        return [(i, start + j) for i, j in _common(before, after)]
    return [
        (i, start + j)
        for i, j in _common(before, after)
        if _is_dated(source, i) == _is_dated(target, start + j)
    ]


def _common(before: Sequence[str], after: Sequence[str]) -> Iterator[Match]:
    """Find a longest common subsequence; of texts without measure only how they begin and end."""
    if len(before) * len(after) <= _LARGEST:
        for block in LCSseq.opcodes(before, after).as_matching_blocks():
            yield from ((block.a + at, block.b + at) for at in range(block.size))
        return
    head = Prefix.similarity(before, after)
    tail = min(Postfix.similarity(before, after), min(len(before), len(after)) - head)
    yield from ((at, at) for at in range(head))
    yield from ((len(before) - at, len(after) - at) for at in range(tail, 0, -1))


def _is_dated(side: ParagraphTokens, at: int) -> bool:
    """Return whether a word stands in a dateline."""
    return side.words[at].start < side.body


def hunks_between(matches: Sequence[Match], extent: Hunk) -> Iterator[Hunk]:
    """Return what lies between the matches of a stretch; nothing that is empty on both sides."""
    start = extent.source.start - 1, extent.target.start - 1
    end = extent.source.stop, extent.target.stop
    for (i, j), (k, m) in pairwise([start, *matches, end]):
        if k - i > 1 or m - j > 1:
            yield Hunk(range(i + 1, k), range(j + 1, m))
