"""A clock for stages that are run a few times over."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Clock:
    """Times stages, each a few times over.

    Args:
        repeat: how often; the best run counts.
    """

    def __init__(self, repeat: int) -> None:
        self.repeat = repeat
        self.seconds: dict[str, float] = {}
        self.pairs: dict[str, tuple[float, int]] = {}

    def time(self, stage: str, work: Callable[[], T]) -> T:
        """Times a stage over all articles."""
        self.seconds[stage], result = self._best(work)
        return result

    def time_pairs(self, stage: str, pairs: int, work: Callable[[], object]) -> None:
        """Times a stage over so many pairs."""
        self.pairs[stage] = self._best(work)[0], pairs

    def _best(self, work: Callable[[], T]) -> tuple[float, T]:
        best = float("inf")
        for _ in range(self.repeat):
            start = time.perf_counter()
            result = work()
            best = min(best, time.perf_counter() - start)
        return best, result
