"""Dates whose day and month may be either way round, settled by the other dates of a run."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from dedupe.article import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dedupe.index.catalogue import ArticleRecord
    from dedupe.index.read_and_sketch import ReadArticles
    from dedupe.read.article_draft import Draft
    from dedupe.read.parse_date import DateOrder


def settle_dates(read: ReadArticles, order: DateOrder | None) -> ReadArticles:
    """Settle dates such as 11/12/2030.

    The order is that of the dates that leave no doubt (25/12/2030) in the same file or, of files with an
    article each, of the same outlet; else that of all of them. Where they disagree, or there are none, the
    date stays unknown and a note says so.

    Args:
        order: what the user says it is.
    """
    if not any(record.unsettled for record in read.records):
        return read
    orders: defaultdict[tuple[str, str], set[DateOrder]] = defaultdict(set)
    for kind, name, shown in read.date_orders:
        orders[kind, name].add(shown)
    for record in read.records:
        if record.date_order:
            orders[date_group(record)].add(record.date_order)
    everywhere = agreed_order({order for shown in orders.values() for order in shown})
    records = (
        _settled(record, order or agreed_order(orders[date_group(record)]) or everywhere)
        for record in read.records
    )
    return replace(read, records=tuple(records))


def settle_drafts(drafts: Sequence[Draft], order: DateOrder | None) -> list[Draft]:
    """Settle the dates of articles that are compared with each other, as `settle_dates` does.

    Args:
        order: what the user says it is; None to go by what the other articles show.
    """
    shown = {draft.metadata.date_order for draft in drafts if draft.metadata.date_order}
    return [_settled_draft(draft, order or agreed_order(shown)) for draft in drafts]


def date_group(record: ArticleRecord) -> tuple[Literal["outlet", "path"], str]:
    """Return what articles that write their dates alike have in common: its kind and its name."""
    return ("path", record.path) if record.place.line else ("outlet", record.outlet or "")


def agreed_order(orders: Iterable[DateOrder]) -> DateOrder | None:
    """Return the order that dates without a doubt agree on, None where they do not, or there are none."""
    known = list(orders)
    return known[0] if len(known) == 1 else None


def settled_date(unsettled: tuple[str, str], order: DateOrder | None) -> str | None:
    """Return the date that is meant by one that may be either way round, None where nothing tells.

    Args:
        unsettled: the date with the day first, and with the month first.
        order: in which dates are written.
    """
    return None if order is None else unsettled[order == "month-first"]


def _settled(record: ArticleRecord, order: DateOrder | None) -> ArticleRecord:
    if record.unsettled is None:
        return record
    if date := settled_date(record.unsettled, order):
        return record._replace(date=date)
    return record._replace(notes=(*record.notes, _note(record.unsettled)))


def _settled_draft(draft: Draft, order: DateOrder | None) -> Draft:
    metadata = draft.metadata
    if metadata.unsettled is None:
        return draft
    if date := settled_date(metadata.unsettled, order):
        return draft._replace(metadata=replace(metadata, date=date, unsettled=None))
    notes = (*metadata.notes, _note(metadata.unsettled))
    return draft._replace(metadata=replace(metadata, notes=notes))


def _note(unsettled: tuple[str, str]) -> Note:
    return Note("date-order", " or ".join(unsettled))
