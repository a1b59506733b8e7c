from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import dedupe
from dedupe.pipeline.check import Report, check
from dedupe.pipeline.pair_result import Articles, Outcome, Outcomes, outcome_codec, pack, unpack

DEMO = Path(dedupe.__file__).with_name("data") / "demo"


@pytest.fixture(scope="module")
def report() -> Report:
    return check([DEMO], jobs=1)


@pytest.fixture(scope="module")
def outcomes(report: Report) -> list[Outcome]:
    found = list(report.comparisons.values())
    assert len(found) > 3
    return found


def test_an_outcome_is_unpacked_and_decoded_as_it_was(outcomes: list[Outcome]) -> None:
    codec = outcome_codec()
    for outcome in outcomes:
        assert unpack(pack(outcome)) == outcome
        assert codec.decode(codec.encode(outcome)) == outcome


def test_outcomes_are_found_by_their_names_in_their_order(outcomes: list[Outcome]) -> None:
    named = {(it.pair.a, it.pair.b): it for it in outcomes}
    found = Outcomes(pack(it) for it in reversed(outcomes))
    assert dict(found) == named
    assert list(found) == sorted(named)
    assert found.pairs == [named[it].pair for it in sorted(named)]
    assert next(iter(named)) in found
    assert ("no", "such") not in found
    assert found.get(("no", "such")) is None


def test_each_article_is_found_in_one_of_its_outcomes(outcomes: list[Outcome]) -> None:
    known = {it.id: it for outcome in outcomes for it in (outcome.source, outcome.target)}
    found = Articles(Outcomes(map(pack, outcomes)))
    assert dict(found) == known
    assert "no such" not in found


def test_an_article_that_only_is_a_source_is_found_too(outcomes: list[Outcome]) -> None:
    outcome = outcomes[0]
    pair = replace(outcome.pair, a=outcome.source.id, b=outcome.target.id)
    found = Articles(Outcomes([pack(replace(outcome, pair=pair))]))
    assert (found[pair.a], found[pair.b]) == (outcome.source, outcome.target)
    assert len(found) == 2
