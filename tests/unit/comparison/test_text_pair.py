"""Articles that print the same texts are compared as if each had a text of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dedupe.align.align_articles import align
from dedupe.article import Article, Paragraph
from dedupe.comparison import text_pair
from dedupe.comparison.comparable_article import ComparableArticle, ComparableText, comparable
from dedupe.comparison.criteria import Depth, K
from dedupe.comparison.pair_result import PairResult
from dedupe.comparison.relate_articles import Known
from dedupe.comparison.text_pair_cache import ArticlePair, TextPairs
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.relation import CLOSE_IN_ALL
from dedupe.pipeline.compare_chunk import compare_pair
from dedupe.prepare.prepared_text import prepare
from tests.unit.pipeline.stories import FERRY, MAYOR

OUTLETS = ("Quay Herald", "Pier Mercury")
TEXTS = (
    FERRY,
    (" ".join(FERRY),),
    (f"PORT HALLAM (AP) - {FERRY[0]}", *FERRY[1:4], "(Reporting by the Quay Herald)"),
    (*MAYOR, "The Quay Herald reports:", f"“{FERRY[0]} {FERRY[1]}”"),
    (FERRY[0], FERRY[1].replace("40", "60"), *MAYOR),
)
PUBLISHERS = Publishers(OUTLETS)
ASKED = (
    "The mayor took questions under the awning of the fish hall, for it had begun to rain at noon.",
    "“We shall not dredge the basin before the herring have gone, and nobody here should ask for it again,” she said.",
)
ANSWERED = (
    "Who wanted to know more about the dredger had to come to the market, and bring an umbrella.",
    "“We shall not dredge the basin before the herring have gone, and nobody here should ask for it again,” said the mayor.",
)
metadata = st.fixed_dictionaries(
    {
        "outlet": st.sampled_from((None, *OUTLETS)),
        "date": st.sampled_from((None, "2031-03-04", "2031-03-12")),
        "author": st.sampled_from((None, "Associated Press", "Ruth Anstey")),
        "credit": st.sampled_from((None, "Quay Herald")),
    }
)
BY_NOBODY: dict[str, Any] = {}
BY_QUAY: dict[str, Any] = {"outlet": "Quay Herald"}
articles = st.lists(st.tuples(st.sampled_from(TEXTS), metadata), min_size=2, max_size=4)


def result(
    earlier: ComparableArticle, later: ComparableArticle, depth: Depth, pairs: TextPairs | None = None
) -> PairResult | None:
    return compare_pair(earlier, later, PUBLISHERS, pairs or TextPairs(depth=depth), Known())


def article(name: str, texts: Sequence[str], known: dict[str, Any]) -> Article:
    paragraphs = tuple(Paragraph(text, line, line) for line, text in enumerate(texts, 1))
    return replace(Article(name, name, paragraphs), **known)


@settings(max_examples=30)
@given(articles, st.sampled_from(Depth))
@example([(FERRY, BY_NOBODY), (TEXTS[3], BY_NOBODY), (TEXTS[3], BY_QUAY)], Depth.ALIGNMENTS)
def test_what_is_found_of_equal_texts_is_found_of_each(
    drawn: list[tuple[Sequence[str], dict[str, Any]]], depth: Depth
) -> None:
    own = [article(str(at), *known) for at, known in enumerate(drawn)]
    shared: dict[tuple[str, ...], ComparableText] = {}
    for one in own:
        shared.setdefault(tuple(one.texts), ComparableText(prepare(one, K), PUBLISHERS))
    pairs = TextPairs(depth=depth)
    printed = {one.id: shared[tuple(one.texts)].printed_as(one) for one in own}
    together = [ArticlePair(printed[earlier.id], printed[later.id]) for earlier, later in combinations(own, 2)]
    pairs.prepare(together)
    for (earlier, later), (ours, theirs) in zip(combinations(own, 2), together, strict=True):
        first, second = (comparable(one, prepare(one, K), PUBLISHERS) for one in (earlier, later))
        assert result(ours, theirs, depth, pairs) == result(first, second, depth)


def test_two_texts_are_aligned_once_for_all_articles_that_print_them() -> None:
    texts = [ComparableText(prepare(article("", text, {}), K), PUBLISHERS) for text in (FERRY, TEXTS[2])]
    pairs = TextPairs()
    with patch.object(text_pair, "align", side_effect=align) as aligned:
        for name in "abcd":
            source, target = (
                text.printed_as(article(name + str(at), text.text.paragraphs, {})) for at, text in enumerate(texts)
            )
            pair = pairs.of(source, target)
            assert pair.aligned(in_full=True, with_retold=True).changes.edits
    assert aligned.call_count == 1


def test_what_both_quote_does_not_make_them_close() -> None:
    def are_close(one: Sequence[str], other: Sequence[str]) -> bool:
        read = [article(str(at), texts, BY_NOBODY) for at, texts in enumerate((one, other))]
        first, second = (comparable(own, prepare(own, K), PUBLISHERS) for own in read)
        pair = TextPairs().of(first, second)
        assert pair.measures.containment >= CLOSE_IN_ALL
        return pair.is_close

    assert not are_close(ASKED, ANSWERED)
    assert are_close(ASKED, (ASKED[0], *FERRY))
