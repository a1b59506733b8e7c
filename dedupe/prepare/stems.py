"""Stems: the first letters of words, which the forms of a word have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedupe.prepare.token_columns import ArticleTokens

_LETTERS = 6  # with which the forms of a word begin: counter, countering; Kunde, Kunden
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def stem_hashes(texts: Sequence[str], tokens: ArticleTokens, chosen: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Hash the stems of some tokens, given by index, whether their letters are capital or small; uint64[chosen]."""
    points = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), "<u4")
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    firsts = offsets[tokens.paragraphs[chosen]] + tokens.starts[chosen]
    places = np.arange(_LETTERS)[:, None]
    letters = _small(points.take(firsts + places, mode="clip").ravel()).reshape(_LETTERS, -1).astype(np.uint64)
    letters[places >= tokens.ends[chosen] - tokens.starts[chosen]] = 0
    stems = np.zeros(chosen.size, dtype=np.uint64)
    for letter in letters:
        stems ^= letter
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
