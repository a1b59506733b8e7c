"""Bytes of a batch to a stream that words are cut from: ASCII as it is, all else as one-byte codes.

Covers the Latin script. Every code point that is not ASCII is looked up once a process.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.punctuation import DOUBLE_MARKS, SINGLE_MARKS
from dedupe.text.characters import THIN_SPACE, fold_character

Bytes = NDArray[np.uint8]

POINT = ord(".")  # within a number, whatever the text has there
JOINED = 0  # what a word is written without, such as its apostrophe
_DIGITS, _LETTERS = b"0123456789", b"abcdefghijklmnopqrstuvwxyz"
THIN, _FIRST_MARK = 0x80, 0x81
_BEYOND = 0x3000  # code points from here on are not folded here; letters among them are refused
_LEAD = b"\n\n"
_STAND_INS = {"-": 0x2603, " ": 0x2003, "": 0x200B}


def table(codes: bytes | list[int]) -> NDArray[np.bool_]:
    """Make a table of 256 flags, set for the given codes; letters of both cases."""
    flags = np.zeros(256, dtype=np.bool_)
    flags[[*bytes(codes).lower(), *bytes(codes).upper()]] = True
    return flags


# Marks that a character of ASCII folds to keep its code, and are "'" and '"' and "`".
_BY_ASCII = {fold_character(chr(code)): code for code in b"'\"`"}
_OTHERS = [mark for mark in DOUBLE_MARKS + SINGLE_MARKS if mark not in _BY_ASCII]
_MARKS = _BY_ASCII | {mark: _FIRST_MARK + at for at, mark in enumerate(_OTHERS)}
_CODES = _MARKS | {THIN_SPACE: THIN}
MARK_BY_CODE = {code: mark for mark, code in _MARKS.items()}

IS_DIGIT, IS_LETTER, IS_WORD = table(_DIGITS), table(_LETTERS), table(_DIGITS + _LETTERS)
IS_SPACE = table([code for code in range(128) if fold_character(chr(code)) == " "] + [THIN])
_folded_points = np.zeros((_BEYOND, 3), dtype=np.uint8)
_known_points = np.zeros(_BEYOND, dtype=np.bool_)


class NonLatinError(ValueError):
    """The text has letters, or quotation marks, that only the plain path folds."""


def encode_batch(text: bytes) -> Bytes:
    r"""Fold the UTF-8 bytes of a batch, paragraphs separated by "\n", to a stream of one-byte codes.

    The stream has ASCII as the text has it, capitals included; unaccented letters, "-" for punctuation
    and " " for white space where the text has other characters; and for each other quotation mark, and
    for thin spaces, a code of its own. Two line breaks stand before it and four after it.

    Returns:
        uint8[stream], to be written to by whoever asked for it.

    Raises:
        NonLatinError: where the script is another one.
    """
    if not text.isascii():
        text = _fold_points(text)
    if b"\0" in text:
        text = text.translate(None, b"\0")
    return np.frombuffer(bytearray(b"%b%b\n\n\n\n" % (_LEAD, text)), dtype=np.uint8)


def stream_offsets(text: bytes) -> NDArray[np.int64]:
    """Return which character of a text each byte of its stream stands for, from 0; int64[stream - 4].

    For the line breaks before the text the numbers are negative.
    """
    if text.isascii() and b"\0" not in text:
        return np.arange(-len(_LEAD), len(text))
    kept = np.frombuffer(text if text.isascii() else _fold_points(text), dtype=np.uint8) != 0
    is_first = (np.frombuffer(text, dtype=np.uint8) & 0xC0) != 0x80
    characters = np.cumsum(is_first, dtype=np.int64) - 1
    return np.concatenate([np.arange(-len(_LEAD), 0), characters[kept]])


def _fold_points(text: bytes) -> bytes:
    """Fold every character that is not ASCII, in place of its bytes; unused ones become NUL."""
    stream = np.frombuffer(bytearray(text + b"\0\0\0"), dtype=np.uint8)
    at = np.flatnonzero(stream >= 0xC0)
    lead, one = stream.take(at).astype(np.int64), stream.take(at + 1).astype(np.int64) & 0x3F
    points = (lead & 0x1F) << 6 | one
    long = np.flatnonzero(lead >= 0xE0)
    longest = np.flatnonzero(lead >= 0xF0)
    two = stream.take(at[long] + 2) & np.int64(0x3F)
    points[long] = (lead[long] & 0x0F) << 12 | one[long] << 6 | two
    two = stream.take(at[longest] + 2) & np.int64(0x3F)
    three = stream.take(at[longest] + 3) & np.int64(0x3F)
    points[longest] = (lead[longest] & 0x07) << 18 | one[longest] << 12 | two << 6 | three
    folded = _folded(_within(points))
    stream[at], stream[at + 1] = folded[:, 0], folded[:, 1]
    stream[at[long] + 2] = folded[long, 2]
    stream[at[longest] + 3] = 0
    return stream[:-3].tobytes()


def _within(points: NDArray[np.int64]) -> NDArray[np.int64]:
    """Replace code points that are not looked up here by a symbol, a space or nothing, as they fold.

    A NonLatinError says that one of them is a letter or a quotation mark.
    """
    beyond = np.flatnonzero(points >= _BEYOND)
    distinct, which = np.unique(points[beyond], return_inverse=True)
    folded = [fold_character(chr(point)) for point in distinct.tolist()]
    if not _STAND_INS.keys() >= set(folded):
        raise NonLatinError
    points[beyond] = np.array([_STAND_INS[part] for part in folded], np.int64)[which]
    return points


def _folded(points: NDArray[np.int64]) -> NDArray[np.uint8]:
    unknown = points[~_known_points.take(points)]
    if unknown.size:
        for point in {*unknown.tolist()}:
            _folded_points[point] = _codes(chr(point))
            _known_points[point] = True
    return _folded_points.take(points, axis=0)


def _codes(character: str) -> list[int]:
    folded = fold_character(character)
    beyond = any(part not in _CODES and not part.isascii() for part in folded)
    if beyond or len(folded) > len(character.encode()):
        raise NonLatinError
    codes = [_CODES.get(part, ord(part)) for part in folded]
    return codes + [0] * (3 - len(codes))
