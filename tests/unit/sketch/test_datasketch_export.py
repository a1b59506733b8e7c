from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from datasketch import MinHashLSH

from dedupe.article import Article, Paragraph
from dedupe.candidates.lsh import near_candidates
from dedupe.sketch.datasketch_export import to_datasketch
from dedupe.sketch.minhash import bands
from dedupe.sketch.shingles import shingle
from dedupe.text.batch.tokenize import tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL_PAIRS = 10**9


def article(name: str, words: Sequence[int]) -> Article:
    text = " ".join(f"word{word}" for word in words)
    return Article(name, name, (Paragraph(text, 1, 1),))


def related(seed: int) -> list[Article]:
    """Make 60 articles in groups of six that share from 95% down to 20% of their words."""
    draw = np.random.default_rng(seed)
    articles: list[Article] = []
    for _ in range(10):
        common = draw.integers(0, 10**9, 200).tolist()
        for share in (0.95, 0.9, 0.8, 0.6, 0.4, 0.2):
            own = draw.integers(0, 10**9, 200).tolist()
            cut = int(share * 200)
            articles.append(article(str(len(articles)), common[:cut] + own[cut:]))
    return articles


def test_signatures_estimate_the_resemblance_of_shingles() -> None:
    articles = related(seed=1)[:6]
    signed = to_datasketch(articles, k=1)
    for a, b in combinations(articles, 2):
        words = tokenize_batch([[article.paragraphs[0].text] for article in (a, b)])
        shingles = shingle(words.hashes, words.bounds, 1)
        sets = [set(shingles.hashes[slice(*shingles.bounds[at : at + 2])].tolist()) for at in (0, 1)]
        resemblance = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
        assert abs(signed[a.id].jaccard(signed[b.id]) - resemblance) < 0.15


def test_the_same_text_in_house_style_has_the_same_signature() -> None:
    one = Article("one", "one", (Paragraph("The U.S. will organise it for $32bn, it said.", 1, 1),))
    other = Article("two", "two", (Paragraph("The US will organize it for $32 billion, it said.", 1, 1),))
    signed = to_datasketch([one, other])
    assert signed["one"].jaccard(signed["two"]) == 1


@pytest.mark.parametrize(("count", "rows"), [(25, 5), (32, 4), (64, 2), (16, 8)])
def test_our_bands_of_its_signatures_propose_what_datasketch_proposes(count: int, rows: int) -> None:
    index = MinHashLSH(num_perm=128, params=(count, rows))
    signed = to_datasketch(related(seed=count), index)
    proposed = {(int(a), int(b)) for a, b in combinations(signed, 2) if b in index.query(signed[a])}
    assert 0 < len(proposed) < len(signed) ** 2 / 4
    table = np.array([signature.hashvalues for signature in signed.values()], dtype=np.uint32)
    ours = near_candidates([bands(table, count, rows)], np.arange(len(signed)), ALL_PAIRS)
    assert {tuple(pair) for pair in ours.tolist()} == proposed


def test_an_identity_that_the_index_has_is_refused() -> None:
    index = MinHashLSH(num_perm=128, params=(25, 5))
    to_datasketch([article("a.txt", range(9))], index)
    with pytest.raises(ValueError, match="already exists"):
        to_datasketch([article("a.txt", range(9))], index)
