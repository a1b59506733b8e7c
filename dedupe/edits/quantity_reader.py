"""Quantities read off the sentences of articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedupe.edits.compared_sentences import Sentence
from dedupe.edits.figure_tokens import FIGURE_MARKS
from dedupe.edits.quantity import CLOCK, DATE, RATIO, TIMES, Quantity

_CLOCKS = (" am", " pm", " Uhr")
_LONG_PERIODS = ("decade", "century")  # that mean one of them where no number stands before
_HALF = 0.5
_PLAIN = re.compile(r"#(-?[0-9]+(?:\.[0-9]+)?)(?: (.+))?")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SLASHED = re.compile(r"([1-9])/([2-9]|10)")
_SCALED = 100  # times what its digits say that a number with "million" or the like comes to
_QUALIFIED = 4  # words before a quantity among which its qualifier stands
_BEHIND = 2  # and words behind it


def read_quantities(sentence: Sentence) -> list[Quantity]:
    """Read the quantities of a sentence, in its order."""
    return list(_QuantityReader(sentence).read())


def is_caption(sentence: Sentence) -> bool:
    """Return whether a sentence counts the pictures of a series: "Photo 3 of 24"."""
    keys, of = sentence.keys, sentence.lexicon.of
    return any(key in of and keys[at - 1][0] == keys[at + 1][0] == "#" for at, key in enumerate(keys[1:-1], start=1))


class _QuantityReader:
    """Reads the quantities of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.lexicon = sentence.lexicon
        self.words = sentence.words
        self.tokens = sentence.tokens
        self.end = self.words.start  # of what is read

    def read(self) -> Iterator[Quantity]:
        quantity_words = self.lexicon.quantity_words
        for at, key in zip(self.words, self.sentence.keys, strict=True):
            is_suspect = key[0] in FIGURE_MARKS or key in quantity_words
            if is_suspect and at >= self.end and (found := self._at(at)):
                self.end = found.words.stop
                yield found

    def _key(self, at: int) -> str:
        return self.tokens.keys[at] if at in self.words else ""

    def _at(self, at: int) -> Quantity | None:
        """Read the quantity that is told by a token first, None where none is."""
        return self._vague(at) or self._part(at) or self._word(at) or self._figure(at)

    def _word(self, at: int) -> Quantity | None:
        """Read "noon", "doubled" and "a decade"."""
        key, words = self._key(at), range(at, at + 1)
        if clock := self.lexicon.clock.get(key):
            return self._quantity(words, 0.0, CLOCK, "", clock)
        if times := self.lexicon.multiples.get(key):
            return self._quantity(words, float(times), TIMES, "")
        if key not in self.lexicon.periods:
            return None
        if half := self._and_a_half(at):
            return half
        is_long = self.lexicon.periods[key][1] in _LONG_PERIODS
        return self._period(at, at, 1.0) if is_long else None

    def _and_a_half(self, at: int) -> Quantity | None:
        """Read "an hour and a half", of which the hour is at an index."""
        if at == self.end or self._key(at - 1) not in self.lexicon.indefinite:
            return None
        half = _PLAIN.fullmatch(self._key(at + 3))
        if not (half and float(half[1]) == _HALF):
            return None
        factor, unit = self.lexicon.periods[self._key(at)]
        return self._quantity(range(at - 1, at + 4), (1 + _HALF) * factor, "time", unit)

    def _figure(self, at: int) -> Quantity | None:
        """Read a date or a number with its unit."""
        key, is_minor, words = self.tokens.keys[at], self.tokens.is_minor[at], range(at, at + 1)
        if key[0] not in FIGURE_MARKS:
            return None
        if key[0] == "@":
            return self._quantity(words, 0.0, DATE, "", key, is_minor)
        if slashed := _SLASHED.fullmatch(self._raw(at)):
            return self._quantity(words, int(slashed[1]) / int(slashed[2]), RATIO, "/")
        if key.endswith(_CLOCKS):
            return self._quantity(words, 0.0, CLOCK, "", key)
        plain = _PLAIN.fullmatch(key)
        if not plain:
            return self._quantity(words, 0.0, "", "", key, is_minor)
        value, unit = float(plain[1]), plain[2] or ""
        return self._with_unit(at, value, unit) if unit else self._number(at, value)

    def _with_unit(self, at: int, value: float, unit: str) -> Quantity:
        words = range(at, at + 1)
        if unit == "%":
            return self._quantity(words, value / 100, RATIO, "%")
        dimension, factor = self.lexicon.units.get(unit, (unit, 1.0))
        return self._quantity(words, value * factor, dimension, unit)

    def _number(self, at: int, value: float) -> Quantity:
        """Read a number with the word behind it: "two thirds", "four in ten", "three times", "ten years"."""
        behind = self._key(at + 1)
        if parts := self.lexicon.fractions.get(behind):
            return self._quantity(range(at, at + 2), value / float(parts), RATIO, "/")
        if share := self._share(at, value):
            return share
        if behind in self.lexicon.times:
            return self._quantity(range(at, at + 2), value, TIMES, "")
        if behind in self.lexicon.periods:
            return self._period(at, at + 1, value)
        words, is_minor = range(at, at + 1), self.tokens.is_minor[at]
        if value == _HALF:
            return self._quantity(words, value, RATIO, "/")
        return self._quantity(words, value, "", "", "", is_minor)

    def _raw(self, at: int) -> str:
        return self.tokens.raw(at).casefold() if at in self.words else ""

    def _vague(self, at: int) -> Quantity | None:
        """Read "dozens" and "tens of millions"."""
        first = self._raw(at)
        if first not in self.lexicon.vague:
            return None
        last = self._raw(at + 2) if self._key(at + 1) in self.lexicon.of else ""
        if last not in self.lexicon.vague:
            return self._quantity(range(at, at + 1), 0.0, "", "", first)
        return self._quantity(range(at, at + 3), 0.0, "", "", f"{first} {last}")

    def _part(self, at: int) -> Quantity | None:
        """Read "a third of"."""
        parts = self.lexicon.fractions.get(self._raw(at))
        is_part = self._key(at - 1) in self.lexicon.indefinite and self._key(at + 1) in self.lexicon.of
        if not (parts and is_part):
            return None
        return self._quantity(range(at, at + 1), 1 / float(parts), RATIO, "/")

    def _share(self, at: int, value: float) -> Quantity | None:
        """Read "four in ten" and "four out of ten"."""
        for joint, whole in ((at + 1, at + 2), (at + 1, at + 3)):
            plain = _PLAIN.fullmatch(self._key(whole))
            if self._key(joint) in self.lexicon.out_of and plain and not plain[2]:
                total = float(plain[1])
                if 1 < total <= 1000 and value < total and total % 5 in (0, 3, 4):
                    return self._quantity(range(at, whole + 1), value / total, RATIO, "/")
        return None

    def _period(self, at: int, last: int, value: float) -> Quantity:
        factor, unit = self.lexicon.periods[self._key(last)]
        return self._quantity(range(at, last + 1), value * factor, "time", unit)

    def _quantity(
        self, words: range, value: float, dimension: str, unit: str, key: str = "", is_minor: bool = False
    ) -> Quantity:
        start, senses = self._qualifier(words)
        end = words.stop
        behind = self.tokens.keys_in(range(end, min(end + _BEHIND, self.words.stop)))
        senses |= self.lexicon.qualifiers_behind.senses(behind)
        return Quantity(
            self.sentence,
            words,
            range(start, end),
            value,
            dimension,
            unit,
            senses - {"only"},
            is_minor,
            key,
            self._as_written(words.start),
        )

    def _as_written(self, at: int) -> float:
        """Return a number without its scale: 2 of "2 million"."""
        plain = _PLAIN.fullmatch(self._key(at))
        if not plain:
            return 0.0
        digits = _DIGITS.search(self._raw(at).replace(",", ""))
        value = float(plain[1])
        is_scaled = digits and value >= _SCALED * float(digits[0])
        return float(digits[0]) if digits and is_scaled else value

    def _qualifier(self, words: range) -> tuple[int, frozenset[str]]:
        """Find what qualifies a quantity, and where that begins."""
        end = words.start - (self._key(words.start - 1) in self.lexicon.indefinite)
        low = end
        while low > max(self.words.start, words.start - _QUALIFIED) and not self.tokens.is_figure(low - 1):
            low -= 1
        keys = self.tokens.keys_in(range(low, end))
        found = [
            (start, end, sense)
            for start, end, sense in self.lexicon.qualifiers.find(keys)
            if end == len(keys) and "," not in self.tokens.gaps[words.start]
        ]
        start = min((low + one[0] for one in found), default=words.start)
        return start, frozenset(one[2] for one in found)
