from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.read.metadata import NO_METADATA, Metadata, iso_date, metadata_from, replace_unencodable, take_leading_date


@pytest.mark.parametrize(
    ("given_date", "normal"),
    [
        ("2025-01-28", "2025-01-28"),
        (" 2025-01-28 ", "2025-01-28"),
        ("2025-01-28T09:30:00Z", "2025-01-28T09:30:00+00:00"),
        ("2025-01-28 09:30", "2025-01-28T09:30:00"),
        ("Tue, 28 Jan 2025 09:30:00 +0100", "2025-01-28T09:30:00+01:00"),
        ("28 Jan 2025 09:30:00 GMT", "2025-01-28T09:30:00+00:00"),
        ("2025-13-45", None),
        ("last Tuesday", None),
        ("", None),
        ("2025", None),
        ("9" * 5000, None),
        ("Tue, 99 Jan 99999999999999999999 09:30:00 +0100", None),
        (20250128, "2025-01-28"),
        (1738056600, "2025-01-28T09:30:00+00:00"),
        (1738056600000, "2025-01-28T09:30:00+00:00"),
        (float("nan"), None),
        (None, None),
    ],
)
def test_dates_become_iso_8601_or_nothing(given_date: object, normal: str | None) -> None:
    assert iso_date(given_date) == normal


@given(st.text())
def test_no_date_is_too_odd(value: str) -> None:
    normal = iso_date(value)

    assert normal is None or iso_date(normal) == normal


def test_only_text_is_taken_and_on_one_line() -> None:
    values = {"title": " Pier\n put  off ", "outlet": 7, "author": {"x": "Ada"}, "credit": " ", "x": "y"}

    assert metadata_from(values) == Metadata(title="Pier put off")


@pytest.mark.parametrize(
    ("text", "date", "rest"),
    [
        (" date 2025-01-28 OSLO - A ferry.", "2025-01-28", "OSLO - A ferry."),
        ("date 2025-01-28\nA ferry.", "2025-01-28", "\nA ferry."),
        ("date 2025-02-30 A ferry.", None, "date 2025-02-30 A ferry."),
        ("date 2025-01-281 A ferry.", None, "date 2025-01-281 A ferry."),
        ("Up to date 2025-01-28 figures.", None, "Up to date 2025-01-28 figures."),
        ("A ferry.\n\n date 2025-01-28 ", None, "A ferry.\n\n date 2025-01-28 "),
    ],
)
def test_a_leading_date_is_no_text(text: str, date: str | None, rest: str) -> None:
    assert take_leading_date(NO_METADATA, text) == (Metadata(date=date), rest)


def test_a_leading_date_gives_way_to_the_date_given() -> None:
    metadata, text = take_leading_date(Metadata(date="2025-01-27"), " date 2025-01-28 A ferry.")

    assert (metadata.date, text) == ("2025-01-27", "A ferry.")


def test_what_cannot_be_encoded_is_replaced() -> None:
    assert replace_unencodable("a\0b\ud800c\udfffd\U0001f6a2") == "a\ufffdb\ufffdc\ufffdd\U0001f6a2"
