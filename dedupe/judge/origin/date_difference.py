"""Which of two dates is the earlier, and by how much."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple


class DateDifference(NamedTuple):
    """What lies between two dates.

    Attributes:
        length: from the first to the second; negative where the second is the earlier.
        exact: whether the time of day of both is known; otherwise the length is in whole days.
    """

    length: timedelta
    exact: bool


def date_difference(first: str | None, second: str | None) -> DateDifference | None:
    """Measure from one ISO 8601 date, or date and time, to another; None where one is unknown."""
    start, end = _parse(first), _parse(second)
    if start is None or end is None:
        return None
    match start, end:
        case datetime(), datetime() if (start.tzinfo is None) is (end.tzinfo is None):
            return DateDifference(_utc(end) - _utc(start), exact=True)
        case _:
            return DateDifference(_day(end) - _day(start), exact=False)


def _parse(text: str | None) -> date | None:
    """Parse a date; a datetime where it has a time of day."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(text or "")
        except ValueError:
            continue
    return None


def _utc(moment: datetime) -> datetime:
    """Make a moment comparable; one without a zone is taken as it is."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
