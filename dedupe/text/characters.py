"""What one character becomes before words are cut: its folded form or a mark of the stream."""

from __future__ import annotations

import unicodedata
from functools import cache

from dedupe.punctuation import DOUBLE_MARKS, SINGLE_MARKS

SPACE = " "
PUNCTUATION = "-"
THIN_SPACE = "\u202f"
DELETED = ""

APOSTROPHES = "'’‘"
_KEPT = frozenset(DOUBLE_MARKS + SINGLE_MARKS + ".,%&")
_MARKS_ALIKE = {
    "ʼ": "’", "´": "’", "`": "‘", "＇": "'", "＂": '"', "″": '"', "׳": "'", "״": '"', "｢": "「", "｣": "」",
}  # fmt: skip
_ALIKE = _MARKS_ALIKE | {
    "．": ".", "，": ",", "٫": ".", "٬": ",", "％": "%", "﹪": "%", "٪": "%", "＆": "&",
}  # fmt: skip
MARKS = DOUBLE_MARKS + SINGLE_MARKS + "".join(_MARKS_ALIKE)
_THIN_SPACES = frozenset("\u00a0\u2007\u2009\u202f")
# Letters that one word is written with in two ways: Arabic as Lucene's ArabicNormalizer and
# PersianNormalizer fold it.
_LETTERS = {
    "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
}  # fmt: skip
# Cyrillic and Greek letters, and the Latin ones that are drawn like them or like their capitals.
_CYRILLIC_ALIKE = ("авеһіјкмнорѕтсухԁԛԝ", "abehijkmhopstcyxdqw")
_GREEK_ALIKE = ("αικορτυχ", "aikoptyx")
_LOOK_ALIKES = {
    other: latin
    for others, latins in (_CYRILLIC_ALIKE, _GREEK_ALIKE)
    for other, latin in zip(others, latins, strict=True)
}
_CYRILLIC = {latin: other for other, latin in zip(*_CYRILLIC_ALIKE, strict=True)} | {"h": "н"}
# What words are the same without: vowel points, signs of recitation, variation selectors.
_POINTS = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05BD),
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C2),
    (0x05C4, 0x05C5),
    (0x05C7, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E4),
    (0x06E7, 0x06E8),
    (0x06EA, 0x06ED),
    (0x08D3, 0x08FF),
    (0x180B, 0x180D),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)
_KASHIDA, _UNKNOWN = "\u0640", "\ufffd"
_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters of Hangul that nobody sees
_UNSEEN = frozenset(_KASHIDA + _UNKNOWN + _FILLERS + "\0")
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


@cache
def fold_character(character: str) -> str:
    """Fold one character of the original text.

    Letters and digits become lower-case letters without accents and ASCII digits, one or several
    (ß becomes ss). Quotation marks, apostrophes, dots, commas, % and & stay, variants of them become
    the usual one. Spaces that hold numbers together become THIN_SPACE, other white space SPACE,
    invisible characters, accents, vowel points and the stroke that stretches an Arabic word DELETED, all
    the rest PUNCTUATION.
    """
    if character in _KEPT:
        return character
    if character in _UNSEEN:
        return DELETED
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
    letters = "".join(_LETTERS.get(part, part) for part in parts if not _is_point(part))
    folded = unicodedata.normalize("NFC", letters).casefold()
    return folded if folded.isalnum() else PUNCTUATION


def _fold_other(character: str, category: str) -> str:
    if _is_point(character) or category == "Cf":
        return DELETED
    if category[0] == "M":
        return character
    return SPACE if category[0] in "ZC" else PUNCTUATION


def _is_point(character: str) -> bool:
    point = ord(character)
    return point >= 0x0300 and any(low <= point <= high for low, high in _POINTS)


def unmixed(word: str) -> str:
    """Write a folded word of one script in which letters of another one pass for its own.

    >>> unmixed("p\u0430ypal"), unmixed("ро\u0063\u0063ия") == "россия"
    ('paypal', True)

    Args:
        word: folded letters; one in which letters stand that have no look-alike stays as it is.
    """
    if word.isascii() or not any(letter in _LOOK_ALIKES for letter in word):
        return word
    latin = [letter for letter in word if "a" <= letter <= "z"]
    if not latin:
        return word
    plain = "".join(_LOOK_ALIKES.get(letter, letter) for letter in word)
    if plain.isascii():
        return plain
    if all(letter in _CYRILLIC for letter in latin):
        return "".join(_CYRILLIC.get(letter, letter) for letter in word)
    return word
