"""ninjs of the IPTC, news in JSON, of the generations 1 to 3, which differ in the names of their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.fields import folded, words
from dedupe.read.formats.html_in_text import has_markup, markup_columns
from dedupe.read.formats.reader_input import Record
from dedupe.read.metadata import metadata_from, replace_unencodable, with_details
from dedupe.read.paragraph_splitter import split_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dedupe.read.paragraph_splitter import ParagraphColumns

# Fields of its own that tell it from any other JSON with a headline and a body.
_OWN = frozenset({"uri", "versioncreated", "bodyxhtml", "bodytext", "bodyhtml", "bodies", "altids", "pubstatus", "infosources"})  # fmt: skip
_MAIN = ("main", "richtext", "text", "")


def is_ninjs(values: Mapping[str, object]) -> bool:
    """Return whether an object is a ninjs item with text."""
    names = {folded(name) for name in values}
    bodies = any(name.startswith("body") or name == "bodies" for name in names)
    return bodies and "uri" in names and len(names & _OWN) >= 2


def read_ninjs(values: Mapping[str, object], line: int | None, digest: bytes) -> Record:
    """Read an item.

    Raises:
        InputError: it has no text.
    """
    own = {folded(name): value for name, value in values.items()}
    source = _source(own.get("infosources") or own.get("infosource"))
    outlet = source or words(own.get("provider")) or words(own.get("source"))
    metadata = metadata_from(
        {
            "title": _text_of(own, "headlines", "headline") or words(own.get("title")),
            "outlet": outlet or words(own.get("copyrightholder")),
            "author": own.get("by") or own.get("byline"),
            "date": own.get("firstcreated")
            or own.get("versioncreated")
            or own.get("contentcreated"),
            "credit": own.get("creditline") or own.get("credit"),
        }
    )
    metadata = with_details(
        metadata,
        provider=words(own.get("provider")) or source,
        dateline=own.get("dateline") or own.get("located"),
        version=own.get("version"),
        urgency=own.get("urgency"),
        embargo=own.get("embargoeduntil") or own.get("embargoed"),
        status=own.get("pubstatus"),
        signal=words(own.get("signal") or own.get("signals")),
        note=words(own.get("ednote")),
        slugline=words(own.get("slugline")),
        guid=own.get("uri"),
        rights=words(own.get("usageterms")),
        copyright=words(own.get("copyrightholder")),
    )
    return Record(metadata, _paragraphs(own), line, digest=digest)


def _paragraphs(own: Mapping[str, object]) -> ParagraphColumns:
    for text in _bodies(own):
        text = replace_unencodable(text)
        found = markup_columns(text) if has_markup(text) else split_columns(text)
        if found.texts:
            return found
    raise InputError("an item without text")


def _bodies(own: Mapping[str, object]) -> Iterable[str]:
    for name in ("bodyxhtml", "bodyhtml", "bodytext", "body"):
        if isinstance(text := own.get(name), str):
            yield text
    bodies = [body for body in _list(own.get("bodies")) if isinstance(body, dict)]
    for role in _MAIN:
        for body in bodies:
            if role in (body.get("role", ""), "") and isinstance(text := body.get("value"), str):
                yield text
    yield from (
        text for name, text in own.items() if name.startswith("body") and isinstance(text, str)
    )


def _text_of(own: Mapping[str, object], plural: str, singular: str) -> str | None:
    """Return the main one of several headlines, or the only one."""
    headlines = [headline for headline in _list(own.get(plural)) if isinstance(headline, dict)]
    main_first = sorted(headlines, key=lambda headline: headline.get("role") not in ("main", None))
    names = [singular, *(name for name in own if name.startswith(singular))]
    values = [
        *(headline.get("value") for headline in main_first),
        *(own.get(name) for name in names),
    ]
    return next((text for value in values if (text := words(value))), None)


def _source(value: object) -> str | None:
    """Return the name of who provides an item; where nobody is said to, of another source of it."""
    sources = [source for source in _list(value) if isinstance(source, dict)]
    informants_last = sorted(sources, key=lambda source: "originfo" in str(source.get("role")))
    names = (words(source.get("name") or source.get("literal")) for source in informants_last)
    return next(filter(None, names), None)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
