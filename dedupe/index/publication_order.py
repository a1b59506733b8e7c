"""The order of publication: dates settled whose day and month may be either way round, and what came first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.article_columns import date_group
from dedupe.article import Note
from dedupe.index.article_collector import CollectedArticles, ReadArticles
from dedupe.index.article_record import ArticleRecord
from dedupe.index.record_columns import RecordColumns
from dedupe.read.article_draft import Draft
from dedupe.read.file_selection import FileSelection
from dedupe.read.parse_date import DateOrder

UNDATED = "9999"  # stands for the date of an article that has none, to put it behind the others


def settle_dates(read: ReadArticles, order: DateOrder | None) -> ReadArticles:
    """Settle dates such as 11/12/2030 in the order that the user says.

    Else it is that of the dates that leave no doubt (25/12/2030) in the same file or, of files with an article each, of
    the same outlet; else that of all of them. Where they disagree, or there are none, the date stays unknown and a note
    says so.
    """
    records = read.articles.records
    unsettled = {row: remarks.unsettled for row, remarks in records.remarks.items() if remarks.unsettled}
    if not unsettled:
        return read
    orders: defaultdict[tuple[str, str], set[DateOrder]] = defaultdict(set)
    for kind, name, shown in read.date_orders:
        orders[kind, name].add(shown)
    for row, remarks in records.remarks.items():
        if remarks.date_order:
            orders[_group(records[row])].add(remarks.date_order)
    everywhere = agreed_order({order for shown in orders.values() for order in shown})
    dates, noted = dict[int, str](), dict(records.remarks)
    for row, both in unsettled.items():
        order_here = order or agreed_order(orders[_group(records[row])]) or everywhere
        if date := settled_date(both, order_here):
            dates[row] = date
        else:
            notes = (*noted[row].notes, _note(both))
            noted[row] = noted[row]._replace(notes=notes)
    settled = replace(records.dated(dates), remarks=noted)
    return replace(read, articles=replace(read.articles, records=settled))


def settle_drafts(drafts: Sequence[Draft], order: DateOrder | None) -> list[Draft]:
    """Settle the dates of articles compared with each other by an order or, without one, as `settle_dates` does."""
    shown = {draft.metadata.date_order for draft in drafts if draft.metadata.date_order}
    return [_settled_draft(draft, order or agreed_order(shown)) for draft in drafts]


def agreed_order(orders: Iterable[DateOrder]) -> DateOrder | None:
    """Return the order that dates without a doubt agree on, None where they do not, or there are none."""
    known = list(orders)
    return known[0] if len(known) == 1 else None


def settled_date(unsettled: tuple[str, str], order: DateOrder | None) -> str | None:
    """Return the date that is meant by one day first or month first, None where no order tells."""
    return None if order is None else unsettled[order == "month-first"]


def _group(record: ArticleRecord) -> tuple[str, str]:
    return date_group(record.path, record.place.line, record.outlet)


def _settled_draft(draft: Draft, order: DateOrder | None) -> Draft:
    metadata = draft.metadata
    if metadata.unsettled is None:
        return draft
    if date := settled_date(metadata.unsettled, order):
        return draft._replace(metadata=metadata._replace(date=date, unsettled=None))
    notes = (*metadata.notes, _note(metadata.unsettled))
    return draft._replace(metadata=metadata._replace(notes=notes))


def _note(unsettled: tuple[str, str]) -> Note:
    return Note("date-order", " or ".join(unsettled))


def find_wire(records: RecordColumns, selection: FileSelection) -> NDArray[np.bool_]:
    """Return which articles are an agency's own, by what they or their files' names say; bool[n]."""
    is_wire = selection.is_wire()
    files = np.array([is_wire(found.id) for found, _ in records.files], np.bool_)
    by_file: NDArray[np.bool_] = files[records.rows["file"]]
    return records.rows["is_wire"] | by_file


def publication_order(articles: CollectedArticles, is_wire: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the rows of the articles that count in order of publication.

    What is checked against comes first, and what is an agency's own (bool[n]) before what may be a copy of it; then
    they go by date, and by identity where that is the same.
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
    return [
        name.replace(file, path, 1) if name.startswith(file) else name
        for name, (file, path) in zip(records.ids, map(files.__getitem__, numbers), strict=True)
    ]
