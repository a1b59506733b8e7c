"""Which words of two paragraphs are the same, by index, and what lies between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from dedupe.align.pairing import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.align.pairing import Pairing

Match = tuple[int, int]


def match(pairing: Pairing) -> list[Match]:
    """Match equal words in order, as many as possible (longest common subsequence).

    Words of a dateline only match words of a dateline.
    """
    source, target = pairing.source, pairing.target
    before, after = pairing.keys(pairing.whole)
    start = pairing.whole.target.start
    matches = (
        (block.a + at, start + block.b + at)
        for block in LCSseq.opcodes(before, after).as_matching_blocks()
        for at in range(block.size)
    )
    return [
        (i, j)
        for i, j in matches
        if (source.words[i].start < source.body) == (target.words[j].start < target.body)
    ]


def changes(matches: Sequence[Match], whole: Stretch) -> Iterator[Stretch]:
    """Give what lies between the matches of a stretch; nothing that is empty on both sides."""
    start = whole.source.start - 1, whole.target.start - 1
    end = whole.source.stop, whole.target.stop
    for (i, j), (k, m) in pairwise([start, *matches, end]):
        if k - i > 1 or m - j > 1:
            yield Stretch(range(i + 1, k), range(j + 1, m))
