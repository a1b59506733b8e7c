from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from dedupe.archive.array_file import ArrayFile, ArrayFileWriter, BrokenArchiveError

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"keys": "<u8", "names": "|u1"}


def written(folder: Path) -> Path:
    path = folder / "00000001.index"
    with ArrayFileWriter(path) as file:
        file.add("keys", "<u8", [np.arange(3, dtype=np.uint64), np.array([7], np.uint64)])
        file.add("names", "|u1", [np.frombuffer(b"skerry", np.uint8)])
    return path


def test_arrays_come_back_as_they_were_written(tmp_path: Path) -> None:
    file = ArrayFile(written(tmp_path), KINDS)
    assert file.array("keys").tolist() == [0, 1, 2, 7]
    assert file.array("names").tobytes() == b"skerry"
    assert file.damaged() == []


def test_any_flipped_byte_is_found(tmp_path: Path) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    padding = [at for at in range(16, len(whole)) if whole[at] == 0]
    for at in sorted({*range(0, len(whole), 61), *range(len(whole) - 300, len(whole))}):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            damaged = ArrayFile(path, KINDS).damaged()
        except BrokenArchiveError:
            continue
        assert damaged or at in padding


@pytest.mark.parametrize("kept", [0, 1, 16, 4096, 4100, 8192, -1])
def test_what_was_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BrokenArchiveError):
        ArrayFile(path, KINDS)


@pytest.mark.parametrize("expected", [{"keys": "<u4"}, {"others": "<u8"}], ids=["type", "name"])
def test_an_array_of_another_name_or_type_is_refused(tmp_path: Path, expected: dict[str, str]) -> None:
    with pytest.raises(BrokenArchiveError, match="has no array"):
        ArrayFile(written(tmp_path), expected)


def test_a_file_that_could_not_be_finished_is_deleted(tmp_path: Path) -> None:
    def write_half() -> None:
        with ArrayFileWriter(tmp_path / "half") as file:
            file.add("keys", "<u8", [np.arange(3, dtype=np.uint64)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert not list(tmp_path.iterdir())
