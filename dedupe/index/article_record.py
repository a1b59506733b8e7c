"""What is kept of an article while its text is on disk, and the way back to the text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dedupe.article import Note, Suppression
from dedupe.cache.codec import Codec
from dedupe.errors import InputError
from dedupe.read.article_draft import Draft
from dedupe.read.article_reader import read_place
from dedupe.read.discovered_file import Place
from dedupe.read.parse_date import DateOrder
from dedupe.text.agencies import agencies


class Remarks(NamedTuple):
    """What is known of few articles."""

    suppressions: tuple[Suppression, ...] = ()  # findings about the article that it declares to be wanted
    unsettled: tuple[str, str] | None = None  # as in `Metadata`
    date_order: DateOrder | None = None  # as in `Metadata`
    notes: tuple[Note, ...] = ()  # what was not understood of it


NO_REMARKS = Remarks()


class ArticleRecord(NamedTuple):
    """One article without its text."""

    id: str
    place: Place
    outlet: str | None  # who published it, None where unknown
    date: str | None  # ISO 8601 date or date and time, None where unknown
    encoding: str | None  # of its file where it had to be guessed, None for UTF-8
    digest: bytes  # of the bytes that it was read from; 16 bytes
    is_wire: bool = False  # whether an agency says that it is its own: a source, and never a copy
    remarks: Remarks = NO_REMARKS  # what else is known of it

    @property
    def path(self) -> str:
        """The file it is in, as `Article.path`."""
        return self.place.file.id


def record_of(draft: Draft, place: Place) -> ArticleRecord:
    """Keep of an article all but its text."""
    metadata = draft.metadata
    return ArticleRecord(
        draft.id,
        place,
        draft.outlet,
        metadata.date,
        draft.encoding,
        draft.digest,
        _is_wire(draft),
        Remarks(draft.suppressions, metadata.unsettled, metadata.date_order, metadata.notes),
    )


@lru_cache(maxsize=1)
def records_codec() -> Codec[tuple[ArticleRecord, ...]]:
    """Return the codec by which records are remembered."""
    return Codec(tuple[ArticleRecord, ...])


def lasting(record: ArticleRecord) -> ArticleRecord:
    """Return a record whose article is read from its own file, and not from a copy that is gone after the run."""
    place = record.place
    return record._replace(place=place._replace(offset=None, copy="")) if place.copy else record


def reread(record: ArticleRecord) -> Draft:
    """Read an article that was read before, or raise an InputError if it is not there any more, or another one is."""
    try:
        draft = read_place(record.place)
    except InputError as error:
        raise InputError(f"{record.id}: {error}; it was there when the run began") from None
    if not record.place.copy and draft.digest != record.digest:
        raise InputError(f"{record.id} changed during the run")
    metadata = draft.metadata._replace(date=record.date, unsettled=None)
    return draft._replace(id=record.id, digest=record.digest, metadata=metadata)


def _is_wire(draft: Draft) -> bool:
    """Return whether the provider that an article names, in the way of the IPTC, is an agency."""
    providers = (value for name, value in draft.metadata.details if name == "provider")
    return any(_bare(provider) in _agency_names() for provider in providers)


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(_bare(name) for agency in agencies() for name in (*agency.names, *agency.marks))


def _bare(name: str) -> str:
    """Reduce the name of a provider, which may be a domain such as `reuters.com`, to what names it."""
    return re.sub(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|de|fr|co\.uk|it|es)/?$", "", name.casefold())
