from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dedupe.align.token_runs import CommonRun, ParagraphPair, common_runs, index_bigrams, token_sequence
from dedupe.text.batch.hashing import hash_words

PARAGRAPHS = st.lists(st.lists(st.sampled_from("abc"), max_size=8), max_size=4)


def found(source: list[list[str]], target: list[list[str]]) -> dict[ParagraphPair, list[CommonRun]]:
    before, after = (
        index_bigrams(token_sequence([hash_words(words) for words in article])) for article in (source, target)
    )
    runs = common_runs(before, after)
    return runs.by_pair(runs.within_paragraphs())


def naive(before: list[str], after: list[str]) -> set[CommonRun]:
    """Every run of two or more that goes on at neither end."""
    runs = set()
    for start in range(len(before)):
        for at in range(len(after)):
            if start and at and before[start - 1] == after[at - 1]:
                continue
            length = 0
            for one, other in zip(before[start:], after[at:], strict=False):
                if one != other:
                    break
                length += 1
            if length >= 2:
                runs.add(CommonRun(start, at, length))
    return runs


@given(PARAGRAPHS, PARAGRAPHS)
def test_runs_are_all_that_a_naive_search_finds(source: list[list[str]], target: list[list[str]]) -> None:
    expected = {
        (here, there): naive(before, after) for here, before in enumerate(source) for there, after in enumerate(target)
    }
    runs = found(source, target)
    assert {pair: set(it) for pair, it in runs.items()} == {k: v for k, v in expected.items() if v}
    assert all(row == sorted(row, key=lambda run: (run.target, run.source)) for row in runs.values())


def test_what_two_articles_repeat_without_measure_takes_no_measureless_memory() -> None:
    rain = [["rain"] * 50_000 + ["stopped", "the", "match"]]
    assert found(rain, rain) == {(0, 0): [CommonRun(49_999, 49_999, 4)]}
