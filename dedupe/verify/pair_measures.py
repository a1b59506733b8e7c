"""Resemblance and containment of pairs of articles, counted exactly on their distinct shingles.

Broder (1997), On the resemblance and containment of documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.hashes_by_text import HashesByText
from dedupe.sketch.sorted_arrays import NO_HASHES
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


def measure(texts: Sequence[ShingleSet], pairs: NDArray[np.int64]) -> list[Measures]:
    """Measure what the two texts of each pair share.

    Args:
        pairs: int64[p, 2], of texts, the source before the target.
    """
    every = _by_text([own.all for own in texts])
    quoted, stock = _by_text([own.quoted for own in texts]), _by_text([own.stock for own in texts])
    common = every.shared_with(every, pairs)
    hashes, owners = every.hashes[common.rows], pairs[common.pairs]
    by_source, by_target = (quoted.contains(hashes, owners[:, side]) for side in range(2))

    def count(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(common.pairs[flags], minlength=len(pairs))

    shared = np.bincount(common.pairs, minlength=len(pairs))
    narrative = count(~(by_source | by_target))
    sizes, told = every.sizes[pairs], (every.sizes - quoted.sizes)[pairs]
    told -= np.stack([count(by_target & ~by_source), count(by_source & ~by_target)], axis=1)
    of_stock = np.bincount(stock.shared_with(stock, pairs).pairs, minlength=len(pairs))
    columns = (shared, sizes.sum(axis=1) - shared, narrative, of_stock)
    rows = zip(*(column.tolist() for column in (*columns, sizes, told)), strict=True)
    return [
        Measures(
            _share(both, either),
            _share(both, source),
            _share(both, target),
            _share(story, source_story),
            _share(story, target_story),
            both,
            standing,
        )
        for both, either, story, standing, (source, target), (source_story, target_story) in rows
    ]


def _by_text(sets: Sequence[NDArray[np.uint64]]) -> HashesByText:
    """Put the shingles of each text behind those of the one before."""
    texts = np.repeat(np.arange(len(sets)), [own.size for own in sets])
    return HashesByText(np.concatenate([NO_HASHES, *sets]), texts, len(sets))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
