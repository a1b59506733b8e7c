"""Stems: the first letters of words, which the forms of a word have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedupe.prepare.token_columns import ArticleTokens

_LETTERS = 6  # with which the forms of a word begin: counter, countering; Kunde, Kunden
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def stem_hashes(texts: Sequence[str], tokens: ArticleTokens) -> NDArray[np.uint64]:
    """Hash the stem of each token, whether its letters are capital or small; uint64[n]."""
    points = _small(np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), "<u4"))
    letters = np.append(points, np.zeros(_LETTERS, np.uint32)).astype(np.uint64)
    firsts = np.cumsum([0, *(len(text) + 1 for text in texts)])[tokens.paragraphs] + tokens.starts
    lengths = tokens.ends - tokens.starts
    stems = np.zeros(firsts.size, dtype=np.uint64)
    for letter in range(_LETTERS):
        own = letters.take(firsts + letter)
        own[lengths <= letter] = 0
        stems ^= own
        stems *= _MULTIPLIER
    return stems


def _small(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return code points with small letters in the place of capitals."""
    small = np.where(points - np.uint32(ord("A")) < 26, points | np.uint32(0x20), points)
    others = np.flatnonzero(points > 127)
    distinct, which = np.unique(points[others], return_inverse=True)
    lowered = [chr(point).lower() for point in distinct.tolist()]
    small[others] = np.array([ord(letter[0]) for letter in lowered], np.uint32)[which]
    return small
