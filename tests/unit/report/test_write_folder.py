from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dedupe.errors import ConfigError, DedupeError
from dedupe.report.write import MARK, require_report_folder, write_folder

KEY = "0123456789abcdef"
FIRST = {"index.html": "one", f"pair/{KEY}.html": "old"}
SECOND = {"index.html": "two", f"story/{KEY}.html": "new"}


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARK
    }


def test_an_earlier_report_is_replaced_with_its_pages(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    for pages in (FIRST, SECOND):
        write_folder(folder, pages.items())
        assert content(folder) == pages
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_an_empty_folder_and_a_link_to_a_report_are_filled(tmp_path: Path) -> None:
    folder, link = tmp_path / "report", tmp_path / "latest"
    folder.mkdir()
    link.symlink_to(folder)
    for pages in (FIRST, SECOND):
        write_folder(link, pages.items())
        assert link.is_symlink()
        assert content(folder) == pages


@pytest.mark.parametrize("name", ["notes.txt", "pair/notes.html", f"other/{KEY}.html"])
def test_a_file_of_somebody_else_is_never_touched(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "report"
    write_folder(folder, FIRST.items())
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("mine")
    before = content(folder)
    with pytest.raises(ConfigError, match="no page of a report"):
        write_folder(folder, SECOND.items())
    assert content(folder) == before


def test_a_folder_of_pages_that_are_not_ours_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(ConfigError, match=r"has index\.html"):
        require_report_folder(tmp_path)
    (tmp_path / MARK).write_text("*.tmp\n")
    with pytest.raises(ConfigError, match="no page of a report"):
        require_report_folder(tmp_path)


def test_a_file_and_a_missing_parent_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ConfigError, match="is a file"):
        require_report_folder(tmp_path / "file")
    with pytest.raises(ConfigError, match="there is no folder"):
        require_report_folder(tmp_path / "no" / "report")


def test_a_page_that_cannot_be_made_leaves_the_earlier_report(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, str]]:
        yield "index.html", "half"
        raise DedupeError("no more")

    folder = tmp_path / "report"
    write_folder(folder, FIRST.items())
    with pytest.raises(DedupeError, match="no more"):
        write_folder(folder, broken())
    assert content(folder) == FIRST
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
