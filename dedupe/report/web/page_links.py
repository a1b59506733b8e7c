"""Where the pages of a report are, seen from one another."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

LISTS = ("outlets", "stories", "copies")
_IN_PAIR = {"change": "e", "paragraph": "s"}  # what ids of the page of a pair begin with


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of the parts of a report."""

    root: str | None = ""  # way from the page to the folder of the report, such as "../"; None if all is one page

    def __call__(self, kind: str, key: str = "", number: int = 0, **filters: str) -> str:
        """Return the address of a part.

        >>> Links("../")("pair", "9c1"), Links("../")("copies", by="The Ledger")
        ('../pair/9c1.html', '../copies.html#by=The+Ledger')
        >>> Links("")("change", "9c1", number=4)
        'pair/9c1.html#e4'
        >>> Links(None)("story", "9c1")
        '#story-9c1'

        Args:
            kind: "overview", one of LISTS, "outlet", "story" or "pair"; or "change" or "paragraph" of a pair.
            key: of an outlet, a story or a pair.
            number: of a change, or of a paragraph of the source, from 1.
            filters: of the list of copies.
        """
        if kind in _IN_PAIR:
            pair = self("pair", key)
            return pair if self.root is None else f"{pair}#{_IN_PAIR[kind]}{number}"
        query = urlencode(filters, errors="replace")
        if self.root is None:
            if kind == "pair":
                return f"#pair={key}"
            return f"#{query}" if query else f"#{kind}{key and '-'}{key}"
        page = "index" if kind == "overview" else f"{kind}{key and '/'}{key}"
        return f"{self.root}{page}.html{query and '#'}{query}"
