"""Dates as they are compared: day, month and year in any order, weekdays."""

from __future__ import annotations

import re

from dedupe.edits.figure_tokens import Figure, NumberReader

_DAY = re.compile(r"(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th|er|o)?")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_NUMERIC = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.((?:19|20)?[0-9]{2})")
_ISO = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?![\w-])")
_BETWEEN = re.compile(r"[.,]?\s+")
_OF = frozenset({"de", "del", "of"})


def read_date(reader: NumberReader, at: int) -> Figure | None:
    """Read the date that begins at a token, None where none does.

    Its key is "@", year, month and day, parted by hyphens, empty where not given, or "@" and the number
    of a weekday.
    """
    word = reader.word(at)
    if word in reader.lexicon.weekdays:
        return _figure(reader, "@" + reader.lexicon.weekdays[word], at, at + 1, is_minor=True)
    if numeric := _NUMERIC.fullmatch(word):
        day, month, year = numeric.groups()
        return _figure(reader, _key(("20" + year)[-4:], month, day), at, at + 1)
    if iso := _ISO.match(reader.text, reader.tokens.starts[at]):
        return _figure(reader, _key(*iso.groups()), at, at + 3)
    return _month_first(reader, at) if _month(reader, at) else _day_first(reader, at)


def is_same_day(one: str, other: str) -> bool:
    """Return whether two dates or weekdays by key may be the same day."""
    return ("-" in one) != ("-" in other) or agree(one, other)


def agree(one: str, other: str) -> bool:
    """Return whether two dates by key are the same as far as both go."""
    parts = list(zip(one[1:].split("-"), other[1:].split("-"), strict=False))
    if len(parts) < 3:
        return one == other
    return all(a == b for a, b in parts if a and b) and any(a and b for a, b in parts)


def _month_first(reader: NumberReader, at: int) -> Figure | None:
    day = _day(reader, at + 1) if _is_near(reader, at, at + 1) else ""
    last = at + 1 + bool(day)
    year = _year(reader, last - 1, last)
    is_bare = not (day or year)
    is_sure = reader.word(at) not in reader.lexicon.unsure_months or reader.gap(at).isspace()
    if is_bare and not is_sure:
        return None
    key = _key(year, _month(reader, at), day)
    return _figure(reader, key, at, last + bool(year), is_minor=is_bare)


def _day_first(reader: NumberReader, at: int) -> Figure | None:
    day = _day(reader, at)
    month = at + 1 + (reader.word(at + 1) in _OF)
    if not day or not _month(reader, month) or not _is_near(reader, month - 1, month):
        return None
    last = month + 1 + (reader.word(month + 1) in _OF)
    year = _year(reader, last - 1, last)
    key = _key(year, _month(reader, month), day)
    return _figure(reader, key, at, last + 1 if year else month + 1)


def _day(reader: NumberReader, at: int) -> str:
    """Return the day of the month that a word stands for, empty where it stands for none."""
    found = _DAY.fullmatch(reader.lexicon.ordinals.get(reader.word(at), reader.word(at)))
    return found[1] if found else ""


def _month(reader: NumberReader, at: int) -> str:
    """Return the number of the month that a word stands for, empty where it stands for none."""
    word = reader.word(at)
    if word in reader.lexicon.unsure_months and not reader.raw(at)[0].isupper():
        return ""
    return reader.lexicon.months.get(word, "")


def _year(reader: NumberReader, before: int, at: int) -> str:
    """Return the year that stands near another word, empty where none does."""
    is_year = bool(_YEAR.fullmatch(reader.word(at))) and _is_near(reader, before, at)
    return reader.word(at) if is_year else ""


def _is_near(reader: NumberReader, before: int, at: int) -> bool:
    """Return whether nothing but a blank, or a dot or comma and a blank, parts two words in a row."""
    return before + 1 == at < len(reader.tokens) and bool(_BETWEEN.fullmatch(reader.gap(at)))


def _key(year: str, month: str, day: str) -> str:
    return f"@{year}-{int(month)}-{day and int(day)}"


def _figure(reader: NumberReader, key: str, at: int, last: int, *, is_minor: bool = False) -> Figure:
    start, end = reader.tokens.starts[at], reader.tokens.ends[last - 1]
    return Figure(key, is_minor, at, last, start, end)
