"""Figures as they are compared: numbers with their currency or unit, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
from unicodedata import numeric

from dedupe.edits.lexicon import Lexicon
from dedupe.text.tokens import Tokens

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_PAGE = re.compile(r"[0-9]{3}")
_MOST_DIGITS, _MOST_BEFORE_PAGES = 12, 3
_CLOSE = re.compile(r"[\s\u202f‐‑–-]{0,2}")
_RANGE = re.compile(r"[-‐‑–—/:]")
_TENS = range(20, 100, 10)
_PLACES = 4  # of a third
_LARGEST_ONES = 19  # as in French "soixante-dix-neuf"


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads the numbers of one paragraph."""

    text: str
    tokens: Tokens
    lexicon: Lexicon

    def word(self, at: int) -> str:
        """The folded word at an index, empty where there is none."""
        return self.tokens.texts[at] if 0 <= at < len(self.tokens.texts) else ""

    def raw(self, at: int) -> str:
        """The word at an index as it is written."""
        return self.text[self.tokens.starts[at] : self.tokens.ends[at]]

    def gap(self, at: int) -> str:
        """What stands before the word at an index, up to the one before."""
        before = self.tokens.ends[at - 1] if at else 0
        return self.text[before : self.tokens.starts[at]]

    def is_number(self, at: int) -> bool:
        """Return whether a word is a number in figures."""
        return bool(_NUMBER.fullmatch(self.word(at)))

    def is_close(self, at: int) -> bool:
        """Return whether nothing but a blank, a hyphen or the dot of "Mio." parts a word from the one before."""
        if not 0 < at < len(self.tokens):
            return False
        gap = self.gap(at)[bool(self.fraction_behind(at)) :]
        if len(self.raw(at - 1)) < len(self.word(at - 1)):
            gap = gap.removeprefix(".")
        return bool(_CLOSE.fullmatch(gap))

    def read(self, at: int) -> tuple[str, int] | None:
        """Read the number that begins at a token, None where none does.

        Return what it comes to, numbers that a hyphen or the like joins parted by blanks, and the index after its last
        token.
        """
        vague = self.lexicon.numbers.get(self.word(at), "0")
        if not vague[0].isdigit():
            return vague, at + 1
        if self.word(at) in self.lexicon.scales and self.word(at - 1) != "per":
            value, last = Decimal(1), at
        elif number := self._plain_number(at):
            value, last = number
        else:
            return None
        scaled = last
        while self.word(scaled) in self.lexicon.scales and (scaled == at or self.is_close(scaled)):
            value *= self.lexicon.scales[self.word(scaled)]
            scaled += 1
        plain = f"{value.normalize():f}"
        return (plain, scaled) if scaled > last else self._range(plain, last)

    def _plain_number(self, at: int) -> tuple[Decimal, int] | None:
        word = self.word(at)
        if self.is_number(at):
            return self._paged(word, at)
        written = self.lexicon.numbers.get(word)
        if written is None:
            return None
        value = Decimal(written)
        if self.word(at + 1) in self.lexicon.indefinite and self.word(at + 2) in self.lexicon.scales:
            return value, at + 2  # "half a million"
        ones = self.lexicon.numbers.get(self.word(at + 1), self.word(at + 1))
        is_sum = value in _TENS and self.is_close(at + 1) and not self.raw(at + 1)[0].isdigit()
        if is_sum and ones.isdigit() and 0 < int(ones) <= _LARGEST_ONES:
            return value + int(ones), at + 2
        return value, at + 1

    def _paged(self, digits: str, at: int) -> tuple[Decimal, int]:
        """Read on over "18 000"."""
        last = at + 1
        while (
            len(self.word(at)) <= _MOST_BEFORE_PAGES
            and len(digits) <= _MOST_DIGITS
            and _PAGE.fullmatch(self.word(last))
            and self.gap(last).isspace()
        ):
            digits += self.word(last)
            last += 1
        return Decimal(digits) + self.fraction_behind(last), last

    def fraction_behind(self, last: int) -> Decimal:
        """What a mark such as "½" adds to the number whose tokens end before an index; 0 where none stands."""
        end = self.tokens.ends[last - 1]
        value = numeric(self.text[end : end + 1] or " ", 0.0)
        return Decimal(str(round(value, _PLACES))) if 0 < value < 1 else Decimal(0)

    def _range(self, value: str, last: int) -> tuple[str, int]:
        """Read on over "2023/24", "5-3" and "10:30"."""
        parts = [value]
        while self.is_number(last) and _RANGE.fullmatch(self.gap(last)):
            parts.append(self.word(last))
            last += 1
        if [len(part) for part in parts] == [4, 2]:
            parts[1] = value[:2] + parts[1]
        return " ".join(parts), last


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
    """A figure read off some tokens."""

    key: str  # what it comes to; equal for equal figures
    is_minor: bool  # whether it is no news that it is left out: an ordinal, a weekday, "the two"
    first: int  # index of its first token
    last: int  # index after its last token
    start: int  # offset of its first character, currency sign included
    end: int  # offset after its last character


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
        if unit:
            last += 1
            end = reader.tokens.ends[last - 1]
    if _MINUS.search(reader.text, max(0, start - 2), start):
        value, start = f"-{value}", start - 1
    if unit in _CLOCK:
        value = _clock(value)
    return Figure(f"#{value} {unit.removeprefix('US')}".rstrip(), is_minor, prefix.start, last, start, end)


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
