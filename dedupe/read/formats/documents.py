"""Documents of word processors (.docx, .odt, .rtf): one article a file, or an export of a press database."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from lxml.etree import _Element

from dedupe.errors import InputError
from dedupe.read.formats.block_quotations import quote_blocks
from dedupe.read.formats.html_elements import local_name
from dedupe.read.formats.html_in_text import one_line
from dedupe.read.formats.press_exports import split_export
from dedupe.read.formats.reader_input import Record, Source, Unread, digest_of, require
from dedupe.read.formats.xml import parse
from dedupe.read.metadata import replace_unencodable
from dedupe.read.paragraph_splitter import ParagraphColumns

_BROKEN = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError, zipfile.BadZipFile, zlib.error)  # fmt: skip
# Styles for block quotations of Word and LibreOffice, in the languages in which they have names of their own.
_QUOTATION = re.compile(r"(?:intense|intensives)?(?:_20_)?(?:quot|zitat|citation|cita|citazione)", re.IGNORECASE)
# What stands in the place of an element of a paragraph in Word; deletions that are only marked have no `t`.
_WORD_SIGNS = {"tab": " ", "cr": " ", "br": "\n", "nobreakhyphen": "-"}
_ODT_SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}
_ODT_NOTES = ("note", "note-body", "note-citation", "annotation")
_RTF_LINK = re.compile(  # behind the words that have it
    r'\("(?:https?://|mailto:|www\.)[^"\s]{1,2000}"\)'
)


def read_docx(source: Source) -> Iterator[Record | Unread]:
    """Read a document of Word."""
    data = _member(source, "word/document.xml")
    paragraphs = list(parse(data).iter("{*}p"))
    styles = [paragraph.find("{*}pPr/{*}pStyle") for paragraph in paragraphs]
    names = ["" if style is None else str(style.attrib.values()[0]) for style in styles]
    texts = [
        "".join(
            (part.text or "") if name == "t" else _WORD_SIGNS.get(name, "")
            for part in paragraph.iterdescendants()
            for name in [local_name(part)]
        )
        for paragraph in paragraphs
    ]
    yield from _read_paragraphs(_quoted(texts, names), data)


def read_odt(source: Source) -> Iterator[Record | Unread]:
    """Read an OpenDocument text."""
    data = _member(source, "content.xml")
    root = parse(data).getroot()
    paragraphs = [paragraph for body in root.iter("{*}text") for paragraph in body.iter("{*}p", "{*}h")]
    parents = {_attribute(style, "name"): _attribute(style, "parent-style-name") for style in root.iter("{*}style")}
    styles = [_attribute(paragraph, "style-name") for paragraph in paragraphs]
    names = [parents.get(style) or style for style in styles]
    yield from _read_paragraphs(_quoted(list(map(_odt_text, paragraphs)), names), data)


def read_rtf(source: Source) -> Iterator[Record | Unread]:
    """Read Rich Text, for which striprtf is needed."""
    striprtf = require("striprtf.striprtf", "documents")
    data = source.whole()
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError("not RTF")
    try:
        text = striprtf.rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")
    except Exception as error:
        raise InputError(f"broken RTF: {str(error)[:100]}") from None
    text = _RTF_LINK.sub("", text).replace("\u2028", "\n")
    yield from _read_paragraphs(text.split("\n"), data)


def is_quotation(style: str) -> bool:
    """Return whether a paragraph in a style is a block quotation, by the style's name.

    >>> is_quotation("Intense_20_Quote"), is_quotation("Body Text")
    (True, False)
    """
    return _QUOTATION.match(style) is not None


def _member(source: Source, name: str) -> bytes:
    """Read a part of a document that is a zip archive, no more of it than `max_size`."""
    try:
        with zipfile.ZipFile(source.seekable()) as archive, archive.open(name) as part:
            data = part.read(source.max_size + 1)
    except KeyError:
        raise InputError(f"no document: {name} is missing") from None
    except _BROKEN as error:
        raise InputError(f"a broken document: {str(error)[:100]}") from None
    if len(data) > source.max_size:
        raise InputError(f"a document of over {source.max_size:,} bytes, the limit")
    return data


def _attribute(element: _Element, name: str) -> str:
    found = ((str(key), str(value)) for key, value in element.attrib.items())
    return next((value for key, value in found if key.rpartition("}")[2] == name), "")


def _odt_text(paragraph: _Element) -> str:
    pieces = [paragraph.text or ""]
    for part in paragraph.iterdescendants():
        name = local_name(part)
        text = "" if name in _ODT_NOTES else part.text or ""
        pieces += [_ODT_SIGNS.get(name, ""), text, part.tail or ""]
    return "".join(pieces)


def _quoted(texts: Sequence[str], styles: Sequence[str]) -> list[str]:
    """Put quotation marks around the paragraphs that are block quotations, those that follow each other as one.

    >>> _quoted(["He wrote to all:", "It is shut.", "We laughed at him."], ["", "Quote", ""])
    ['He wrote to all:', '“It is shut.”', 'We laughed at him.']
    """
    quoted = list(map(is_quotation, styles))
    runs = accumulate(before != after for before, after in pairwise([False, *quoted]))
    return quote_blocks(texts, [run if is_quoted else None for is_quoted, run in zip(quoted, runs, strict=True)])


def _read_paragraphs(texts: Sequence[str], data: bytes) -> Iterator[Record | Unread]:
    """Read an article, or those of an export; its paragraphs are numbered, for a document has no lines.

    A break in one of the texts divides it; `data` is what they were read from.
    """
    lines = [replace_unencodable(line) for text in texts for line in text.split("\n")]
    if (articles := split_export("\n".join(lines))) is not None:
        yield from articles
        return
    paragraphs = ParagraphColumns.of((one_line(line), at, at) for at, line in enumerate(lines, 1))
    if not paragraphs.texts:
        raise InputError("empty")
    yield Record(paragraphs=paragraphs, digest=digest_of(data))
