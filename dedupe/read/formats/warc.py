"""WARC, pages as crawlers keep them, compressed or not, and the plain text of WET files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from dedupe.errors import InputError
from dedupe.read.decode import decode
from dedupe.read.formats.html import PAGE_TYPES, read_page
from dedupe.read.formats.html_in_text import one_line
from dedupe.read.formats.reader_input import Record, Source, Unread, budget_of, digest_of, require
from dedupe.read.metadata import with_details
from dedupe.read.paragraph_splitter import split_columns


def read(source: Source) -> Iterator[Record | Unread]:
    """Read the pages of a WARC file as a stream, by fastwarc; other responses, such as pictures, are passed over."""
    warc = require("fastwarc.warc", "warc")
    budget = source.budget or budget_of(source)
    kinds = warc.WarcRecordType.response | warc.WarcRecordType.conversion
    number, has_pages = 0, False
    stream = _Counted(source.stream)
    try:
        for number, record in enumerate(warc.ArchiveIterator(stream, kinds, parse_http=True, auto_decode="all"), 1):
            if record.record_type == warc.WarcRecordType.conversion or _is_page(record):
                has_pages = True
                content = record.reader.read(source.max_size + 1)
                budget.spend(len(content))
                yield _read(record, content, number, source.max_size, warc)
    except InputError:
        raise
    except Exception as error:
        raise InputError(f"broken WARC, after {number:,} records: {one_line(str(error))[:100]}") from None
    if not has_pages:
        raise InputError("no pages in it")


class _Counted:
    """A stream that knows how far it was read: fastwarc wants that, and panics where one cannot be sought in."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._position = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position

    def close(self) -> None:
        """Leave the stream to whoever opened it."""


def _is_page(record: Any) -> bool:  # noqa: ANN401
    kind = record.http_content_type or ""
    return bool(record.http_headers) and record.http_headers.status_code == 200 and kind in PAGE_TYPES


def _read(record: Any, content: bytes, number: int, limit: int, warc: Any) -> Record | Unread:  # noqa: ANN401
    if len(content) > limit:
        return Unread(f"over the limit of {limit:,} bytes", number)
    url = one_line(record.headers.get("WARC-Target-URI", "")).strip("<>")  # wget puts it in brackets
    try:
        if record.record_type == warc.WarcRecordType.conversion:
            found = _plain(content)
        else:
            found = read_page(content, record.http_charset)
    except InputError as error:
        return Unread(str(error), number)
    metadata = found.metadata
    if not any(name == "url" for name, _ in metadata.details):
        metadata = with_details(metadata, url=url)
    return found._replace(metadata=metadata, id=url or None, line=number)


def _plain(content: bytes) -> Record:
    text, encoding = decode(content)
    paragraphs = split_columns(text)
    return Record(paragraphs=paragraphs, encoding=encoding, digest=digest_of(content))
