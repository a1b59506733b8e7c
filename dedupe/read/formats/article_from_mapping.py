"""An article from names and values: an object of JSON, a row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from dedupe.errors import InputError, UnsupportedError
from dedupe.read.fields import by_field, words
from dedupe.read.formats.html_in_text import has_markup, one_line, split_text
from dedupe.read.formats.reader_input import Record, Unread, digest_of
from dedupe.read.metadata import Metadata, metadata_by_field, replace_unencodable, take_leading_date, with_details
from dedupe.read.paragraph_splitter import ParagraphColumns
from dedupe.read.suppression_comments import declared_in

MOST_COLUMNS = 2_000
_MOST_NAMED = 20  # columns in a message
_LEAST_WORDS = 5  # of what is an article though nothing but its text says so
_WITHOUT_BLANKS = "\u0e00"  # from Thai on there are scripts that put no blanks between words


def record_from(
    values: Mapping[str, object], named: Mapping[str, str], line: int | None = None, digest: bytes = b""
) -> Record:
    """Make a record of values, which may be anything, by their names.

    Args:
        named: by field the name that it has, where the user says so.
        line: of the record.
        digest: of the bytes that it was made from, if they are at hand.

    Raises:
        InputError: there is no text in it, or its id is no name.
        UnsupportedError: what is called its text is a word or two, and nothing else says that it is an article.
    """
    fields = by_field(values, named)
    metadata = metadata_by_field(fields)
    if isinstance(said := values.get("details"), dict):
        metadata = with_details(metadata, **{str(key): value for key, value in said.items()})
    own = values.get("paragraphs")
    if isinstance(own, list) and "text" not in named:
        paragraphs = _paragraphs(own)
    else:
        metadata, paragraphs = _text(fields.get("text", ()), metadata)
    name = next(iter(fields.get("id", ())), None)
    if name is None and not (metadata.title or metadata.date):
        _expect_prose(paragraphs.texts)
    digest = digest or digest_of(repr(sorted(values.items(), key=itemgetter(0))))
    suppressions = tuple(declared_in(values, line or 1)) if "dedupe" in values else ()
    return Record(metadata, paragraphs, line, _id(name), digest=digest, suppressions=suppressions)


def read_row(values: Mapping[str, object], named: Mapping[str, str], line: int) -> Record | Unread:
    """Make a record of a row of a table, or say why it is none."""
    try:
        return record_from(values, named, line)
    except InputError as error:
        return Unread(str(error), line)


def expect_few_columns(number: int) -> None:
    """Raise an InputError where a table has more columns than anyone's."""
    if number > MOST_COLUMNS:
        raise InputError(f"{number:,} columns, over the limit of {MOST_COLUMNS:,}")


def expect_text_column(columns: Iterable[str], named: Mapping[str, str]) -> None:
    """Raise an UnsupportedError that names the columns if none has the text of the articles."""
    columns = [str(column) for column in columns]
    if "paragraphs" in columns or "text" in by_field(dict.fromkeys(columns, True), named):
        return
    shown = ", ".join(columns[:_MOST_NAMED]) + (", ..." if len(columns) > _MOST_NAMED else "")
    wanted = f"no column {named['text']}" if "text" in named else "no column with text"
    raise UnsupportedError(f"{wanted} among {shown or 'none'}; --field text=NAME says which it is")


def has_text(values: Mapping[str, object], named: Mapping[str, str]) -> bool:
    """Return whether values have the text of an article among them, and are no report with paragraphs."""
    if isinstance(values.get("paragraphs"), list):
        return "schema_version" not in values
    return any(_joined(value) is not None for value in by_field(values, named).get("text", ()))


def _text(found: Sequence[object], metadata: Metadata) -> tuple[Metadata, ParagraphColumns]:
    """Split the first of the values that is a text, and take off a leading date."""
    text = next(filter(None, map(_joined, found)), None)
    if text is None:
        raise InputError("its text is not a string" if found else "without text")
    text = replace_unencodable(text)
    if not has_markup(text):
        metadata, text = take_leading_date(metadata, text)
    return metadata, split_text(text)


def _joined(value: object) -> str | None:
    """Return a text; one that is a list of paragraphs joined, one that WordPress rendered by itself."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n\n".join(value)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else None


def _expect_prose(texts: Sequence[str]) -> None:
    """Raise an UnsupportedError if an object is no article, but only has a field of that name, such as a label."""
    text = " ".join(texts)
    if text and len(text.split()) < _LEAST_WORDS and max(text) < _WITHOUT_BLANKS:
        raise UnsupportedError(
            f"no article: a text of fewer than {_LEAST_WORDS} words, with neither title, date nor id"
        )


def _paragraphs(values: Sequence[object]) -> ParagraphColumns:
    """Read paragraphs as `dedupe convert` writes them, or as plain strings."""
    return ParagraphColumns.of(_paragraph(value, at) for at, value in enumerate(values, 1))


def _paragraph(value: object, at: int) -> tuple[str, int, int]:
    if isinstance(value, str):
        return one_line(value), at, at
    if not isinstance(value, dict):
        raise InputError("one of its paragraphs is neither a string nor an object")
    text, start = value.get("text"), value.get("start_line", at)
    end = value.get("end_line", start)
    if not isinstance(text, str) or not isinstance(start, int) or not isinstance(end, int):
        raise InputError("one of its paragraphs is not of text with lines")
    return replace_unencodable(text).strip(), start, end


def _id(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return replace_unencodable(" ".join(value.split())) or None if value else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict) and (name := words(value)):  # {"$oid": ...} has none
        return replace_unencodable(name)
    raise InputError("its id is neither a string nor an integer")
