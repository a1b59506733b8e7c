from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.archive.text_blocks import TextFile, pack_blocks

if TYPE_CHECKING:
    from pathlib import Path

LINES = [b'{"text":"%d %s"}\n' % (at, b"x" * 3000) for at in range(60)]


def written(folder: Path) -> tuple[Path, list[int]]:
    path, starts, data = folder / "00000001.texts", [], b""
    for block in pack_blocks(LINES):
        starts.append(len(data))
        data += block.data
    path.write_bytes(data)
    return path, starts


def test_lines_come_back_block_by_block(tmp_path: Path) -> None:
    path, starts = written(tmp_path)
    assert len(starts) > 2
    with closing(TextFile(path)) as texts:
        assert [line for start in starts for line in texts.lines(start)] == LINES
        assert list(texts.blocks()) == [(start, None) for start in starts]


def test_a_damaged_block_leaves_the_others(tmp_path: Path) -> None:
    path, starts = written(tmp_path)
    data = bytearray(path.read_bytes())
    data[starts[1] + 40] ^= 1
    path.write_bytes(data)
    with closing(TextFile(path)) as texts:
        found = list(texts.blocks())
        assert [start for start, error in found if error is None] == [starts[0], *starts[2:]]
        with pytest.raises(BrokenArchiveError, match=f"at byte {starts[1]:,} are damaged"):
            texts.lines(starts[1])


@pytest.mark.parametrize("offset", [1, 5, 1 << 40])
def test_where_no_block_begins_there_is_none(tmp_path: Path, offset: int) -> None:
    path, _ = written(tmp_path)
    with closing(TextFile(path)) as texts, pytest.raises(BrokenArchiveError):
        texts.lines(offset)
