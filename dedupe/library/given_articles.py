"""Articles as a program has them: paths, articles, mappings, and data frames of pandas or polars."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeAlias

from dedupe.article import Article
from dedupe.errors import InputError
from dedupe.read.article_draft import draft_of
from dedupe.read.discovered_file import FoundFile
from dedupe.read.fields import by_field
from dedupe.read.formats.article_from_mapping import record_from


class DataFrame(Protocol):
    """A data frame, which has columns: of pandas, with `to_dict`, or of polars, with `to_dicts`."""

    @property
    def columns(self) -> Any:  # noqa: ANN401 - whatever the library has
        """The names of the columns."""


class Row(Protocol):
    """A row of a data frame of pandas."""

    def to_dict(self) -> Any:  # noqa: ANN401 - whatever the library has
        """Return its values by the names of their columns."""


Given: TypeAlias = "str | Path | Article | Mapping[str, Any] | Row"
Articles: TypeAlias = "Given | DataFrame | Iterable[Given]"


@contextmanager
def readable(articles: Articles, name: str = "articles.jsonl") -> Iterator[Collection[str | Path | FoundFile]]:
    """Make what was given into what can be read; what is no path is in a corpus for so long.

    An InputError says that something is neither path, article, mapping such as a row, nor data frame.
    """
    paths: list[str | Path | FoundFile] = []
    with TemporaryDirectory(prefix="dedupe-") as folder:
        corpus = Path(folder, "articles.jsonl")
        with corpus.open("w", encoding="utf-8", errors="replace") as file:
            for number, article in enumerate(_each(articles)):
                if isinstance(article, str | Path):
                    paths.append(article)
                else:
                    file.write(json.dumps(_values(article, number), default=str) + "\n")
        if corpus.stat().st_size:
            paths.append(FoundFile(name, str(corpus.resolve())))
        yield paths


def article_from(given: Given) -> str | Path | Article:
    """Make an article of a mapping; paths and articles are returned as they are.

    An InputError says that there is no text in it, or that it is nothing of these.
    """
    if isinstance(given, str | Path | Article):
        return given
    values = _plain(given)
    return draft_of(FoundFile("article", "article"), record_from(values, {})).article()


def _each(articles: Any) -> Iterable[Given]:  # noqa: ANN401 - data frames are known by what they can do
    if isinstance(articles, str | Path | Article | Mapping):
        return [articles]
    rows: Iterable[Given]
    if hasattr(articles, "to_dicts"):  # polars
        rows = articles.to_dicts()
    elif hasattr(articles, "to_dict"):  # pandas
        rows = articles.to_dict("records") if hasattr(articles, "columns") else [articles]
    elif isinstance(articles, Iterable):
        rows = articles
    else:
        raise InputError(f"articles or their paths are wanted, not {type(articles).__name__}")
    return rows


def _values(article: object, number: int) -> dict[str, Any]:
    """Return an article as a line of a corpus; one without an id is called by its place, from 0."""
    if not isinstance(article, Article):
        values = _plain(article)
        return values if "id" in by_field(values) else {"id": str(number), **values}
    known = {name: getattr(article, name) for name in ("id", "outlet", "date", "title", "author", "credit")}
    paragraphs = [paragraph._asdict() for paragraph in article.paragraphs]
    return {**known, "details": dict(article.details), "paragraphs": paragraphs}


def _plain(row: object) -> dict[str, Any]:
    """Return the values of a row by their names, without those that are missing (None, NaN, NaT)."""
    if not isinstance(row, Mapping) and hasattr(row, "to_dict"):
        row = row.to_dict()  # a row of pandas
    if not isinstance(row, Mapping):
        raise InputError(f"an article or its path is wanted, not {type(row).__name__}")
    return {str(name): value for name, value in row.items() if not _is_missing(value)}


def _is_missing(value: object) -> bool:
    """Return whether a value stands for a missing one, as NaN does: it does not equal itself."""
    if value is None or isinstance(value, str):
        return value is None
    try:
        return not value == value  # noqa: SIM201
    except (TypeError, ValueError):  # NA of pandas is neither true nor false
        return True
