"""What one character becomes before words are cut: its folded form or a mark of the stream."""

from __future__ import annotations

import unicodedata
from functools import cache

SPACE = " "
PUNCTUATION = "-"
THIN_SPACE = "\u202f"
DELETED = ""

DOUBLE_MARKS = '"“”„‟«»‹›「」『』'
SINGLE_MARKS = "'‘’‚‛"
APOSTROPHES = "'’‘"
_KEPT = frozenset(DOUBLE_MARKS + SINGLE_MARKS + ".,%&")
_ALIKE = {"ʼ": "’", "´": "’", "`": "‘", "＇": "'", "＂": '"', "″": '"'}
MARKS = DOUBLE_MARKS + SINGLE_MARKS + "".join(_ALIKE)
_THIN_SPACES = frozenset("\u00a0\u2007\u2009\u202f")
_LETTERS = {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_UNSPACED_RANGES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
UNSPACED_CLASS = "[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in _UNSPACED_RANGES) + "]"


def is_unspaced(character: str) -> bool:
    """Tell whether a character belongs to a script that is written without spaces."""
    point = ord(character)
    return point >= 0x0E00 and any(low <= point <= high for low, high in _UNSPACED_RANGES)


@cache
def fold_character(character: str) -> str:
    """Fold one character of the original text.

    Letters and digits become lower-case letters without accents and ASCII digits, one or several
    (ß becomes ss). Quotation marks, apostrophes, dots, commas, % and & stay, variants of them become
    the usual one. Spaces that hold numbers together become THIN_SPACE, other white space SPACE,
    invisible characters and accents DELETED, all the rest PUNCTUATION.
    """
    if character in _KEPT:
        return character
    if character in _ALIKE:
        return _ALIKE[character]
    if character in _THIN_SPACES:
        return THIN_SPACE
    category = unicodedata.category(character)
    if category[0] in "LN":
        return _fold_letter(character)
    return _fold_other(character, category)


def _fold_letter(character: str) -> str:
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    parts = unicodedata.normalize("NFKD", character.casefold())
    letters = "".join(_LETTERS.get(part, part) for part in parts if not _is_accent(part))
    folded = unicodedata.normalize("NFC", letters).casefold()
    return folded if folded.isalnum() else PUNCTUATION


def _fold_other(character: str, category: str) -> str:
    if _is_accent(character) or category == "Cf" or character == "\0":
        return DELETED
    if category[0] == "M":
        return character
    return SPACE if category[0] in "ZC" else PUNCTUATION


def _is_accent(character: str) -> bool:
    return "\u0300" <= character <= "\u036f" or character in "\u0654\u0655"
