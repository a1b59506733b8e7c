"""Labelled pairs in two halves, so that rules can be made on one and judged on the other."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
HALVES = ("even", "odd")
_NUMBERED = re.compile(r"[A-Za-z]*([0-9]+)")


def half_of(name: str) -> str:
    """Return the half of a pair: that of its number ("D017" is odd), or of the name's hash without one."""
    numbered = _NUMBERED.fullmatch(name)
    number = int(numbered[1]) if numbered else hashlib.sha256(name.encode()).digest()[0]
    return HALVES[number % 2]


def by_half(labelled: Sequence[T], name: Callable[[T], str]) -> Iterator[tuple[str, list[T]]]:
    """Yield "all" with everything, then each half that is not empty with what is in it."""
    yield "all", list(labelled)
    for half in HALVES:
        if part := [it for it in labelled if half_of(name(it)) == half]:
            yield half, part
