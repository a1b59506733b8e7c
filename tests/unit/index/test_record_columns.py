from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.article import Note
from dedupe.index.article_record import NO_REMARKS, ArticleRecord, Remarks
from dedupe.index.record_columns import RecordColumns, join_records
from dedupe.read.discovered_file import FoundFile, Place

NAMES = st.sampled_from(["", "a", "b", "Quay", "\0", "é中", "😀"])
FOUND = st.builds(FoundFile, NAMES, NAMES)
PLACES = st.builds(
    Place,
    FOUND,
    st.none() | st.integers(0, 1 << 40),
    *[st.integers(0, 1 << 40)] * 3,
    st.sampled_from(["", "copies/1.jsonl"]),
)
REMARKS = st.builds(Remarks, date_order=st.sampled_from([None, "day-first"]), notes=st.just((Note("date", "?"),)))
RECORDS = st.builds(
    ArticleRecord,
    NAMES,
    PLACES,
    *[st.none() | NAMES] * 3,
    st.binary(min_size=16, max_size=16),
    st.booleans(),
    st.just(NO_REMARKS) | REMARKS,
)
PARTS = st.lists(st.lists(RECORDS, max_size=3), max_size=3)


@given(PARTS)
def test_records_are_what_was_put_into_columns(parts: list[list[ArticleRecord]]) -> None:
    columns = join_records(map(RecordColumns.of, parts))
    records = [record for part in parts for record in part]

    assert list(columns) == records
    assert columns.outlets == [record.outlet for record in records]
    assert columns.is_sound()


@given(PARTS.filter(any), st.integers(0, 99))
def test_some_records_in_another_order(parts: list[list[ArticleRecord]], seed: int) -> None:
    columns = join_records(map(RecordColumns.of, parts))
    chosen = np.random.default_rng(seed).permutation(len(columns))[: len(columns) // 2 + 1]

    assert list(columns.take(chosen)) == [columns[at] for at in chosen.tolist()]


@given(PARTS.filter(any))
def test_other_names_and_dates(parts: list[list[ArticleRecord]]) -> None:
    columns = join_records(map(RecordColumns.of, parts))
    last = len(columns) - 1
    changed = columns.named({last: "ferry"}).dated({last: "2031-03-04"})

    assert list(changed)[:last] == list(columns)[:last]
    assert changed[last] == columns[last]._replace(id="ferry", date="2031-03-04")
    assert columns.named({}) is columns


def test_columns_that_do_not_fit_together() -> None:
    record = ArticleRecord("a", Place(FoundFile("a", "a")), "Quay", None, None, bytes(16))
    columns = RecordColumns.of([record, record])
    parts = (columns.ids, columns.rows, columns.files, columns.values, columns.remarks)

    assert columns.is_sound()
    assert not RecordColumns(columns.ids, columns.rows[:1], *parts[2:]).is_sound()
    assert not RecordColumns(*parts[:2], (), *parts[3:]).is_sound()
    assert not RecordColumns(*parts[:3], ("Quay",), columns.remarks).is_sound()
