from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dedupe.read.discover_files import discover


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def names(folder: Path, *paths: str) -> list[str]:
    return [found.id for found in discover(paths or ["."], str(folder))]


TREE = {
    ".gitignore": "draft*\n!draft-kept.txt\n/top.txt\nold/\n**/deep/*.md\n# no.txt\n*.log.txt\n",
    "a/.gitignore": "!*.log.txt\nb/c.txt\nspaced\\ \n!\n",
    "a/b/.gitignore": "!c.txt\n!draft-two.txt\n",
} | dict.fromkeys(
    [
        "draft.txt",
        "draft-kept.txt",
        "top.txt",
        "a/top.txt",
        "a/draft-one.txt",
        "a/x.log.txt",
        "a/b/c.txt",
        "a/b/draft-two.txt",
        "a/old/y.txt",
        "a/deep/z.md",
        "a/deep/z.txt",
        "no.txt",
        "x.log.txt",
        "old.txt",
        "a/spaced /s.txt",
    ],
    "Text.",
)


def test_ignore_files_say_what_git_says(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    write(tmp_path, TREE)
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "init", "-q", tmp_path], check=True, env=environment)
    command = ["git", "ls-files", "-z", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    wanted = [name for name in listed.stdout.split("\0") if name.endswith((".txt", ".md"))]

    assert names(tmp_path) == sorted(wanted)
    assert "a/b/c.txt" in wanted
    assert "a/old/y.txt" not in wanted


def test_our_own_ignore_file_has_the_last_word(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "", "b.txt": "", ".gitignore": "a.txt", ".dedupeignore": "!a.txt\nb*"})

    assert names(tmp_path) == ["a.txt"]


def test_named_files_are_read_though_ignored(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "", "out/b.txt": "", ".gitignore": "a.txt\nout/"})

    assert names(tmp_path, ".", "a.txt") == ["a.txt"]
    assert names(tmp_path, "out/b.txt") == ["out/b.txt"]


def test_rules_come_from_above_within_the_repository(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*", "repo/.gitignore": "x.txt\n/in/y.txt\nout/\n"})
    write(tmp_path, dict.fromkeys(["repo/in/x.txt", "repo/in/y.txt", "repo/in/z.txt"], ""))
    write(tmp_path, dict.fromkeys(["repo/out/x.txt", "repo/out/z.txt"], ""))

    assert len(names(tmp_path, "repo/in")) == 3

    (tmp_path / "repo" / ".git").mkdir()
    assert names(tmp_path, "repo/in") == ["repo/in/z.txt"]
    assert names(tmp_path, "repo/out") == ["repo/out/x.txt", "repo/out/z.txt"]


def test_an_ignore_file_that_cannot_be_read_has_no_rules(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "", "b/c.txt": ""})
    os.mkfifo(tmp_path / ".gitignore")
    (tmp_path / ".dedupeignore").mkdir()
    (tmp_path / "b" / ".gitignore").symlink_to("nowhere")

    assert names(tmp_path) == ["a.txt", "b/c.txt"]


def test_broken_patterns_leave_the_others_in_force(tmp_path: Path) -> None:
    ignore = b"\xef\xbb\xbfa.txt\r\n[z-a]\r\n!\r\n\\\r\n[[:alpha:]]9\r\n\xff.txt\r\n\0\r\nb.txt"
    write(tmp_path, {"a.txt": "", "b.txt": "", "c.txt": ""})
    (tmp_path / ".gitignore").write_bytes(ignore)

    assert names(tmp_path) == ["c.txt"]
