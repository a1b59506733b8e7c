"""HTML that stands in Markdown, reduced to its text."""

from __future__ import annotations

from html.parser import HTMLParser

_UNSEEN = {"script", "style"}
_APART = {
    "br", "p", "div", "td", "th", "tr", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
}  # fmt: skip


def text_of_html(html: str) -> str:
    """Drop tags, comments, scripts and styles from a block of HTML.

    What follows a tag or comment that is never closed is dropped with it.

    >>> text_of_html("<p>A <b>bold</b><br>claim &amp; more<!-- or less -->: 5 < 6</p>")
    'A bold claim & more: 5 < 6'
    """
    parser = _TextParser()
    parser.feed(
        f"{html}\n"
    )  # never closed: that would search the rest again for each tag without an end
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
