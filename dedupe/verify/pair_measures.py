"""Resemblance and containment of two articles, counted exactly on their distinct shingles.

Broder (1997), On the resemblance and containment of documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.sorted_arrays import intersect_sorted, isin_sorted
from dedupe.verify.measures import Measures


@dataclass(frozen=True, slots=True)
class ShingleSet:
    """The distinct shingles of one article.

    Attributes:
        all: uint64[n], ascending.
        quoted: uint64[m], ascending, those that touch a quotation.
        stock: uint64[s], ascending, shingles of stock text, which are not among the others.
    """

    all: NDArray[np.uint64]
    quoted: NDArray[np.uint64]
    stock: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))


def measure(source: ShingleSet, target: ShingleSet) -> Measures:
    """Measure what two texts share."""
    common = intersect_sorted(source.all, target.all)
    by_source, by_target = (isin_sorted(text.quoted, common) for text in (source, target))
    shared, story = common.size, int(np.count_nonzero(~(by_source | by_target)))
    source_story, target_story = (
        text.all.size - text.quoted.size - int(np.count_nonzero(by_other & ~by_itself))
        for text, by_itself, by_other in ((source, by_source, by_target), (target, by_target, by_source))
    )
    return Measures(
        _share(shared, source.all.size + target.all.size - shared),
        _share(shared, source.all.size),
        _share(shared, target.all.size),
        _share(story, source_story),
        _share(story, target_story),
        shared,
        intersect_sorted(source.stock, target.stock).size,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
