"""Bytes into text: UTF-8, UTF-16 and UTF-32 by their marks, anything else by a guess."""

from __future__ import annotations

import codecs

from dedupe.errors import InputError
from dedupe.read.paragraphs import unify_newlines

# The mark of UTF-16-LE begins that of UTF-32-LE, so the longer ones come first.
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where a text is as likely in several, the most widespread; they differ in a few letters.
_WIDESPREAD = ("cp1252", "iso8859_2")


def decode(data: bytes) -> tuple[str, str | None]:
    r"""Decode a file.

    Returns:
        The text with `\n` line ends and without byte order mark, and the encoding, None for UTF-8.

    Raises:
        InputError: it is binary, or in no encoding that makes sense of it.
    """
    encoding = wide_encoding(data)
    if encoding is not None:
        text = _decode_wide(data, encoding)
    elif b"\0" in data:
        raise InputError("binary")
    else:
        text, encoding = _decode_narrow(data)
    return unify_newlines(text), encoding


def wide_encoding(data: bytes) -> str | None:
    """Name the encoding that a UTF-16 or UTF-32 byte order mark announces."""
    if data[:1] not in b"\xff\xfe\0":
        return None
    return next((encoding for mark, encoding in _WIDE if data.startswith(mark)), None)


def _decode_wide(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(f"binary, or broken {encoding}") from None
    if "\0" in text:
        raise InputError("binary")
    return text


def _decode_narrow(data: bytes) -> tuple[str, str | None]:
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode(), None
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise InputError("binary, or in an unknown encoding")
    likelihood = best.chaos, best.coherence
    ties = {m.encoding: m for m in matches if (m.chaos, m.coherence) == likelihood}
    chosen = next((ties[name] for name in _WIDESPREAD if name in ties), best)
    return str(chosen), chosen.encoding
