"""ninjs of the IPTC, news in JSON, of the generations 1 to 3, which differ in the names of their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dedupe.errors import InputError
from dedupe.read.fields import by_folded_name, folded, words
from dedupe.read.formats.html_in_text import split_text
from dedupe.read.formats.reader_input import Record
from dedupe.read.metadata import metadata_from, replace_unencodable, with_details
from dedupe.read.paragraph_splitter import ParagraphColumns

# Fields of its own that tell it from any other JSON with a headline and a body.
_OWN = frozenset({"uri", "versioncreated", "bodyxhtml", "bodytext", "bodyhtml", "bodies", "altids", "pubstatus", "infosources"})  # fmt: skip
_MAIN = ("main", "richtext", "text", "")
_FIELDS = {
    "author": ("by", "byline"),
    "date": ("firstcreated", "versioncreated", "contentcreated"),
    "credit": ("creditline", "credit"),
}
_DETAILS = {
    "dateline": ("dateline", "located"),
    "version": ("version",),
    "urgency": ("urgency",),
    "embargo": ("embargoeduntil", "embargoed"),
    "status": ("pubstatus",),
    "signal": ("signal", "signals"),
    "note": ("ednote",),
    "slugline": ("slugline",),
    "guid": ("uri",),
    "rights": ("usageterms",),
    "copyright": ("copyrightholder",),
}


def is_ninjs(values: Mapping[str, object]) -> bool:
    """Return whether an object is a ninjs item with text."""
    names = set(map(folded, values))
    bodies = (name for name in names if name.startswith("body") or name == "bodies")
    return "uri" in names and len(names & _OWN) >= 2 and any(bodies)


def read_ninjs(values: Mapping[str, object], line: int | None, digest: bytes) -> Record:
    """Read an item, or raise an InputError if it has no text."""
    own = by_folded_name(values)
    source = _source(own.get("infosources") or own.get("infosource"))
    provider, holder = words(own.get("provider")), words(own.get("copyrightholder"))
    fields = {name: _first(own, *names) for name, names in _FIELDS.items()}
    title = _headline(own) or words(own.get("title"))
    outlet = source or provider or words(own.get("source")) or holder
    details = {name: _first(own, *names) for name, names in _DETAILS.items()}
    metadata = with_details(
        metadata_from({**fields, "title": title, "outlet": outlet}),
        provider=provider or source,
        **{name: value if isinstance(value, int) else words(value) for name, value in details.items()},
    )
    return Record(metadata, _paragraphs(own), line, digest=digest)


def _first(own: Mapping[str, object], *names: str) -> object:
    return next((value for name in names if (value := own.get(name))), None)


def _paragraphs(own: Mapping[str, object]) -> ParagraphColumns:
    for text in _bodies(own):
        if (found := split_text(replace_unencodable(text))).texts:
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
    yield from (text for name, text in own.items() if name.startswith("body") and isinstance(text, str))


def _headline(own: Mapping[str, object]) -> str | None:
    """Return the main one of several headlines, or the only one."""
    headlines = [headline for headline in _list(own.get("headlines")) if isinstance(headline, dict)]
    main_first = sorted(headlines, key=lambda headline: headline.get("role") not in ("main", None))
    names = ["headline", *(name for name in own if name.startswith("headline"))]
    values = [headline.get("value") for headline in main_first] + [own.get(name) for name in names]
    return next(filter(None, map(words, values)), None)


def _source(value: object) -> str | None:
    """Return the name of who provides an item; where nobody is said to, of another source of it."""
    sources = [source for source in _list(value) if isinstance(source, dict)]
    informants_last = sorted(sources, key=lambda source: "originfo" in str(source.get("role")))
    names = (words(source.get("name") or source.get("literal")) for source in informants_last)
    return next(filter(None, names), None)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
