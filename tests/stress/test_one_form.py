"""Folders of which every article has the same text: the pairs that are looked at grow no faster than the articles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from benchmarks.generated import write_corpus
from benchmarks.newsroom import one_form, one_story, one_text, shared_footer
from dedupe.pipeline.find_candidates import search_folder
from tests.stress.conftest import SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.newsroom.bulk import Sample

FOLDERS: dict[str, Callable[[int], Iterator[Sample]]] = {
    "court reports": partial(one_form, 1, form="form_court"),
    "German court reports": partial(one_form, 1, form="form_court", language="de"),
    "results": partial(one_form, 1, form="form_results"),
    "weather": partial(one_form, 1, form="form_weather"),
    "German weather": partial(one_form, 1, form="form_weather", language="de"),
    "one story": partial(one_story, 1, words=100),
    "one text": partial(one_text, 1, words=100),
    "one footer": partial(shared_footer, 1, words=100, footer_words=60),
}
SMALL, LARGE = 200 * SIZE, 800 * SIZE  # articles
MOST_PROPOSED, MOST_COMPARED = 12, 1  # pairs an article


@pytest.mark.parametrize("kind", sorted(FOLDERS))
def test_pairs_grow_with_the_articles(kind: str, tmp_path: Path, tries: Callable[[int], None]) -> None:
    for articles in (SMALL, LARGE):
        path = tmp_path / f"{articles}.jsonl"
        write_corpus(FOLDERS[kind](articles), path)
        found = search_folder([path])
        tries(articles)
        looked_at = len(found.near) + len(found.partial) + len(found.reworded)
        assert looked_at <= MOST_PROPOSED * articles
        assert len(found.candidates) <= MOST_COMPARED * articles
