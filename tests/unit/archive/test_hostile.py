"""Archives that somebody made up: with right checksums, and nothing else that is right."""

from __future__ import annotations

import json
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pytest

from dedupe.archive.add_articles import add_articles
from dedupe.archive.archive import Archive
from dedupe.archive.array_file import ArrayFile, ArrayFileWriter
from dedupe.archive.commit import new_archive
from dedupe.archive.integrity import verify
from dedupe.archive.manifest import load_manifest, store_manifest
from dedupe.archive.remove_and_compact import compact
from dedupe.archive.segment_index import ARRAYS
from dedupe.archive.text_blocks import pack_block
from dedupe.errors import DedupeError
from dedupe.pipeline.check import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

STORY = (
    "The ferry between Skerry and the mainland will stop running in December, its owner announced, because "
    "the harbour wall can no longer be repaired cheaply and nobody wants to pay for a new one. Some {} people "
    "live on the island, which has neither a doctor of its own nor a secondary school."
)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lines = [
        {"id": f"a{at}", "outlet": f"O{at % 3}", "date": f"2031-03-0{at + 1}", "text": STORY.format(at)}
        for at in range(6)
    ]
    (tmp_path / "old.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (tmp_path / "new.jsonl").write_text(json.dumps({"id": "n", "text": STORY.format(9)}), "utf-8")
    with new_archive(tmp_path / "news.archive", 5) as manifest:
        add_articles(tmp_path / "news.archive", manifest, ["old.jsonl"], jobs=0)
    return tmp_path / "news.archive"


def use(archive: Path) -> None:
    """Do all that can be done with an archive; that it cannot be done is no error."""
    for work in (_check, _list, _verify, compact):
        with suppress(DedupeError):
            work(archive)


def _check(archive: Path) -> None:
    check(["new.jsonl"], against=[archive], jobs=0)


def _list(archive: Path) -> None:
    with Archive.open(archive) as opened:
        list(opened.stored())
        opened.outlets()
        list(opened.read_articles())


def _verify(archive: Path) -> None:
    list(verify(archive))


def rewrite(archive: Path, name: str, change: Callable[[NDArray[np.generic]], object]) -> None:
    """Write one array of the index anew, with checksums that fit."""
    path = archive / "00000001.index"
    file = ArrayFile(path, ARRAYS)
    arrays = {key: file.array(key).copy() for key in ARRAYS}
    arrays[name] = np.asarray(change(arrays[name]))
    path.unlink()
    with ArrayFileWriter(path) as new:
        for key, array in arrays.items():
            new.add(key, ARRAYS[key], [array.astype(ARRAYS[key])])
    manifest = load_manifest(archive)
    entry = msgspec.structs.replace(manifest.segments[0], index_size=path.stat().st_size)
    store_manifest(archive, msgspec.structs.replace(manifest, segments=(entry,)))


CHANGES: dict[str, Callable[[NDArray[np.generic]], object]] = {
    "shorter": lambda array: array[: array.size // 2],
    "longer": lambda array: np.concatenate([array, array]),
    "none": lambda array: array[:0],
    "largest": lambda array: np.frombuffer(b"\xff" * array.nbytes, array.dtype),
    "middling": lambda array: np.frombuffer(b"\x7f" * array.nbytes, array.dtype),
    "reversed": lambda array: array[::-1],
    "random": lambda array: np.frombuffer(Random(1).randbytes(array.nbytes), array.dtype),
}


@pytest.mark.parametrize("change", sorted(CHANGES))
@pytest.mark.parametrize("name", sorted(ARRAYS))
def test_an_array_of_anything_is_a_message_at_most(archive: Path, name: str, change: str) -> None:
    rewrite(archive, name, CHANGES[change])
    use(archive)


@pytest.mark.parametrize(
    "line",
    [
        b"{}\n",
        b"null\n",
        b"[" * 100_000 + b"\n",
        b'{"id":1,"path":"x","outlet":null}\n',
        b'{"id":"a","path":"x","outlet":null,"metadata":{},"texts":["a\\nb"],"starts":[1],"ends":[1],"content":""}\n',
        b'{"id":"a","path":"x","outlet":null,"metadata":{},"texts":[],"starts":[],"ends":[],"content":""}\n',
        b'{"id":"a","path":"x","outlet":null,"metadata":{},"texts":["a"],"starts":[1,2],"ends":[1],"content":""}\n',
        b'{"id":"\\ud800","path":"","outlet":null,"metadata":{},"texts":["a"],"starts":[-9],"ends":[1],"content":"!"}\n',
    ],
    ids=range(8),
)
def test_texts_of_anything_are_a_message_at_most(archive: Path, line: bytes) -> None:
    path = archive / "00000001.texts"
    path.write_bytes(pack_block([line] * 6).data)
    manifest = load_manifest(archive)
    entry = msgspec.structs.replace(manifest.segments[0], texts_size=path.stat().st_size)
    store_manifest(archive, msgspec.structs.replace(manifest, segments=(entry,)))
    use(archive)


@pytest.mark.parametrize(
    "manifest",
    [b"", b"{}", b'{"dedupe-archive":', b'{"dedupe-archive":{},"checksum":"0"}\n', b"[" * 100_000, b"\xff\xfe"],
    ids=range(6),
)
def test_a_manifest_of_anything_is_a_message(archive: Path, manifest: bytes) -> None:
    (archive / "manifest.json").write_bytes(manifest)
    with pytest.raises(DedupeError):
        _check(archive)
    use(archive)


def test_numbers_in_a_manifest_lead_nowhere(archive: Path) -> None:
    manifest = load_manifest(archive)
    (entry,) = manifest.segments
    for wrong in (
        {"articles": -1},
        {"articles": 1 << 40},
        {"number": 1 << 40},
        {"removed": (1 << 63, -1)},
        {"removed": tuple(range(20))},
    ):
        segment = msgspec.structs.replace(entry, **wrong)
        store_manifest(archive, msgspec.structs.replace(manifest, segments=(segment,)))
        use(archive)
