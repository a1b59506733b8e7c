"""Markdown, one article a file: the text that a reader sees, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from dedupe.read.formats.block_quotations import quote_blocks
from dedupe.read.formats.reader_input import Record, Source
from dedupe.read.formats.text_file import read_text_file
from dedupe.read.line_wrapping import Hyphenation
from dedupe.read.paragraph_splitter import ParagraphColumns, split_columns
from dedupe.read.repair_text import repair

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Hostile Markdown takes a second for each 20,000 characters: it is nearly all signs.
_LONGEST = 1 << 18
_SIGNS, _MOST_SIGNS, _SHORT = "[]()<>*_`!\\&", 0.5, 1 << 12
# The parser drops what is nested deeper.
_DEEPEST = 100

_CELLS = ("th_open", "td_open")
_CODE = ("code_block", "fence")
_BREAKS = ("softbreak", "hardbreak")
_UNSEEN = {"script", "style"}
_APART = {
    "br", "p", "div", "td", "th", "tr", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
}  # fmt: skip


def read(source: Source) -> Iterator[Record]:
    """Read a Markdown file, which may have front matter."""
    file = read_text_file(source)
    yield file.record(split_markdown(file.head.body, first_line=file.head.first_line))


def split_markdown(text: str, *, first_line: int = 1) -> ParagraphColumns:
    """Split Markdown, CommonMark with tables and without front matter, into paragraphs, with lines from `first_line` on.

    Each heading, paragraph of running text, of a list or of a block quote, table row, and block of code or HTML is one.
    Block quotes are put between quotation marks. Of links, emphasis and images the words are kept; comments are not
    text. What is longer than 256 Ki characters, nested deeper than 100 levels, or nearly all signs, is plain text.
    """
    tokens = None if len(text) > _LONGEST or _is_hostile(text) else _parse(text)
    if tokens is None:
        return split_columns(text, first_line=first_line)
    join = Hyphenation(text).join
    blocks = (block._replace(text=join(repair(block.text).split("\n"))) for block in _blocks(tokens))
    found = [block for block in blocks if block.text]
    return ParagraphColumns(
        quote_blocks([block.text for block in found], [block.quotation for block in found]),
        [first_line + block.lines[0] for block in found],
        [first_line + block.lines[1] - 1 for block in found],
    )


def _is_hostile(text: str) -> bool:
    return len(text) > _SHORT and sum(map(text.count, _SIGNS)) > _MOST_SIGNS * len(text)


def _parse(text: str) -> list[Token] | None:
    try:
        tokens = _parser().parse(text)
    except RecursionError:
        return None
    return tokens if all(token.level < _DEEPEST - 1 for token in tokens) else None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    return parser.enable(["table", "strikethrough"])


class _Block(NamedTuple):
    """A block of Markdown."""

    text: str  # with its line ends
    lines: Sequence[int]  # half-open range, counted from 0
    quotation: int | None  # number of the block quotation that it is in, None where it is in none


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    """Yield the blocks that have text."""
    row: tuple[list[str], Sequence[int]] = [], ()
    opening, quotations, depth = "", 0, 0
    for token in tokens:
        if token.type == "blockquote_open":
            quotations, depth = quotations + (not depth), depth + 1
        depth -= token.type == "blockquote_close"
        quotation = quotations if depth else None
        if opening in _CELLS:
            row[0].append(_text_of(token))
        elif token.map and (token.type == "inline" or not token.nesting):
            yield _Block(_text_of(token), token.map, quotation)
        elif token.type == "tr_open" and token.map:
            row = [], token.map
        elif token.type == "tr_close":
            cells, lines = row
            yield _Block(" | ".join(filter(None, cells)), lines, quotation)
        opening = token.type


def _text_of(token: Token) -> str:
    if token.type in _CODE:
        return token.content
    if token.type == "html_block":
        return text_of_html(token.content)
    return _words(token.children or ()).strip()


def _words(inline: Sequence[Token]) -> str:
    return "".join(_word(token) for token in inline)


def _word(token: Token) -> str:
    if token.type == "image":
        return _words(token.children or ())
    if token.type == "html_inline":
        return " " if token.content.lower().startswith("<br") else ""
    return "\n" if token.type in _BREAKS else token.content


def text_of_html(html: str) -> str:
    """Drop tags, comments, scripts and styles from a block of HTML.

    What follows a tag or comment that is never closed is dropped with it.

    >>> text_of_html("<p>A <b>bold</b><br>claim &amp; more<!-- or less -->: 5 < 6</p>")
    'A bold claim & more: 5 < 6'
    """
    parser = _TextParser()
    parser.feed(f"{html}\n")  # never closed: that would search the rest again for each tag without an end
    return " ".join("".join(parser.pieces).split())


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = False

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen = self._unseen or tag in _UNSEEN
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = self._unseen and tag not in _UNSEEN
        self._part(tag)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over a comment, or a declaration of any kind, of which the parser takes some for errors."""
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        return self.rawdata.find(">", i) + 1 or -1

    def _part(self, tag: str) -> None:
        if tag in _APART:
            self.pieces.append(" ")
