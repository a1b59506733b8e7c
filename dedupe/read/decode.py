"""Bytes into text: UTF-8, UTF-16 and UTF-32 by their marks, UTF-16 by its zeros too, anything else by a guess."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from unicodedata import category

from dedupe.errors import InputError
from dedupe.package_data import read_table

# The mark of UTF-16-LE begins that of UTF-32-LE, so the longer ones come first.
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes of another encoding are hardly ever UTF-8, so that few whole characters beyond ASCII tell.
_MOST_BROKEN = 0.25  # broken characters for each whole one
_LEAST_WHOLE = 2  # whole ones that make up for a single broken one
_LEAST_FITTING = 0.9  # of the letters that are not ASCII, in the alphabet of one language
_SAMPLE = 1 << 18  # characters, or bytes, that are looked at
_LATIN, _LEAST_LATIN = (0.75, 8)  # share and number of characters that make Latin UTF-16 without a mark,
_LEAST_OTHER = 128  # and how many it takes of another script
_NO_TEXT = ("Cc", "Cn", "Co")  # controls, and what no character is assigned to
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_MARKS = "“”„‘’‚«»‹›–—…•·€£§°©®™¿¡½\xa0\xad"  # of any language
# ISO 8859-2 has some letters of cp1250 elsewhere, among them where cp1250 has signs.
_SAME_ALPHABETS = {"cp1250": ("cp1250", "iso8859_2")}


def decode(data: bytes) -> tuple[str, str | None]:
    r"""Decode a file.

    Returns:
        The text with `\n` line ends and without byte order mark, and the encoding: None for UTF-8, with the
        number of its broken characters if there are any.

    Raises:
        InputError: it is binary, or in no encoding that makes sense of it.
    """
    encoding = wide_encoding(data)
    if encoding is not None:
        text = _decode_wide(data, encoding)
    elif b"\0" in data:
        raise InputError("binary")
    else:
        text, encoding = _decode_narrow(data)
    return unify_newlines(text), encoding


def wide_encoding(data: bytes) -> str | None:
    """Return the encoding that a UTF-16 or UTF-32 byte order mark announces, or that unmarked UTF-16 shows."""
    if data[:1] in b"\xff\xfe\0":
        for mark, encoding in _WIDE:
            if data.startswith(mark):
                return encoding
    return _unmarked_utf16(data[: min(len(data) & ~1, _SAMPLE)]) if b"\0" in data else None


def _unmarked_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zeros that spaces, line ends and Latin letters have on one side.

    In Latin text nearly every character has one; of other scripts a few of a long text, and hardly any the other half.
    """
    (others, _), (zeros, encoding) = sorted([(data[1::2].count(0), "utf-16-le"), (data[::2].count(0), "utf-16-be")])
    characters = len(data) // 2
    is_latin = characters >= _LEAST_LATIN and zeros >= _LATIN * characters
    is_other = characters >= _LEAST_OTHER and zeros >= max(2 * others, characters // 50)
    return encoding if (is_latin or is_other) and _is_prose(data, encoding) else None


def _is_prose(data: bytes, encoding: str) -> bool:
    """Return whether bytes are text in an encoding: letters and spaces for the most part, and only characters."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    kinds = Counter(category(character) for character in text if character not in "\t\n\r\f")
    letters = sum(kinds[kind] for kind in kinds if kind[0] in "LMZ")
    return kinds.keys().isdisjoint(_NO_TEXT) and 2 * letters > len(text)


def _decode_wide(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(f"binary, or broken {encoding}") from None
    if "\0" in text:
        raise InputError("binary")
    return text


def _decode_narrow(data: bytes) -> tuple[str, str | None]:
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode(), None
    except UnicodeDecodeError:
        return _broken_utf8(data) or _by_alphabet(data) or _by_statistics(data)


def _broken_utf8(data: bytes) -> tuple[str, str] | None:
    """Decode UTF-8 of which some bytes are broken, or that was cut within a character."""
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text.encode()) - len(text) - 2 * broken  # bytes beyond the first of each character
    if broken > max(_MOST_BROKEN * whole, whole >= _LEAST_WHOLE):
        return None
    return text, f"utf-8 with {broken:,} broken character{'s' * (broken > 1)}"


def _by_alphabet(data: bytes) -> tuple[str, str] | None:
    """Decode by the encoding in which the letters beyond ASCII are the alphabet of one language.

    Where several are as likely, the most widespread; cp1252 and cp1250 have most letters in common.
    """
    best: tuple[float, str, str] = 0.0, "", ""
    for encoding, alphabets in _alphabets().items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        fitting = _fitting(text, alphabets)
        if fitting > best[0]:
            best = fitting, text, encoding
    return best[1:] if best[0] >= _LEAST_FITTING else None


def _fitting(text: str, alphabets: Sequence[frozenset[str]]) -> float:
    """Return the share of the letters and odd signs beyond ASCII that belong to the likeliest language."""
    counts = Counter(_BEYOND_ASCII.findall(text[:_SAMPLE]))
    for mark in _MARKS:
        counts.pop(mark, None)
    fitting = (sum(counts[letter] for letter in counts if letter.lower() in own) for own in alphabets)
    return max(fitting) / counts.total() if counts else 1.0


@cache
def _alphabets() -> Mapping[str, Sequence[frozenset[str]]]:
    """Map each encoding of one byte a letter to the alphabets that it is used for."""
    return {
        encoding: list(map(frozenset, own.values()))
        for name, own in read_table("alphabets").items()
        for encoding in _SAME_ALPHABETS.get(name, (name,))
    }


def _by_statistics(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise InputError("binary, or in an unknown encoding")
    return str(best), best.encoding


def unify_newlines(text: str) -> str:
    r"""Turn `\r\n` and `\r` into `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
