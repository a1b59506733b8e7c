from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.judge.credit.known_publishers import Publishers, agency_of, known_outlets


@pytest.mark.parametrize(
    ("outlet", "key"),
    [
        ("Reuters", "reuters"),
        ("Reuters UK", "reuters"),
        ("reuters.com", "reuters"),
        ("AP", "ap"),
        ("the Associated Press", "ap"),
        ("dpa International", "dpa"),
        ("CNN (Web News)", "cnn"),
        ("The Beacon", "beacon"),
        ("BEACON - News", "beacon"),
        ("beacon.com", "beacon"),
        ("The", "the"),
        ("Bloomberg Harbour Review", "bloombergharbourreview"),
        ("Harbour Agencies", "harbouragencies"),
        ("pa", "pa"),
        ("Ap", "ap"),
        ("", ""),
    ],
)
def test_an_outlets_names_have_one_key(outlet: str, key: str) -> None:
    assert Publishers().key(outlet) == key


def test_a_mark_in_another_case_is_no_agency() -> None:
    assert agency_of("Ap") is None
    assert agency_of("pa") is None


def found(text: str, *outlets: str) -> list[str]:
    return [name.text for name in Publishers(outlets).matcher.find(text)]


def test_the_longest_name_is_found() -> None:
    assert found("The Associated Press of Pakistan and The Associated Press") == [
        "Associated Press of Pakistan",
        "The Associated Press",
    ]


def test_names_are_whole_words_but_for_scripts_without_spaces() -> None:
    assert found("APs, apples and Reuter") == []
    assert found("据新华社报道，路透社") == ["新华社", "路透社"]


def test_full_names_may_be_in_any_case_and_outlets_must_be_capitalised() -> None:
    assert found("ASSOCIATED PRESS, associated press") == ["ASSOCIATED PRESS", "associated press"]
    assert found("the DAILY LEDGER, the daily ledger", "The Daily Ledger") == ["DAILY LEDGER"]


def test_known_outlets_are_no_agencies() -> None:
    assert [known_outlet for known_outlet in known_outlets() if agency_of(known_outlet)] == []


@given(st.text(st.sampled_from("AP reutsdx新华社 -/.\n") | st.characters()))
def test_found_names_stand_in_the_text_and_apart(text: str) -> None:
    end = 0
    for name in Publishers().matcher.find(text):
        assert text[name.start : name.end] == name.text
        assert end <= name.start < name.end
        end = name.end
