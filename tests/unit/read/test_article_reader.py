from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dedupe.article import Article, Paragraph, Skipped
from dedupe.errors import InputError
from dedupe.read.article_reader import read_articles
from dedupe.read.article_reference import read_article
from dedupe.read.discovered_file import MAX_FILE_SIZE
from dedupe.read.file_bytes import read_content
from dedupe.read.file_selection import FileSelection


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def read(folder: Path, *paths: str | Path, max_file_size: int = MAX_FILE_SIZE) -> list[Article | Skipped]:
    return list(read_articles(paths or ["."], cwd=folder, selection=FileSelection(max_file_size=max_file_size)))


def test_every_format_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "quay/a.txt": " date 2025-01-28 OSLO - A ferry.\nIt sank.\n",
            "quay/b.md": "---\ntitle: Pier\noutlet: The Quay\n---\n# Pier *off*\n",
            "c.txt": "---\ncredit: AP\n---\n\nText.\n",
            "d.html": "<p>Read by name.",
            "e.jsonl": '{"id": "e1", "text": "One."}\n{"id": "e0", "text": "Two."}\n',
            "f.txt": "Die F\xe4hre f\xe4hrt nicht, sagte die H\xe4ndlerin.".encode("latin-1"),
        },
    )

    articles = read(tmp_path, ".", "d.html")

    assert [a.id for a in articles] == ["c.txt", "d.html", "e1", "e0", "f.txt", "quay/a.txt", "quay/b.md"]
    c, d, _, _, f, a, b = (article for article in articles if isinstance(article, Article))
    assert (c.credit, c.paragraphs) == ("AP", (Paragraph("Text.", 5, 5),))
    assert d.paragraphs[0].text == "Read by name."
    assert f.paragraphs[0].text == "Die Fähre fährt nicht, sagte die Händlerin."
    assert f.encoding is not None
    assert (a.outlet, a.date, a.encoding) == ("quay", "2025-01-28", None)
    assert a.paragraphs == (Paragraph("OSLO - A ferry.", 1, 1), Paragraph("It sank.", 2, 2))
    assert (b.outlet, b.title, b.paragraphs) == ("The Quay", "Pier", (Paragraph("Pier off", 5, 5),))


def test_what_cannot_be_read_is_skipped_with_its_reason(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "binary.txt": b"GIF89a\0\0",
            "blank.txt": " \r\n\t\u00a0\n",
            "comment.md": "<!-- nothing -->",
            "empty.jsonl": "\n \n",
            "empty.txt": "",
            "head.txt": "---\ntitle: Pier\n---\n",
            "large.txt": "x" * 1001,
        },
    )

    assert read(tmp_path, ".", "none.txt", max_file_size=1000) == [
        Skipped("binary.txt", "binary"),
        Skipped("blank.txt", "empty"),
        Skipped("comment.md", "empty"),
        Skipped("empty.jsonl", "empty"),
        Skipped("empty.txt", "empty"),
        Skipped("head.txt", "empty"),
        Skipped("large.txt", "1,001 bytes, over the limit of 1,000"),
        Skipped("none.txt", "no such file or folder"),
    ]


def test_the_limit_is_for_the_lines_of_a_corpus_and_not_for_it_all(tmp_path: Path) -> None:
    line = json.dumps({"text": "x " * 250})
    write(tmp_path, {"all.jsonl": f"{line}\n" * 5})

    assert len([a for a in read(tmp_path, max_file_size=600) if isinstance(a, Article)]) == 5


def test_an_id_that_is_taken_is_qualified_by_file_and_line(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.jsonl": '{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}\n',
            "b.jsonl": '{"id": "x", "text": "Three."}\n{"id": "c.txt", "text": "Four."}\n',
            "c.txt": "Five.",
        },
    )

    assert [(r.id, r.path) for r in read(tmp_path) if isinstance(r, Article)] == [
        ("x", "a.jsonl"),
        ("a.jsonl:2:x", "a.jsonl"),
        ("b.jsonl:1:x", "b.jsonl"),
        ("c.txt", "b.jsonl"),
        ("c.txt:1:c.txt", "c.txt"),
    ]
    assert not [r for r in read(tmp_path) if isinstance(r, Skipped)]


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, {"a/x.txt": "One.", "b.txt": "Two.", "c.jsonl": '{"text": "Three."}'})
    paths: list[str | Path] = ["c.jsonl", "a", tmp_path / "b.txt", ".", "a/x.txt"]

    assert read(tmp_path, *paths) == read(tmp_path, *paths[::-1]) == read(tmp_path)


def test_paths_are_relative_to_the_process_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": "Text."})
    monkeypatch.chdir(tmp_path)

    assert [a.id for a in read_articles(["."])] == ["a.txt"]
    assert read_article(tmp_path / "a.txt") == read_article("a.txt")
    assert read_article("a.txt").id == "a.txt"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none.txt", "none.txt: no such file or folder"),
        (".", r"\.: a folder, where one article is wanted"),
        ("all.jsonl", "all.jsonl: a corpus, where one article is wanted; name it all.jsonl#ID"),
        ("empty.txt", "empty.txt: empty"),
        ("large.txt", "large.txt: 1,001 bytes, over the limit of 1,000"),
        ("pipe.txt", "pipe.txt: not a regular file"),
    ],
)
def test_one_article_is_read_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, message: str
) -> None:
    write(tmp_path, {"all.jsonl": '{"text": "a"}', "empty.txt": "", "large.txt": "x" * 1001})
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(InputError, match=f"^{message}$"):
        read_article(path, max_file_size=1000)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "Text.", "b.jsonl": '{"text": "Text."}'})
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b.jsonl").chmod(0)

    assert {result.reason for result in read(tmp_path) if isinstance(result, Skipped)} == {"permission denied"}


def test_a_file_that_changed_its_kind_since_it_was_found_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(InputError, match="not a regular file"):
        read_content(str(tmp_path / "pipe"), 1000)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_file_larger_than_it_says_is_read_to_the_limit() -> None:
    assert b"Name:" in read_content("/proc/self/status", 100_000)
    with pytest.raises(InputError, match="over the limit of 10"):
        read_content("/proc/self/status", 10)


def test_only_what_is_needed_is_imported(tmp_path: Path) -> None:
    write(tmp_path, {"a/b.txt": "Ünïcode text.", "c.jsonl": '{"text": "Text.", "date": "2025-01-28"}'})
    program = "import sys; from dedupe.read.article_reader import read_articles; list(read_articles(sys.argv[1:]));print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)

    assert "dedupe.read.corpus" in run.stdout
    for heavy in ("yaml", "markdown_it", "charset_normalizer", "pathspec", "email", "numpy"):
        assert heavy not in run.stdout.split()


def test_a_title_repeated_as_first_paragraph_is_a_title(tmp_path: Path) -> None:
    story = "\n\n“Ferry” adrift\n\nIt sank.\n"
    write(
        tmp_path,
        {
            "a.txt": f"---\ntitle: Ferry adrift!\n---\n{story}",
            "b.jsonl": json.dumps({"headline": "FERRY ADRIFT", "text": story}),
            "c.txt": f"---\ntitle: A ferry adrift\n---\n{story}",
            "d.txt": "---\ntitle: Ferry adrift\n---\nFerry adrift\n",
        },
    )

    a, b, c, d = (article for article in read(tmp_path) if isinstance(article, Article))
    assert a.paragraphs == (Paragraph("It sank.", 8, 8),)
    assert [p.text for p in b.paragraphs] == ["It sank."]
    assert len(c.paragraphs) == 2
    assert [p.text for p in d.paragraphs] == ["Ferry adrift"]
