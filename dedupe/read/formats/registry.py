"""Which file is of which format: by its suffix, or else by what it begins with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dedupe.errors import UnsupportedError
from dedupe.read.decode import wide_encoding
from dedupe.read.fields import by_field

if TYPE_CHECKING:
    from dedupe.read.formats.reader_input import Record, Source, Unread

_BEGINNING = 1 << 12  # bytes of a file that tell its format
Reader: TypeAlias = Callable[..., Any]


class Format(NamedTuple):
    """One format.

    Attributes:
        reader: module in `dedupe.read.formats` and function in it, which is given a `Source`, yields a `Record` for
            each article and an `Unread` for what is none, and raises an `InputError` where it cannot go on.
    """

    name: str  # by which the option `formats` calls it
    suffixes: tuple[str, ...]  # of its files, in lower case
    reader: str
    many: bool = False  # whether a file is likely to have many articles, and is work enough for a process


FORMATS = (
    Format("text", (".txt", ".text"), "plain_text.read"),
    Format("markdown", (".md", ".markdown"), "markdown.read"),
    Format("jsonl", (".jsonl", ".ndjson"), "json_articles.read_lines", many=True),
    Format("html", (".html", ".htm", ".xhtml"), "html.read"),
    Format("mhtml", (".mhtml", ".mht"), "mail.read_mhtml"),
    Format("eml", (".eml",), "mail.read_messages"),
    Format("mbox", (".mbox",), "mail.read_messages", many=True),
    Format("xml", (".xml", ".rss", ".rdf", ".atom", ".nitf", ".newsml"), "xml.read"),
    Format("json", (".json", ".ninjs"), "json_articles.read", many=True),
    Format("csv", (".csv", ".tsv", ".tab"), "tables.read", many=True),
    Format("excel", (".xlsx", ".xlsm"), "binary_tables.read_excel", many=True),
    Format("parquet", (".parquet",), "binary_tables.read_parquet", many=True),
    Format("docx", (".docx",), "documents.read_docx"),
    Format("odt", (".odt",), "documents.read_odt"),
    Format("rtf", (".rtf",), "documents.read_rtf"),
    Format("gzip", (".gz",), "archives.read_compressed", many=True),
    Format("bzip2", (".bz2",), "archives.read_compressed", many=True),
    Format("xz", (".xz",), "archives.read_compressed", many=True),
    Format("zstd", (".zst", ".zstd"), "archives.read_compressed", many=True),
    Format("zip", (".zip",), "archives.read_archive", many=True),
    Format("tar", (".tar", ".tgz", ".tbz2", ".txz"), "archives.read_archive", many=True),
    Format("warc", (".warc",), "warc.read", many=True),
)
NAMES = {known.name: known for known in FORMATS}
_BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
TEXT, MARKDOWN, JSONL = NAMES["text"], NAMES["markdown"], NAMES["jsonl"]

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PAR1", "parquet"),
    (b"{\\rtf", "rtf"),
    (b"WARC/", "warc"),
)
_NO_ARTICLES = (b"%PDF-", b"%!PS")  # which may be text by its first bytes
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|article)[\s>]", re.IGNORECASE)
# Kinds of which many lie in folders, and what a user can do about them.
_HINTS = {
    ".pdf": "text can be made of it with pdftotext",
    ".doc": "save it as .docx",
    ".xls": "save it as .xlsx or .csv",
    ".msg": "save it as .eml",
    ".7z": "unpack it",
    ".rar": "unpack it",
}


def suffix(name: str) -> str:
    """Return the suffix of a file's name, in lower case and with its dot; empty where it has none.

    >>> suffix("wire/2031.03/Ferry.HTML"), suffix("wire.d/ferry")
    ('.html', '')
    """
    return name[dot:].lower() if (dot := name.rfind(".")) > name.rfind("/") + 1 else ""


def format_by_name(name: str) -> Format | None:
    """Return the format that the name of a file says, None where it says none.

    >>> format_by_name("a.tar.gz").name, format_by_name("a.csv.gz").name
    ('tar', 'gzip')
    """
    known = _BY_SUFFIX.get(suffix(name))
    if known and known.reader == "archives.read_compressed":
        lowered = name.lower()
        if lowered.endswith((".tar.gz", ".tar.bz2", ".tar.xz")):
            return NAMES["tar"]
        if lowered.endswith(".warc.gz"):
            return NAMES["warc"]
    return known


def _format_by_content(beginning: bytes) -> Format | None:
    """Return the format that the first hundred bytes or more of a file say: plain text if they say no other.

    None for binary content of no known format.
    """
    for magic, name in _MAGIC:
        if beginning.startswith(magic):
            return NAMES[name]
    if beginning.startswith(b"PK\x03\x04"):
        return _zipped(beginning)
    if beginning.startswith(_NO_ARTICLES):
        return None
    if beginning[257:262] == b"ustar":
        return NAMES["tar"]
    return _format_of_text(beginning) if _is_text(beginning) else None


def _format_of_text(beginning: bytes) -> Format:
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{"):
        return JSONL if _has_whole_objects(text) else NAMES["json"]
    if re.match(rb"\[\s*[{\]]", text):
        return NAMES["json"]
    if text.startswith(b"<"):
        return NAMES["html"] if _HTML.search(text) else NAMES["xml"] if text[1:2] in b"?!" else TEXT
    return NAMES["csv"] if _is_table(text) else TEXT


def read_source(source: Source) -> Iterator[Record | Unread]:
    """Read whatever a source, at its beginning, holds.

    An InputError says that it cannot be read, or no further, an UnsupportedError that no reader takes it.
    """
    found = format_by_name(source.name) or _format_by_content(source.peek(_BEGINNING))
    if found is None:
        raise UnsupportedError(unsupported(source.name))
    yield from reader(found.reader)(source)


@cache
def reader(name: str) -> Reader:
    """Import a reader by its module in `dedupe.read.formats` and its function."""
    module, function = name.split(".")
    found: Reader = getattr(import_module(f"dedupe.read.formats.{module}"), function)
    return found


def unsupported(name: str) -> str:
    """Return why no reader takes a file, and what can be done about it."""
    end = suffix(name)
    hint = _HINTS.get(end)
    kind = f"{end} is no format that is read" if end else "of no format that is read"
    return f"{kind}; {hint}" if hint else kind


def _zipped(beginning: bytes) -> Format:
    """Return the kind of a document that is a zip archive."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in beginning[:100]:
        return NAMES["odt"]
    for part, name in ((b"word/", "docx"), (b"xl/", "excel")):
        if part in beginning:
            return NAMES[name]
    return NAMES["zip"]


def _has_whole_objects(text: bytes) -> bool:
    """Return whether a text is JSON lines, and not one object that begins on its first line."""
    first, newline, rest = text.partition(b"\n")
    return bool(newline) and first.rstrip().endswith(b"}") and rest.lstrip()[:1] in (b"{", b"")


def _is_table(text: bytes) -> bool:
    """Return whether the first row names text and some other field, as that of a table does."""
    first = text.partition(b"\n")[0][:2_000].decode("utf-8", "replace")
    names = (name.strip(' "\r') for name in re.split("[,;\t|]", first))
    fields = by_field(dict.fromkeys(names, True))
    return "text" in fields and len(fields) > 1


def _is_text(beginning: bytes) -> bool:
    if wide_encoding(beginning):
        return True
    controls = sum(byte < 9 or 13 < byte < 27 for byte in beginning)
    return b"\0" not in beginning and controls * 50 <= len(beginning)
