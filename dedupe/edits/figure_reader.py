"""Figures as they are compared: numbers with their currency or unit, however they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dedupe.edits.number_reader import NumberReader

FIGURE_MARKS = "#@"  # what the keys of figures and dates begin with
_ORDINAL = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th|er|e|o|a)")
_SIGN = re.compile(r"[$€£¥₹₩₽₺₪฿]\s?\Z")
_SIGN_AFTER = re.compile(r"\.?\s?([$€£¥₹₽])(?!\w)")
_SIGN_LETTERS = frozenset({"us", "a", "c", "s", "hk", "nz", "r"})  # of "US$" and "A$"
_MINUS = re.compile(r"(?:\A|(?<=[\s(]))[-−–]\Z")
_PART_OF_NAME = re.compile(r"[^\W\d_][-‐‑]\Z")
_HYPHENS = frozenset("-‐‑")
_CLOCK = frozenset({"am", "pm", "Uhr"})
_SMALL = 13  # numbers below are of little weight where they are written out


class Figure(NamedTuple):
    """A figure read off some tokens.

    Attributes:
        key: what it comes to; equal for equal figures.
        is_minor: whether it is no news that it is left out: an ordinal, a weekday, "the two".
        first: index of its first token.
        last: index after its last token.
        start: offset of its first character, currency sign included.
        end: offset after its last character.
    """

    key: str
    is_minor: bool
    first: int
    last: int
    start: int
    end: int


def read_figure(reader: NumberReader, at: int) -> Figure | None:
    """Read the figure that begins at a token, None where none does.

    Its key is "#", what it comes to and its unit.
    """
    if ordinal := _ordinal(reader, at):
        start, end = reader.tokens.starts[at], reader.tokens.ends[at]
        return Figure(f"#{ordinal}th", True, at, at + 1, start, end)
    start = at + _is_prefix(reader, at)
    found = reader.read(start)
    first = reader.tokens.starts[at]
    before = reader.text[max(0, first - 2) : first]
    if found is None or _PART_OF_NAME.fullmatch(before):
        return None
    return _with_unit(reader, range(at, start), *found)


def _ordinal(reader: NumberReader, at: int) -> str | None:
    digits = _ORDINAL.fullmatch(reader.word(at))
    return digits[1] if digits else reader.lexicon.ordinals.get(reader.word(at))


def _is_prefix(reader: NumberReader, at: int) -> bool:
    """Return whether a word is a currency before a number: the letters of "US$5", the code of "EUR 5"."""
    if not reader.is_number(at + 1):
        return False
    if reader.word(at) in _SIGN_LETTERS:
        return bool(_SIGN.fullmatch(reader.gap(at + 1)))
    raw = reader.raw(at)
    return reader.word(at) in reader.lexicon.currencies and (raw.isupper() or raw == "Rs")


def _with_unit(reader: NumberReader, prefix: range, value: str, last: int) -> Figure:
    """Add the currency or the unit of measurement that a number has before or behind it."""
    at = prefix.stop
    start = reader.tokens.starts[prefix.start]
    end = reader.tokens.ends[last - 1] + bool(reader.fraction_behind(last))
    is_minor = _is_weak(reader, at, value)
    unit = ""
    if sign := _SIGN.search(reader.gap(at)):
        unit = (reader.word(prefix.start).upper() if prefix else "") + sign[0].strip()
        start = min(start, reader.tokens.starts[at] - len(sign[0]))
    elif prefix:
        unit = reader.lexicon.currencies[reader.word(prefix.start)]
    elif after := _SIGN_AFTER.match(reader.text, end):
        unit, end = after[1], after.end()
    elif reader.is_close(last):
        lexicon, word = reader.lexicon, reader.word(last)
        unit = lexicon.currencies.get(word) or lexicon.measures.get(word, "")
        last += bool(unit)
        end = reader.tokens.ends[last - 1]
    if _MINUS.search(reader.text, max(0, start - 2), start):
        value, start = f"-{value}", start - 1
    if unit in _CLOCK:
        value = _clock(value)
    return Figure(
        f"#{value} {unit.removeprefix('US')}".rstrip(), is_minor, prefix.start, last, start, end
    )


def _is_weak(reader: NumberReader, at: int, value: str) -> bool:
    """Return whether a number stands for little: "one", "the two leaders", "a two-way street"."""
    if reader.raw(at)[0].isdigit() or not value.isdigit():
        return False
    end = reader.tokens.ends[at]
    is_hyphenated = reader.text[end : end + 1] in _HYPHENS
    is_definite = is_hyphenated or reader.word(at - 1) in reader.lexicon.definite
    return value == "1" or (int(value) < _SMALL and is_definite)


def _clock(value: str) -> str:
    """Write "10.3" (of 10.30) and "10 30" alike, and the full hour without minutes."""
    hour, _, minute = value.replace(".", " ").partition(" ")
    return hour if not minute.strip("0") else f"{hour} {minute.ljust(2, '0')}"
