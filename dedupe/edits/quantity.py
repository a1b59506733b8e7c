"""The quantities of a sentence as facts: how much or how many, of what, and how exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from dedupe.edits.compared_sentences import Sentence, stem
from dedupe.edits.date_figures import agree

RATIO, TIMES, DATE, CLOCK = "ratio", "times", "date", "clock"
_COUNTED, _AROUND = 3, 6  # words of content behind a quantity that say what it counts, on either side what it is about
_VAGUE_ROUND = 1.25  # how far from a round number a fact may lie that it is said to be near
_CONVERTED, _ROUNDED = 0.04, 0.011  # how far the same may differ in other units, and as a fraction
_NEAR = 0.02  # how far from a round number a fact may lie that is itself only said to be near
_ABOUT = 0.1  # how far from "about" so many a fact may lie
_SIDES = {"over": "above", "span": "above", "least": "above", "under": "below", "most": "below"}
_AT_LEAST = frozenset({"over", "span", "least"})  # claims that "some 2.3 million" makes true of two million
# Of what a claim says, the least and the most that a fact may be for the claim to be true.
_BOUNDS = {
    "about": (1 - _ABOUT, 1 + _ABOUT),
    "nearly": (1 - _ABOUT, 1.0),
    "over": (1.0, _VAGUE_ROUND),
    "span": (1.0, _VAGUE_ROUND),
    "least": (1.0, _VAGUE_ROUND),
    "under": (1 / _VAGUE_ROUND, 1.0),
    "most": (1 / _VAGUE_ROUND, 1.0),
}


@dataclass(frozen=True, eq=False)
class Quantity:
    """A quantity in a sentence."""

    sentence: Sentence  # in which it stands
    words: range  # indices of its tokens in the paragraph
    qualified: range  # the same with those of its qualifier before
    value: float  # what it comes to, in the first unit of its dimension
    dimension: str  # what is measured ("length"), a currency or another unit, "" of what is counted
    unit: str
    qualifier: frozenset[str]  # the senses of "about", "more than" and the like
    is_minor: bool  # whether it may be left out: "one", an ordinal, "the two"
    key: str  # of dates, times of day and vague numbers, what they come to
    number: float  # as it is written, without "million" and the like; 0 where there is none

    @property
    def is_vague(self) -> bool:
        """Whether it is no number: "dozens"."""
        return bool(self.key) and not self.dimension

    @property
    def figure(self) -> str:
        """The key of the figure in it, empty where it is given in words alone."""
        tokens = self.sentence.tokens
        return next((tokens.keys[at] for at in self.words if tokens.is_figure(at)), "")

    @property
    def counted(self) -> list[str]:
        """The stems of the words of content behind it among which is what it counts."""
        return self._behind[:_COUNTED]

    @cached_property
    def around(self) -> frozenset[str]:
        """The stems of the words of content on either side that say what it is about."""
        before = range(self.qualified.start - 1, self.sentence.words.start - 1, -1)
        return frozenset([*self._behind, *_content(before, self.sentence)])

    @cached_property
    def _behind(self) -> list[str]:
        return _content(range(self.words.stop, self.sentence.words.stop), self.sentence)


def _content(places: Iterable[int], sentence: Sentence) -> list[str]:
    """Return the stems of the first words of content in some places, figures left out."""
    keys = map(sentence.tokens.keys.__getitem__, places)
    return [stem(key) for key in islice(filter(sentence.content.__contains__, keys), _AROUND)]


def bounds(one: Quantity) -> frozenset[str]:
    """Return on which side of a number a qualifier says that the quantity lies, and else what it says.

    "More than 300" and "at least 300" differ in nothing that an editor would mention.
    """
    return frozenset(_SIDES.get(sense, sense) for sense in one.qualifier)


def is_same(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities come to the same, whatever qualifies them."""
    if one.dimension != other.dimension:
        return _is_bare(one, other)
    if one.key or other.key:
        return one.key == other.key or (one.dimension == DATE and agree(one.key, other.key))
    if one.value == other.value:
        return True
    if one.dimension == RATIO:
        return one.unit != other.unit and abs(one.value - other.value) < _ROUNDED
    largest = max(abs(one.value), abs(other.value))
    return one.unit != other.unit and abs(one.value - other.value) <= _CONVERTED * largest


def _is_bare(one: Quantity, other: Quantity) -> bool:
    """Return whether two numbers are the same, and only one has its unit beside it: "53 to 44 percent"."""
    return "" in (one.dimension, other.dimension) and bool(one.number) and one.number == other.number


def holds(fact: Quantity, claim: Quantity) -> bool:
    """Return whether a qualified quantity is true of another one: "nearly 1,500" of 1,487."""
    if fact.dimension == claim.dimension == CLOCK:
        return bool(claim.qualifier) and fact.key.split()[0] == claim.key.split()[0]
    if fact.dimension != claim.dimension or fact.key or not claim.value:
        return False
    share, senses = fact.value / claim.value, claim.qualifier
    if fact.qualifier and abs(share - 1) > _NEAR:
        is_above = fact.qualifier == {"about"} and share > 1 + _NEAR
        senses = senses & _AT_LEAST if is_above else frozenset()
    return any(low <= share <= high for sense in senses for low, high in [_BOUNDS.get(sense, (1.0, 1.0))])
