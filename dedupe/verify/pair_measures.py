"""Resemblance and containment of two articles, counted exactly on their distinct shingles.

Broder (1997), On the resemblance and containment of documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.sorted_arrays import intersect_sorted, isin_sorted, unique_sorted


@dataclass(frozen=True, slots=True)
class Measures:
    """What two articles share, each a share between 0 and 1; furniture counts on neither side.

    Attributes:
        resemblance: shared shingles of all shingles of both (Jaccard).
        source_in_target: share of the source's shingles that stand in the target.
        target_in_source: share of the target's shingles that stand in the source.
        narrative_source_in_target: the same of the source's shingles outside quotations.
        narrative_target_in_source: the same of the target's shingles outside quotations.
        shared: number of distinct shared shingles.
        stock: number of distinct shared shingles of stock text, which count in none of the others.
    """

    resemblance: float
    source_in_target: float
    target_in_source: float
    narrative_source_in_target: float
    narrative_target_in_source: float
    shared: int
    stock: int = 0

    @property
    def containment(self) -> float:
        """The larger of the two containments."""
        return max(self.source_in_target, self.target_in_source)

    @property
    def narrative_containment(self) -> float:
        """The larger of the two containments outside quotations."""
        return max(self.narrative_source_in_target, self.narrative_target_in_source)

    def swapped(self) -> Measures:
        """Return the same measures with source and target exchanged."""
        return Measures(
            self.resemblance,
            self.target_in_source,
            self.source_in_target,
            self.narrative_target_in_source,
            self.narrative_source_in_target,
            self.shared,
            self.stock,
        )


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
    """Measure what two articles share."""
    common = intersect_sorted(source.all, target.all)
    quoted = unique_sorted(np.concatenate([source.quoted, target.quoted]))
    narrative = _left(common, quoted)
    return Measures(
        _share(common.size, source.all.size + target.all.size - common.size),
        _share(common.size, source.all.size),
        _share(common.size, target.all.size),
        _share(narrative, _left(source.all, quoted)),
        _share(narrative, _left(target.all, quoted)),
        int(common.size),
        int(intersect_sorted(source.stock, target.stock).size),
    )


def _left(shingles: NDArray[np.uint64], taken: NDArray[np.uint64]) -> int:
    return int(shingles.size - np.count_nonzero(isin_sorted(taken, shingles)))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
