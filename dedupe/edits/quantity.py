"""The quantities of a sentence as facts: how much or how many, of what, and how exactly."""

from __future__ import annotations

from dataclasses import dataclass

from dedupe.edits.compared_sentences import Sentence
from dedupe.edits.date_figures import agree

RATIO, TIMES, DATE, CLOCK = "ratio", "times", "date", "clock"
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

    words: range  # indices of its tokens in the paragraph
    qualified: range  # the same with those of its qualifier before
    value: float  # what it comes to, in the first unit of its dimension
    dimension: str  # what is measured ("length"), a currency or another unit, "" of what is counted
    unit: str
    qualifier: frozenset[str]  # the senses of "about", "more than" and the like
    is_minor: bool  # whether it may be left out: "one", an ordinal, "the two"
    counted: tuple[str, ...]  # stems of the words behind it
    around: frozenset[str]  # stems of the words around it
    key: str  # of dates, times of day and vague numbers, what they come to
    number: float  # as it is written, without "million" and the like; 0 where there is none

    @property
    def is_vague(self) -> bool:
        """Whether it is no number: "dozens"."""
        return bool(self.key) and not self.dimension

    def key_of(self, sentence: Sentence) -> str:
        """The key of the figure in it, empty where it is given in words alone."""
        return next((sentence.token(at).key for at in self.words if sentence.token(at).is_figure), "")


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
