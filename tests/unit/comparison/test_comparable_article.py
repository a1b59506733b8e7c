from __future__ import annotations

import gc
import weakref

from dedupe.article import Article
from dedupe.comparison.comparable_article import comparable
from dedupe.comparison.criteria import K
from dedupe.comparison.relate_articles import Known
from dedupe.comparison.text_pair_cache import TextPairs
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.pipeline.compare_chunk import compare_pair
from dedupe.prepare.prepared_text import prepare
from tests.unit.pipeline.stories import FERRY


def test_an_article_is_gone_with_the_last_that_needs_it() -> None:
    publishers = Publishers(["Quay", "Pier"])
    texts = {"Quay": "\n\n".join(FERRY), "Pier": "\n\n".join(FERRY[:5]).replace("40", "60")}
    articles = [Article.from_text(text, id=outlet, outlet=outlet) for outlet, text in texts.items()]
    earlier, later = (comparable(article, prepare(article, K), publishers) for article in articles)
    kept = [weakref.ref(kept) for article in (earlier, later) for kept in (article, article.text)]
    gc.disable()
    try:
        result = compare_pair(earlier, later, publishers, TextPairs(), Known())
        del earlier, later
        assert result is not None
        assert result.edits
        assert [reference() for reference in kept] == [None] * 4
    finally:
        gc.enable()
