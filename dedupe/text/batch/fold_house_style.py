"""House style folded on word hashes: looked up once per distinct word, replaced for all at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.hashing import hash_words, mix
from dedupe.text.house_style import fold_table, phrase_table
from dedupe.text.tokens import fold_word

_SHIFT, _SIZE = np.uint64(46), 1 << 18
_BASE = np.uint64(0x9E3779B97F4A7C15)
_NOWHERE, _NO_HASHES = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class IndexShift:
    """What became of the indices of words when some became none, or two."""

    at: NDArray[np.int64]  # [c], ascending, the words that did not stay one
    shift: NDArray[np.int64]  # [c + 1], by how much the words behind the first so many of them moved

    def translate(self, indices: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where the words at some indices are now; that after the last word has one as well."""
        if not self.at.size:
            return indices
        return indices + self.shift.take(np.searchsorted(self.at, indices))

    def counts(self, size: int) -> NDArray[np.int64]:
        """Return how many words each of the `size` words became; int64[size]."""
        counts = np.ones(size, dtype=np.int64)
        counts[self.at] += np.diff(self.shift)
        return counts


@dataclass(frozen=True, slots=True)
class _Table:
    """Hashes of the words, or pairs of words, that fold, sorted, and what they fold to."""

    raw: NDArray[np.uint64]  # [m]
    kept: NDArray[np.bool_]  # [m], whether it folds to a word, and not to none
    folded: NDArray[np.uint64]  # [m], the hash of that word

    def rows(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Find which of the hashes are in the table: their indices, and the rows they are in."""
        row = np.minimum(np.searchsorted(self.raw, hashes), self.raw.size - 1)
        hit = np.flatnonzero(self.raw[row] == hashes)
        return hit, row[hit]


def _ordered(raw: NDArray[np.uint64], kept: NDArray[np.bool_], folded: NDArray[np.uint64]) -> _Table:
    order = np.argsort(raw)
    return _Table(raw[order], kept[order], folded[order])


@cache
def _words() -> _Table:
    folds = fold_table()
    if any(len(words) > 1 for words in folds.values()):
        raise ValueError("a word of the fold table folds to several words")
    kept = np.array([bool(words) for words in folds.values()])
    folded = hash_words(words[0] if words else "-" for words in folds.values())
    return _ordered(hash_words(folds), kept, folded)


@cache
def folded_figures() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the hashes of the figures that words fold to ("two"), and of the words that figures do ("2nd")."""
    folds = [(raw, words[0]) for raw, words in fold_table().items() if words]
    spelled, ordinals = (
        {word for raw, word in folds if (raw[0].isdigit(), word[0].isdigit()) == (is_figure, not is_figure)}
        for is_figure in (False, True)
    )
    return np.sort(hash_words(sorted(spelled))), np.sort(hash_words(sorted(ordinals)))


@cache
def _phrases() -> _Table:
    """The table of phrases, by the mixed hash of their two words."""
    phrases = phrase_table()
    raw = _pair_hashes(hash_words(a for a, _ in phrases), hash_words(b for _, b in phrases))
    return _ordered(raw, np.ones(raw.size, np.bool_), hash_words(phrases.values()))


@cache
def _may_fold() -> NDArray[np.bool_]:
    """Return whether a word may fold, by its upper 18 bits; bool[2^18]."""
    flags = np.zeros(_SIZE, dtype=np.bool_)
    flags[_words().raw >> _SHIFT] = True
    return flags


@cache
def _may_pair() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the same for the first and for the second word of a phrase; bool[2^18] each."""
    first, second = np.zeros((2, _SIZE), dtype=np.bool_)
    first[hash_words(word for word, _ in phrase_table()) >> _SHIFT] = True
    second[hash_words(word for _, word in phrase_table()) >> _SHIFT] = True
    return first, second


def _pair_hashes(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return mix(first * _BASE + second)


@cache
def _fold_glued(raw: str) -> NDArray[np.uint64]:
    return hash_words(fold_word(raw))


def fold_hashes(
    hashes: NDArray[np.uint64], glued: NDArray[np.int64], word_at: Callable[[int], str]
) -> tuple[NDArray[np.uint64], IndexShift]:
    """Fold spelling, abbreviations, honorifics and numbers with a unit glued to them.

    Args:
        hashes: uint64[n], hashes of raw words; changed in place.
        glued: indices of the words that begin with a digit and hold a letter, ascending.
        word_at: gives the raw word at an index; called once per distinct glued word.

    Returns:
        uint64[m], hashes of the folded words, and what became of the indices.
    """
    at = np.flatnonzero(_may_fold().take((hashes >> _SHIFT).view(np.int64)))
    hit, row = _words().rows(hashes[at])
    at = at[hit]
    split, units = _split_glued(hashes, glued, word_at)
    hashes[at] = _words().folded[row]
    return _rebuilt(hashes, at[~_words().kept[row]], split, units)


def _split_glued(
    hashes: NDArray[np.uint64], glued: NDArray[np.int64], word_at: Callable[[int], str]
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Fold each distinct glued word, in place; indices of those that became a number and a unit."""
    known: dict[int, NDArray[np.uint64]] = {}
    split: list[int] = []
    units: list[int] = []
    for index, value in zip(glued.tolist(), hashes[glued].tolist(), strict=True):
        if value not in known:
            known[value] = _fold_glued(word_at(index))
        if known[value].size > 1:
            hashes[index], unit = known[value]
            split.append(index)
            units.append(unit)
    return np.array(split, dtype=np.int64), np.array(units, dtype=np.uint64)


def merge_phrases(
    hashes: NDArray[np.uint64], paragraph_starts: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], IndexShift]:
    """Fold two words that stand for one ("per cent"), never across paragraphs.

    Args:
        hashes: uint64[n], folded words; changed in place.
        paragraph_starts: int64[p + 1].

    Returns:
        uint64[m] and, as in `fold_hashes`, what became of the indices.
    """
    bits = (hashes >> _SHIFT).view(np.int64)
    first, second = _may_pair()
    at = np.flatnonzero(first.take(bits[:-1]) & second.take(bits[1:]))
    begins = np.zeros(hashes.size + 1, dtype=np.bool_)
    begins[paragraph_starts] = True
    at = at[~begins[at + 1]]
    hit, row = _phrases().rows(_pair_hashes(hashes[at], hashes[at + 1]))
    hashes[at[hit]] = _phrases().folded[row]
    return _rebuilt(hashes, at[hit] + 1)


def _rebuilt(
    hashes: NDArray[np.uint64],
    dropped: NDArray[np.int64],
    split: NDArray[np.int64] = _NOWHERE,
    units: NDArray[np.uint64] = _NO_HASHES,
) -> tuple[NDArray[np.uint64], IndexShift]:
    """Leave out the words that became none, and put in the second of those that became two."""
    at = np.concatenate([dropped, split])
    order = np.argsort(at)
    change = np.concatenate([np.full(dropped.size, -1), np.ones(split.size, np.int64)])[order]
    recount = IndexShift(at[order], np.concatenate([[0], np.cumsum(change)]))
    if split.size:
        hashes = np.insert(hashes, split + 1, units)
        dropped = dropped + np.searchsorted(split, dropped)
    if dropped.size:
        kept = np.ones(hashes.size, dtype=np.bool_)
        kept[dropped] = False
        hashes = hashes.take(np.flatnonzero(kept))
    return hashes, recount
