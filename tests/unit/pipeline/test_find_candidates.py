from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.generated import write_corpus
from benchmarks.newsroom import shared_footer
from dedupe.pipeline.find_candidates import search_folder


@pytest.mark.parametrize("articles", [4, 40])
def test_a_footer_that_few_articles_have_pairs_them_and_one_that_many_have_nobody(
    tmp_path: Path, articles: int
) -> None:
    path = tmp_path / "news.jsonl"
    write_corpus(shared_footer(1, articles, 200, footer_words=80), path)
    found = search_folder([path])
    pairs = combinations(range(articles), 2) if articles < 12 else ()
    assert found.candidates.tolist() == list(map(list, pairs))
    assert found.stock.size
