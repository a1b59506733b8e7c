"""No text takes more than work in proportion to its length, whatever it repeats: counted, not timed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
import pytest

from dedupe.align.token_runs import common_runs, index_bigrams, token_sequence
from dedupe.align.unexplained_overlaps import Overlaps
from dedupe.text.batch.hashing import hash_words
from tests.unit.align.articles import aligned

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 300
SHAPES: dict[str, Callable[[int], list[str]]] = {
    "one line, again and again": lambda size: ["goal for the city"] * size,
    "four lines in turn": lambda size: ["the rain fell", "goal for city", "no", "yes it is"] * size,
    "numbered lines": lambda size: [f"item {at} was read and agreed" for at in range(size)],
    "lines of few words": lambda size: [
        " ".join("abcdefghij"[(at * step) % 10] for step in (1, 3, 7, 9)) for at in range(size)
    ],
    "one paragraph of one word": lambda size: ["word " * size * 20],
    "one long paragraph": lambda size: [" ".join(f"w{at * at % 997}" for at in range(size * 20))],
}


def _scorings(shape: Callable[[int], list[str]], size: int) -> int:
    """Count how often a pair of paragraphs is scored while two articles are aligned."""
    article = shape(size)
    with patch.object(Overlaps, "score", autospec=True, side_effect=Overlaps.score) as score:
        aligned(article, [*article[1:], "And then it rained.", article[0] + " more"])
    return score.call_count


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_twice_the_text_takes_about_twice_the_work(shape: Callable[[int], list[str]]) -> None:
    assert _scorings(shape, 2 * SIZE) <= 2.5 * _scorings(shape, SIZE) + 100


@pytest.mark.parametrize("vocabulary", [1, 10, 1000])
def test_common_runs_are_no_more_than_a_few_for_each_token(vocabulary: int) -> None:
    words = hash_words(str(at % vocabulary) for at in range(vocabulary))
    places = np.random.default_rng(7).integers(0, vocabulary, 300_000)
    one, other = (index_bigrams(token_sequence([words[half]])) for half in np.split(places, 2))
    assert common_runs(one, other).source.size <= 4 * places.size
