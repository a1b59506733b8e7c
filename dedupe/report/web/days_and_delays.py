"""Days and delays: in words, as bars, and as places on a scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import log1p
from typing import NamedTuple

from dedupe.report.html_page import text
from dedupe.report.table_rows import day_of

_MOST_BARS = 120
_MOST_ROWS = 12
_HOUR, _DAY, _WEEK = 1, 24, 168
_MONTH, _YEAR = 730, 8766
_STEPS = (1, 3, 6, 12, *(_DAY * days for days in (1, 2, 7, 14)), _MONTH, 3 * _MONTH, _YEAR)
_MARKS = (_HOUR, 6, _DAY, _WEEK, _MONTH, _YEAR, 10 * _YEAR)  # of a logarithmic scale
_MOST_TICKS = 7


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
    """The copies of a day, a month or a year: its bar in a strip whose bars are 10 wide and 100 high at most."""

    label: str
    copies: int
    x: int
    y: float
    height: float


class BarChart(NamedTuple):
    """Copies over time."""

    unit: str  # what a bar stands for: "day", "month" or "year"
    bars: tuple[Bar, ...]  # of all outlets together, those that are not empty
    outlets: tuple[tuple[str, int, tuple[Bar, ...]], ...]  # those with most copies, their numbers, and their bars
    width: int  # of the chart, room for empty bars included
    undated: int  # copies whose date is unknown


def copies_over_time(copies: Iterable[tuple[str, str]]) -> BarChart | None:
    """Count copies, given by outlet and ISO date, by outlet and day, or of too many days by month or year.

    None without dates; a date may be empty.
    """
    days = [(outlet, day_of(moment)) for outlet, moment in copies]
    known = [(outlet, day) for outlet, day in days if day]
    if not known:
        return None
    dates = [day for _, day in known]
    unit = next(unit for unit in _UNITS if unit.count(dates) <= _MOST_BARS or unit is _UNITS[-1])
    outlets = Counter(outlet for outlet, _ in known)
    leading = sorted(outlets, key=lambda outlet: (-outlets[outlet], outlet))[:_MOST_ROWS]
    by_outlet = {outlet: [day for whose, day in known if whose == outlet] for outlet in leading}
    most = max(_most(of_one, unit) for of_one in by_outlet.values())
    first = unit.place(min(dates))
    return BarChart(
        unit.name,
        _bars(dates, unit, first, _most(dates, unit)),
        tuple((outlet, outlets[outlet], _bars(of_one, unit, first, most)) for outlet, of_one in by_outlet.items()),
        10 * unit.count(dates),
        len(days) - len(known),
    )


def _most(days: Sequence[date], unit: _Unit) -> int:
    return max(Counter(map(unit.place, days)).values())


def _bars(days: Sequence[date], unit: _Unit, first: int, most: int) -> tuple[Bar, ...]:
    numbers = Counter(map(unit.place, days))
    labels = {unit.place(day): day.isoformat()[: unit.letters] for day in days}
    return tuple(
        Bar(labels[place], number, 10 * (place - first), 100 - height, height)
        for place, number in sorted(numbers.items())
        for height in [round(100 * number / most, 1)]
    )


def delay_phrase(hours: float | None) -> str:
    """Return in words how much later a copy is; nothing where it is unknown.

    >>> delay_phrase(0), delay_phrase(5.5), delay_phrase(49), delay_phrase(-24)
    ('the same day', '5 hours later', '2 days later', '1 day before')
    """
    if hours is None:
        return ""
    if not hours:
        return text("same_day")
    return text("before" if hours < 0 else "later", length=length_phrase(abs(hours)))


def length_phrase(hours: float) -> str:
    """Return in words how long something took, in the largest unit of which it has one.

    >>> length_phrase(0.5), length_phrase(26)
    ('30 minutes', '1 day')
    """
    if hours < _HOUR:
        return text("minutes", max(round(hours * 60), 1))
    return text("hours", int(hours)) if hours < _DAY else text("days", int(hours / _DAY))


class TimeScale:
    """A scale of delays in hours, from the source to the last copy; logarithmic where hours and weeks mix."""

    def __init__(self, delays: Iterable[float]) -> None:
        later = sorted(delay for delay in delays if delay > 0)
        self._most = later[-1] if later else 0.0
        self.is_logarithmic = bool(later) and later[0] < 2 * _DAY and self._most > _WEEK

    def place(self, hours: float) -> float:
        """Place a delay between 0 and 100; what is before the source is at 0."""
        if self._most <= 0:
            return 0.0
        hours = min(max(hours, 0.0), self._most)
        share = log1p(hours) / log1p(self._most) if self.is_logarithmic else hours / self._most
        return round(100 * share, 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Return the marks of the scale: their place and what they stand for."""
        if self.is_logarithmic:
            marks = [mark for mark in _MARKS if mark < self._most]
        else:
            step = next((step for step in _STEPS if self._most / step <= _MOST_TICKS), 5 * _YEAR)
            marks = [step * number for number in range(1, int(self._most / step) + 1)]
        return [(self.place(mark), _mark_phrase(mark)) for mark in marks]


def _mark_phrase(hours: int) -> str:
    units = ((_YEAR, "years"), (_MONTH, "months"), (_WEEK, "weeks"), (_DAY, "days"))
    for length, name in units:
        if hours % length == 0:
            return text(name, hours // length)
    return text("hours", hours)
