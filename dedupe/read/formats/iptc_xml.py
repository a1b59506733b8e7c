"""The XML formats of the IPTC: NewsML-G2, NewsML 1, and NITF, alone or inside these."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element

from dedupe.errors import InputError
from dedupe.read.fields import site
from dedupe.read.formats.html_elements import line_of, local_name
from dedupe.read.formats.html_in_text import blocks, one_line, read_escaped_markup, split_text, text_of
from dedupe.read.formats.reader_input import Record, Source, Unread, digest_of
from dedupe.read.formats.xml import Paths, every, first, metadata_at, parse
from dedupe.read.metadata import NO_METADATA, Metadata, iso_date
from dedupe.read.paragraph_splitter import NO_PARAGRAPHS, ParagraphColumns, split_columns

_FIELDS_1: Paths = {
    "title": ("**/NewsLines/HeadLine",),
    "outlet": ("**/AdministrativeMetadata/Provider/Party@FormalName",),
    "author": ("**/NewsLines/ByLine", "**/AdministrativeMetadata/Creator/Party@FormalName"),
    "date": (
        "NewsManagement/FirstCreated",
        "NewsManagement/ThisRevisionCreated",
        "Identification/NewsIdentifier/DateId",
    ),
    "credit": ("**/NewsLines/CreditLine", "**/AdministrativeMetadata/Source/Party@FormalName"),
}
_DETAILS_1: Paths = {
    "provider": ("Identification/NewsIdentifier/ProviderId",),
    "dateline": ("**/NewsLines/DateLine",),
    "version": ("Identification/NewsIdentifier/RevisionId",),
    "urgency": ("NewsManagement/Urgency@FormalName",),
    "embargo": ("NewsManagement/StatusWillChange/DateAndTime",),
    "status": ("NewsManagement/Status@FormalName",),
    "signal": ("NewsManagement/Instruction@FormalName",),
    "slugline": ("**/NewsLines/SlugLine",),
    "copyright": ("**/NewsLines/CopyrightLine",),
}
_FIELDS_G2: Paths = {
    "title": ("contentMeta/headline", "itemMeta/title"),
    "author": ("contentMeta/by",),
    "date": (
        "contentMeta/contentCreated",
        "itemMeta/firstCreated",
        "itemMeta/versionCreated",
        "contentMeta/contentModified",
    ),
    "credit": ("contentMeta/creditline",),
}
_DETAILS_G2: Paths = {
    "provider": (),
    "dateline": ("contentMeta/dateline",),
    "version": ("@version",),
    "urgency": ("contentMeta/urgency",),
    "embargo": ("itemMeta/embargoed",),
    "status": ("itemMeta/pubStatus@qcode", "itemMeta/pubStatus@uri"),
    "signal": (),
    "note": ("itemMeta/edNote",),
    "slugline": ("contentMeta/slugline",),
    "guid": ("@guid",),
    "rights": ("rightsInfo/usageTerms",),
    "copyright": ("rightsInfo/copyrightHolder/name", "rightsInfo/copyrightHolder"),
}
_PUBLISHER_ROLES = ("origprov", "provider", "publisher")
_BODY_PARTS = ("body.content", "block", "p", "hl2", "bq", "pre", "ol", "ul", "table", "nitf-table")
_FIELDS_NITF: Paths = {
    "title": ("**/hedline/hl1", "**/headline/hl1", "head/title", "**/hl1"),
    "outlet": ("**/distributor/org", "**/distributor", "head/pubdata@name"),
    "author": ("**/byline/person", "**/byline"),
    "date": (
        "**/docdata/date.issue@norm",
        "**/docdata/date.release@norm",
        "head/pubdata@date.publication",
        "**/dateline/story.date@norm",
    ),
    "credit": ("**/docdata/doc.rights@owner", "**/docdata/doc.copyright@holder"),
}
_DETAILS_NITF: Paths = {
    "provider": ("**/docdata/doc-id@regsrc",),
    "dateline": ("**/dateline",),
    "version": ("**/docdata/du-key@version",),
    "urgency": ("**/docdata/urgency@ed-urg",),
    "embargo": ("**/docdata/date.release@norm",),
    "signal": ("**/docdata/correction@info",),
    "note": ("**/docdata/ed-msg@info",),
}


def read_newsml_1(source: Source) -> Iterator[Record | Unread]:
    """Read the news items of NewsML 1.x."""
    yield from _read_items(source, "NewsItem", _metadata_1, _paragraphs_1)


def read_g2(source: Source) -> Iterator[Record | Unread]:
    """Read the news items of NewsML-G2."""
    yield from _read_items(source, "newsItem", _metadata_g2, _paragraphs_g2)


def _read_items(
    source: Source,
    tag: str,
    metadata_of: Callable[[_Element, _Element], Metadata],
    paragraphs_of: Callable[[_Element], ParagraphColumns],
) -> Iterator[Record | Unread]:
    data = source.whole()
    root = parse(data).getroot()
    name = local_name(root)
    items = [root] if name == "newsitem" else list(every(root, f"**/{tag}"))
    if not items:
        raise InputError(f"a {name} without news items: its articles are elsewhere")
    for item in items:
        line = None if len(items) == 1 else line_of(item)
        try:
            metadata, paragraphs = metadata_of(root, item), paragraphs_of(item)
            digest = digest_of(data, str(line))
            yield Record(metadata, paragraphs, line, digest=digest, has_lines=True)
        except InputError as error:
            yield Unread(str(error), line)


def _metadata_1(root: _Element, item: _Element) -> Metadata:
    inner = next(map(_nitf_metadata, every(item, "**/DataContent/nitf")), NO_METADATA)
    priority = first(root, "NewsEnvelope/Priority@FormalName")
    own = metadata_at(item, _FIELDS_1, _DETAILS_1, urgency=priority)
    envelope = Metadata(
        outlet=first(item, *_DETAILS_1["provider"]), date=iso_date(first(root, "NewsEnvelope/DateAndTime"))
    )
    return _filled(own, inner._replace(credit=None), envelope)


def _metadata_g2(_root: _Element, item: _Element) -> Metadata:
    inner = next(map(_nitf_metadata, every(item, "**/inlineXML/nitf")), NO_METADATA)
    provider = _named(item, "itemMeta/provider")
    signals = (str(signal.get("qcode") or "") for signal in every(item, "itemMeta/signal"))
    own = metadata_at(item, _FIELDS_G2, _DETAILS_G2, provider=provider, signal=" ".join(filter(None, signals)))
    parties = Metadata(outlet=_source(item) or provider, author=_named(item, "contentMeta/creator"))
    return _filled(own, parties, inner)


def _filled(metadata: Metadata, *others: Metadata) -> Metadata:
    """Fill the fields that are empty from other metadata, the likeliest first."""
    for other in others:
        metadata = metadata._replace(
            title=metadata.title or other.title,
            outlet=metadata.outlet or other.outlet,
            author=metadata.author or other.author,
            date=metadata.date or other.date,
            credit=metadata.credit or other.credit,
        )
    return metadata


def _paragraphs_1(item: _Element) -> ParagraphColumns:
    """Read the longest of the contents, beside which there may be abstracts and style sheets."""
    found = [_content(content) for content in every(item, "**/DataContent")]
    longest = max(found, key=lambda content: sum(map(len, content.texts)), default=NO_PARAGRAPHS)
    if not longest.texts:
        raise InputError("a news item without text")
    return longest


def _content(content: _Element) -> ParagraphColumns:
    for child in content:
        if local_name(child) == "nitf":
            return _nitf_paragraphs(child)
    if len(content):
        roots = [body for child in content for body in every(child, "**/body")] or [content]
        return read_escaped_markup(ParagraphColumns.of(row for root in roots for row in blocks(root)))
    if content.text and content.text.strip():
        return read_escaped_markup(split_columns(content.text, first_line=line_of(content)))
    return NO_PARAGRAPHS


def _paragraphs_g2(item: _Element) -> ParagraphColumns:
    for inline in every(item, "contentSet/inlineXML"):
        for child in inline:
            if local_name(child) == "nitf":
                return _nitf_paragraphs(child)
        bodies = [body for child in inline for body in [*every(child, "**/body")] or [child]]
        if (found := read_escaped_markup(ParagraphColumns.of(row for body in bodies for row in blocks(body)))).texts:
            return found
    for inline in every(item, "contentSet/inlineData"):
        if (found := split_text(inline.text or "", line_of(inline))).texts:
            return found
    kind = (first(item, "itemMeta/itemClass@qcode", "itemMeta/itemClass@uri") or "").rpartition(":")
    raise InputError(f"a news item without text{f', of class {kind[2]}' if kind[2] else ''}")


def _named(item: _Element, path: str) -> str | None:
    """Return what an element stands for: by its name, its literal or the local part of its code."""
    for found in every(item, path):
        if name := first(found, "name", "@literal"):
            return site(name)
        if code := first(found, "@qcode", "@uri"):
            return code.rpartition(":")[2].rpartition("/")[2] or code
        if text := text_of(found):
            return text
    return None


def _source(item: _Element) -> str | None:
    """Return the original provider, where it is not the one that sends the item."""
    for found in every(item, "contentMeta/infoSource"):
        role = one_line(found.get("role", "")).lower().rpartition(":")[2]
        if role in _PUBLISHER_ROLES and (name := first(found, "name", "@literal")):
            return site(name)
    return None


def read_nitf(source: Source) -> Iterator[Record]:
    """Read the article of a NITF file."""
    data = source.whole()
    root = parse(data).getroot()
    yield Record(_nitf_metadata(root), _nitf_paragraphs(root), digest=digest_of(data))


def _nitf_metadata(root: _Element) -> Metadata:
    """Read what the head of a `nitf` element says of its article."""
    return metadata_at(root, _FIELDS_NITF, _DETAILS_NITF)


def _nitf_paragraphs(root: _Element) -> ParagraphColumns:
    """Read the text of a `nitf` element, or raise an InputError if it has none."""
    parts = [*every(root, "**/body.content"), *every(root, "**/body.end/tagline")]
    rows = [row for part in parts for row in blocks(part)]
    if not rows:  # a `body` without the parts it should have
        children = [child for body in every(root, "body") for child in body]
        named = [child for child in children if local_name(child) in _BODY_PARTS]
        rows = [row for child in named for row in blocks(child)]
    found = read_escaped_markup(ParagraphColumns.of(rows))
    if not found.texts:
        raise InputError("empty")
    return found
