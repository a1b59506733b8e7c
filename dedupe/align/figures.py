"""Figures as they are compared: amounts, dates and the like, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.lexicon import SIGN_LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.lexicon import Lexicon
    from dedupe.text.tokens import Token

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_ORDINAL = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th|er|e|o|a)")
_SIGN = re.compile(r"(?:US|[ACS]|HK|NZ|R)?[$€£¥₹₩₽₺₪฿]\s?\Z")
_SIGN_AFTER = re.compile(r"\s?([$€£¥₹₽])(?!\w)")
_MINUS = re.compile(r"(?:\A|(?<=[\s(]))[-−–]\Z")
_CLOSE = re.compile(r"[\s\u202f‐‑–-]{0,2}°?\s?")
_RANGE = re.compile(r"[-‐‑–—/:]")
_PAGE_OF_NUMBER = 3  # digits that a space may part off ("18 000")
_CLOCK = frozenset({"am", "pm", "Uhr"})


class Figure(NamedTuple):
    """A figure read off some tokens.

    Attributes:
        key: what it comes to; equal for equal figures.
        weak: whether it is no news that it is left out: an ordinal, a weekday, "the two".
        first: index of its first token.
        last: index after its last token.
        start: offset of its first character, currency sign included.
        end: offset after its last character.
    """

    key: str
    weak: bool
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FigureReader:
    """Reads the figures of one paragraph.

    Attributes:
        text: of the paragraph.
        tokens: of the paragraph.
        lexicon: of its language.
    """

    text: str
    tokens: Sequence[Token]
    lexicon: Lexicon

    def read(self, at: int) -> Figure | None:
        """Read the figure that begins at a token, None where none does."""
        if ordinal := self._ordinal(at):
            token = self.tokens[at]
            return Figure(f"#{ordinal}th", True, at, at + 1, token.start, token.end)
        first = at
        if self.word(at) in SIGN_LETTERS and self.text[self.tokens[at].end :][:1] in set("$£€"):
            at += 1
        elif self.word(at) in self.lexicon.currencies and self._is_code(at):
            at += 1
        found = self._value(at)
        if found is None or self._is_name_part(at):
            return None
        value, last = found
        return self._with_unit(first, at, value, last)

    def word(self, at: int) -> str:
        """The folded word at an index, empty beyond the end."""
        return self.tokens[at].text if at < len(self.tokens) else ""

    def is_close(self, at: int) -> bool:
        """Tell whether nothing but a blank or a hyphen parts a token from the one before."""
        if not 0 < at < len(self.tokens):
            return False
        before, start = self.tokens[at - 1], self.tokens[at].start
        is_abbreviated = before.end - before.start < len(before.text)
        end = before.end + (is_abbreviated and self.text[before.end : before.end + 1] == ".")
        return start <= end or bool(_CLOSE.fullmatch(self.text, end, start))

    def _ordinal(self, at: int) -> str | None:
        digits = _ORDINAL.fullmatch(self.word(at))
        return digits[1] if digits else self.lexicon.ordinals.get(self.word(at))

    def _is_code(self, at: int) -> bool:
        code = self.text[self.tokens[at].start : self.tokens[at].end]
        return (code.isupper() or code == "Rs") and bool(_NUMBER.fullmatch(self.word(at + 1)))

    def _is_name_part(self, at: int) -> bool:
        """Tell "Covid-19" and "G-20" from figures."""
        start = self.tokens[at].start
        before = self.text[max(0, start - 2) : start]
        return len(before) == 2 and before[0].isalpha() and before[1] in "-‐‑"

    def _value(self, at: int) -> tuple[str, int] | None:
        number = self._number(at)
        if number is None:
            if self.word(at) not in self.lexicon.scales or self.word(at - 1) in {"per", "mil"}:
                return None
            number = Decimal(1), at
        value, last = number
        if isinstance(value, str):
            return value, last
        start = last
        while self.word(last) in self.lexicon.scales and (last == at or self.is_close(last)):
            value *= self.lexicon.scales[self.word(last)]
            last += 1
        if last == start:
            return self._range(_plain(value), at, last)
        return _plain(value), last

    def _number(self, at: int) -> tuple[Decimal | str, int] | None:
        """Read a number in figures or in words, without scale."""
        word = self.word(at)
        if _NUMBER.fullmatch(word):
            return self._paged(word, at)
        written = self.lexicon.numbers.get(word)
        if written is None:
            return None
        if not written[0].isdigit():
            return written, at + 1
        value = Decimal(written)
        ones = self.lexicon.numbers.get(self.word(at + 1), self.word(at + 1))
        if 20 <= value < 100 and value % 10 == 0 and ones.isdigit() and self.is_close(at + 1):
            if 0 < int(ones) < 20 and self.text[self.tokens[at + 1].start].isalpha():
                return value + int(ones), at + 2
        return value, at + 1

    def _paged(self, word: str, at: int) -> tuple[Decimal, int]:
        """Read "18 000", parted by spaces."""
        last = at + 1
        while len(word) <= 12 and len(self.tokens[at].text) <= _PAGE_OF_NUMBER and self._is_page(last):
            word += self.word(last)
            last += 1
        return Decimal(word), last

    def _is_page(self, at: int) -> bool:
        if not re.fullmatch("[0-9]{3}", self.word(at)):
            return False
        return self.text[self.tokens[at - 1].end : self.tokens[at].start].isspace()

    def _range(self, value: str, at: int, last: int) -> tuple[str, int]:
        """Read on over "2023/24", "5-3" and "10:30"."""
        parts = [value]
        while last < len(self.tokens) and _NUMBER.fullmatch(self.word(last)):
            if not _RANGE.fullmatch(self.text, self.tokens[last - 1].end, self.tokens[last].start):
                break
            parts.append(self.word(last))
            last += 1
        if [len(part) for part in parts] == [4, 2]:
            parts[1] = value[:2] + parts[1]
        return " ".join(parts), last

    def _with_unit(self, first: int, at: int, value: str, last: int) -> Figure:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        sign = _SIGN.search(self.text, max(0, start - 4), self.tokens[at].start)
        unit = self.lexicon.currencies.get(self.word(first), "") if at > first else ""
        if sign:
            unit = sign[0].strip().removeprefix("US")
            start = min(start, sign.start())
        elif after := _SIGN_AFTER.match(self.text, end):
            unit, end = after[1], after.end()
        elif not unit and self.is_close(last):
            unit, last = self._unit(last)
            end = self.tokens[last - 1].end
        minus = _MINUS.search(self.text, max(0, start - 2), start)
        key = f"#{'-' if minus else ''}{_clock(value) if unit in _CLOCK else value} {unit}"
        start = minus.start() if minus else start
        return Figure(key.rstrip(), self._is_weak(first, value), first, last, start, end)

    def _unit(self, at: int) -> tuple[str, int]:
        word = self.word(at)
        unit = self.lexicon.currencies.get(word) or self.lexicon.measures.get(word, "")
        return unit, at + bool(unit)

    def _is_weak(self, at: int, value: str) -> bool:
        """Tell whether a number stands for little: "one", "the two leaders"."""
        if self.text[self.tokens[at].start].isdigit() or not value.isdigit():
            return False
        return value == "1" or (int(value) < 13 and self.word(at - 1) in self.lexicon.definite)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _clock(value: str) -> str:
    hour, _, minute = value.replace(".", " ").partition(" ")
    return hour if minute.strip("0") == "" else f"{hour} {minute.ljust(2, '0')}"
