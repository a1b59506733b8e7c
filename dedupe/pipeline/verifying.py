"""What candidates share, counted exactly: articles are read again, a portion of the pairs at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dedupe.pipeline.workers import as_given, spread
from dedupe.verify.screen import Shared, count_shared, distinct_shingles, join_shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dedupe.pipeline.catalogue import Catalogue
    from dedupe.verify.learned import Paragraphs

_PORTION = 1024  # pairs
_LEAST_PORTIONS = 4  # that are worth the start of a process


@dataclass(frozen=True, slots=True)
class Uncounted:
    """The paragraphs that do not count.

    Attributes:
        paragraphs: of all articles, `p` in all.
        flags: bool[p], set where one does not count.
    """

    paragraphs: Paragraphs
    flags: NDArray[np.bool_]


_State = tuple["Catalogue", int, Uncounted | None]


def verify(
    pairs: NDArray[np.int64],
    catalogue: Catalogue,
    k: int,
    uncounted: Uncounted | None = None,
    *,
    jobs: int = 1,
) -> Shared:
    """Count what pairs of articles share.

    Args:
        pairs: int64[p, 2], ascending.
        catalogue: the articles.
        k: tokens a shingle.
        uncounted: paragraphs to leave out, None to count all.
        jobs: processes at most.

    Raises:
        InputError: an article has changed since it was first read.
    """
    portions = [pairs[at : at + _PORTION] for at in range(0, len(pairs), _PORTION)]
    enough = min(jobs, len(portions) // _LEAST_PORTIONS)
    state = (catalogue, k, uncounted)
    return join_shared(list(spread(as_given, _count, state, portions, enough)))


def _count(state: _State, pairs: NDArray[np.int64]) -> Shared:
    catalogue, k, uncounted = state
    articles, places = np.unique(pairs, return_inverse=True)
    words = catalogue.words(articles.tolist())
    left_out = None
    if uncounted is not None:
        left_out = uncounted.flags[uncounted.paragraphs.of(articles.tolist())]
    return count_shared(places.reshape(-1, 2), distinct_shingles(words, left_out, k))
