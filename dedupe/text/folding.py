"""House style folded on word hashes: looked up once per distinct word, replaced for all at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from dedupe.text.hashing import hash_words, mix
from dedupe.text.tables import fold_table, phrase_table
from dedupe.text.tokens import fold_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_SHIFT = np.uint64(48)
_BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class _Table:
    """Hashes of the raw words that fold, sorted, and what they fold to.

    Attributes:
        may_hold: bool[65536], false where no raw hash has these upper 16 bits.
        raw: uint64[m].
        count: int64[m], the number of words each folds to, 0 or 1.
        folded: uint64[m], the hash of that word.
    """

    may_hold: NDArray[np.bool_]
    raw: NDArray[np.uint64]
    count: NDArray[np.int64]
    folded: NDArray[np.uint64]


@cache
def _table() -> _Table:
    folds = fold_table()
    raw = hash_words(folds)
    order = np.argsort(raw)
    count = np.array([len(words) for words in folds.values()], dtype=np.int64)
    if count.max() > 1:
        raise ValueError("a word of the fold table folds to several words")
    folded = hash_words(words[0] if words else "-" for words in folds.values())
    may_hold = np.zeros(1 << 16, dtype=np.bool_)
    may_hold[raw >> _SHIFT] = True
    return _Table(may_hold, raw[order], count[order], folded[order])


@cache
def _phrases() -> _Table:
    """The table of phrases, by the mixed hash of their two words; `may_hold` by that of the first."""
    phrases = phrase_table()
    first, second = (hash_words(pair[n] for pair in phrases) for n in (0, 1))
    raw = _pair_hashes(first, second)
    order = np.argsort(raw)
    may_hold = np.zeros(1 << 16, dtype=np.bool_)
    may_hold[first >> _SHIFT] = True
    return _Table(
        may_hold, raw[order], np.ones(raw.size, np.int64), hash_words(phrases.values())[order]
    )


def _pair_hashes(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return mix(first * _BASE + second)


def _lookup(table: _Table, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Find which of the hashes are in a table: their indices, and the rows they are in."""
    row = np.minimum(np.searchsorted(table.raw, hashes), table.raw.size - 1)
    hit = np.flatnonzero(table.raw[row] == hashes)
    return hit, row[hit]


@cache
def _fold_glued(raw: str) -> NDArray[np.uint64]:
    return hash_words(fold_word(raw))


def fold_hashes(
    hashes: NDArray[np.uint64],
    glued: NDArray[np.int64],
    word_at: Callable[[int], str],
) -> tuple[NDArray[np.uint64], NDArray[np.int64] | None]:
    """Fold spelling, abbreviations, honorifics and numbers with a unit glued to them.

    Args:
        hashes: uint64[n], hashes of raw words; changed in place.
        glued: indices of the words that begin with a digit and hold a letter.
        word_at: gives the raw word at an index; called once per distinct glued word.

    Returns:
        uint64[m], hashes of the folded words, and int64[n], the number of words each raw word became,
        or None where each became one.
    """
    table = _table()
    at = np.flatnonzero(table.may_hold[hashes >> _SHIFT])
    hit, row = _lookup(table, hashes[at])
    at = at[hit]
    counts = np.ones(hashes.size, dtype=np.int64)
    counts[at] = table.count[row]
    extra = _glued_words(hashes, glued, word_at)
    hashes[at] = table.folded[row]
    for index, words in extra:
        counts[index] = words.size
        hashes[index] = words[0]
    if not extra and bool(table.count[row].all()):
        return hashes, None
    folded = np.repeat(hashes, counts)
    starts = np.cumsum(counts) - counts
    for index, words in extra:
        folded[starts[index] : starts[index] + words.size] = words
    return folded, counts


def _glued_words(
    hashes: NDArray[np.uint64], glued: NDArray[np.int64], word_at: Callable[[int], str]
) -> list[tuple[int, NDArray[np.uint64]]]:
    """Fold each distinct glued word; index and words of those that became something else."""
    known: dict[int, NDArray[np.uint64]] = {}
    changed = []
    for index, value in zip(glued.tolist(), hashes[glued].tolist(), strict=True):
        if value not in known:
            known[value] = _fold_glued(word_at(index))
        if known[value].size > 1:
            changed.append((index, known[value]))
    return changed


def merge_phrases(
    hashes: NDArray[np.uint64], paragraph_starts: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64] | None]:
    """Fold two words that stand for one ("per cent"), never across paragraphs.

    Args:
        hashes: uint64[n], folded words; changed in place.
        paragraph_starts: int64[p + 1].

    Returns:
        uint64[m] and, as in `fold_hashes`, how many words each became: 0 for the second of a phrase.
    """
    table = _phrases()
    at = np.flatnonzero(table.may_hold[hashes[:-1] >> _SHIFT])
    begins = np.zeros(hashes.size + 1, dtype=np.bool_)
    begins[paragraph_starts] = True
    at = at[~begins[at + 1]]
    hit, row = _lookup(table, _pair_hashes(hashes[at], hashes[at + 1]))
    if not hit.size:
        return hashes, None
    hashes[at[hit]] = table.folded[row]
    counts = np.ones(hashes.size, dtype=np.int64)
    counts[at[hit] + 1] = 0
    return hashes[counts > 0], counts
