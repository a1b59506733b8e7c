"""Which of the pairs that are proposed share enough to be compared."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.proposals import Reasons
from dedupe.verify.shared_shingle_counts import StoryCounts

_LEAST_CONTAINMENT = 0.03
_LEAST_SHARED = 20
_STANDING = 0.1  # containment from which articles are related that share stock text alone
_MOST_FURNITURE = 7  # shingles that may be why two articles share pairs of words, and are not


def worth_comparing(reasons: Reasons, shared: StoryCounts) -> NDArray[np.bool_]:
    """Return which of `n` pairs, proposed for reasons, share enough to be worth comparing; bool[n]."""
    story = shared.story
    is_enough = (story.common >= _LEAST_SHARED) | (story.containment >= _LEAST_CONTAINMENT)
    worth: NDArray[np.bool_] = reasons.is_same | (reasons.shares_text & is_enough)
    worth |= reasons.is_standing & (shared.with_learned.containment >= _STANDING)
    worth |= reasons.is_reworded & (shared.furniture <= _MOST_FURNITURE)
    return worth
