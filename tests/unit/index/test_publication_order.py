from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dedupe.index.build_index import build_index
from dedupe.index.find_pieces import find_input
from dedupe.index.read_and_sketch import read_and_sketch
from dedupe.read.file_selection import FileSelection

if TYPE_CHECKING:
    from pathlib import Path

    from dedupe.read.parse_date import DateOrder


@pytest.mark.parametrize(
    ("dates", "order", "expected"),
    [
        ({"a": "11/12/2030", "b": "25/12/2030"}, None, "2030-12-11"),
        ({"a": "11/12/2030", "b": "12/25/2030"}, None, "2030-11-12"),
        ({"a": "11/12/2030 09:30", "b": "12/25/2030"}, None, "2030-11-12T09:30:00"),
        ({"a": "11/12/2030", "b": "12/25/2030", "c": "25/12/2030"}, None, None),
        ({"a": "11/12/2030", "b": "2030-12-25"}, None, None),
        ({"a": "11/12/2030", "b": "25/12/2030"}, "month-first", "2030-11-12"),
        ({"a": "11/12/2030", "quay/b": "12/25/2030", "c": "25/12/2030"}, None, "2030-12-11"),
        ({"quay/a": "11/12/2030", "quay/b": "12/25/2030", "c": "25/12/2030"}, None, "2030-11-12"),
    ],
)
def test_the_other_dates_tell_the_order_of_day_and_month(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dates: dict[str, str],
    order: DateOrder | None,
    expected: str | None,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quay").mkdir()
    for name, date in dates.items():
        (tmp_path / f"{name}.md").write_text(f"---\ndate: {date}\n---\nA ferry to {name}.\n")
    index, _ = build_index(read_and_sketch(find_input(["."], 5), 5), FileSelection(date_order=order))
    at = [record.id.endswith("a.md") for record in index.catalogue.records].index(True)

    assert index.catalogue.records[at].date == expected
    assert index.catalogue.article(at).date == expected
    assert [note.kind for note in index.notes] == ([] if expected else ["date-order"])
