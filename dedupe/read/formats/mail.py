"""Mail, such as press releases and newsletters, and pages that browsers save as messages (MHTML)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Policy
from email.utils import parseaddr
from itertools import count, islice

from dedupe.errors import InputError
from dedupe.read.decode import decode
from dedupe.read.formats.html import PAGE_TYPES, read_page
from dedupe.read.formats.html_in_text import markup_columns, one_line
from dedupe.read.formats.reader_input import Record, Source, Unread, digest_of
from dedupe.read.formats.registry import suffix
from dedupe.read.metadata import metadata_from, replace_unencodable
from dedupe.read.paragraph_splitter import NO_PARAGRAPHS, ParagraphColumns, split_columns

_MOST_PARTS = 1_000
_LINK = re.compile(r"[<(\[]?https?://[^\s<>()\[\]]{1,2000}[>)\]]?")


def read_messages(source: Source) -> Iterator[Record | Unread]:
    """Read the messages of a file, and name what is attached to them; lines are those of the message's text."""
    is_several = source.peek(5) == b"From "
    for data, line in _messages(source) if is_several else [(source.whole(), None)]:
        try:
            yield from _read_message(data, line)
        except InputError as error:
            yield Unread(str(error), line)
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
            yield Unread(f"a broken message: {one_line(str(error))[:100]}", line)


def read_mhtml(source: Source) -> Iterator[Record]:
    """Read the article of a page that a browser saved; lines are those of the page, not of the file around it."""
    data = source.whole()
    try:
        for part in islice(message_from_bytes(data).walk(), _MOST_PARTS + 1):
            page = part.get_payload(decode=True) if part.get_content_type() in PAGE_TYPES else None
            if isinstance(page, bytes):
                found = read_page(page, part.get_content_charset())
                yield found._replace(digest=digest_of(data))
                return
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"broken MHTML: {error}") from None
    raise InputError("MHTML without a page")


def _messages(source: Source) -> Iterator[tuple[bytes, int | None]]:
    """Divide a mailbox at the lines that begin with "From " behind a blank one."""
    lines: list[bytes] = []
    size, start, is_blank = 0, 1, True
    for number, line in enumerate(iter(lambda: source.stream.readline(source.max_size), b""), 1):
        if is_blank and line.startswith(b"From "):
            if lines:
                yield b"".join(lines), start
            lines, size, start = [], 0, number
            continue
        size += len(line)
        if size > source.max_size:
            raise InputError(f"a message of over {source.max_size:,} bytes, the limit, in line {start}")
        lines.append(line)
        is_blank = not line.strip()
    yield b"".join(lines), start


def _read_message(data: bytes, line: int | None) -> Iterator[Record | Unread]:
    message: Message = message_from_bytes(data, _part_maker())
    texts: dict[str, ParagraphColumns] = {}
    attached: list[str] = []
    for part in message.walk():
        if part.get_content_disposition() == "attachment":
            attached.append(one_line(_decoded(part.get_filename() or "attachment")))
        elif (kind := part.get_content_type()) in ("text/plain", "text/html"):
            texts.setdefault(kind, _paragraphs(part, kind))
    plain, html = (texts.get(kind, NO_PARAGRAPHS) for kind in ("text/plain", "text/html"))
    found = plain if 2 * _words(plain) >= _words(html) else html
    if not found.texts:
        raise InputError("a message without text")
    name, address = parseaddr(_header(message, "from"))
    metadata = metadata_from(
        {
            "title": _decoded(_header(message, "subject")),
            "outlet": _decoded(name) or address.rpartition("@")[2],
            "date": _header(message, "date"),
        }
    )
    yield Record(metadata, found, line, digest=digest_of(data))
    for name in attached:
        yield Unread(f"{suffix(name) or 'a file'} attached to mail", line, name, unsupported=True)


def _part_maker() -> Callable[..., Message]:
    """Return what makes the parts of a message as they are read, and no more than a message may have."""
    numbers = count()

    def make(**options: Policy[Message]) -> Message:
        if next(numbers) > _MOST_PARTS:
            raise InputError(f"a message of more than {_MOST_PARTS:,} parts")
        return Message(**options)

    return make


def _header(message: Message, name: str) -> str:
    """Return a header as it was written; bytes beyond ASCII are UTF-8."""
    values = (value for key, value in message.raw_items() if key.lower() == name)
    written = str(next(values, ""))
    return written.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _decoded(header: str) -> str:
    """Decode the words of a header that are marked as being in an encoding."""
    try:
        return str(make_header(decode_header(header)))
    except (MessageError, LookupError, ValueError):
        return header


def _paragraphs(part: Message, kind: str) -> ParagraphColumns:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return NO_PARAGRAPHS
    try:
        text = data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = decode(data)[0]
    text = replace_unencodable(text.replace("\r\n", "\n"))
    return markup_columns(text) if kind == "text/html" else split_columns(_LINK.sub("", text))


def _words(paragraphs: ParagraphColumns) -> int:
    return sum(len(text.split()) for text in paragraphs.texts)
