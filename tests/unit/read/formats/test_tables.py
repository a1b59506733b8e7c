"""Tables in text, as spreadsheets, databases and scripts write them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from dedupe.article import Article
from dedupe.read.article_reader import read_articles

TEXT = (
    'The ferry ran aground on Sunday; "nobody panicked, or hardly anyone", she said.\n\n'
    "A tug from Saltmouth is to pull it free on Tuesday, says the owner's harbour master."
)
ROWS = (
    ("id", "text", "title", "date"),
    ("7", TEXT, "Ferry aground, 214 on board", "09.03.2031 22:10"),
    ("8", "The council met on Monday, and had nothing to say of it.", "Council", "10.03.2031"),
)


def written(separator: str = ",", end: str = "\r\n", quote: str = '"', escape: str = "") -> str:
    """Write the rows as a table."""
    table = io.StringIO()
    writer = csv.writer(
        table,
        delimiter=separator,
        lineterminator=end,
        quotechar=quote,
        quoting=csv.QUOTE_ALL,
        doublequote=not escape,
        escapechar=escape or None,
    )
    writer.writerows(ROWS)
    return table.getvalue()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (written().encode(), 2),
        (written(";").encode("cp1252"), 2),
        (written("|").encode("utf-8-sig"), 2),
        (written("^").encode(), 2),
        (written("\t").encode("utf-16"), 2),
        (written(quote="'").encode(), 2),
        (written(escape="\\").encode(), 2),
        (written(end="\r").encode(), 2),
        (("\r\n\n" + written()).encode(), 4),
        (("sep=;\r\n" + written(";")).encode(), 3),
        (("\nsep=|\r\n" + written("|")).encode(), 4),
    ],
    ids=[
        "plain", "semicolons", "bars and a mark", "carets", "UTF-16", "single quotation marks",
        "backslashes", "carriage returns", "blank lines first", "separator said", "said after a blank",
    ],
)  # fmt: skip
def test_a_table_is_read_however_it_is_written(tmp_path: Path, data: bytes, line: int) -> None:
    (tmp_path / "news.csv").write_bytes(data)

    ferry, council = read_articles(["news.csv"], cwd=tmp_path)

    assert isinstance(ferry, Article)
    assert isinstance(council, Article)
    assert [paragraph.text for paragraph in ferry.paragraphs] == TEXT.split("\n\n")
    assert (ferry.id, ferry.title, ferry.date) == ("7", ROWS[1][2], "2031-03-09T22:10:00")
    assert (ferry.line, council.id) == (line, "8")
