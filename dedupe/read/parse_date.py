"""Dates as people, systems and exports write them, in numbers and in words, to ISO 8601."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from dedupe.package_data import read_table
from dedupe.read.time_of_day import take_time_of_day

DateOrder = Literal["day-first", "month-first"]

_LONGEST = 100  # characters
_FIRST_YEAR, _LAST_YEAR = 1600, 2400
_BUDDHIST = 543  # years that the Thai calendar is ahead
_EPOCH = re.compile(r"[0-9]{9,10}(?:\.[0-9]{1,9})?|[0-9]{13}|[0-9]{16}|[0-9]{19}")
_SECONDS = range(500_000_000, 4_200_000_000)  # from 1985, so that no other number passes for a time
_COMPACT = re.compile(r"((?:19|20)[0-9]{6})[T ]?([0-9]{4}|[0-9]{6})?(Z)?")
_CJK = re.compile(r"([0-9]{4})\s?[年년]\s?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日일]")
_NUMBERS = re.compile(r"(?<![0-9])([0-9]{1,4})\s?([-/.‐–])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})(?![0-9])\.?")
_LETTER = r"(?:[^\W\d_]|[\u0900-\u0963\u0e01-\u0e4e])"  # with the vowel signs of Hindi and Thai
_WORD = re.compile(f"{_LETTER}+(?:[._]{_LETTER}+)*")
_MARK = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_DAY = re.compile(r"(?<![0-9])([0-9]{1,2})(?:st|nd|rd|th|er|o|a|e|[.ºª])?(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")
# Croatian calls October what Polish, Czech and Ukrainian call November, and puts full stops behind both numbers.
_CROATIAN_OCTOBER = re.compile(r"[0-9]\.\s?listopada\b|\blis(?:topada?)?\.?\s[0-9]{4}\.")
_ORDINAL = "(?:st|nd|rd|th|er|[.º])?"
_SHORT_YEAR = re.compile(  # with "M" for the name of the month
    rf"[^0-9]*([0-9]{{1,2}}){_ORDINAL}[\s/-]?M\.?,?[\s/-]?['’]?([0-9]{{2}})"  # 9-Mar-31
    rf"|[^0-9]*M\.?\s([0-9]{{1,2}}){_ORDINAL},?\s['’]?([0-9]{{2}})"  # Mar 9, '31
)
_FIRST_SHORT_YEAR = 69  # of the last century, as POSIX reads two digits


class ReadDate(NamedTuple):
    """A date, or date and time, that was read."""

    iso: str | None  # ISO 8601; None where day and month may be either way round
    day_first: str | None = None  # in that case the date with the day first, else None
    month_first: str | None = None  # in that case the date with the month first, else None
    shows: DateOrder | None = None  # the order of day and month where the numbers leave no other


def parse_date(value: object) -> ReadDate | None:
    """Read a date, or date and time.

    >>> parse_date("Monday, 9. März 2031, 22.10 Uhr").iso
    '2031-03-09T22:10:00'
    >>> parse_date("11/12/2030")
    ReadDate(iso=None, day_first='2030-12-11', month_first='2030-11-12', shows=None)

    Args:
        value: text, or seconds, milliseconds, microseconds or nanoseconds since 1970.

    Returns:
        None if it is no date, or none of a day.
    """
    if isinstance(value, datetime | date):
        value = value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = _plain_number(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    return _read(value)


@lru_cache(maxsize=1 << 12)
def _read(value: str) -> ReadDate | None:
    """Read a date that is text; a day of news has the same one in many articles."""
    if found := _iso(value.strip()):
        return found
    text = _folded(value)
    try:
        return _epoch(text) or _compact(text) or _written(text)
    except (ValueError, OverflowError):
        return None


def _plain_number(value: float) -> str:
    try:
        return str(int(value) if value == int(value) else value)
    except (ValueError, OverflowError):  # not a number, infinite, or of thousands of digits
        return ""


def _folded(value: str) -> str:
    """Write a text in lower case with ASCII digits, without accents and marks that nobody sees."""
    parts = _MARK.sub("", unicodedata.normalize("NFKD", value.strip().casefold()))
    kept = (
        str(unicodedata.decimal(part)) if part.isdecimal() else part
        for part in parts
        if unicodedata.category(part) != "Cf"
    )
    return unicodedata.normalize("NFC", "".join(kept)).replace("ı", "i")


def _iso(value: str) -> ReadDate | None:
    try:
        return ReadDate(_moment(datetime.fromisoformat(value)))
    except ValueError:
        return None


def _moment(moment: datetime) -> str:
    """Write a moment in ISO 8601; one of midnight is a day, for which spreadsheets and databases write it."""
    is_day = moment.time() == time()
    return moment.date().isoformat() if is_day else moment.isoformat()


def _epoch(text: str) -> ReadDate | None:
    if not _EPOCH.fullmatch(text):
        return None
    whole, _, part = text.partition(".")
    unit = 10 ** (len(whole) - 10) if len(whole) > 10 else 1
    seconds, rest = divmod(int(whole), unit)
    if seconds not in _SECONDS:
        return None
    fraction = int(f"{part or 0:0<6.6}") if part else rest * 1_000_000 // unit
    moment = datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=fraction)
    return ReadDate(_moment(moment))


def _compact(text: str) -> ReadDate | None:
    """Read digits without separators: 20310309, 20310309T2210Z, 20310309221000."""
    found = _COMPACT.fullmatch(text.upper())
    if not found:
        return None
    day = datetime.strptime(found[1], "%Y%m%d").date()
    if found[2] is None:
        return ReadDate(day.isoformat())
    clock = time.fromisoformat(f"{found[2]:0<6}")
    return ReadDate(_moment(datetime.combine(day, clock, UTC if found[3] else None)))


def _written(text: str) -> ReadDate | None:
    """Read a date as it is written for people, with or without a time of day."""
    clock, rest = take_time_of_day(text)
    days = _in_characters(rest) or _in_numbers(rest) or _in_words(rest)
    if days is None:
        return None

    def moment(day: date | None) -> str | None:
        return _moment(datetime.combine(day, clock or time())) if day else None

    plain, day_first, month_first, shows = days
    return ReadDate(moment(plain), moment(day_first), moment(month_first), shows)


_Days = tuple[date | None, date | None, date | None, DateOrder | None]


def _in_characters(text: str) -> _Days | None:
    found = _CJK.search(text)
    return (date(*map(int, found.groups())), None, None, None) if found else None


def _in_numbers(text: str) -> _Days | None:
    """Read three numbers with the same separator between them."""
    found = _NUMBERS.search(text)
    if not found or any(character.isdigit() for character in text[: found.start()] + text[found.end() :]):
        return None
    first, separator, second, last = found.groups()
    if len(first) == 4:
        return _day(first, second, last), None, None, None
    if len(first) > 2 or len(last) not in (2, 4) or (len(last) == 2 and separator not in "./"):
        return None
    year = _full_year(last)
    if separator == "." or first == second:
        return _day(year, second, first), None, None, None
    if int(first) > 12:
        return _day(year, second, first), None, None, "day-first"
    if int(second) > 12:
        return _day(year, first, second), None, None, "month-first"
    return None, _day(year, second, first), _day(year, first, second), None


def _in_words(text: str) -> _Days | None:
    """Read a date with the name of its month; all numbers beside it are its day and its year."""
    for phrase in _month_phrases():
        text = text.replace(phrase.replace("_", " "), phrase)
    months = {_months().get(word.rstrip(".")) for word in _WORD.findall(text)} - {None}
    if len(months) != 1:
        return None
    month = "10" if _CROATIAN_OCTOBER.search(text) else str(months.pop())
    marked = _WORD.sub(lambda word: "M" if word[0].rstrip(".") in _months() else word[0], text)
    if short := _SHORT_YEAR.fullmatch(marked.strip(" ,.")):
        day, year = filter(None, short.groups())
        return _day(_full_year(year), month, day), None, None, None
    years = _YEAR.findall(text)
    days = _DAY.findall(_YEAR.sub(" ", text))
    digits = sum(map(len, re.findall("[0-9]+", text)))
    if len(years) != 1 or len(days) != 1 or digits != len(years[0]) + len(days[0]):
        return None
    return _day(years[0], month, days[0]), None, None, None


def _full_year(year: str) -> str:
    """Write a year of two digits with four.

    >>> _full_year("31"), _full_year("99")
    ('2031', '1999')
    """
    if len(year) == 4:
        return year
    return f"{19 if int(year) >= _FIRST_SHORT_YEAR else 20}{year}"


def _day(year: str, month: str, day: str) -> date:
    """Make a day of its numbers, or raise a ValueError if there is no such day, or nobody prints news of that year."""
    number = int(year)
    if number > _LAST_YEAR:
        number -= _BUDDHIST
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        raise ValueError(year)
    return date(number, int(month), int(day))


@cache
def _months() -> Mapping[str, int]:
    """Map the forms of the months' names, folded, to their numbers; two words are tied by "_"."""
    return {
        _folded(form): number
        for names in read_table("months").values()
        for number, forms in enumerate(names.split(), 1)
        for form in forms.split("|")
    }


@cache
def _month_phrases() -> tuple[str, ...]:
    return tuple(name for name in _months() if "_" in name)
