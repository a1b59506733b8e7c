"""Articles prepared together are prepared as each alone, and as the plain definitions have it."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from dedupe.article import Article, Paragraph
from dedupe.prepare.prepared_text import NO_QUOTATIONS, prepare, prepare_batch
from dedupe.prepare.stock_text import LEAST_PASSAGE
from dedupe.prepare.token_columns import ArticleTokens, Texts
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import HashSet, unique_sorted
from dedupe.text.batch.tokenize import tokenize_batch
from dedupe.text.tokens import tokenize
from tests.unit.align.articles import COST, LEAD, QUOTE, SENTENCES, UNION

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from dedupe.prepare.prepared_text import PreparedText

K = 5
CREDITED = f"PORT HALLAM (Kestrel) - {UNION} (AFP)"
POST = "We close the pier in May. — Hallam Harbour (@hallam) March 4, 2031"
LINKED = "Ted Roe Edward (Ted) RoeRoe wins again Five takeaways MORE voted for the pier on Monday."
paragraphs = st.lists(st.sampled_from((*SENTENCES, CREDITED, POST, LINKED)), max_size=3)
articles = st.lists(paragraphs.map(" ".join), min_size=1, max_size=5).map(
    lambda texts: Article("a", "a", tuple(Paragraph(text, 1, 1) for text in texts))
)
flags = st.sets(st.integers(0, 4))


def shingles_of(*texts: str) -> NDArray[np.uint64]:
    words = tokenize_batch([[text] for text in texts])
    return unique_sorted(shingle(words.hashes, words.bounds, K).hashes)


STOCK, QUOTED = shingles_of(COST, CREDITED), HashSet(shingles_of(LEAD))


def columns(text: PreparedText) -> list[list[object]]:
    tokens, shingles = text.tokens, text.shingles
    own = [getattr(tokens, column.name).tolist() for column in fields(ArticleTokens)]
    return [*own, text.words.tolist(), *(array.tolist() for array in (shingles.all, shingles.quoted))]


@given(st.lists(st.tuples(articles, flags, flags), max_size=4))
def test_a_batch_is_prepared_as_each_of_its_articles(batch: list[tuple[Article, set[int], set[int]]]) -> None:
    known = [
        Texts(article.texts, *(_existing(own, article) for own in (learned, kept))) for article, learned, kept in batch
    ]
    together = prepare_batch(known, K, QUOTED, STOCK)
    alone = [
        prepare(article, K, own.learned, QUOTED, own.kept, STOCK)
        for (article, *_), own in zip(batch, known, strict=True)
    ]
    assert list(map(columns, together)) == list(map(columns, alone))


def _existing(places: set[int], article: Article) -> list[int]:
    return sorted(at for at in places if at < len(article.paragraphs))


@given(articles)
def test_paragraphs_have_the_words_of_the_columns(article: Article) -> None:
    prepared = prepare(article, K)
    for at, paragraph in enumerate(article.paragraphs):
        passage, tokens = prepared.passages[at], tokenize(paragraph.text)
        assert passage.tokens == tokens
        assert passage.capital == tuple(paragraph.text[at].isupper() for at in tokens.starts)
        own = slice(*prepared.tokens.bounds[at : at + 2].tolist())
        assert tuple(prepared.tokens.is_named[own].tolist()) == named(passage.capital)


def named(capital: Sequence[bool]) -> tuple[bool, ...]:
    pairs = [one and other for one, other in pairwise(capital)]
    return tuple(before or after for before, after in zip([False, *pairs], [*pairs, False], strict=True))[
        : len(capital)
    ]


def test_what_another_article_quotes_is_quoted_within_a_paragraph() -> None:
    article = Article.from_text(f"{LEAD} {UNION}\n\n{QUOTE}")
    lead, union = (len(tokenize(text)) for text in (LEAD, UNION))
    quoted = prepare(article, K, quotations=QUOTED).tokens.is_quoted[: lead + union]
    assert quoted.tolist() == [True] * lead + [False] * union
    unquoted = prepare(article, K, quotations=NO_QUOTATIONS).tokens.is_quoted[: lead + union]
    assert not unquoted.any()


def test_a_passage_of_stock_text_is_furniture_unless_it_is_kept() -> None:
    article = Article.from_text(f"{COST}\n\n{LEAD}")
    assert len(tokenize(COST).texts) >= LEAST_PASSAGE
    assert prepare(article, K, stock=STOCK).tokens.is_furniture.tolist() == [True, False]
    kept = prepare(article, K, kept=[0], stock=STOCK).tokens
    assert kept.is_furniture.tolist() == [False, False]
    assert not kept.is_page.any()
