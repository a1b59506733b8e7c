"""The files that findings are in, as they were when they were compared, so that no report reads them again."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dedupe.cache.keys import key
from dedupe.cache.store import Store
from dedupe.errors import Failure, attempt
from dedupe.read.decode import unify_newlines

if TYPE_CHECKING:
    from dedupe.index.article_record import ArticleRecord

_LONGEST = 10_000_000  # bytes of a corpus in whose beginning lines are kept


class RawTexts:
    """The bytes of articles by the digest of their content: in the cache, or in memory where there is none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[bytes, bytes] = {}

    def add(self, texts: Mapping[bytes, bytes]) -> None:
        """Store texts as `pack_text` packed them."""
        if not self._store.is_open:
            self._kept |= texts
        for content, packed in texts.items():
            self._store.put(key("text", content), packed)

    def packed(self, records: Sequence[ArticleRecord]) -> Iterator[bytes]:
        """Yield the texts of articles; nothing where one has none, or is not at hand any more."""
        keys = [key("text", record.digest) for record in records]
        known = self._store.load(keys)
        for record, name in zip(records, keys, strict=True):
            text = self._kept.get(record.digest, known.get(name))
            yield _read_again(record) if text is None else text


class FileTexts(Mapping[str, str]):
    r"""The texts of files by path, with `\n` line ends; of a corpus only the lines with findings, the rest blank.

    They are loaded when one of them is asked for.
    """

    def __init__(self, records: Iterable[ArticleRecord], texts: RawTexts) -> None:
        self._records, self._texts = records, texts

    @cached_property
    def _parts(self) -> Mapping[str, list[tuple[int, bytes]]]:
        kept = list(filter(keeps_text, self._records))
        parts: defaultdict[str, list[tuple[int, bytes]]] = defaultdict(list)
        for record, packed in zip(kept, self._texts.packed(kept), strict=True):
            if packed:
                parts[record.path].append((record.place.line, packed))
        return parts

    def __getitem__(self, path: str) -> str:
        if path not in self._parts:
            raise KeyError(path)
        parts = {line: _unpack_text(packed) for line, packed in self._parts[path]}
        if 0 in parts:
            return parts[0]
        return "\n".join(parts.get(line, "").rstrip("\n") for line in range(1, max(parts) + 1))

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


def _read_again(record: ArticleRecord) -> bytes:
    from dedupe.index.article_record import reread

    draft = attempt(reread, record)
    return b"" if isinstance(draft, Failure) else pack_text(draft.raw)


def keeps_text(record: ArticleRecord) -> bool:
    """Return whether the text of an article is kept: of a large corpus only those of its beginning are."""
    return not record.place.line or (record.place.offset or 0) <= _LONGEST


def pack_text(raw: bytes) -> bytes:
    """Compress the bytes of an article; none, of a file that is no text, stay none."""
    return zlib.compress(raw, 1) if raw else b""


def _unpack_text(packed: bytes) -> str:
    return unify_newlines(zlib.decompress(packed).decode("utf-8", "replace"))
