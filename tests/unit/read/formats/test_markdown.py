from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.article import Paragraph
from dedupe.read.formats.markdown import split_markdown as split_to_blocks
from dedupe.read.formats.markdown import text_of_html
from dedupe.read.paragraph_splitter import split_columns

STORY = """\
# Pier *put off*

The board met on
[Thursday](https://example.org "a day"), ![a pier](pier.jpg) and **all** `left`.

- No ferry
- No pier

  No date
> Not amused,
> she said.

| Year | Cost |
|------|------|
| 2025 | £3m  |

```
code here

and there
```
<!-- No text:

at all -->
Second
headline
---
"""


def split_markdown(text: str, *, first_line: int = 1) -> tuple[Paragraph, ...]:
    return split_to_blocks(text, first_line=first_line).rows()


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in split_markdown(text)]


def test_each_block_is_a_paragraph_with_its_lines() -> None:
    assert split_markdown(STORY) == (
        Paragraph("Pier put off", 1, 1),
        Paragraph("The board met on Thursday, a pier and all left.", 3, 4),
        Paragraph("No ferry", 6, 6),
        Paragraph("No pier", 7, 7),
        Paragraph("No date", 9, 9),
        Paragraph("“Not amused, she said.”", 10, 11),
        Paragraph("Year | Cost", 13, 13),
        Paragraph("2025 | £3m", 15, 15),
        Paragraph("code here and there", 17, 21),
        Paragraph("Second headline", 25, 26),
    )


def test_first_line_moves_every_span() -> None:
    assert split_markdown("One.\n\nTwo\nlines.", first_line=4) == (
        Paragraph("One.", 4, 4),
        Paragraph("Two lines.", 6, 7),
    )


def test_inline_markup_is_reduced_to_its_text() -> None:
    text = "A~~n~~ \\*fine\\* day &amp; <b>bold</b><!-- no --> [![alt](i)](u) <http://a.example>x<br>y"

    assert texts(text) == ["An *fine* day & bold alt http://a.examplex y"]


def test_html_blocks_are_reduced_to_their_text() -> None:
    assert texts("<div>\n<p>A pier &amp; a ferry<br>late</p>\n</div>\n\n<script>\nf()\n</script>") == [
        "A pier & a ferry late"
    ]


def test_empty_blocks_are_no_paragraphs() -> None:
    assert texts("#\n\n-\n\n```\n```\n\n![](i.jpg)\n\n<!-- c -->\n\n| a |\n|---|\n|   |\n") == ["a"]


def test_an_unclosed_comment_or_tag_hides_what_follows_it() -> None:
    assert text_of_html("a <!-- b > c") == "a"
    assert text_of_html("a <b c") == "a"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div><script>var x = 1;</script>Hi</div>", "Hi"),
        ("<div>\n<style>p { margin: 0 }</style>Hi<br>there</div>", "Hi there"),
        ("5 < 6 and more", "5 < 6 and more"),
        ("<p>5 < 6</p>and more", "5 < 6 and more"),
        ("<![if !IE]>Hi<![endif]> and <![foo[x]]>ho", "Hi and ho"),
        ("<!DOCTYPE html><b>A</b>&amp;B &copy; <!-- > -->C", "A&B © C"),
    ],
)
def test_html_is_parsed_as_browsers_do(html: str, text: str) -> None:
    assert text_of_html(html) == text


def test_nothing_is_lost_that_is_nested_too_deeply_or_too_long() -> None:
    deep = "\n".join(f"{'  ' * i}- level{i}" for i in range(120))
    long = "*word* " * 40_000
    links = "![" * 3000 + "x" + "](y)" * 3000

    assert "level119" in " ".join(texts(deep))
    assert split_markdown(long) == split_columns(long).rows()
    assert texts(links)


@given(st.text("# *_`[]()!<>-|\n\t ab1.&\\~=+"))
def test_spans_lie_in_the_text_one_after_the_other(text: str) -> None:
    paragraphs = split_markdown(text)
    lines = [line for p in paragraphs for line in (p.start_line, p.end_line)]

    assert lines == sorted(lines)
    assert not lines or (lines[0] >= 1 and lines[-1] <= text.count("\n") + 1)
    assert all(p.text == p.text.strip() != "" for p in paragraphs)
