"""Dates as they are compared: day, month and year in any order, weekdays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dedupe.align.figures import Figure

if TYPE_CHECKING:
    from dedupe.align.figures import FigureReader

_DAY = re.compile(r"(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th|er|o)?")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_NUMERIC = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.((?:19|20)?[0-9]{2})")
_ISO = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?![\w-])")
_BETWEEN = re.compile(r"[.,]?\s+(?:(?:de|of|del)\s+)?")
_SPACE = re.compile(r"\s+")


def read_date(reader: FigureReader, at: int) -> Figure | None:
    """Read the date that begins at a token, None where none does.

    Its key is "@", year, month and day, parted by hyphens, empty where not given, or "@" and the number
    of a weekday.
    """
    word = reader.word(at)
    if word in reader.lexicon.weekdays:
        return _figure(reader, "@" + reader.lexicon.weekdays[word], at, at + 1, weak=True)
    if numeric := _NUMERIC.fullmatch(word):
        day, month, year = numeric.groups()
        return _figure(reader, _key(("20" + year)[-4:], month, day), at, at + 1)
    if iso := _ISO.match(reader.text, reader.tokens[at].start):
        return _figure(reader, _key(*iso.groups()), at, at + 3)
    if word in reader.lexicon.months:
        return _month_first(reader, at)
    return _day_first(reader, at)


def agree(one: str, other: str) -> bool:
    """Tell whether two dates by key are the same as far as both go."""
    parts = list(zip(one[1:].split("-"), other[1:].split("-"), strict=False))
    if len(parts) < 3:
        return one == other
    return all(a == b for a, b in parts if a and b) and any(a and b for a, b in parts)


def _month_first(reader: FigureReader, at: int) -> Figure | None:
    last, day = at + 1, ""
    if (found := _DAY.fullmatch(reader.word(last))) and _is_near(reader, last):
        day, last = found[1], last + 1
    year = reader.word(last)
    if _YEAR.fullmatch(year) and _is_near(reader, last):
        last += 1
    else:
        year = ""
    if not (day or year) and not _is_sure(reader, at):
        return None
    return _figure(reader, _key(year, reader.lexicon.months[reader.word(at)], day), at, last)


def _day_first(reader: FigureReader, at: int) -> Figure | None:
    found = _DAY.fullmatch(reader.word(at))
    month = at + 1 + (reader.word(at + 1) in {"de", "of"})
    if not found or reader.word(month) not in reader.lexicon.months or not _is_near(reader, month, at):
        return None
    last = month + 1 + (reader.word(month + 1) in {"de", "del"})
    year = reader.word(last)
    if _YEAR.fullmatch(year) and _is_near(reader, last, month):
        last += 1
    else:
        year, last = "", month + 1
    return _figure(reader, _key(year, reader.lexicon.months[reader.word(month)], found[1]), at, last)


def _is_near(reader: FigureReader, at: int, before: int | None = None) -> bool:
    previous = reader.tokens[at - 1 if before is None else before]
    return bool(_BETWEEN.fullmatch(reader.text, previous.end, reader.tokens[at].start))


def _is_sure(reader: FigureReader, at: int) -> bool:
    """Tell whether a word that is not only a month is one here: capitalized inside a sentence."""
    if reader.word(at) not in reader.lexicon.unsure_months:
        return True
    start = reader.tokens[at].start
    gap_start = reader.tokens[at - 1].end if at else start
    is_inside = bool(_SPACE.fullmatch(reader.text, gap_start, start))
    return is_inside and reader.text[start].isupper()


def _key(year: str, month: str, day: str) -> str:
    return f"@{year}-{int(month)}-{day and int(day)}"


def _figure(reader: FigureReader, key: str, at: int, last: int, *, weak: bool = False) -> Figure:
    start, end = reader.tokens[at].start, reader.tokens[last - 1].end
    return Figure(key, weak, at, last, start, end)
