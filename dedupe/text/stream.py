"""Bytes of a batch to a folded stream: ASCII letters and digits, marks of one byte, nothing else.

Covers the Latin script. Every code point that is not ASCII is looked up once a process.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.text.characters import (
    APOSTROPHES,
    DOUBLE_MARKS,
    SINGLE_MARKS,
    THIN_SPACE,
    fold_character,
)

Bytes = NDArray[np.uint8]

# The codes lie so that each class of them is one range, told by a subtraction and a comparison:
# words are POINT, 0 to 9, a to z; joiners go from _DOT to the last apostrophe, marks from the first on.
POINT = ord("/")
_DOT, _COMMA, THIN, _FIRST_MARK = 0x8D, 0x8E, 0x8F, 0x90
_ORDERED = APOSTROPHES + "".join(m for m in DOUBLE_MARKS + SINGLE_MARKS if m not in APOSTROPHES)
_MARKS = {mark: _FIRST_MARK + index for index, mark in enumerate(_ORDERED)}
_CODES = {".": _DOT, ",": _COMMA, THIN_SPACE: THIN} | _MARKS
MARK_BY_CODE = {code: mark for mark, code in _MARKS.items()}
_BEYOND = 0x3000  # code points from here on are not folded here; letters among them are refused

_STAND_INS = {"-": 0x2603, " ": 0x2003}


def _table(codes: str | bytes | list[int]) -> NDArray[np.bool_]:
    table = np.zeros(256, dtype=np.bool_)
    table[list(codes.encode() if isinstance(codes, str) else codes)] = True
    return table


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
IS_WORD = _table(_LETTERS + "0123456789")
IS_DIGIT = _table("0123456789")
IS_LETTER = _table(_LETTERS)


def marks_at(stream: Bytes) -> NDArray[np.int64]:
    """Find the quotation marks in a stream; int64[marks], ascending."""
    return np.flatnonzero(stream >= _FIRST_MARK)


def in_words(stream: Bytes) -> NDArray[np.bool_]:
    """Tell which codes are part of words, "%" and "&" among them; bool[stream]."""
    letters = (stream - np.uint8(ord("a"))) < 26
    digits = (stream - np.uint8(POINT)) < 11
    return letters | digits | ((stream - np.uint8(ord("%"))) < 2)


def _ascii_table() -> bytes:
    table = bytearray(range(256))
    for code in range(1, 128):
        folded = fold_character(chr(code))
        table[code] = _CODES.get(folded, ord(folded))
    table[ord("\n")] = ord("\n")
    return bytes(table)


_ASCII = _ascii_table()
_folded_points = np.zeros((_BEYOND, 3), dtype=np.uint8)
_known_points = np.zeros(_BEYOND, dtype=np.bool_)


class BeyondLatinError(ValueError):
    """The text has letters, or quotation marks, that only the plain path folds."""


def fold_bytes(text: bytes) -> Bytes:
    r"""Fold the UTF-8 bytes of a batch, paragraphs separated by "\n", to a stream of one-byte codes.

    The stream has "\n" where the text has it, a to z, 0 to 9, POINT inside decimal numbers, "%", "&",
    "-" for punctuation, a space for white space, a code of its own for each quotation mark.

    Raises:
        BeyondLatinError: where the script is another one.
    """
    if not text.isascii():
        text = _fold_points(text)
    stream = np.frombuffer(b"\n\n" + text.translate(_ASCII, b"\0") + b"\n\n\n\n", dtype=np.uint8)
    return _join(stream)


def _join(stream: Bytes) -> Bytes:
    """Drop what joins (don't, 18,000, U.S.) and mark decimal points."""
    at = np.flatnonzero((stream - np.uint8(_DOT)) < 3 + len(APOSTROPHES))
    kind, before, after = stream[at], stream[at - 1], stream[at + 1]
    two, three, four = stream[at + 2], stream[at + 3], stream[at + 4]
    apostrophe = kind >= _FIRST_MARK
    joined = apostrophe & IS_WORD[before] & IS_WORD[after]
    number = ~apostrophe & IS_DIGIT[before] & IS_DIGIT[after]
    thousands = number & IS_DIGIT[two] & IS_DIGIT[three] & ~IS_DIGIT[four]
    joined |= thousands
    joined |= (
        (kind == _DOT)
        & (IS_LETTER[before] & ~IS_WORD[stream[at - 2]])
        & (IS_LETTER[after] & ~IS_WORD[two])
    )
    point = number & ~thousands & (kind != THIN)
    if joined.any() or point.any():
        stream = stream.copy()
        stream[at[point]] = POINT
        stream[at[joined]] = 0
        stream = np.frombuffer(stream.tobytes().translate(None, b"\0"), dtype=np.uint8)
    return stream


def _fold_points(text: bytes) -> bytes:
    """Fold every character that is not ASCII, in place of its bytes; unused ones become NUL."""
    stream = np.frombuffer(text, dtype=np.uint8).copy()
    at = np.flatnonzero(stream >= 0xC0)
    lead = stream[at].astype(np.int64)
    padded = np.concatenate([stream, np.zeros(3, dtype=np.uint8)])
    one, two, three = (padded[at + n].astype(np.int64) & 0x3F for n in (1, 2, 3))
    points = (lead & 0x1F) << 6 | one
    long, longest = lead >= 0xE0, lead >= 0xF0
    points[long] = ((lead & 0x0F) << 12 | one << 6 | two)[long]
    points[longest] = ((lead & 0x07) << 18 | one << 12 | two << 6 | three)[longest]
    folded = _folded(_within(points))
    stream[at], stream[at + 1] = folded[:, 0], folded[:, 1]
    at, folded, longest = at[long], folded[long], longest[long]
    stream[at + 2] = folded[:, 2]
    stream[at[longest] + 3] = 0
    return stream.tobytes()


def _within(points: NDArray[np.int64]) -> NDArray[np.int64]:
    """Replace code points that are not looked up here by a symbol or a space, as they fold.

    Raises:
        BeyondLatinError: one of them is a letter or a quotation mark.
    """
    beyond = np.unique(points[points >= _BEYOND]).tolist()
    for point in beyond:
        folded = fold_character(chr(point))
        if folded not in _STAND_INS:
            raise BeyondLatinError
        points = np.where(points == point, _STAND_INS[folded], points)
    return points


def _folded(points: NDArray[np.int64]) -> NDArray[np.uint8]:
    unknown = points[~_known_points[points]]
    if unknown.size:
        for point in np.unique(unknown).tolist():
            _folded_points[point] = _codes(chr(point))
            _known_points[point] = True
    return _folded_points[points]


def _codes(character: str) -> list[int]:
    folded = fold_character(character)
    beyond = any(part not in _CODES and not part.isascii() for part in folded)
    if beyond or len(folded) > len(character.encode()):
        raise BeyondLatinError
    codes = [_CODES.get(part, ord(part)) for part in folded]
    return codes + [0] * (3 - len(codes))
