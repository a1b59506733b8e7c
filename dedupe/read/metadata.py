"""What is known of an article beside its text, in a form that can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dedupe.article import Detail, Note
from dedupe.read.fields import by_field, site, words
from dedupe.read.parse_date import DateOrder, ReadDate, parse_date
from dedupe.read.repair_text import repair

_LONGEST_VALUE = 80  # characters of a value that are kept in a note
_LEADING_DATE = re.compile(r"[^\S\n]*date (\d{4}-\d{2}-\d{2})(?!\S)[^\S\n]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Metadata(NamedTuple):
    """Metadata as a file or corpus gives it; None where it does not."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: str | None = None  # ISO 8601 date or date and time
    credit: str | None = None
    unsettled: tuple[str, str] | None = None  # a date that is either way round, day first and month first
    date_order: DateOrder | None = None  # what comes first in its date, where the numbers leave no doubt
    notes: tuple[Note, ...] = ()  # what was not understood
    details: tuple[Detail, ...] = ()  # what else it says, such as the version, by name; as `details_of` makes them


NO_METADATA = Metadata()


def metadata_from(values: Mapping[str, object]) -> Metadata:
    """Return what is text from values that may be anything, by names that `fields.NAMES` knows."""
    return metadata_by_field(by_field(values))


def metadata_by_field(values: Mapping[str, Sequence[object]]) -> Metadata:
    """Return what is text from values that may be anything, of each field the likeliest first."""

    def first(field: str) -> str | None:
        for value in values.get(field, ()):
            if line := _one_line(words(value)):
                return line
        return None

    outlet, dates = first("outlet"), values.get("date", ())
    date = next(filter(None, map(parse_date, dates)), None)
    return Metadata(
        title=first("title"),
        outlet=outlet and site(outlet),
        author=first("author"),
        date=date.iso if date else None,
        credit=first("credit"),
        unsettled=_both(date) if date else None,
        date_order=date.shows if date else None,
        notes=() if date else tuple(_not_dates(dates[:1])),
    )


def _not_dates(values: Iterable[object]) -> Iterator[Note]:
    for value in values:
        if text := _one_line(words(value)):
            yield Note("date", text[:_LONGEST_VALUE])


def _both(found: ReadDate) -> tuple[str, str] | None:
    if found.day_first is None or found.month_first is None:
        return None
    return found.day_first, found.month_first


def details_of(**values: object) -> tuple[Detail, ...]:
    """Join details, each on one line; those without a value are left out.

    >>> details_of(version=3, embargo=None)
    (Detail(name='version', value='3'),)
    """
    texts = ((name, _one_line(str(value) if isinstance(value, int) else value)) for name, value in values.items())
    return tuple(Detail(name, text) for name, text in texts if text)


def with_details(metadata: Metadata, /, **values: object) -> Metadata:
    """Add details to metadata."""
    return metadata._replace(details=details_of(**values))


def iso_date(value: object) -> str | None:
    """Return a date, or date and time, in ISO 8601; None if the value is none, or may be one of two.

    >>> iso_date("Tue, 28 Jan 2025 09:30:00 +0100")
    '2025-01-28T09:30:00+01:00'
    """
    found = parse_date(value)
    return found and found.iso


def take_leading_date(metadata: Metadata, text: str) -> tuple[Metadata, str]:
    """Cut off the text a date that a crawler glued to its first paragraph.

    >>> metadata, text = take_leading_date(NO_METADATA, " date 2025-01-28 OSLO - A ferry sank.")
    >>> metadata.date, text
    ('2025-01-28', 'OSLO - A ferry sank.')

    Returns:
        The metadata, with that date if it has none, and the text without it.
    """
    match = _LEADING_DATE.match(text)
    day = iso_date(match[1]) if match else None
    if match is None or day is None:
        return metadata, text
    if metadata.date is None:
        metadata = metadata._replace(date=day, unsettled=None)
    return metadata, text[match.end() :]


def replace_unencodable(text: str) -> str:
    """Replace by U+FFFD what cannot be encoded, lone surrogates, and NUL."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _one_line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(repair(replace_unencodable(value)).split()) or None
