"""The paragraphs of all articles, by the hashes of their tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.expand_ranges import expand_ranges


@dataclass(frozen=True, slots=True)
class ParagraphIndex:
    """The paragraphs of `a` articles, `p` in all.

    Attributes:
        hashes: uint64[p], of each one's tokens, 0 where it has none.
        starts: int64[a + 1], index of each article's first one, then p.
    """

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]

    def of(self, articles: Sequence[int]) -> NDArray[np.int64]:
        """Return the indices of the paragraphs of some articles, one article after the other."""
        chosen = np.array(articles, dtype=np.int64)
        return expand_ranges(self.starts[chosen], self.starts[chosen + 1] - self.starts[chosen])
