from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dedupe.errors import InputError
from dedupe.pipeline.check import check

if TYPE_CHECKING:
    from pathlib import Path

STORY = """\
The ferry between Skerry and the mainland will stop running in December, its owner announced, because
the harbour wall can no longer be repaired cheaply and nobody wants to pay for a new one.

Some 1,200 people live on the island, which has neither a doctor of its own nor a secondary school, and
they will depend on a fishing boat that crosses twice a week when the weather allows it.
"""


def fill(folder: Path, names: list[str]) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / f"{name}.txt").write_text(STORY, encoding="utf-8")
    return folder


@pytest.mark.parametrize("number", [2, 30])  # more than a shared shingle pairs all with all
def test_every_article_is_found_against_the_archive_and_none_within(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "new", [f"{at}" for at in range(number)])
    fill(tmp_path / "old", [f"{at}" for at in range(number)])
    for at in range(0, number, 2):
        with (tmp_path / "new" / f"{at}.txt").open("a") as file:
            file.write(f"\nThe council of parish {at} meets on Thursday to talk about the matter.\n")

    report = check(["new"], against=["old"])

    assert {finding.article for finding in report.findings} == {f"new/{at}.txt" for at in range(number)}
    assert all(source.startswith("old/") for finding in report.findings for source in finding.sources)
    assert report.checked == number
    assert [article.id for article in report.articles] == sorted(f"new/{at}.txt" for at in range(number))


def test_an_archive_that_holds_the_articles_themselves_is_none_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "all" / "new", ["a", "b"])
    assert check(["all/new/a.txt"], against=["all"]).findings[0].sources == ("all/new/b.txt",)

    with pytest.raises(InputError, match="nothing to check against"):
        check(["all"], against=["all/new"])


def test_in_doubt_the_article_is_the_copy_and_not_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "old", ["a"])
    (fill(tmp_path / "new", []) / "b.txt").write_text(f"SKERRY - {STORY}", encoding="utf-8")

    assert [finding.article for finding in check(["new"], against=["old"]).findings] == ["new/b.txt"]
    assert [finding.article for finding in check(["new", "old"]).findings] == ["old/a.txt"]
