"""Text with HTML in it, block by block: the bodies of feeds, of agencies' articles, of rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.formats.block_quotations import mark_block_quotations
from dedupe.read.formats.html_elements import BLOCKS, UNSEEN, line_of, local_name
from dedupe.read.formats.line_breaks import part_at_line_breaks
from dedupe.read.metadata import replace_unencodable
from dedupe.read.paragraph_splitter import ParagraphColumns, split_columns
from dedupe.read.repair_text import repair

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKUP = re.compile(
    r"</(?:p|div|li|h[1-6]|blockquote|span|em|strong|sup|sub|script|iframe|a|b|i)\s*>|<br\s*/?>", re.IGNORECASE
)
_MOST_DEPTH = 256  # of the elements of a large page, on average
_MOST_STEPS = 5_000_000  # up from every element of a page that is deeper


def has_markup(text: str) -> bool:
    """Return whether a text is HTML rather than plain."""
    return "<" in text and _MARKUP.search(text) is not None


def markup_columns(html: str, first_line: int = 1) -> ParagraphColumns:
    """Split HTML, whose first line has this number, into paragraphs; an InputError if it cannot be parsed."""
    root = parse_html(html)
    part_at_line_breaks(root)
    mark_block_quotations(root)
    return ParagraphColumns.of(
        (text, start + first_line - 1, end + first_line - 1) for text, start, end in blocks(root)
    )


def split_text(text: str, first_line: int = 1) -> ParagraphColumns:
    """Split a text into paragraphs, whether it is HTML or plain."""
    if has_markup(text):
        return markup_columns(text, first_line)
    return split_columns(text, first_line=first_line)


def parse_html(html: str) -> _Element:
    """Parse HTML without scripts, entities from elsewhere, or the network.

    An InputError says that there is nothing to parse, or that its elements are nested too deeply, some 2,000 deep or
    many of them over 256 deep.
    """
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,  # or all behind the 256th tag that nobody closed would be lost
    )
    try:
        root = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"broken HTML: {one_line(str(error))[:200]}") from None
    is_cut = any(entry.message.startswith("Excessive depth") for entry in parser.error_log)
    if is_cut or _is_too_deep(root):
        raise InputError("HTML nested too deeply")
    return root


def _is_too_deep(root: _Element) -> bool:
    """Return whether walking up from every element takes out of proportion long."""
    from lxml.etree import iterwalk

    elements = steps = depth = 0
    for event, _ in iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        elements += 1
        depth += 1
        steps += depth
    return steps > max(_MOST_STEPS, _MOST_DEPTH * elements)


def read_escaped_markup(found: ParagraphColumns) -> ParagraphColumns:
    """Read paragraphs in which HTML was escaped, so that its tags are words, once more as HTML."""
    if not any(map(has_markup, found.texts)):
        return found
    rows: list[tuple[str, int, int]] = []
    for text, start, end in zip(*found, strict=True):
        if has_markup(text):
            rows += [(paragraph, start, end) for paragraph in markup_columns(text).texts]
        else:
            rows.append((text, start, end))
    return ParagraphColumns.of(rows)


def blocks(root: _Element) -> Iterator[tuple[str, int, int]]:
    """Yield the text of each block below an element of HTML, XHTML or NITF on one line, and its first and last line."""
    gathered: list[str] = []
    line = line_of(root, 1)
    last = line
    for piece, at, breaks in _pieces(root):
        if breaks:
            yield one_line("".join(gathered)), line, max(line, last)
            gathered, line, last = [], at, at
        if piece:
            if not gathered or not piece.isspace():
                last = max(last, at + piece.strip().count("\n"))
            gathered.append(piece)
    yield one_line("".join(gathered)), line, max(line, last)


def _pieces(root: _Element) -> Iterator[tuple[str, int, bool]]:
    """Walk through an element without recursion: texts, their lines, and whether a block begins or ends."""
    waiting: list[tuple[_Element, bool]] = [(root, False)]
    while waiting:
        element, leaving = waiting.pop()
        name, line = local_name(element), line_of(element, 0)
        breaks = name in BLOCKS
        if leaving:
            yield (element.tail or "") if element is not root else "", line, breaks
            continue
        if name == "":
            entity = _entity(element)
            yield f"{entity}{element.tail or ''}", line, False
            continue
        if name in UNSEEN and element is not root:
            yield element.tail or "", line, breaks
            continue
        if name == "br":
            yield f" {element.tail or ''}", line, _is_double_break(element)
            continue
        text = element.text or ""
        yield text, line, breaks
        waiting.append((element, True))
        waiting += [(child, False) for child in reversed(element)]


def _is_double_break(element: _Element) -> bool:
    """Return whether a line break is the second of two, with which some divide paragraphs; one is a blank."""
    before = element.getprevious()
    return before is not None and local_name(before) == "br" and not (before.tail or "").strip()


def text_of(element: _Element) -> str:
    """Return all the text in an element, on one line."""
    return one_line("".join(map(str, element.itertext())))


def _entity(element: _Element) -> str:
    """Return the character of an entity that the parser left alone, as `&nbsp;` without a DTD."""
    name = getattr(element, "name", None)
    return html5.get(f"{name};", "") if isinstance(name, str) else ""


def one_line(text: str) -> str:
    """Return a text on one line, repaired, without what cannot be encoded."""
    return " ".join(repair(replace_unencodable(text)).split())


def plain(text: str) -> str:
    """Reduce a line that may have tags and entities to its text."""
    return one_line(unescape(re.sub(r"<[^<>]{0,500}>", " ", text))) if "<" in text or "&" in text else one_line(text)
