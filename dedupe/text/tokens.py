"""Tokens of one text with their place in it: the plain definition of what a token is.

The batch tokeniser in `batch.tokenize` gives the same tokens as hashes, thousands of articles at a time; it is
tested against this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise, repeat
from typing import NamedTuple, overload

from dedupe.lazy_regex import pattern
from dedupe.text.characters import THIN_SPACE, UNSPACED_CLASS, fold_character, unmixed
from dedupe.text.house_style import fold_table, phrase_table, suffix_table

_BREAKS = re.escape("\"“”„‟«»‹›「」『』'‘’‚‛.,%& -\n" + THIN_SPACE)
_WORD = f"[^{_BREAKS}]"
_SPACED = f"[^{_BREAKS}{UNSPACED_CLASS[1:-1]}]"  # of a word of more than one character
_LETTER = f"[^0-9{_BREAKS}{UNSPACED_CLASS[1:-1]}]"  # an initial: in scripts without spaces there are none
_JOINED, _POINT = "\0", "\ue000"
_JOIN = pattern(  # one class first: it is what the search goes by
    f"['’‘.,{THIN_SPACE}](?:"
    f"(?<={_SPACED}['’‘])(?={_SPACED})"  # don't
    f"|(?<=[0-9][.,{THIN_SPACE}])(?=[0-9]{{3}}(?![0-9]))"  # 18,000
    f"|(?:(?<=^{_LETTER}\\.)|(?<=[{_BREAKS}]{_LETTER}\\.))(?={_LETTER}(?!{_WORD})))"  # U.S.
)
_DECIMAL = pattern("[.,](?<=[0-9][.,])(?=[0-9])")
_RAW_WORD = pattern(f"({UNSPACED_CLASS}|[^{_BREAKS}{UNSPACED_CLASS[1:-1]}]+|[%&])")
_GLUED = pattern(r"([0-9.]+)([^0-9.].*)", re.DOTALL)


class Token(NamedTuple):
    """One folded word and the stretch of the original text it stands for."""

    text: str  # the word after house-style folding
    start: int  # offset of its first character in the original text
    end: int  # offset after its last character


@dataclass(frozen=True, slots=True)
class Tokens(Sequence[Token]):
    """The n tokens of one text in columns, which cost less than an object a token."""

    texts: tuple[str, ...]  # n words after house-style folding
    starts: tuple[int, ...]  # n offsets of their first characters in the original text
    ends: tuple[int, ...]  # n offsets after their last characters

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Tokens: ...
    def __getitem__(self, at: int | slice) -> Token | Tokens:
        """One token, or some of them."""
        if isinstance(at, slice):
            return Tokens(self.texts[at], self.starts[at], self.ends[at])
        return Token(self.texts[at], self.starts[at], self.ends[at])

    def moved(self, by: int) -> Tokens:
        """Return the tokens at offsets that are larger by some number."""
        starts, ends = ([offset + by for offset in offsets] for offsets in (self.starts, self.ends))
        return Tokens(self.texts, tuple(starts), tuple(ends))


def tokenize(text: str) -> Tokens:
    """Cut one paragraph into tokens, folding house style.

    >>> tokenize("Mr. Roe's U.S. firm paid $1,500.50bn (5 per cent)").texts
    ('roes', 'us', 'firm', 'paid', '1500.50', 'billion', '5', 'percent')
    """
    raws, starts, ends = _raw_columns(text)
    folded = list(map(fold_word, raws))
    texts = list(chain.from_iterable(folded))
    counts = list(map(len, folded))
    if counts.count(1) != len(counts):
        starts = list(chain.from_iterable(map(repeat, starts, counts)))
        ends = list(chain.from_iterable(map(repeat, ends, counts)))
    _merge_phrases(texts, starts, ends)
    return Tokens(tuple(texts), tuple(starts), tuple(ends))


def tokens_at(text: str, starts: Sequence[int], ends: Sequence[int]) -> Tokens:
    """Return the tokens of one paragraph, as `tokenize` does, but where they stand is known.

    >>> tokens_at("Mr. Roe paid", [4, 8], [7, 12]).texts
    ('roe', 'paid')
    """
    places: Iterable[tuple[int, int]] = zip(starts, ends, strict=True)
    if len({*starts}) < len(starts):
        places = dict.fromkeys(places)  # a number and its unit stand in one place
    texts = tuple(chain.from_iterable([words_alone(text[start:end]) for start, end in places]))
    is_plain = len(texts) == len(starts)  # half a number with its unit can be part of a phrase
    return Tokens(texts, tuple(starts), tuple(ends)) if is_plain else tokenize(text)


@lru_cache(maxsize=1 << 16)
def words_alone(text: str) -> tuple[str, ...]:
    """Return the tokens of a short text, of one word mostly, as `tokenize` does but without their places."""
    is_word = text.isascii() and text.isalnum()
    return fold_word(text.lower()) if is_word else tokenize(text).texts


@lru_cache(maxsize=1 << 16)
def fold_word(raw: str) -> tuple[str, ...]:
    """Fold one raw word (lower case, joined) to the words it stands for, none for an honorific."""
    raw = unmixed(raw)
    known = fold_table().get(raw)
    if known is not None:
        return known
    glued = _GLUED.fullmatch(raw)
    if glued and glued[2] in suffix_table():
        return glued[1], suffix_table()[glued[2]]
    return (raw,)


def raw_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each raw word with its span in the text: folded letters, joined, house style untouched."""
    return zip(*_raw_columns(text), strict=True)


def _raw_columns(text: str) -> tuple[list[str], list[int], list[int]]:
    stream, offsets = _stream(text)
    stream = _DECIMAL.sub(_POINT, _JOIN.sub(_JOINED, stream))
    parts = _RAW_WORD.split(stream)  # a gap, a word, a gap, ..., a gap
    raws, bounds = parts[1::2], list(accumulate(map(len, parts)))
    starts, ends = bounds[:-1:2], bounds[1::2]
    if _JOINED in stream or _POINT in stream:
        raws = [raw.replace(_JOINED, "").replace(_POINT, ".") for raw in raws]
    if isinstance(offsets, range):
        return raws, starts, ends
    return raws, [offsets[start] for start in starts], [offsets[end - 1] + 1 for end in ends]


def _stream(text: str) -> tuple[str, Sequence[int]]:
    stream = text.translate(_folds)
    if _folds.unequal.isdisjoint(text):
        return stream, range(len(text))
    return stream, [at for at, character in enumerate(text) for _ in _folds[ord(character)]]


class _Folds(dict[int, str]):
    """Folded characters by code point, filled as they occur; `unequal` holds those that are not one."""

    def __init__(self) -> None:
        self.unequal: set[str] = set()

    def __missing__(self, point: int) -> str:
        folded = fold_character(chr(point))
        if len(folded) != 1:
            self.unequal.add(chr(point))
        self[point] = folded
        return folded


_folds = _Folds()


@cache
def _first_of_phrases() -> frozenset[str]:
    return frozenset(first for first, _ in phrase_table())


def _merge_phrases(texts: list[str], starts: list[int], ends: list[int]) -> None:
    """Make one token of two that stand for one word; no pair can overlap another."""
    if _first_of_phrases().isdisjoint(texts):
        return
    phrases = phrase_table()
    found = [at for at, pair in enumerate(pairwise(texts)) if pair in phrases]
    for at in reversed(found):
        texts[at : at + 2] = [phrases[texts[at], texts[at + 1]]]
        del starts[at + 1], ends[at]
