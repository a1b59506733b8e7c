"""Pairs from groups of articles that share a key, without ever becoming quadratic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.ordered import runs

if TYPE_CHECKING:
    from numpy.typing import NDArray


def pairs_in_runs(
    members: NDArray[np.int64],
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
    most: int,
) -> NDArray[np.int64]:
    """Pair the members of each run: all with all in runs of up to `most`, else all with the first.

    Args:
        members: int64[n], articles, the earliest of each run first.
        starts: int64[r], where each run begins.
        lengths: int64[r], members a run.
        most: members up to which a run gives all its pairs.

    Returns:
        int64[p, 2], pairs with repetitions, the smaller article first.
    """
    parts = [np.empty((0, 2), dtype=np.int64)]
    for length in np.unique(lengths[(lengths > 1) & (lengths <= most)]).tolist():
        block = members[starts[lengths == length][:, None] + np.arange(length)]
        left, right = np.triu_indices(length, 1)
        parts.append(np.stack([block[:, left].ravel(), block[:, right].ravel()], axis=1))
    hot = lengths > most
    if hot.any():
        first = np.repeat(members[starts[hot]], lengths[hot] - 1)
        rest = np.concatenate(
            [np.arange(s + 1, s + n) for s, n in zip(starts[hot], lengths[hot], strict=True)]
        )
        parts.append(np.stack([first, members[rest]], axis=1))
    return np.sort(np.concatenate(parts), axis=1)


def distinct(pairs: NDArray[np.int64], least: int = 1) -> NDArray[np.int64]:
    """Keep each pair that occurs at least `least` times, once; int64[p, 2], ascending."""
    packed = (pairs[:, 0].astype(np.uint64) << np.uint64(32)) | pairs[:, 1].astype(np.uint64)
    packed.sort()
    starts, lengths = runs(packed)
    kept = packed[starts[lengths >= least]]
    return np.stack([kept >> np.uint64(32), kept & np.uint64(0xFFFFFFFF)], axis=1).astype(np.int64)
