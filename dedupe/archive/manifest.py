"""The manifest of an archive: which files it is made of, replaced as a whole by whoever writes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import xxhash

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.sketch.sizes import BANDS, BINS, ROWS, SCALE
from dedupe.sketch.sketches import sketch
from dedupe.text.batch.tokenize import tokenize_batch

MANIFEST = "manifest.json"
_HEAD = b'{"dedupe-archive":'
_FORMAT = 1
_LARGEST = 1 << 28  # bytes
_PROBE = (
    "On 4 March 2031 Skerry’s ferry, “no longer seaworthy”, cost £3.2bn: its owner said so.",
    "Die Fähre fährt nicht mehr – sagte der Eigner, „und das bleibt so“, am Montag in Köln.",
)


class SegmentEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One segment of an archive."""

    number: int  # by which its files are named
    articles: int  # in it, removed ones included
    index_size: int  # of its index in bytes
    texts_size: int  # of its texts in bytes, 0 where none are kept
    removed: tuple[int, ...] = ()  # hashes of the identities of the articles that do not count any more, ascending

    @property
    def count(self) -> int:
        """The articles that count."""
        return self.articles - len(self.removed)

    @property
    def index_name(self) -> str:
        """The file of its sorted arrays."""
        return f"{self.number:08}.index"

    @property
    def texts_name(self) -> str:
        """The file of its texts."""
        return f"{self.number:08}.texts"


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an archive is made of."""

    format: int
    k: int
    sketch: str  # a digest of how this program sketches a text
    texts: bool  # whether texts are kept
    generation: int = 0  # how often it was written
    last: int = 0  # the number of the latest segment
    segments: tuple[SegmentEntry, ...] = ()  # in the order in which they were added

    def file_names(self) -> Iterator[str]:
        """Yield the names of the files that count."""
        for segment in self.segments:
            yield segment.index_name
            if self.texts:
                yield segment.texts_name

    def require_sketches(self, path: Path, k: int) -> None:
        """Raise a BrokenArchiveError if articles cannot be looked up by the sketches that this program makes."""
        if self.k != k:
            raise BrokenArchiveError(f"{path}: made with -k {self.k}, and asked with -k {k}")
        if self.sketch != _sketch_digest(k):
            anew = f"make a new one of it: dedupe archive create NEW {path}"
            raise BrokenArchiveError(f"{path}: made by another version of dedupe; {anew}")


def new_manifest(k: int, *, texts: bool) -> Manifest:
    """Return the manifest of an empty archive."""
    return Manifest(_FORMAT, k, _sketch_digest(k), texts)


def _sketch_digest(k: int) -> str:
    """Digest how two short texts are sketched: versions that agree in it make the same sketches."""
    made = sketch(tokenize_batch([[text, text] for text in _PROBE]), k)
    hashed = xxhash.xxh3_64()
    for array in (made.bands, made.samples, made.pairs, made.digests, made.quotations):
        hashed.update(array.astype("<u8").tobytes())
    return f"{BINS}-{SCALE}-{BANDS}-{ROWS}-{hashed.hexdigest()}"


def is_archive_folder(path: str | Path) -> bool:
    """Return whether a path leads to the folder of an archive, damaged or not."""
    file = Path(path, MANIFEST)
    try:
        if not file.is_file():
            return False
        with file.open("rb") as stream:
            return stream.read(len(_HEAD)) == _HEAD or any(file.parent.glob("*.index"))
    except (OSError, ValueError):
        return False


def load_manifest(folder: Path) -> Manifest:
    """Read the manifest of an archive, or raise a BrokenArchiveError if there is none, or it is damaged."""
    file = folder / MANIFEST
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise BrokenArchiveError(f"{folder}: no archive: {error.strerror}") from None
    manifest, checksum = _split(data)
    if checksum != f"{xxhash.xxh3_128_hexdigest(manifest)}".encode():
        raise BrokenArchiveError(
            f"{file}: damaged; what can be read of it goes into a new one: dedupe archive create NEW {folder}"
        )
    try:
        found = msgspec.json.decode(manifest, type=Manifest)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise BrokenArchiveError(f"{file}: {error}") from None
    if found.format != _FORMAT:
        raise BrokenArchiveError(f"{folder}: written by another version of dedupe")
    return found


def _split(data: bytes) -> tuple[bytes, bytes]:
    """Return the manifest and its checksum, empty where the data is none."""
    body = data.removeprefix(_HEAD).removesuffix(b'"}\n')
    manifest, _, checksum = body.rpartition(b',"checksum":"')
    return manifest, checksum


def store_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one before, for good; an OSError leaves the one before."""
    data = msgspec.json.encode(manifest)
    checksum = xxhash.xxh3_128_hexdigest(data)
    new = folder / f"{MANIFEST}.new"
    with new.open("wb") as stream:
        stream.write(_HEAD + data + f',"checksum":"{checksum}"}}\n'.encode())
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(folder / MANIFEST)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make sure that the names of new files in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
