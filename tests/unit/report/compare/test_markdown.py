from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from dedupe.comparison.comparison import Comparison
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.compare.markdown import render as render_markdown
from tests.unit.report.comparisons import demo, nasty

ALLOWED = {"sub", "sup", "del", "ins", "br", "h3", "ul", "li", "table", "thead", "tbody"}
ALLOWED |= {"tr", "th", "td", "strong", "em"}


def render(comparison: Comparison, *, context: int | None = None, show_style: bool = False) -> str:
    return render_markdown(comparison, CompareOptions(context=context, show_style=show_style))


class Reader(HTMLParser):
    """Collect the elements and the cells of rendered Markdown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.rows: list[list[str]] = []
        self.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_it_is_a_table_with_an_article_in_each_column() -> None:
    rows = [[cell.strip() for cell in row] for row in Reader(render(demo())).rows]
    head = rows.index([demo().source.title or "", demo().target.title or ""])
    left, right = (" ".join(row[side] for row in rows[head:]) for side in (0, 1))
    for text, aligned, article in (
        (left, demo().alignment.source, demo().source),
        (right, demo().alignment.target, demo().target),
    ):
        for status, paragraph in zip(aligned, article.paragraphs, strict=True):
            if status.change in ("cut", "added"):
                assert paragraph.text in text


def test_edits_are_marked_and_those_that_matter_named() -> None:
    text = render(demo())
    assert "<del>\\$85 million</del> <sup>figure</sup>" in text
    assert "<ins>\\$58m</ins> <sup>figure</sup>" in text
    assert "<ins>about</ins> 9,000" in text
    assert "| figure | 7 | \\$85 million | \\$58m |" in text
    assert "<ins>favour</ins>" not in text
    assert "<ins>favour</ins>" in render(demo(), show_style=True)


def test_both_ends_of_a_move_say_so() -> None:
    text = render(demo())
    assert "**9** <sub>kept moved to 6</sub>" in text
    assert "**6** <sub>kept moved from 9</sub>" in text


def test_context_leaves_out_what_did_not_change() -> None:
    assert "*1 paragraph without changes*" in render(demo(), context=0)


def test_article_text_is_only_text() -> None:
    found = Reader(render(nasty(), show_style=True))
    assert found.elements <= ALLOWED | {"p"}
    assert found.attributes <= {"style"}  # alignment of a column
    assert {len(row) for row in found.rows} == {2, 4}
    assert not re.search(r"(?<!\\)<(?!/?(?:del|ins|su[bp]|br)>)", render(nasty()))
