"""What was found against what is true, counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

COLUMNS = ("right", "false", "missed", "precision", "recall", "F1")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were found rightly, found falsely, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """The right among the found, None if nothing was found."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        """The right among the true, None if nothing is true."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)

    def cells(self) -> tuple[int | float | None, ...]:
        """The cells of COLUMNS."""
        return self.right, self.false, self.missed, self.precision, self.recall, self.f1


def decided(*, wanted: bool, found: bool) -> Counts:
    """The counts of one decision."""
    return Counts(int(wanted and found), int(found and not wanted), int(wanted and not found))


def compared(found: AbstractSet[object], wanted: AbstractSet[object]) -> Counts:
    """The counts of one set against another."""
    return Counts(len(found & wanted), len(found - wanted), len(wanted - found))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
