"""MHTML, pages as browsers save them in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.formats.html import read_page
from dedupe.read.formats.reader_input import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.read.formats.reader_input import Record, Source

_MOST_PARTS = 1_000


def read(source: Source) -> Iterator[Record]:
    """Read the article of a page; lines are those of the page, not of the file around it.

    Raises:
        InputError: it is too large, or there is no page in it.
    """
    import email
    import email.policy

    data = source.whole()
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for number, part in enumerate(message.walk()):
            if number > _MOST_PARTS:
                break
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = part.get_payload(decode=True)
                if isinstance(page, bytes):
                    yield read_page(page, part.get_content_charset())._replace(
                        digest=digest_of(data)
                    )
                    return
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"broken MHTML: {error}") from None
    raise InputError("MHTML without a page")
