"""What is more work than is allowed is reported as not compared, and the rest is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from dedupe.comparison import work_limits
from dedupe.comparison.compare_articles import compare
from dedupe.errors import InputError
from dedupe.pipeline.check import check
from tests.unit.pipeline.stories import FERRY, MAYOR, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(
        tmp_path,
        {
            "a/ferry.txt": FERRY,
            "b/ferry.txt": FERRY,
            "c/ferry.txt": FERRY,
            "a/long.txt": MAYOR * 10,
            "b/long.txt": MAYOR * 10,
        },
    )
    return tmp_path


def words(paragraphs: tuple[str, ...]) -> int:
    return sum(len(text.split()) for text in paragraphs)


def test_a_pair_beyond_the_limit_is_not_compared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_limits, "MOST_PAIR_WORDS", 15 * words(MAYOR))

    report = check([folder], jobs=0)

    (skipped,) = report.skipped
    assert skipped.id.endswith("b/long.txt")
    assert "a/long.txt" in skipped.reason
    assert skipped.reason.endswith(f"over the limit of {15 * words(MAYOR):,}")
    assert {finding.article.rpartition("/")[2] for finding in report.findings} == {"ferry.txt"}
    with pytest.raises(InputError, match="over the limit"):
        compare(folder / "a/long.txt", folder / "b/long.txt")


def test_the_pairs_of_an_article_beyond_its_limit_are_not_compared(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_limits, "MOST_ARTICLE_WORDS", 3 * words(FERRY))

    skipped = check([folder / name for name in "abc"], jobs=0).skipped

    assert [skipped.id.rpartition("/ferry.txt")[0][-1] for skipped in skipped if "ferry" in skipped.id] == ["c"] * 2
    assert all("the limit" in skipped.reason for skipped in skipped)


def test_limits_count_the_pairs_that_come_first() -> None:
    pairs = np.array([[0, 1], [0, 2], [0, 3], [1, 2]])
    sizes = np.array([20_000, 150_000, 150_000, 480_001])

    assert work_limits.reasons_beyond_limits(pairs, sizes) == {2: "500,001 words in the two, over the limit of 500,000"}
    many = np.column_stack([np.zeros(150, np.int64), np.arange(1, 151)])
    beyond = work_limits.reasons_beyond_limits(many, np.full(151, 250_000))
    assert sorted(beyond) == list(range(100, 150))


def test_what_only_the_longer_article_has_counts_an_eighth_of_its_limit() -> None:
    pairs = np.column_stack([np.zeros(2_000, np.int64), np.arange(1, 2_001)])
    sizes = np.append(400_000, np.full(2_000, 4_000))
    beyond = work_limits.reasons_beyond_limits(pairs, sizes)
    assert sorted(beyond) == list(range(50_000_000 // (8_000 + 396_000 // 8), 2_000))
