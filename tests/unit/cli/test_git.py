from __future__ import annotations

from pathlib import Path

import pytest

from dedupe.cli.git import changed_since, content_at, root_of
from dedupe.errors import InputError
from tests.e2e.newsroom import commit, git, write


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    git(tmp_path, "init", "-q", "-b", "main")
    for name in ("kept", "changed", "gone", "moved"):
        write(tmp_path, f"news/{name}.txt", f"{name}\n" * 9)
    write(tmp_path, ".gitignore", "ignored.txt\n")
    commit(tmp_path)
    return tmp_path


def names(repository: Path, ref: str, cwd: str = ".") -> set[str]:
    found = changed_since(ref, repository / cwd)
    return {path.removeprefix(f"{repository.resolve()}/") for path in found}


def test_what_changed_is_listed_from_anywhere_in_the_repository(repository: Path) -> None:
    git(repository, "switch", "-qc", "change")
    write(repository, "news/changed.txt", "Otherwise.\n")
    write(repository, "news/staged.txt", "Staged.\n")
    git(repository, "mv", "news/moved.txt", "news/been moved.txt")
    git(repository, "rm", "-q", "news/gone.txt")
    commit(repository)
    write(repository, "news/new\nline “é.txt", "New.\n")
    write(repository, "news/ignored.txt", "Never.\n")
    write(repository, "top.txt", "New.\n")
    expected = {"news/changed.txt", "news/staged.txt", "news/been moved.txt", "news/new\nline “é.txt", "top.txt"}

    assert names(repository, "main") == names(repository, "main", "news") == expected


def test_what_only_changed_on_the_other_branch_is_not(repository: Path) -> None:
    git(repository, "switch", "-qc", "change")
    git(repository, "switch", "-q", "main")
    write(repository, "news/kept.txt", "Elsewhere.\n")
    commit(repository)
    git(repository, "switch", "-q", "change")

    assert names(repository, "main") == set()


@pytest.mark.parametrize("ref", ["nothing", "--output=pwned", "-h", "", "main:news", "\0"])
def test_a_commit_that_git_does_not_know(repository: Path, ref: str) -> None:
    with pytest.raises(InputError):
        changed_since(ref, repository)
    assert not (repository / "pwned").exists()


def test_outside_of_a_repository(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="git"):
        changed_since("HEAD", tmp_path)
    assert root_of(tmp_path) == tmp_path.resolve()


def test_a_file_as_it_was(repository: Path) -> None:
    write(repository, "news/changed.txt", "Otherwise.\n")

    for cwd, name in (("news", "changed.txt"), (".", "news/changed.txt")):
        path = repository / cwd / name
        assert content_at("HEAD", path, repository / cwd) == b"changed\n" * 9
    with pytest.raises(InputError):
        content_at("HEAD", repository / "missing.txt", repository)
    assert root_of(repository / "news") == repository.resolve()
