from __future__ import annotations

from datetime import timedelta

import pytest

from dedupe.judge.origin.date_and_version_evidence import date_difference


@pytest.mark.parametrize(
    ("first", "second", "hours", "exact"),
    [
        ("2031-03-04", "2031-03-06", 48, False),
        ("2031-03-04T23:00:00", "2031-03-05T01:00:00", 2, True),
        ("2031-03-04T23:00:00+02:00", "2031-03-04T22:00:00+00:00", 1, True),
        ("2031-03-04T23:00:00+02:00", "2031-03-05T01:00:00", 24, False),
        ("2031-03-04", "2031-03-05T01:00:00+00:00", 24, False),
        ("2031-03-06", "2031-03-04", -48, False),
    ],
)
def test_dates_differ_by_the_clock_only_where_both_have_one(first: str, second: str, hours: int, exact: bool) -> None:
    assert date_difference(first, second) == (timedelta(hours=hours), exact)


@pytest.mark.parametrize("unknown", [None, "", "yesterday"])
def test_an_unknown_date_differs_by_nothing_known(unknown: str | None) -> None:
    assert date_difference(unknown, "2031-03-04") is None
    assert date_difference("2031-03-04", unknown) is None
