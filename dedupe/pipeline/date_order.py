"""Dates whose day and month may be either way round, settled by the other dates of a run."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from dedupe.article import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dedupe.pipeline.batches import ReadArticles
    from dedupe.pipeline.catalogue import ArticleRecord
    from dedupe.read.dates import DateOrder


def settle_dates(read: ReadArticles, order: DateOrder | None) -> ReadArticles:
    """Settle dates such as 11/12/2030.

    The order is that of the dates that leave no doubt (25/12/2030) in the same file or, of files with an
    article each, of the same outlet; else that of all of them. Where they disagree, or there are none, the
    date stays unknown and a note says so.

    Args:
        read: all articles.
        order: what the user says it is.
    """
    if not any(record.unsettled for record in read.records):
        return read
    orders: defaultdict[object, set[DateOrder]] = defaultdict(set)
    for record in read.records:
        if record.date_order:
            orders[_group(record)].add(record.date_order)
    everywhere = _only({order for shown in orders.values() for order in shown})
    records = (
        _settled(record, order or _only(orders[_group(record)]) or everywhere)
        for record in read.records
    )
    return replace(read, records=tuple(records))


def _group(record: ArticleRecord) -> object:
    """Return what articles that write their dates alike have in common."""
    return record.outlet if record.place.offset is None else (record.path,)


def _only(orders: Iterable[DateOrder]) -> DateOrder | None:
    known = list(orders)
    return known[0] if len(known) == 1 else None


def _settled(record: ArticleRecord, order: DateOrder | None) -> ArticleRecord:
    if record.unsettled is None:
        return record
    if order is None:
        note = Note("date-order", " or ".join(record.unsettled))
        return record._replace(notes=(*record.notes, note))
    return record._replace(date=record.unsettled[order == "month-first"])
