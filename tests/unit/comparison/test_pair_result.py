from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import dedupe
from dedupe.comparison.compare_articles import compare
from dedupe.comparison.pair_result import Articles, PairResult, PairResults, pack, result_codec
from dedupe.pipeline.check import check

if TYPE_CHECKING:
    from dedupe.pipeline.judgement import Judgement

DEMO = Path(dedupe.__file__).with_name("data") / "demo"


@pytest.fixture(scope="module")
def report() -> Judgement:
    return check([DEMO], jobs=0)


@pytest.fixture(scope="module")
def results(report: Judgement) -> list[PairResult]:
    found = list(report.comparisons.values())
    assert len(found) > 3
    return found


def test_a_result_is_decoded_as_it_was(results: list[PairResult]) -> None:
    for result in results:
        assert result_codec().decode(pack(result).encoded) == result


@pytest.mark.parametrize("largest", [0, 1 << 20])
def test_results_are_found_by_their_names_in_their_order(
    results: list[PairResult], largest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dedupe.comparison.pair_result._LARGEST", largest)
    named = {(result.pair.a, result.pair.b): result for result in results}
    found = PairResults(pack(result) for result in reversed(results))
    assert dict(found) == named
    assert list(found) == sorted(named)
    assert found.pairs == [named[names].pair for names in sorted(named)]
    assert next(iter(named)) in found
    assert ("no", "such") not in found
    assert found.get(("no", "such")) is None


def test_each_article_is_found_in_one_of_its_results(results: list[PairResult]) -> None:
    known = {article.id: article for result in results for article in (result.source, result.target)}
    found = Articles(PairResults(map(pack, results)))
    assert dict(found) == known
    assert "no such" not in found


def test_an_article_that_only_is_a_source_is_found_too(results: list[PairResult]) -> None:
    result = results[0]
    pair = replace(result.pair, a=result.source.id, b=result.target.id)
    found = Articles(PairResults([pack(replace(result, pair=pair))]))
    assert (found[pair.a], found[pair.b]) == (result.source, result.target)
    assert len(found) == 2


def test_a_copy_and_the_texts_read_again_are_the_comparison_of_the_two(report: Judgement) -> None:
    copies = [pair for pair in report.pairs if pair.is_copy]
    assert copies
    for pair in copies:
        source, target = report.read(pair.a), report.read(pair.b)
        result = report.comparisons[pair.a, pair.b]
        found = result.comparison(source, target, pair.origin)
        alone = compare(source, target)
        assert found.source.paragraphs == alone.source.paragraphs
        assert (found.edits, found.shape) == (alone.edits, alone.shape)
        assert found.origin == pair.origin
    with pytest.raises(ValueError, match="not every difference"):
        replace(result, shape=None).comparison(source, target, pair.origin)


@pytest.mark.parametrize("largest", [0, 1 << 20])
def test_large_results_do_not_stay_decoded(
    results: list[PairResult], largest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dedupe.comparison.pair_result._LARGEST", largest)
    found = PairResults(map(pack, results))
    names = next(iter(found))
    assert (found[names] is found[names]) == bool(largest)
