"""Every format: one article, or several, written in it and read again."""

from __future__ import annotations

import email
import email.policy
import sys
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from benchmarks.newsroom.formats import ALONE, SEVERAL
from benchmarks.newsroom.written import Written
from dedupe.article import Article, Note, Skipped
from dedupe.read.article_draft import Draft
from dedupe.read.article_reader import drafts, read_articles, read_file, read_place
from dedupe.read.corpus_line import Copier, CopyFolder
from dedupe.read.discovered_file import FoundFile

FERRY = Written(
    "Eastern Mail",
    "2031-03-10",
    "Ferry adrift “for hours”",
    (
        "PORT SELLICK - A chain ferry broke loose in high wind on Monday night and drifted for almost "
        "three hours with 46 passengers on board, before a harbour tug brought it back to the slip.",
        "“We could see the lights of the town going past,” said Hanne Prüett, a nurse who was on her "
        "way home; “the children were singing & I do not know who had told them to.”",
        "The harbour authority said the chains had been inspected in January and were not due for "
        "replacement until the autumn of next year.",
    ),
)
MAYOR = Written(
    "Eastern Mail",
    "2031-03-11",
    "Mayor resigns over bridge",
    (
        "The mayor of Port Sellick resigned on Tuesday after the council voted down her plan for a "
        "bridge, which would have replaced the ferry by the end of the decade.",
        "Councillors of all parties thanked her for eleven years of work, and said that they would "
        "choose somebody to follow her in April at the latest.",
    ),
)


def read(folder: Path, name: str, data: bytes) -> list[Article]:
    (folder / name).write_bytes(data)
    found = list(read_articles([name], cwd=folder))
    assert not [file for file in found if isinstance(file, Skipped) and "attachment" not in file.reason]
    return [article for article in found if isinstance(article, Article)]


def texts(article: Article) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in article.paragraphs)


@pytest.mark.parametrize("name", ALONE)
def test_a_format_with_one_article(tmp_path: Path, name: str) -> None:
    (article,) = read(tmp_path, name, ALONE[name]([FERRY]))

    assert texts(article) == FERRY.paragraphs
    assert (article.id, article.path, article.line) == (name, name, None)
    if not name.startswith("letter"):
        assert (article.outlet, article.title) == (FERRY.outlet, FERRY.title)
        assert (article.date or "")[:10] == FERRY.date


@pytest.mark.parametrize("name", SEVERAL)
def test_a_format_with_several_articles(tmp_path: Path, name: str) -> None:
    ferry, mayor = read(tmp_path, name, SEVERAL[name]([FERRY, MAYOR]))

    for article, written in ((ferry, FERRY), (mayor, MAYOR)):
        assert texts(article) == written.paragraphs
        assert (article.outlet, article.title) == (written.outlet, written.title)
        assert (article.date or "")[:10] == written.date
        assert article.path == name
    assert ferry.id != mayor.id


# Text unless their name says otherwise.
NAMED = {"page.mhtml", "message.eml", "mail.mbox", "texts.tar.gz"}


@pytest.mark.parametrize("name", sorted((ALONE.keys() | SEVERAL.keys()) - NAMED))
def test_a_format_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    bare = read(tmp_path, "download", (ALONE | SEVERAL)[name]([FERRY]))

    assert [texts(article) for article in bare] == [FERRY.paragraphs]


@pytest.mark.parametrize("name", [*ALONE, *SEVERAL])
def test_an_article_is_read_again_from_its_place_and_from_its_copy(tmp_path: Path, name: str) -> None:
    written = [FERRY] if name in ALONE else [FERRY, MAYOR]
    (tmp_path / name).write_bytes((ALONE | SEVERAL)[name](written))
    copies = CopyFolder()
    with Copier(copies.path) as copier:
        for read in read_file(FoundFile(name, str(tmp_path / name))):
            if isinstance(read, Skipped):
                continue
            draft, place = read
            article = draft.article()
            assert read_place(place).article() == article
            assert read_place(copier.copy(draft, place)).article() == article


@pytest.mark.parametrize("name", ["page.html", "nitf.xml", "g2.xml", "nexis.txt", "article.txt"])
def test_paragraphs_know_their_lines_in_the_file(tmp_path: Path, name: str) -> None:
    articles = read(tmp_path, name, (ALONE | SEVERAL)[name]([FERRY]))
    lines = (tmp_path / name).read_text("utf-8").split("\n")

    for paragraph in articles[0].paragraphs:
        assert paragraph.text[:12] in lines[paragraph.start_line - 1]


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("book.xlsx", "openpyxl", "excel"),
        ("table.parquet", "pyarrow.parquet", "parquet"),
        ("letter.rtf", "striprtf.striprtf", "documents"),
        ("crawl.warc", "fastwarc.warc", "warc"),
        ("lines.jsonl.zst", "zstandard", "zstd"),
    ],
)
def test_what_is_not_installed_is_named_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    (tmp_path / name).write_bytes((ALONE | SEVERAL)[name]([FERRY]))
    monkeypatch.setitem(sys.modules, module, None)

    (skipped,) = read_articles([name], cwd=tmp_path)

    assert isinstance(skipped, Skipped)
    assert skipped.unsupported
    assert f"pip install 'dedupe-news[{extra}]'" in skipped.reason


def test_a_date_beyond_those_of_python_is_left_out_and_noted(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet

    moments = pa.array([10**18, 1_930_947_000 * 10**6], pa.timestamp("us"))
    table = pa.table({"date": moments, "paragraphs": [[*FERRY.paragraphs], [*MAYOR.paragraphs]]})
    pyarrow.parquet.write_table(table, tmp_path / "news.parquet")

    far, near = drafts(["news.parquet"], cwd=tmp_path)

    assert isinstance(far, Draft)
    assert isinstance(near, Draft)
    assert (texts(far.article()), texts(near.article())) == (FERRY.paragraphs, MAYOR.paragraphs)
    assert (far.metadata.date, near.metadata.date) == (None, "2031-03-10T22:10:00")
    assert far.metadata.notes == (Note("date", f"timestamp[us] {10**18}"),)


def test_a_sheet_without_articles_is_named_beside_one_with_some(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Prepared by the desk"])
    sheet = book.create_sheet("News")
    sheet.append(["Headline", "Body", "Date"])
    sheet.append([FERRY.title, FERRY.text, datetime(2031, 3, 10)])
    book.save(tmp_path / "book.xlsx")

    ferry, skipped = read_articles(["book.xlsx"], cwd=tmp_path)

    assert isinstance(ferry, Article)
    assert isinstance(skipped, Skipped)
    assert ferry.date == FERRY.date
    assert skipped.reason.startswith("a sheet with no column with text among Prepared by the desk")


def test_wordpress_leaves_signs_of_its_editor_in_texts_that_are_no_paragraphs(tmp_path: Path) -> None:
    content = "<!-- wp:paragraph {} -->\n{}\n<!-- /wp:paragraph -->\n[caption id='1']A quay[/caption]"
    feed = SEVERAL["wordpress.xml"]([FERRY]).decode()
    begin, _, rest = feed.partition("<content:encoded>")
    _, _, end = rest.partition("</content:encoded>")
    text = content.replace("{}\n", FERRY.text + "\n").replace(" {}", "")
    data = f"{begin}<content:encoded><![CDATA[{text}]]></content:encoded>{end}"

    (article,) = read(tmp_path, "wordpress.xml", data.encode())

    assert texts(article) == FERRY.paragraphs


def test_what_is_attached_to_mail_is_named(tmp_path: Path) -> None:
    message = email.message_from_bytes(ALONE["message.eml"]([FERRY]), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    message.add_attachment(b"%PDF", "application", "pdf", filename="release.pdf")
    (tmp_path / "mail.eml").write_bytes(message.as_bytes())

    article, attached = read_articles(["mail.eml"], cwd=tmp_path)

    assert isinstance(article, Article)
    assert texts(article) == FERRY.paragraphs
    assert attached == Skipped("mail.eml/release.pdf", ".pdf attached to mail", unsupported=True)


@pytest.mark.parametrize(
    "head",
    [
        "From: =?utf-8?q?Caf=C3=A9_&_Co?= <press@mail.example>\nSubject: =?utf-8?b?w5xiZXIg?= =?utf-8?q?alles?=",
        "From: Café & Co <press@mail.example>\nSubject: Über\n alles",
    ],
    ids=["encoded", "UTF-8"],
)
def test_headers_of_mail_are_read_as_they_are_meant(tmp_path: Path, head: str) -> None:
    (article,) = read(tmp_path, "mail.eml", f"{head}\n\n{FERRY.text}\n".encode())

    assert (article.outlet, article.title) == ("Café & Co", "Über alles")
    assert texts(article) == FERRY.paragraphs
