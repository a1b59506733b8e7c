from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from dedupe.errors import DedupeError
from dedupe.report.write import write_atomically


def test_a_new_file_has_the_permissions_of_new_files(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    mask = os.umask(0o027)
    try:
        assert write_atomically(path, "Ä\r\n") is True
    finally:
        os.umask(mask)

    assert path.read_bytes() == b"\xc3\x84\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["report.txt"]


def test_an_unchanged_file_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    write_atomically(path, "same")
    os.utime(path, ns=(1, 1))
    before = path.stat()

    assert write_atomically(path, "same") is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, before.st_ino)
    assert write_atomically(path, "else") is True
    assert path.read_text() == "else"


def test_permissions_are_kept_and_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "report.txt", tmp_path / "link"
    path.write_text("old")
    path.chmod(0o604)
    link.symlink_to(path)

    write_atomically(link, "new")

    assert link.is_symlink()
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@pytest.mark.parametrize("name", ["", "taken/report.txt", "nul\0", "x" * 300])
def test_what_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "taken").write_text("old")

    with pytest.raises(DedupeError, match="cannot be written"):
        write_atomically(f"{tmp_path}/{name}", "new")

    assert [file.name for file in tmp_path.iterdir()] == ["taken"]
    assert (tmp_path / "taken").read_text() == "old"


def test_a_crash_before_the_end_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dedupe.report.write.os.fsync", full)
    with pytest.raises(DedupeError, match="No space left"):
        write_atomically(path, "new")

    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path, read = tmp_path / "pipe", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: read.append(path.read_text()))
    reader.start()

    write_atomically(path, "through")
    reader.join(10)

    assert read == ["through"]
    assert path.is_fifo()
