from __future__ import annotations

from pathlib import Path

import pytest

from dedupe.article import Article
from dedupe.errors import ConfigError
from dedupe.read.article_reader import read_articles
from dedupe.read.file_selection import FileSelection
from dedupe.read.path_patterns import matcher


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("ledger/a.txt", "ledger/drafts/b.txt", "quay/c.md", "report.txt"):
        file = tmp_path / "news" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("The ferry left at noon.\n", encoding="utf-8")
    (tmp_path / "news" / "quay" / "d.md").write_text("---\noutlet: The Harbour\n---\n\nFog.\n")
    return tmp_path / "news"


def outlets(folder: Path, selection: FileSelection, *paths: str) -> dict[str, str | None]:
    read = read_articles([folder / path for path in paths or (".",)], cwd=folder, selection=selection)
    return {article.id: article.outlet for article in read if isinstance(article, Article)}


def test_an_outlet_of_the_article_goes_before_patterns_and_these_before_folders(folder: Path) -> None:
    selection = FileSelection(prefix="news/", outlets=(("Quay Post", ("quay/**", "news/report.txt")),))
    anchored = FileSelection(prefix="news/", outlets=(("Quay Post", ("/quay/",)),))

    assert outlets(folder, selection) == {
        "ledger/a.txt": "ledger",
        "ledger/drafts/b.txt": "ledger",
        "quay/c.md": "quay",
        "quay/d.md": "The Harbour",
        "report.txt": "Quay Post",
    }
    assert outlets(folder, anchored)["quay/c.md"] == "quay"
    below = FileSelection(prefix="news/", outlets=(("Quay Post", ("news/quay/*",)),))
    assert outlets(folder, below)["quay/c.md"] == "Quay Post"
    assert outlets(folder, below)["quay/d.md"] == "The Harbour"


def test_what_is_excluded_is_not_read_even_if_it_is_named(folder: Path) -> None:
    selection = FileSelection(exclude=("drafts/", "*.md", "!c.md"))

    assert list(outlets(folder, selection)) == ["ledger/a.txt", "quay/c.md", "report.txt"]
    assert outlets(folder, selection, "quay/d.md") == {}


def test_files_of_its_own_are_known_by_whatever_name(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "report.txt")
    selection = FileSelection(own=frozenset({str((folder / "report.txt").resolve())}))

    assert "report.txt" not in outlets(folder, selection)
    assert outlets(folder, selection, "link.txt") == {}


def test_patterns_are_relative_to_the_folder_of_the_configuration() -> None:
    assert matcher(["/wire/"], "../")("../wire/a.txt") is False
    assert matcher(["/wire/"], "news/")("../wire/a.txt")
    assert not matcher(["/wire/"], "news/")("wire/a.txt")
    assert matcher(["wire/"], "news/")("wire/a.txt")
    assert not matcher([])("wire/a.txt")


def test_a_broken_pattern_is_the_user_s_error() -> None:
    with pytest.raises(ConfigError, match="pattern"):
        matcher(["a", "!"])
