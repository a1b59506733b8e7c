from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from dedupe.article import Skipped
from dedupe.read.discover_files import discover

needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.")


def names(folder: Path, *paths: str | Path) -> list[str]:
    """Identities of what is found to be read, the working directory being `folder`."""
    found = discover([str(path) for path in paths or ["."]], str(folder))
    return [file.id for file in found if not (isinstance(file, Skipped) and file.unsupported)]


def outlets(folder: Path, *paths: str) -> dict[str, str | None]:
    found = discover(paths, str(folder))
    return {file.id: file.outlet for file in found if not isinstance(file, Skipped)}


def test_a_folder_gives_its_articles_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a/b/c.markdown", "a.TXT", "all.jsonl", "x.ndjson")
    write(tmp_path, "notes", ".txt", "txt", "a/scan.pdf")

    assert names(tmp_path) == ["a.TXT", "a/b/c.markdown", "a/z.md", "all.jsonl", "b.txt", "x.ndjson"]
    found = discover(["."], str(tmp_path))
    passed_over = [file.id for file in found if isinstance(file, Skipped) and file.unsupported]
    assert passed_over == ["a/scan.pdf", "notes", "txt"]


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, "a/x.txt", "b/y.txt", "c.txt")
    paths = ["b", "c.txt", "a", "missing", "./b/../b/y.txt"]

    assert names(tmp_path, *paths) == ["a/x.txt", "b/y.txt", "c.txt", "missing"]
    assert discover(paths, str(tmp_path)) == discover(paths[::-1], str(tmp_path))


def test_identities_are_relative_to_the_working_directory(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "in/c/.keep", "out/b.txt")

    assert names(tmp_path / "in", tmp_path / "in", "../out") == ["../out/b.txt", "a.txt"]
    assert names(tmp_path / "in", "..") == ["../out/b.txt", "a.txt"]
    assert names(tmp_path / "in" / "c", "../..") == ["../../out/b.txt", "../a.txt"]


def test_hidden_files_are_read_only_by_name(tmp_path: Path) -> None:
    write(tmp_path, ".hidden/a.txt", ".b.txt", "c.txt")

    assert names(tmp_path) == ["c.txt"]
    assert names(tmp_path, ".", ".b.txt", ".hidden") == [".b.txt", ".hidden/a.txt", "c.txt"]


def test_named_files_are_read_whatever_their_extension(tmp_path: Path) -> None:
    write(tmp_path, "page.dat", "notes")

    assert names(tmp_path, ".") == []
    assert names(tmp_path, ".", "page.dat", "notes") == ["notes", "page.dat"]


def test_the_outlet_is_the_first_folder_below_the_path(tmp_path: Path) -> None:
    write(tmp_path, "in/quay/a.txt", "in/quay/2025/b.txt", "in/c.txt")

    assert outlets(tmp_path, "in") == {"in/c.txt": None, "in/quay/2025/b.txt": "quay", "in/quay/a.txt": "quay"}
    assert outlets(tmp_path, "in/quay/a.txt") == {"in/quay/a.txt": None}


@pytest.mark.parametrize("paths", [("in", "in/quay/a.txt"), ("in/quay/a.txt", "in"), ("in/quay", "in")])
def test_a_file_reached_twice_has_the_outlet_known(tmp_path: Path, paths: tuple[str, ...]) -> None:
    write(tmp_path, "in/quay/a.txt")

    assert outlets(tmp_path, *paths) == {"in/quay/a.txt": "quay"}


def test_the_innermost_folder_gives_the_outlet(tmp_path: Path) -> None:
    write(tmp_path, "in/quay/a.txt")

    assert outlets(tmp_path, ".", "in") == outlets(tmp_path, "in", ".") == {"in/quay/a.txt": "quay"}


def test_a_link_to_a_file_that_is_read_anyway_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path, "m.txt", "apart/n.txt")
    (tmp_path / "a.txt").symlink_to("m.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "n.txt").symlink_to("../apart/n.txt")

    assert names(tmp_path, ".") == ["apart/n.txt", "m.txt"]
    assert names(tmp_path, "in") == ["in/n.txt"]
    assert names(tmp_path, "a.txt", "m.txt") == ["m.txt"]


def test_a_file_reached_by_links_alone_goes_by_the_first_of_them(tmp_path: Path) -> None:
    write(tmp_path, "apart/m.txt")
    (tmp_path / "in").mkdir()
    for name in "cabd":
        (tmp_path / "in" / f"{name}.txt").symlink_to("../apart/m.txt")
    (tmp_path / "alias").symlink_to("apart")

    assert names(tmp_path, "in") == ["in/a.txt"]
    assert names(tmp_path, "in/c.txt", "in/b.txt") == ["in/b.txt"]
    assert names(tmp_path, "apart/m.txt", "alias/m.txt") == ["alias/m.txt"]


def test_linked_folders_are_followed_only_by_name(tmp_path: Path) -> None:
    write(tmp_path, "real/a.txt")
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "real" / "up.txt").symlink_to("..")
    (tmp_path / "link").symlink_to("real")

    linked = [file for file in discover(["."], str(tmp_path)) if isinstance(file, Skipped)]
    assert [file.id for file in linked] == ["link", "loop", "real/up.txt"]
    assert {file.reason for file in linked} == {"a linked folder, which is not followed"}
    assert "real/a.txt" in names(tmp_path)
    assert names(tmp_path, "link") == ["link/a.txt", "link/up.txt"]


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "self.txt").symlink_to("self.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.open(".", os.O_RDONLY)
        os.chdir(tmp_path)  # the name of a socket may not be long
        try:
            listener.bind("socket.txt")
        finally:
            os.fchdir(here)
            os.close(here)

    assert discover([".", "pipe", os.devnull], str(tmp_path))[1:] == [
        Skipped("gone.txt", "broken symbolic link"),
        Skipped("pipe", "not a regular file"),
        Skipped("pipe.txt", "not a regular file"),
        Skipped("self.txt", "too many levels of symbolic links"),
        Skipped("socket.txt", "not a regular file"),
    ]


@pytest.mark.parametrize("path", ["missing.txt", "missing/a.txt", "a.txt/b.txt", "nul\0.txt"])
def test_a_path_that_leads_nowhere_is_skipped(tmp_path: Path, path: str) -> None:
    write(tmp_path, "a.txt")
    (skipped,) = discover([path], str(tmp_path))

    assert isinstance(skipped, Skipped)
    assert skipped.id == path
    assert skipped.reason


@needs_permissions
def test_a_folder_that_may_not_be_listed_is_skipped(tmp_path: Path) -> None:
    write(tmp_path, "closed/a.txt", "b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        assert discover([".", "closed/a.txt"], str(tmp_path))[1:] == [
            Skipped("closed", "permission denied"),
            Skipped("closed/a.txt", "permission denied"),
        ]
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_names_that_cannot_be_decoded_are_escaped(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9")).mkdir()
        write(tmp_path, os.fsdecode(b"caf\xe9/\xff.txt"), "a\nb.txt")
    except OSError:
        pytest.skip("the file system takes no such names")
    found = discover(["."], str(tmp_path))

    assert [file.id for file in found] == ["a\nb.txt", r"caf\udce9/\udcff.txt"]
    assert getattr(found[1], "outlet", "") == r"caf\udce9"


def test_a_deep_folder_is_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(300):
        folder /= "d"
    folder.mkdir(parents=True)
    write(folder, "a.txt")

    assert names(tmp_path) == ["d/" * 300 + "a.txt"]
