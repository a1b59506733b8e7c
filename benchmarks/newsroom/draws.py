"""Random draws that come out the same on every machine: only `Random.random` is built upon."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def seeded(*parts: object) -> Random:
    """A generator of its own for each combination of parts, whatever PYTHONHASHSEED is."""
    return Random("/".join(map(str, parts)))


def chance(rng: Random, probability: float) -> bool:
    """True with the given probability."""
    return rng.random() < probability


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    return low + int(rng.random() * (high - low + 1))


def pick(rng: Random, options: Sequence[T]) -> T:
    """One of the options, all equally likely."""
    return options[int(rng.random() * len(options))]


def shuffled(rng: Random, values: Sequence[T]) -> list[T]:
    """The values in random order (Fisher and Yates)."""
    order = list(values)
    for last in range(len(order) - 1, 0, -1):
        other = between(rng, 0, last)
        order[last], order[other] = order[other], order[last]
    return order


def sample(rng: Random, values: Sequence[T], size: int) -> list[T]:
    """At most `size` of the values, in their own order."""
    chosen = sorted(shuffled(rng, range(len(values)))[:size])
    return [values[index] for index in chosen]
