"""The order of publication: what came first of what is read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.index.article_collector import CollectedArticles
from dedupe.index.record_columns import RecordColumns
from dedupe.read.file_selection import FileSelection

UNDATED = "9999"  # stands for the date of an article that has none, to put it behind the others


def find_wire(records: RecordColumns, selection: FileSelection) -> NDArray[np.bool_]:
    """Return which articles are an agency's own, by what they or their files' names say; bool[n]."""
    is_wire = selection.is_wire()
    files = np.array([is_wire(found.id) for found, _ in records.files], np.bool_)
    by_file: NDArray[np.bool_] = files[records.rows["file"]]
    return records.rows["is_wire"] | by_file


def publication_order(articles: CollectedArticles, is_wire: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the rows of the articles that count in order of publication.

    What is checked against comes first, and what is an agency's own before what may be a copy of it; then
    they go by date, and by identity where that is the same.

    Args:
        articles: that were read.
        is_wire: bool[n], whether each is an agency's own.
    """
    records, names = articles.records, absolute_ids(articles.records)
    taken = np.flatnonzero(articles.is_taken).tolist()
    by_name = np.array(sorted(taken, key=names.__getitem__), np.int64)
    dates = [value or UNDATED for value in records.values]
    ranks = {date: rank for rank, date in enumerate(sorted({*dates}))}
    dated = np.array([ranks[date] for date in dates], np.int64)[records.rows["date"]]
    keys = (dated, ~is_wire, ~articles.is_archive)
    return by_name[np.lexsort([key[by_name] for key in keys])]


def absolute_ids(records: RecordColumns) -> list[str]:
    """Return the identities of articles as they are from everywhere: with the real path of a file for its name."""
    files = [(found.id, found.path) for found, _ in records.files]
    numbers = records.rows["file"].tolist()
    return [_absolute(name, *files[at]) for name, at in zip(records.ids, numbers, strict=True)]


def _absolute(name: str, file: str, path: str) -> str:
    return path + name.removeprefix(file) if name.startswith(file) else name
