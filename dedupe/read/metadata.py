"""What is known of an article beside its text, in a form that can be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from dedupe.read.fields import candidates, site, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_DATE = 100
_LEADING_DATE = re.compile(r"[^\S\n]*date (\d{4}-\d{2}-\d{2})(?!\S)[^\S\n]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Metadata as a file or corpus gives it; None where it does not.

    Attributes:
        title: headline.
        outlet: who published it.
        author: byline.
        date: ISO 8601 date or date and time.
        credit: source or agency credit.
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: str | None = None
    credit: str | None = None


NO_METADATA = Metadata()


def metadata_from(values: Mapping[str, object], named: Mapping[str, str] | None = None) -> Metadata:
    """Take what is text from values that may be anything.

    Args:
        values: by the names that the file has for them, some of which `fields.NAMES` knows.
        named: by field the name that the user says it has.
    """

    def first(field: str) -> str | None:
        found = (_one_line(words(value)) for value in candidates(values, field, named))
        return next(filter(None, found), None)

    outlet = first("outlet")
    return Metadata(
        title=first("title"),
        outlet=outlet and site(outlet),
        author=first("author"),
        date=next(filter(None, map(iso_date, candidates(values, "date", named))), None),
        credit=first("credit"),
    )


def iso_date(value: object) -> str | None:
    """Normalise an ISO 8601 or RFC 2822 date, or date and time, to ISO 8601.

    >>> iso_date("Tue, 28 Jan 2025 09:30:00 +0100")
    '2025-01-28T09:30:00+01:00'

    Returns:
        None if the value is not text, or no such date.
    """
    if not isinstance(value, str) or len(value) > _LONGEST_DATE:
        return None
    for parse in (date.fromisoformat, datetime.fromisoformat, _rfc_2822):
        try:
            return parse(value.strip()).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def take_leading_date(metadata: Metadata, text: str) -> tuple[Metadata, str]:
    """Take off the text a date that a crawler glued to its first paragraph.

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
    return replace(metadata, date=metadata.date or day), text[match.end() :]


def replace_unencodable(text: str) -> str:
    """Replace by U+FFFD what cannot be encoded, lone surrogates, and NUL."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _one_line(value: object) -> str | None:
    return (
        (" ".join(replace_unencodable(value).split()) or None) if isinstance(value, str) else None
    )


def _rfc_2822(value: str) -> datetime:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(value)
