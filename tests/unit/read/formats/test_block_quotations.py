from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dedupe.comparison.compare_articles import compare
from dedupe.judge.relation import Relation
from dedupe.read.article_reference import read_article
from dedupe.read.formats.html_in_text import markup_columns
from dedupe.read.formats.markdown import split_markdown

WORDS = "The keeper shut the upper gate at nine, and by ten the water stood in every cellar of Mill Lane."
MORE = "Nobody had told him that the weir was open, for the telephone in the lock house had been dead for a week."
STORY = [
    "A cellar in Mill Lane is a place in which people keep jam, skis and a piano that nobody plays.",
    "The county council met on Thursday and heard a report that runs to forty pages and names nobody.",
    "It will be printed in June, when those who paid for it have had the time to read it at home.",
]


def markdown(*quoted: str) -> list[str]:
    quotation = "\n>\n".join(f"> {text}" for text in quoted)
    return list(split_markdown("\n\n".join([STORY[0], quotation, *STORY[1:]])).texts[1:-2])


def html(*quoted: str) -> list[str]:
    quotation = "".join(f"<p>{text}</p>" for text in quoted)
    story = "".join(f"<p>{text}</p>" for text in STORY[1:])
    page = f"<div><p>{STORY[0]}</p><blockquote>{quotation}</blockquote>{story}</div>"
    return list(markup_columns(page).texts[1:-2])


@pytest.mark.parametrize("read", [markdown, html])
def test_block_quotations_are_put_between_marks(read: Callable[..., list[str]]) -> None:
    assert read(WORDS) == [f"“{WORDS}”"]
    assert read(WORDS, MORE) == [f"“{WORDS}", f"“{MORE}”"]


@pytest.mark.parametrize("read", [markdown, html])
def test_marks_of_their_own_stay_as_they_are(read: Callable[..., list[str]]) -> None:
    assert read(f'"{WORDS}"') == [f'"{WORDS}"']
    assert read(f"– {WORDS}") == [f"– {WORDS}"]
    inner = WORDS.replace("upper gate", '"upper gate"')
    assert read(inner) == [f"«{inner}»"]


def test_a_text_that_is_mostly_set_in_is_not_quoted() -> None:
    texts = [WORDS, MORE, *STORY]
    quoted = "".join(f"<blockquote><p>{text}</p></blockquote>" for text in texts)
    assert list(markup_columns(f"<p>By hand</p>{quoted}").texts) == ["By hand", *texts]


def test_links_and_nesting_in_a_block_quotation_keep_their_places() -> None:
    page = (
        f"<p>{STORY[0]}</p><p>{STORY[1]}</p>"
        "<blockquote> <b>He</b> saw <a href='x'>it</a> all.<blockquote>Did he?</blockquote> He did.</blockquote>tail"
    )
    assert list(markup_columns(page).texts[2:]) == ["“He saw it all.", "“Did he?", "“He did.”", "tail"]


def test_paragraphs_of_word_in_a_style_for_quotations_are_quoted(tmp_path: Path) -> None:
    def paragraph(text: str, style: str = "") -> str:
        mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p>"

    texts = [(STORY[0], ""), (WORDS, "Quote"), ("", "Quote"), (MORE, "IntensivesZitat"), (STORY[1], ""), (STORY[2], "")]
    body = "".join(paragraph(*row) for row in texts)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    path = tmp_path / "story.docx"
    path.write_bytes(data.getvalue())
    article = read_article(path)
    assert [paragraph.text for paragraph in article.paragraphs] == [STORY[0], f"“{WORDS}", f"“{MORE}”", *STORY[1:]]


def test_paragraphs_of_libreoffice_in_a_style_for_quotations_are_quoted(tmp_path: Path) -> None:
    styles = ["Text_20_body", "P1", "P2", "Text_20_body", "Text_20_body"]
    texts = zip(styles, [STORY[0], WORDS, MORE, *STORY[1:]], strict=True)
    body = "".join(f'<t:p t:style-name="{style}">{text}</t:p>' for style, text in texts)
    own = "".join(
        f'<s:style s:name="{name}" s:parent-style-name="{parent}"/>'
        for name, parent in (("P1", "Quotations"), ("P2", "Intense_20_Quote"))
    )
    with zipfile.ZipFile(tmp_path / "story.odt", "w") as archive:
        archive.writestr("content.xml", f'<o:d xmlns:o="o" xmlns:t="t" xmlns:s="s">{own}<t:text>{body}</t:text></o:d>')
    article = read_article(tmp_path / "story.odt")
    assert [paragraph.text for paragraph in article.paragraphs] == [STORY[0], f"“{WORDS}", f"“{MORE}”", *STORY[1:]]


def test_two_pages_that_quote_a_report_as_a_block_are_no_copies(tmp_path: Path) -> None:
    ours = [*STORY[:2], f"> {WORDS}\n>\n> {MORE}", STORY[2]]
    theirs = [
        "Water in the cellars of an old street has made people angry, and a meeting on Monday was loud.",
        f"> {WORDS}\n>\n> {MORE}",
        "A lawyer who lives there wants to know what insurers will say, and is writing to four of them.",
        "Two pumps were lent by the fire brigade of the next town, which wants them back before Easter.",
    ]
    paths = [tmp_path / "a.md", tmp_path / "b.md"]
    for path, texts in zip(paths, (ours, theirs), strict=True):
        path.write_text("\n\n".join(texts), encoding="utf-8")
    assert compare(*paths).relation is Relation.QUOTES
    bare = tmp_path / "c.txt"
    bare.write_text("\n\n".join([*theirs[:1], WORDS, MORE, *theirs[2:]]), encoding="utf-8")
    assert compare(paths[0], bare).relation is Relation.QUOTES
