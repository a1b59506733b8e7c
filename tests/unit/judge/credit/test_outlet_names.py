from __future__ import annotations

import pytest

from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.credit.outlet_names import OutletProfile, agency_stem, outlet_key

LEDGER = ["The Ledger", "Ledger", "LEDGER Online", "ledger.com", "www.ledger.co.uk"]
LEDGER += ["Ledger (print)", "Ledger - Sport", "Ledger Sunday", "Ledger on Sunday", "Ledger, Sunday edition"]


@pytest.mark.parametrize("name", LEDGER)
def test_the_editions_of_a_house_are_one_outlet(name: str) -> None:
    assert outlet_key(name) == "ledger"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Washington Post", "Huffington Post"),
        ("Times of India", "The Times"),
        ("Sunday Times", "Financial Times"),
        ("Daily Mail", "Mail Online"),
        ("Folha de S.Paulo", "Folha"),
    ],
)
def test_words_in_common_make_no_house(one: str, other: str) -> None:
    assert outlet_key(one) != outlet_key(other)


@pytest.mark.parametrize(
    ("name", "stem"), [("Meridian News Agency", "Meridian"), ("Corvus Wire", "Corvus"), ("Daily Wire", None)]
)
def test_an_agency_is_known_by_the_form_of_its_name(name: str, stem: str | None) -> None:
    assert agency_stem(name) == stem
    assert Publishers([name]).is_agency(name) is (stem is not None)


def test_a_configuration_names_the_rest_of_a_house() -> None:
    profiles = [
        OutletProfile("Ledger", names=("HL",), group="Harbour Press"),
        OutletProfile("Beacon", group="Harbour Press"),
    ]
    publishers = Publishers(["HL", "The Beacon", "Gazette"], profiles)
    assert publishers.key("HL") == publishers.key("The Ledger")
    assert publishers.house("HL") == publishers.house("The Beacon") != publishers.house("Gazette")
