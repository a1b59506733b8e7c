from __future__ import annotations

import subprocess
import sys
from typing import Any

import pyarrow as pa

from dedupe.spark.articles import sketch_rows

STORY = "Nine sailors were pulled from the water off Skerry by a trawler that happened to pass."


def read(*rows: dict[str, Any], **named: str) -> list[dict[str, Any]]:
    batch = pa.RecordBatch.from_pylist(list(rows))
    return [row for part in sketch_rows(named, 5, iter([batch])) for row in part.to_pylist()]


def test_a_row_is_read_as_a_line_of_a_corpus() -> None:
    (row,) = read({"id": 7, "body": STORY, "outlet": "Quay", "date": "25/12/2030"})
    assert (row["id"], row["outlet"], row["date"]) == ("7", "Quay", "2030-12-25")
    assert (row["size"], row["date_order"], row["reason"]) == (16, "day-first", None)


def test_columns_are_found_by_the_names_that_are_given() -> None:
    (row,) = read({"key": "a", "words": STORY, "paper": "Quay"}, id="key", text="words", outlet="paper")
    assert (row["id"], row["outlet"], row["size"]) == ("a", "Quay", 16)


def test_rows_that_are_no_articles_come_out_with_the_reason_and_stop_no_others() -> None:
    rows = read(
        {"id": "none", "text": None, "paragraphs": None},
        {"id": "broken", "text": None, "paragraphs": ["One line\nand another"]},
        {"id": "story", "text": STORY, "paragraphs": None},
        {"id": "empty", "text": " ", "paragraphs": None},
    )
    reasons = {row["id"]: row["reason"] for row in rows}
    assert reasons.keys() == {"none", "broken", "story", "empty"}
    assert reasons["none"] == "without text"
    assert reasons["story"] is None
    assert reasons["empty"] == "empty"


def test_a_row_without_an_id_is_called_by_what_is_in_it() -> None:
    first, second, third = read({"text": STORY}, {"text": STORY + " Again."}, {"text": STORY})
    assert first["id"] == third["id"] != second["id"]


def test_the_engine_is_imported_when_it_is_first_used() -> None:
    code = "import sys, dedupe; assert 'pyspark' not in sys.modules; dedupe.spark.find_pairs"
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)
