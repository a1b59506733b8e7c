"""XML of news: feeds, agencies' articles, exports of WordPress; which of them, the root element says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, TypeAlias

from lxml import etree
from lxml.etree import _Element, _ElementTree

from dedupe.errors import InputError, UnsupportedError
from dedupe.read.formats.html_elements import local_name
from dedupe.read.formats.html_in_text import one_line
from dedupe.read.formats.reader_input import Record, Source, Unread
from dedupe.read.formats.registry import reader
from dedupe.read.metadata import Metadata, details_of, iso_date

_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_BEGINNING = 1 << 14
_READERS = {  # by the root element: module and function
    **dict.fromkeys(("rss", "feed", "rdf"), "feeds.read"),
    **dict.fromkeys(("newsitem", "newsmessage", "packageitem"), "iptc_xml.read_g2"),
    "newsml": "iptc_xml.read_newsml_1",
    "nitf": "iptc_xml.read_nitf",
    "html": "html.read",
}
Paths: TypeAlias = Mapping[str, tuple[str, ...]]


def read(source: Source) -> Iterator[Record | Unread]:
    """Read the articles of an XML file; an UnsupportedError is raised where it is no XML of news."""
    name = _root_name(source.peek(_BEGINNING))
    if name not in _READERS:
        kinds = "RSS, Atom, NewsML, NITF or XHTML"
        raise UnsupportedError(f"XML of {name or 'nothing'}, where {kinds} are read")
    yield from reader(_READERS[name])(source)


def _root_name(beginning: bytes) -> str:
    """Find the local name of the root element in the first bytes of a file, in lower case."""
    wide = beginning[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = beginning.decode("utf-16" if wide else "utf-8", "ignore")
    found = _ROOT.search(_PROLOG.sub("", text))
    return found[1].lower() if found else ""


def parse(data: bytes) -> _ElementTree:
    """Parse XML without entities of its own, a DTD, or the network, or raise an InputError if it is broken."""
    parser = etree.XMLParser(
        encoding=_encoding(data), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.ElementTree(etree.fromstring(data, parser))
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"broken XML: {_reason(error)}") from None


def _encoding(data: bytes) -> str | None:
    """Return UTF-8 for what is, whatever it declares, as some senders declare another encoding for it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4].count(0):
        return None
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def stream_elements(stream: BinaryIO, names: tuple[str, ...], max_size: int) -> Iterator[_Element]:
    """Parse XML as a stream, one element at a time, which is emptied when the next one is wanted.

    The elements have names in any namespace, and no more than `max_size` bytes lie between the ends of two of them. An
    InputError says that it is broken, or that an element is too large; those before it were given.
    """
    metered = _Metered(stream, max_size)
    elements = etree.iterparse(
        metered, events=("end",), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in elements:
            if local_name(element) in names:
                yield element
                metered.restart()
                _let_go(element)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"broken XML: {_reason(error)}") from None


class _Metered:
    """A stream of which only so much is read until it is said that all is well."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._most, self._left = stream, most, most

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size if size >= 0 else self._most + 1)
        self._left -= len(data)
        if self._left < 0:
            raise InputError(f"an element of over {self._most:,} bytes, the limit")
        return data

    def restart(self) -> None:
        self._left = self._most


def _let_go(element: _Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _reason(error: Exception) -> str:
    return one_line(str(error))[:200]


def every(element: _Element, path: str) -> Iterator[_Element]:
    """Find the elements below another one at a path of local names; `**` is any depth, no path itself."""
    if not path:
        yield element
        return
    query = "/".join("" if step == "**" else f"{{*}}{step}" for step in path.split("/"))
    yield from element.iterfind(f"./{query}" if query.startswith("/") else query)


def first(element: _Element, *paths: str) -> str | None:
    """Find the first text below an element at one of some paths of local names; `path@name` is an attribute.

    >>> from lxml.etree import fromstring
    >>> news = fromstring('<a xmlns="urn:x" lang="en"><b><c> Ferry </c></b></a>')
    >>> first(news, "x/y", "b/c"), first(news, "@lang")
    ('Ferry', 'en')
    """
    for path in paths:
        place, _, name = path.partition("@")
        for found in every(element, place):
            text = found.get(name, "") if name else " ".join(map(str, found.itertext()))
            if line := one_line(str(text)):
                return line
    return None


def metadata_at(element: _Element, fields: Paths, details: Paths, **otherwise: str | None) -> Metadata:
    """Read metadata of which each field and each detail has some paths, the likeliest first.

    Details of which nothing stands at their paths are those of `otherwise`.
    """
    found = {field: first(element, *paths) for field, paths in fields.items() if field != "date"}
    dates = (iso_date(first(element, path)) for path in fields["date"])
    others = {name: first(element, *paths) for name, paths in details.items()}
    return Metadata(
        title=found.get("title"),
        outlet=found.get("outlet"),
        author=found.get("author"),
        date=next(filter(None, dates), None),
        credit=found.get("credit"),
        details=details_of(**{name: text or otherwise.get(name) for name, text in others.items()}),
    )
