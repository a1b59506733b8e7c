"""Stories that very many carry give few pairs, and lose no article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.candidates.large_stories import highest, large_stories, pairs_with_first, spanning_pairs
from dedupe.pipeline.check import check

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = 12
EDGES = st.dictionaries(
    st.tuples(st.integers(0, ARTICLES - 1), st.integers(0, ARTICLES - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([0.1, 0.5, 0.6, 0.9]),
    max_size=40,
)


def spanned(edges: dict[tuple[int, int], float], most: int) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the pairs that are left, and the stories; whose versions have .3 in common where nothing is known."""
    pairs = np.array(sorted(edges), dtype=np.int64).reshape(-1, 2)
    containment = np.array([edges[pair] for pair in sorted(edges)], dtype=np.float64)
    stories = large_stories(pairs, containment, np.arange(ARTICLES), most)
    first = pairs_with_first(stories)
    together = highest([(pairs, containment), (first, np.full(len(first), 0.3))])
    return [(a, b) for a, b in spanning_pairs(*together, stories).tolist()], stories.tolist()


@given(EDGES, st.integers(1, 6))
def test_each_article_of_a_large_story_keeps_one_pair_inside_it(edges: dict[tuple[int, int], float], most: int) -> None:
    left, stories = spanned(edges, most)
    for article, story in enumerate(stories):
        inside = [(a, b) for a, b in left if b == article and stories[a] == story]
        assert len(inside) == (article != story)
        if article != story:
            assert stories.count(story) > most
            assert edges[story, article] >= 0.5
            assert inside == [(story, article)]


@given(EDGES, st.integers(1, 6))
def test_pairs_between_stories_are_left_alone(edges: dict[tuple[int, int], float], most: int) -> None:
    left, stories = spanned(edges, most)
    assert [(a, b) for a, b in left if stories[a] != stories[b]] == sorted(
        (a, b) for a, b in edges if stories[a] != stories[b]
    )
    if len(set(stories)) == ARTICLES:
        assert left == sorted(edges)


def test_who_has_little_of_the_first_is_compared_with_whom_it_has_most_of() -> None:
    stories = np.array([0, 0, 0, 0])
    pairs = np.array([[0, 1], [0, 2], [0, 3], [1, 3], [2, 3]])
    containment = np.array([0.9, 0.9, 0.4, 0.6, 0.8])
    assert spanning_pairs(pairs, containment, stories).tolist() == [[0, 1], [0, 2], [2, 3]]


def test_the_highest_value_of_a_pair_counts() -> None:
    pairs = np.array([[1, 2], [0, 1]])
    found, values = highest([(pairs, np.array([0.2, 0.7])), (pairs[:1], np.array([0.4]))])
    assert found.tolist() == [[0, 1], [1, 2]]
    assert values.tolist() == [0.7, 0.4]


BRIEF = """The harbour master said on Tuesday that two ferries had collided near the northern pier in thick
fog and that nobody was hurt although one vessel lost its bow ramp and will stay in dock until the end of the month
while inspectors look at the radar logs of both ships and question the crews about the lights."""


def test_of_a_brief_in_very_many_versions_each_has_its_source(tmp_path: Path) -> None:
    for number in range(130):
        words = BRIEF.split()
        for place in (number * 7, number * 11 + 3):
            words[place % len(words)] = ("indeed", "quietly", "again")[number % 3]
        (tmp_path / f"{number:03}").mkdir()
        (tmp_path / f"{number:03}" / "brief.txt").write_text(" ".join(words))

    report = check([tmp_path])

    assert len(report.pairs) == 129
    assert all(pair.is_copy for pair in report.pairs)
    (cluster,) = report.clusters
    assert len(cluster.members) == 130
