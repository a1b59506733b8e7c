from __future__ import annotations

import pytest

from dedupe.read.fields import NAMES, by_field, folded, site, words
from dedupe.read.metadata import metadata_from


def test_no_name_stands_for_two_fields() -> None:
    names = [folded(name) for field in NAMES.values() for name in field]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["publish_date", "pubDate", "Date", "datePublished", "published"])
def test_names_of_a_date_are_known_in_any_spelling(name: str) -> None:
    assert metadata_from({name: "2031-03-09"}).date == "2031-03-09"


def test_the_likeliest_value_comes_first_and_empty_ones_do_not_count() -> None:
    values = {"content": "c", "text": "", "maintext": "m", "body": None}

    assert by_field(values) == {"text": ["m", "c"]}


def test_a_name_that_the_user_gives_is_the_only_one() -> None:
    values = {"Text": "a", "Lead": "b"}
    assert by_field(values, {"text": "lead"}) == {"text": ["b"]}
    assert by_field(values, {"text": "story"}) == {}


def test_values_in_the_shapes_of_crawlers_become_text() -> None:
    metadata = metadata_from(
        {
            "source": {"id": None, "name": "The Quay"},
            "authors": ["Ada Quill", "Jo Marsh", "Ada Quill"],
            "title": ["Ferry adrift"],
            "credit": {"id": 7},
        }
    )

    assert (metadata.outlet, metadata.author) == ("The Quay", "Ada Quill, Jo Marsh")
    assert (metadata.title, metadata.credit) == ("Ferry adrift", None)
    assert metadata_from({"source_url": "https://www.quay.example/x"}).outlet == "quay.example"


@pytest.mark.parametrize("value", ["https://[", "http://", "The Quay"])
def test_what_is_no_address_stays(value: str) -> None:
    assert site(value) == value


def test_what_is_no_text_is_none() -> None:
    assert words(7) is words(None) is words([]) is words([7, {}]) is None
