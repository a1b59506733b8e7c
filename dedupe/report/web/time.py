"""Days and delays, in words and as places on a scale."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from dedupe.report.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_MOST_BARS = 120


class _Unit(NamedTuple):
    """What a bar stands for: its name, the number of a day's bar, and how much of an ISO date names it."""

    name: str
    place: Callable[[date], int]
    letters: int

    def count(self, days: Sequence[date]) -> int:
        """Count the bars from the first to the last day."""
        return self.place(max(days)) - self.place(min(days)) + 1


_UNITS = (
    _Unit("day", date.toordinal, 10),
    _Unit("month", lambda day: 12 * day.year + day.month, 7),
    _Unit("year", lambda day: day.year, 4),
)


class Bar(NamedTuple):
    """The copies of a day, a month or a year: its bar in a chart whose bars are 10 wide and 100 high at most."""

    label: str
    copies: int
    x: int
    y: float
    height: float


class BarChart(NamedTuple):
    """Copies over time.

    Attributes:
        unit: what a bar stands for: "day", "month" or "year".
        bars: those that are not empty.
        width: of the chart, room for empty bars included.
        undated: copies whose date is unknown.
    """

    unit: str
    bars: tuple[Bar, ...]
    width: int
    undated: int


def copies_over_time(dates: Iterable[str]) -> BarChart | None:
    """Count the copies by day, or where there are too many days by month or year. None without dates."""
    days = [_day(text) for text in dates]
    known = [day for day in days if day]
    if not known:
        return None
    unit = next(unit for unit in _UNITS if unit.count(known) <= _MOST_BARS or unit is _UNITS[-1])
    places = [unit.place(day) for day in known]
    numbers = Counter(places)
    labels = {unit.place(day): day.isoformat()[: unit.letters] for day in known}
    most, first = max(numbers.values()), min(places)
    bars = tuple(
        Bar(labels[at], number, 10 * (at - first), 100 - height, height)
        for at, number in sorted(numbers.items())
        for height in [round(100 * number / most, 1)]
    )
    return BarChart(unit.name, bars, 10 * unit.count(known), len(days) - len(known))


def delay_phrase(hours: float) -> str:
    """Describe how much later a copy is.

    >>> delay_phrase(0), delay_phrase(5.5), delay_phrase(49), delay_phrase(-24)
    ('the same day', '5 hours later', '2 days later', '1 day before')
    """
    if not hours:
        return "the same day"
    length = abs(hours)
    if length < 1:
        words = counted(max(round(length * 60), 1), "minute")
    elif length < 24:
        words = counted(int(length), "hour")
    else:
        words = counted(int(length / 24), "day")
    return f"{words} {'before' if hours < 0 else 'later'}"


def on_log_scale(hours: float, most: float) -> float:
    """Place a delay between 0 and 100 so that hours and weeks can both be told apart."""
    return round(100 * log1p(max(hours, 0.0)) / log1p(most), 1) if most > 0 else 0.0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
