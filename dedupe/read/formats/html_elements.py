"""Elements of HTML, XHTML and NITF: their names, their lines, and which of them are blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS = frozenset([
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "blockquote", "pre", "div",
    "section", "article", "header", "footer", "aside", "figure", "figcaption", "table", "tr",
    "ul", "ol", "dl", "main", "body", "html", "center", "form", "address", "details",
    "summary", "hl1", "hl2", "block", "nitf", "body.content", "block-quote", "fn", "media",
])  # fmt: skip
UNSEEN = frozenset([
    "script", "style", "noscript", "template", "svg", "iframe", "object", "head", "nav",
    "figure", "figcaption", "media", "button", "select", "textarea", "audio", "video",
])  # fmt: skip


def line_of(element: _Element, default: int = 1) -> int:
    """Return the line on which an element begins, or a default where that is not known."""
    line = getattr(element, "sourceline", None)
    return line if isinstance(line, int) else default


def local_name(element: _Element | None) -> str:
    """Return the name of an element in lower case, without its namespace; empty for what is none."""
    tag: object = getattr(element, "tag", None)
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
