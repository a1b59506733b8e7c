from __future__ import annotations

import errno
import io
from pathlib import Path

import numpy as np
import pytest

from dedupe.sketch import blocks_on_disk
from dedupe.sketch.blocks_on_disk import on_disk, release


@pytest.mark.parametrize("shape", [(0,), (1,), (10_000,), (0, 5), (2_000, 5)])
def test_an_array_reads_from_disk_what_it_was_however_often_it_is_released(shape: tuple[int, ...]) -> None:
    block = np.arange(int(np.prod(shape)), dtype=np.uint64).reshape(shape)
    stored = on_disk(block)
    for _ in range(2):
        np.testing.assert_array_equal(stored, block)
        release(stored)
        release(stored[1:])
    assert stored.shape == block.shape
    assert stored.flags.writeable == (not block.size)


def test_what_was_released_is_not_in_memory() -> None:
    status = Path("/proc/self/smaps_rollup")
    if not status.exists():
        pytest.skip("no account of memory")

    def resident() -> int:
        return int(status.read_text().split("Rss:")[1].split()[0]) * 1024

    stored = on_disk(np.ones(1 << 23, np.uint64))
    before = resident()
    assert int(stored.sum()) == stored.size
    release(stored)
    assert resident() - before < stored.nbytes // 2


class _FullDisk(io.BytesIO):
    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "no space left")


class _NearlyFullDisk(io.BytesIO):
    def write(self, data: object) -> int:
        return super().write(b"x")


@pytest.mark.parametrize("disk", [_FullDisk, _NearlyFullDisk])
def test_an_array_for_which_there_is_no_room_stays_as_it_is(
    disk: type[io.BytesIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks_on_disk, "TemporaryFile", lambda **_: disk())
    block = np.arange(9, dtype=np.uint64)
    assert on_disk(block) is block
    release(block)
