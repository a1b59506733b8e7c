"""JSON: an array of articles, an object around one, one article a file, ninjs, or a JSON Feed."""

from __future__ import annotations

import codecs
import json
from json.scanner import NUMBER_RE
from typing import TYPE_CHECKING, Any

from dedupe.errors import InputError, UnsupportedError
from dedupe.read.fields import by_folded_name, candidates, folded, words
from dedupe.read.formats.article_from_mapping import expect_text_column, record_from
from dedupe.read.formats.ninjs import is_ninjs, read_ninjs
from dedupe.read.formats.reader_input import Unread, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dedupe.read.formats.reader_input import Record, Source

_CHUNK = 1 << 18
# Under which the articles of a response or an export are, the likeliest first.
_LISTS = ("articles", "items", "docs", "documents", "results", "stories", "news", "hits", "data", "records", "entries", "posts", "item", "response")  # fmt: skip
_BLANK = " \t\r\n"


def read(source: Source) -> Iterator[Record | Unread]:
    """Read the articles of a JSON file; the elements of an array as a stream.

    Raises:
        InputError: it is broken, too large, or has no articles.
        UnsupportedError: it is JSON of something else.
    """
    beginning = source.peek(1 << 12).removeprefix(codecs.BOM_UTF8).lstrip()
    if beginning.startswith(b"["):
        yield from _read_array(source)
    else:
        data = source.whole()
        yield from _read_whole(parse(data), source.fields, data)


def parse(data: bytes) -> Any:  # noqa: ANN401 - JSON may be anything
    """Parse JSON.

    Raises:
        InputError: it is broken.
    """
    try:
        return json.loads(data.decode(json.detect_encoding(data)).removeprefix("\ufeff"))
    except UnicodeDecodeError:
        raise InputError("not UTF-8") from None
    except RecursionError:
        raise InputError("JSON nested too deeply") from None
    except ValueError:
        raise InputError("broken JSON") from None


def _read_whole(value: object, named: Mapping[str, str], data: bytes) -> Iterator[Record | Unread]:
    if not isinstance(value, dict):
        raise UnsupportedError("JSON that is neither an object nor an array of them")
    if is_ninjs(value):
        yield read_ninjs(value, None, digest_of(data))
    elif _has_text(value, named):
        yield record_from(value, named, digest=digest_of(data))
    else:
        yield from _read_inner(value, named)


def _read_inner(value: Mapping[str, object], named: Mapping[str, str]) -> Iterator[Record | Unread]:
    """Read the articles in an object around them."""
    articles = _articles(value)
    if articles is None:
        if "schema_version" in value and "findings" in value:
            raise UnsupportedError("a report of dedupe itself")
        expect_text_column(value, named)
        raise InputError("without text")
    is_feed = "jsonfeed.org" in str(value.get("version", ""))[:100]
    outlet = words(value.get("title")) if is_feed else None
    for number, article in enumerate(articles, 1):
        yield read_object(_from_feed(article, outlet) if is_feed else article, named, number)


def read_object(value: object, named: Mapping[str, str], line: int) -> Record | Unread:
    """Read one of several objects, of whichever kind it is."""
    if not isinstance(value, dict):
        return Unread("not a JSON object", line)
    if isinstance(inner := value.get("_source"), dict):  # of Elasticsearch
        value = {"id": value.get("_id"), **inner}
    try:
        if is_ninjs(value):
            return read_ninjs(value, line, digest_of(repr(value)))
        return record_from(value, named, line)
    except InputError as error:
        return Unread(str(error), line)
    except RecursionError:
        return Unread("JSON nested too deeply", line)


def _has_text(value: Mapping[str, object], named: Mapping[str, str]) -> bool:
    """Return whether an object is one article, and not around several."""
    if isinstance(value.get("paragraphs"), list) and "schema_version" not in value:
        return True
    texts = candidates(by_folded_name(value), "text", named)
    return any(isinstance(text, str) for text in texts)


def _articles(value: Mapping[str, object]) -> list[object] | None:
    """Find the list of articles in an object around it."""
    by_name = {folded(name): member for name, member in value.items()}
    for name in _LISTS:
        found = by_name.get(name)
        if isinstance(found, dict):
            found = _articles(found)
        if isinstance(found, list) and any(isinstance(item, dict) for item in found):
            return found
    return None


def _from_feed(item: object, outlet: str | None) -> object:
    """Return an item of a JSON Feed under the usual names."""
    if not isinstance(item, dict):
        return item
    return {
        "text": item.get("content_html") or item.get("content_text"),
        "title": item.get("title"),
        "outlet": outlet,
        "author": item.get("authors") or item.get("author"),
        "date": item.get("date_published") or item.get("date_modified"),
        "url": item.get("url"),
    }


def _read_array(source: Source) -> Iterator[Record | Unread]:
    """Read an array an element at a time, holding no more of it in memory than that."""
    is_empty = True
    for value, line in _Elements(source):
        is_empty = False
        yield read_object(value, source.fields, line)
    if is_empty:
        raise InputError("empty")


class _Elements:
    """The elements of an array, each with the line that it begins on.

    Args:
        source: at the beginning of the array.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder()
        self._text, self._at, self._line = "", 0, 1
        self._is_over = False

    def __iter__(self) -> Iterator[tuple[object, int]]:
        self._expect("[")
        if self._next() == "]":
            return
        while True:
            self._next()
            line = self._line
            yield self._value(), line
            if self._next() == "]":
                return
            self._expect(",")

    def _more(self) -> bool:
        """Read on; what was used is let go."""
        if self._is_over:
            return False
        data = self._source.stream.read(_CHUNK)
        self._is_over = not data
        try:
            more = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise InputError(f"not UTF-8, after line {self._line}") from None
        self._text, self._at = self._text[self._at :] + more, 0
        return True

    def _next(self) -> str:
        """Skip white space, and return the next character, empty at the end."""
        while True:
            start = self._at
            while self._at < len(self._text) and self._text[self._at] in _BLANK:
                self._at += 1
            self._line += self._text.count("\n", start, self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _expect(self, wanted: str) -> None:
        if (found := self._next()) != wanted:
            what = f"{wanted} is wanted" if found else "it ends in the middle"
            raise InputError(f"broken JSON in line {self._line}: {what}")
        self._at += 1

    def _value(self) -> object:
        """Parse an element, with twice as much text as before as long as it is not whole."""
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except RecursionError:
                raise InputError(f"JSON nested too deeply, in line {self._line}") from None
            except ValueError as error:
                self._grow(str(error))
                continue
            if end == len(self._text) and self._more_of_a_number():
                continue
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            return value

    def _more_of_a_number(self) -> bool:
        """Read on after a number at the very end of what was read, which may go on."""
        return NUMBER_RE.match(self._text, self._at) is not None and self._more()

    def _grow(self, reason: str) -> None:
        held = len(self._text) - self._at
        if held > self._source.max_size:
            raise InputError(
                f"an element of over {self._source.max_size:,} bytes in line {self._line}, the limit"
            )
        grown = self._more()
        while grown and len(self._text) < min(2 * held, self._source.max_size):
            grown = self._more()
        if not grown:
            raise InputError(f"broken JSON in line {self._line}: {reason}"[:200])
