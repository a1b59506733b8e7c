"""Invented words in Zipf's proportions, ready to be drawn and joined as bytes.

A code stands for a word in a form: `form * DRAWS + draw`. Draws are equally likely, and a word has
as many as its rank is due, so that 16 random bits choose a word as often as a language would.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.newsroom.draws import between, chance, seeded

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS = 1 << 16
COMMONEST = 6301  # draws of the first word, so that those of all words add up to about DRAWS
PATTERNS = 64

# Forms of a word, as they follow each other in a sentence.
PLAIN, FIRST, OPENING, CLOSING, LAST, CLOSING_PARAGRAPH = range(6)
SHAPES = ("{0} ", "{1} ", '"{1} ', '{0}," ', "{0}. ", "{0}.\n\n")

ONSETS = "bcdfghklmnprstv"
VOWELS = "aeiou"
CODAS = "dklmnprstx"


@cache
def table() -> NDArray[np.bytes_]:
    """For every code the word as ASCII with what follows it, padded with NUL to 16 bytes."""
    words = [_word(rank) for rank in _ranks()]
    forms = [shape.format(word, word.capitalize()) for shape in SHAPES for word in words]
    return np.array([form.encode("ascii") for form in forms], dtype="S16")


@cache
def patterns(words: int) -> NDArray[np.uint32]:
    """Forms of so many words in PATTERNS ways: sentences of 8 to 30 words, paragraphs of 1 to 3.

    Args:
        words: length of each pattern.

    Returns:
        Shape (PATTERNS, words).
    """
    rng = seeded("patterns", words)
    rows = []
    for _ in range(PATTERNS):
        row: list[int] = []
        while len(row) < words:
            quoted, ends = chance(rng, 0.2), chance(rng, 0.5)
            row.append(OPENING if quoted else FIRST)
            row += [PLAIN] * between(rng, 3, 14)
            row.append(CLOSING if quoted else PLAIN)
            row += [PLAIN] * between(rng, 2, 13)
            row.append(CLOSING_PARAGRAPH if ends else LAST)
        rows.append(row[:words])
    return np.array(rows, dtype=np.uint32)


def _ranks() -> list[int]:
    ranks: list[int] = []
    rank = 0
    while len(ranks) < DRAWS:
        ranks += [rank] * max(1, COMMONEST // (rank + 1))
        rank += 1
    return ranks[:DRAWS]


def _word(rank: int) -> str:
    if rank > 75 and rank % 12 == 0:
        return f"{rank:,}"
    syllables = 1 if rank < 75 else 2 if rank < 750 else 3
    word, rest = "", rank
    for _ in range(syllables):
        rest, syllable = divmod(rest, len(ONSETS) * len(VOWELS))
        word += ONSETS[syllable // len(VOWELS)] + VOWELS[syllable % len(VOWELS)]
    return word + CODAS[rank % len(CODAS)]
