"""Where the words of a stream begin and end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.encode import IS_DIGIT, IS_LETTER, IS_WORD, JOINED, MARK_BY_CODE, POINT, THIN, Bytes, table
from dedupe.text.characters import APOSTROPHES

_APOSTROPHE = table([code for code, mark in MARK_BY_CODE.items() if mark in APOSTROPHES])
_SYMBOL = table(b"%&")
_JOINER = table(b".,") | _APOSTROPHE
_JOINER[THIN] = True


@dataclass(frozen=True, slots=True)
class RawWords:
    """The raw words of a stream, `n` of them."""

    starts: NDArray[np.int64]  # [n], offset of each word
    ends: NDArray[np.int64]  # [n], offset after it
    joined: NDArray[np.int64]  # [j], offsets of the bytes that words are written without
    others: NDArray[np.int64]  # [m], offsets of what is neither a letter or digit nor a plain space


def find_words(stream: Bytes) -> RawWords:
    """Find the words of a stream, and mark in it what joins them (don't, 18,000, U.S.) and decimal points.

    Args:
        stream: uint8[s], as `encode_batch` gives it; written to.
    """
    inside = (stream | np.uint8(0x20)) - np.uint8(ord("a")) < 26
    inside |= stream - np.uint8(ord("0")) < 10
    others = np.flatnonzero((stream > ord(" ")) > inside)
    kinds = stream.take(others)
    between = np.flatnonzero(_JOINER.take(kinds))
    at = others[between]
    at = at[inside.take(at - 1) & inside.take(at + 1)]
    joined, points = _joiners(stream, at)
    inside[joined], inside[points] = True, True
    stream[joined], stream[points] = JOINED, POINT
    changes = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = changes[::2].copy(), changes[1::2].copy()
    symbols = others[_SYMBOL.take(kinds)]  # a word each, even where they touch another
    if symbols.size:
        row = np.searchsorted(starts, symbols)
        starts, ends = np.insert(starts, row, symbols), np.insert(ends, row, symbols + 1)
    return RawWords(starts, ends, joined, others)


def _joiners(stream: Bytes, at: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what joins two words, and what is a decimal point, of offsets between two words."""
    kind, before, after = stream[at], stream[at - 1], stream[at + 1]
    two, three, four = stream[at + 2], stream[at + 3], stream[at + 4]
    apostrophe = _APOSTROPHE[kind]
    number = ~apostrophe & IS_DIGIT[before] & IS_DIGIT[after]
    thousands = number & IS_DIGIT[two] & IS_DIGIT[three] & ~IS_DIGIT[four]
    initial = (kind == POINT) & (IS_LETTER[before] & ~IS_WORD[stream[at - 2]]) & (IS_LETTER[after] & ~IS_WORD[two])
    point = number & ~thousands & (kind != THIN)
    return at[apostrophe | thousands | initial], at[point]
