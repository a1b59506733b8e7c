from __future__ import annotations

import codecs
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.article import Article, Paragraph, Skipped
from dedupe.read.article_reader import read_articles
from dedupe.read.corpus import read_part
from dedupe.read.corpus_parts import AN_ARRAY, corpus_parts
from dedupe.read.discovered_file import FoundFile
from dedupe.read.file_selection import FileSelection


def read_corpus(found: FoundFile) -> Iterator[Article | Skipped]:
    for part in corpus_parts(found):
        if isinstance(part, Skipped):
            yield part
            continue
        for article in read_part(part):
            yield article if isinstance(article, Skipped) else article[0].article()


def read(folder: Path, *lines: bytes | object, max_size: int = 10_000) -> list[Article | Skipped]:
    """Write a corpus, of lines as they are or of objects as JSON, and read it."""
    path = folder / "all.jsonl"
    encoded = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    path.write_bytes(b"".join(line + b"\n" for line in encoded))
    return list(read_corpus(FoundFile("all.jsonl", str(path), max_size=max_size)))


def reason(folder: Path, line: bytes | object) -> str:
    (skipped,) = read(folder, line)
    assert isinstance(skipped, Skipped)
    assert skipped.id == "all.jsonl:1"
    return skipped.reason


def article(folder: Path, line: bytes | object) -> Article:
    (read_article,) = read(folder, line)
    assert isinstance(read_article, Article)
    return read_article


def test_a_line_is_an_article(tmp_path: Path) -> None:
    values = {
        "id": "q-7",
        "text": "Pier put off\n\nThe board met\r\non Thursday.",
        "outlet": "The Quay",
        "date": "2025-01-28T09:30:00Z",
        "title": "Pier",
        "author": "Ada Quill",
        "credit": "AP",
        "url": "https://quay.example/7",
    }

    assert article(tmp_path, values) == Article(
        id="q-7",
        path="all.jsonl",
        paragraphs=(Paragraph("Pier put off", 1, 1), Paragraph("The board met on Thursday.", 3, 4)),
        outlet="The Quay",
        date="2025-01-28T09:30:00+00:00",
        title="Pier",
        author="Ada Quill",
        credit="AP",
        line=1,
    )


@pytest.mark.parametrize(
    ("given_id", "name"), [(7, "7"), ("", "all.jsonl:1"), (None, "all.jsonl:1"), ("a\ud800\0", "a\ufffd\ufffd")]
)
def test_ids_become_text(tmp_path: Path, given_id: object, name: str) -> None:
    assert article(tmp_path, {"id": given_id, "title": "Pier", "text": "Text."}).id == name


def test_lines_without_id_are_named_by_their_number(tmp_path: Path) -> None:
    articles = read(tmp_path, {"text": "One."}, b"", b" \r", {"text": "Two."}, b"{")

    assert [a.id for a in articles] == ["all.jsonl:1", "all.jsonl:4", "all.jsonl:5"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"id": 1, "text": ', "broken JSON"),
        (b"\xff\xfe\xfd", "utf-16, where a corpus is UTF-8"),
        ('{"text": "A ferry."}'.encode("utf-16-le"), "utf-16-le, where a corpus is UTF-8"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b"[" * 5000, "JSON nested too deeply"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "a"}', "broken JSON"),
        (["text"], AN_ARRAY),
        (b'[{"text": "A ferry."}]', AN_ARRAY),
        (7, "not a JSON object"),
        ({"id": 1}, "without text"),
        ({"text": None}, "without text"),
        ({"text": [7]}, "its text is not a string"),
        ({"text": float("nan")}, "its text is not a string"),
        ({"text": " \n"}, "empty"),
        ({"text": " date 2025-01-28 "}, "empty"),
        ({"id": True, "text": "a"}, "its id is neither a string nor an integer"),
        ({"id": float("nan"), "text": "a"}, "its id is neither a string nor an integer"),
        ({"id": {}, "text": "a"}, "its id is neither a string nor an integer"),
        (b'"' + b"a" * 10_000, "a line of over 10,000 bytes, the limit"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_article_is_skipped_with_its_reason(tmp_path: Path, line: bytes | object, expected: str) -> None:
    if expected.startswith("utf-16"):
        assert read(tmp_path, line) == [Skipped("all.jsonl", expected)]
    else:
        assert reason(tmp_path, line) == expected


@pytest.mark.parametrize("opening", [b"[", b"\xef\xbb\xbf [{", b'[{"text": "One."},'])
def test_an_array_of_several_lines_is_called_what_it_is(tmp_path: Path, opening: bytes) -> None:
    assert read(tmp_path, opening, b'{"text": "Two."}', b"]") == [Skipped("all.jsonl", AN_ARRAY)]


def test_what_cannot_be_encoded_is_replaced(tmp_path: Path) -> None:
    values = {"text": "a\ud800b\0c", "title": "\udfff", "date": "\ud800"}
    hostile = article(tmp_path, values)

    assert hostile.paragraphs[0].text == "a\ufffdb\ufffdc"
    assert (hostile.title, hostile.date) == ("\ufffd", None)


def test_a_leading_date_is_metadata(tmp_path: Path) -> None:
    dated = article(tmp_path, {"text": " date 2025-01-28 OSLO - A ferry."})

    assert (dated.date, dated.paragraphs) == ("2025-01-28", (Paragraph("OSLO - A ferry.", 1, 1),))


def test_a_byte_order_mark_and_a_missing_last_line_end_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_bytes(codecs.BOM_UTF8 + b'{"id": "a", "text": "One."}\r\n{"id": "b", "text": "Two."}')

    assert [a.id for a in read_corpus(FoundFile("all.jsonl", str(path), max_size=100))] == ["a", "b"]


def test_a_line_just_within_the_limit_is_read(tmp_path: Path) -> None:
    line = json.dumps({"id": "pier", "text": "Text."}).encode()

    assert isinstance(read(tmp_path, line, max_size=len(line))[0], Article)
    assert isinstance(read(tmp_path, line, max_size=len(line) - 1)[0], Skipped)


def test_too_long_a_line_is_not_held_in_memory(tmp_path: Path) -> None:
    long = b"x" * 20_000_000
    tracemalloc.start()
    try:
        base, _ = tracemalloc.get_traced_memory()
        path = tmp_path / "all.jsonl"
        path.write_bytes(long + b'\n{"id": "after", "text": "Text."}\n')
        tracemalloc.reset_peak()
        results = list(read_corpus(FoundFile("all.jsonl", str(path), max_size=1000)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert [result.id for result in results] == ["all.jsonl:1", "after"]
    assert peak - base < 2_000_000


def test_a_corpus_is_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text('{"id": "a", "text": "One."}\n' * 100_000)
    stream = read_articles([path], cwd=tmp_path, selection=FileSelection(max_file_size=1000))
    tracemalloc.start()
    try:
        assert next(iter(stream)).id == "a"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(["id", "text", "outlet", "date", "title", "author", "credit"])


@given(st.lists(st.dictionaries(FIELDS, JSON | st.just("Text."), max_size=7) | JSON, min_size=1))
def test_whatever_the_values_every_line_is_an_article_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, values: list[object]
) -> None:
    results = read(tmp_path_factory.mktemp("corpus"), *values)

    assert len(results) == len(values)
    for result in results:
        repr(result).encode()


@pytest.mark.parametrize(
    ("values", "is_article"),
    [
        ({"article": "partially", "edges": [[1, 2]]}, False),
        ({"news": "of the day"}, False),
        ({"text": "Ferry sinks.", "title": "Brief"}, True),
        ({"text": "Ferry sinks.", "date": "2031-03-04"}, True),
        ({"text": "Ferry sinks.", "id": 4}, True),
        ({"text": "A ferry sank off Skerry."}, True),
        ({"text": "渡輪在斯凱里附近沉沒。"}, True),
    ],
)
def test_a_word_or_two_alone_are_no_article(tmp_path: Path, values: dict[str, object], is_article: bool) -> None:
    (found,) = read(tmp_path, values)
    assert isinstance(found, Article) == is_article
    if not is_article:
        assert isinstance(found, Skipped)
        assert found.reason.startswith("no article: a text of fewer than 5 words")
