"""Pairs that cannot be copies are not aligned, and the answer is the one of a check that aligns them all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.newsroom import corpus, record
from dedupe.align.align_articles import align
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import MINOR, NOT_ALIGNED
from dedupe.align.narrative import possible_narrative
from dedupe.align.retold_sentences import retold_words
from dedupe.align.retold_upper_bound import PossibleTellingWords, most_retold
from dedupe.align.text_batch import TextBatch
from dedupe.article import Article, Paragraph
from dedupe.comparison import text_pair
from dedupe.comparison.comparable_article import comparable
from dedupe.comparison.criteria import Depth, K
from dedupe.comparison.text_pair_cache import TextPairs
from dedupe.findings.finding import Region
from dedupe.findings.make_findings import NO_COPY_RULES
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.relation import Relation, relate
from dedupe.pipeline.check import check
from dedupe.prepare.passages import passages
from dedupe.prepare.prepared_text import prepare
from tests.unit.align.articles import COST, LEAD, QUOTE, UNION, texts
from tests.unit.align.test_retold_sentences import MILL, RETOLD, RULES
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, SCHOOL, write

if TYPE_CHECKING:
    from dedupe.comparison.pair_result import PairResult
    from dedupe.findings.finding import Finding
    from dedupe.pipeline.judgement import Judgement

PAIR = np.array([[0, 1]])
FOLDERS = [folder / "articles" for folder in sorted(Path(__file__).parents[2].joinpath("cases").iterdir())]


def assert_same_answer(folder: Path) -> Judgement:
    """Check a folder in both ways, compare the answers, and return the quick one."""
    full, quick, related, least = (check([folder], jobs=0, depth=depth) for depth in reversed(Depth))
    assert_same_findings(related, quick)
    assert_same_copies(least, related)
    assert quick.pairs == full.pairs
    assert list(map(_placed, quick.findings)) == list(map(_placed, full.findings))
    assert quick.clusters == full.clusters
    for names, compared in quick.comparisons.items():
        expected = full.comparisons[names]
        if compared.pair.relation is Relation.QUOTES and compared.alignment == NOT_ALIGNED:
            continue
        assert _without_retold(compared) == _without_retold(expected)
    return quick


def assert_same_findings(related: Judgement, full: Judgement) -> None:
    """Compare a check for the changes that matter with one that finds every difference of copies."""
    assert related.pairs == full.pairs
    assert related.findings == full.findings
    assert related.clusters == full.clusters
    for names, compared in related.comparisons.items():
        assert compared == _without_minor(full.comparisons[names])


def _without_minor(compared: PairResult) -> PairResult:
    """Leave out what a report of findings does not show."""
    source, target = (
        tuple(replace(paragraph, furniture=()) for paragraph in side)
        for side in (compared.alignment.source, compared.alignment.target)
    )
    return replace(
        compared,
        alignment=replace(compared.alignment, source=source, target=target),
        edits=tuple(edit for edit in compared.edits if edit.kind not in MINOR),
        shape=None,
        sentences=None,
    )


def assert_same_copies(least: Judgement, full: Judgement) -> None:
    """Compare a check for copies alone with one that says of other pairs as well how they are related."""
    assert least.pairs == tuple(pair for pair in full.pairs if pair.relation.is_copy)
    copies = tuple(found for found in full.findings if found.rule not in NO_COPY_RULES)
    assert least.findings == copies
    assert least.clusters == full.clusters
    assert all(least.comparisons[names] == full.comparisons[names] for names in least.comparisons)


def _without_retold(compared: PairResult) -> PairResult:
    """Leave out what is told in other words, which is only measured where it decides."""
    told, sentences = compared.alignment, compared.sentences
    if sentences:
        own = sentences.alignment
        own = replace(own, narrative=replace(own.narrative, retold=0, reworded=0))
        sentences = replace(sentences, alignment=own)
    told = replace(told, narrative=replace(told.narrative, retold=0, reworded=0))
    return replace(compared, alignment=told, sentences=sentences)


def _placed(finding: Finding) -> Finding:
    """Leave out where a note on shared quotations is, which is only asked where it is shown."""
    if finding.rule == "shared-quotes":
        return replace(finding, region=Region("", 0, 0), related=())
    return finding


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_cases_have_the_same_answer(folder: Path) -> None:
    assert_same_answer(folder)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_generated_newsroom_has_the_same_answer(tmp_path: Path, language: str) -> None:
    articles = corpus("look", 24, language).articles
    (tmp_path / "news.jsonl").write_text("\n".join(map(record, articles)), encoding="utf-8")
    with patch.object(text_pair, "align", side_effect=align) as aligned:
        report = assert_same_answer(tmp_path)
    skipped = [comparison for comparison in report.comparisons.values() if comparison.alignment is NOT_ALIGNED]
    assert aligned.call_count
    assert all(skipped.pair.relation is Relation.QUOTES for skipped in skipped)


def test_an_article_is_aligned_with_none_of_the_many_posts_that_it_quotes(tmp_path: Path) -> None:
    posts = (*FERRY, *MAYOR, *ORCHARD, *SCHOOL)
    own = {f"outlet-{at}/post.txt": (post,) for at, post in enumerate(posts)}
    write(tmp_path, {**own, "page/all.txt": [f"A reader wrote: “{post}”" for post in posts]})
    with patch.object(text_pair, "align", side_effect=align) as aligned:
        report = check([tmp_path], jobs=0, depth=Depth.RELATIONS)
    assert {pair.relation for pair in report.pairs} == {Relation.QUOTES}
    assert len(report.pairs) == len(posts)
    assert not aligned.called
    assert_same_answer(tmp_path)


@given(texts, texts)
@example([QUOTE], [LEAD, QUOTE])
@example([f"{LEAD} {QUOTE}"], [f"{LEAD} {COST}", UNION])
def test_what_cannot_be_a_copy_is_none(source: list[str], target: list[str]) -> None:
    read = [
        Article(name, name, tuple(Paragraph(text, 1, 1) for text in side))
        for name, side in (("a", source), ("b", target))
    ]
    first, second = (comparable(own, prepare(own, K), Publishers(())) for own in read)
    pairs = TextPairs()
    pair = pairs.of(first, second)
    aligned = pair.aligned(in_full=True, with_retold=True)
    relation = relate(pair.measures, aligned.decisive, same_words=pair.same_words)
    assert pairs.can_be_copy(pair) or not relation.is_copy


@given(texts, texts)
def test_no_alignment_shares_more_narrative_than_is_possible(source: list[str], target: list[str]) -> None:
    ours, theirs = (AlignableArticle(passages(side), "en") for side in (source, target))
    found = align(ours, theirs).narrative
    possible = possible_narrative(ours.narrative, theirs.narrative)
    assert found.words <= possible.words
    assert found.longest <= possible.longest
    assert found.shared <= possible.shared
    assert found.available == possible.available
    told = possible.with_retold(found.retold, is_close=True)
    assert told.is_derived or not found.is_derived


@given(texts, texts, st.sampled_from(["en", "de", None]))
@example([f"{RULES} {RULES} {MILL}", MILL], [f"{RETOLD} {RETOLD}", f'The Press: "{RULES} {MILL}"'], "en")
def test_no_more_is_told_in_other_words_than_is_possible(
    source: list[str], target: list[str], code: str | None
) -> None:
    ours, theirs = (AlignableArticle(passages(side), code, lambda: ("Press",)) for side in (source, target))
    found = retold_words(ours.telling, theirs.telling_or_excerpted)
    batch = TextBatch([ours.passages, theirs.passages], code)
    own, with_quotations = (PossibleTellingWords(batch, with_quotations=wanted) for wanted in (False, True))
    (most,) = most_retold(own, with_quotations, PAIR)
    assert most is not None
    assert found <= most
    back = retold_words(theirs.telling_or_excerpted, ours.telling)
    (most_back,) = most_retold(with_quotations, own, PAIR[:, ::-1])
    assert most_back is not None
    assert back <= most_back
