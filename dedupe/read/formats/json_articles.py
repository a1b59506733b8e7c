"""JSON: an article a line, an array, an object around one or several, a table of pandas, ninjs, or a JSON Feed."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping

from dedupe.errors import InputError, UnsupportedError
from dedupe.read.corpus_parts import AN_ARRAY, skip_rest
from dedupe.read.fields import by_field, by_folded_name, words
from dedupe.read.formats.article_from_mapping import expect_text_column, has_text, record_from
from dedupe.read.formats.json_values import ArrayElements, parse
from dedupe.read.formats.ninjs import is_ninjs, read_ninjs
from dedupe.read.formats.reader_input import Record, Source, Unread, digest_of

# Under which the articles of a response or an export are, the likeliest first.
_LISTS = ("articles", "items", "docs", "documents", "results", "stories", "news", "hits", "data", "records", "entries", "posts", "item", "response")  # fmt: skip


def read(source: Source) -> Iterator[Record | Unread]:
    """Read the articles of a JSON file; the elements of an array as a stream."""
    beginning = source.peek(1 << 12).removeprefix(codecs.BOM_UTF8).lstrip()
    if beginning.startswith(b"["):
        yield from _read_array(source)
        return
    data = source.whole()
    first, *others = parse(data)
    if others:
        for number, value in enumerate((first, *others), 1):
            yield _read_object(value, source.fields, number)
    else:
        yield from _read_whole(first, source.fields, data)


def read_lines(source: Source) -> Iterator[Record | Unread]:
    """Read an article a line, as a stream; a line that is too long is never held in memory."""
    number, limit = 0, source.max_size
    while line := source.stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            skip_rest(source.stream)
            yield Unread(f"a line of over {limit:,} bytes, the limit", number)
        elif line.strip():
            try:
                yield read_line(line, source.fields, number)
            except InputError as error:
                yield Unread(str(error), number)
    if not number:
        raise InputError("empty")


def read_line(line: bytes, named: Mapping[str, str], number: int) -> Record:
    """Read the article of a line, or raise an InputError if it is none."""
    value, *others = parse(line.removeprefix(codecs.BOM_UTF8))
    if others:
        raise InputError("broken JSON")
    if isinstance(value, list):
        raise InputError(AN_ARRAY)
    return _article_from(value, named, number, digest_of(line))._replace(raw=line)


def _read_object(value: object, named: Mapping[str, str], line: int) -> Record | Unread:
    """Read one of several objects, of whichever kind it is."""
    try:
        return _article_from(value, named, line)
    except InputError as error:
        return Unread(str(error), line)
    except RecursionError:
        return Unread("JSON nested too deeply", line)


def _article_from(value: object, named: Mapping[str, str], line: int | None, digest: bytes = b"") -> Record:
    """Read an article from a value, as `record_from` does, or raise an InputError if it is no object with one."""
    if not isinstance(value, dict):
        raise InputError("not a JSON object")
    if is_ninjs(value):
        return read_ninjs(value, line, digest or digest_of(repr(value)))
    return record_from(_with_inner_fields(value, named), named, line, digest)


def _read_array(source: Source) -> Iterator[Record | Unread]:
    """Read an array an element at a time, holding no more of it in memory than that."""
    is_empty = True
    for value, line in ArrayElements(source):
        is_empty = False
        yield _read_object(value, source.fields, line)
    if is_empty:
        raise InputError("empty")


def _read_whole(value: object, named: Mapping[str, str], data: bytes) -> Iterator[Record | Unread]:
    if not isinstance(value, dict):
        raise UnsupportedError("JSON that is neither an object nor an array of them")
    articles = None
    if not is_ninjs(value):
        articles = _rows(value, named) or (None if has_text(value, named) else _articles(value))
    if articles is not None:
        for number, article in enumerate(articles, 1):
            yield _read_object(article, named, number)
        return
    if "schema_version" in value and "findings" in value:
        raise UnsupportedError("a report of dedupe itself")
    if not is_ninjs(value):
        expect_text_column(_with_inner_fields(value, named), named)
    yield _article_from(value, named, None, digest_of(data))


def _with_inner_fields(value: Mapping[str, object], named: Mapping[str, str]) -> dict[str, object]:
    """Return an object with the fields of the object in it that has the text, where that is not its own.

    >>> _with_inner_fields({"_id": 7, "_source": {"text": "PORT ELDER - A ferry."}}, {})
    {'text': 'PORT ELDER - A ferry.', '_id': 7}
    """
    if has_text(value, named):
        return dict(value)
    members = ((name, member) for name, member in value.items() if isinstance(member, dict))
    holder, found = next((inner for inner in members if has_text(inner[1], named)), (None, {}))
    return found | {name: member for name, member in value.items() if name != holder and name not in found}


def _rows(value: Mapping[str, object], named: Mapping[str, str]) -> list[object] | None:
    """Return the articles of a table as pandas writes it, split, by columns or by rows; None if it is none."""
    columns, data = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(data, list):
        names = [str(name) for name in columns]
        return [dict(zip(names, row, strict=False)) for row in data if isinstance(row, list)]
    members = {name: member for name, member in value.items() if isinstance(member, dict)}
    if len(value) < 2 or len(members) < len(value):
        return None
    if sum(has_text(member, named) for member in members.values()) > 1:
        return [{"id": name, **member} for name, member in members.items()]
    texts = next(iter(by_field(members, named).get("text", ())), None)
    if not isinstance(texts, dict):
        return None
    return [{name: column.get(row) for name, column in members.items()} for row in texts]


def _articles(value: Mapping[str, object]) -> list[object] | None:
    """Find the list of articles in an object around it."""
    by_name = by_folded_name(value)
    for name in _LISTS:
        found = by_name.get(name)
        if isinstance(found, dict):
            found = _articles(found)
        if isinstance(found, list) and any(isinstance(item, dict) for item in found):
            if "jsonfeed.org" in str(value.get("version", ""))[:100]:
                found = [_from_feed(item, words(value.get("title"))) for item in found]
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
