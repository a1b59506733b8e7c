"""Laws that hold for any articles."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

import dedupe
from dedupe.align.alignment import Change
from dedupe.article import Article, Paragraph
from dedupe.comparison.compare_articles import compare
from dedupe.judge.relation import Relation
from dedupe.pipeline.check import check
from dedupe.pipeline.judgement import Judgement
from dedupe.read.article_reference import read_article
from dedupe.report.check_report import CheckReport, TextOptions
from dedupe.report.formats import CHECK_FORMATS
from tests.unit.report.reports import written

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
FILES = sorted(DEMO.rglob("*.txt"))
SENTENCES = [
    sentence for file in FILES for paragraph in read_article(file).paragraphs for sentence in paragraph.text.split(". ")
]
paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(". ".join)
articles = st.lists(paragraphs, min_size=1, max_size=12).map(
    lambda texts: Article("a", "a", tuple(Paragraph(text, 1, 1) for text in texts))
)


@settings(max_examples=10, deadline=None)
@given(st.permutations(FILES), st.sampled_from(FILES))
def test_the_order_of_paths_changes_nothing(files: list[Path], again: Path) -> None:
    expected, shuffled = check(FILES), check([*files, again])
    verbose = TextOptions(verbose=True)
    for name in CHECK_FORMATS:
        one, other = (CheckReport(report, text=verbose) for report in (shuffled, expected))
        assert written(one, name) == written(other, name)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_in_a_corpus_changes_nothing(seed: int) -> None:
    lines = [
        json.dumps({"id": article.id, "text": "\n\n".join(part.text for part in article.paragraphs)})
        for article in map(read_article, FILES)
    ]
    with TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        corpus.write_text("\n".join(lines), "utf-8")
        expected = _but_for_lines(check([corpus]))
        Random(seed).shuffle(lines)
        corpus.write_text("\n".join(lines), "utf-8")
        assert _but_for_lines(check([corpus])) == expected


def _but_for_lines(report: Judgement) -> str:
    """Write a report without the lines of the corpus on which the articles stand."""
    shown = written(CheckReport(report), "json")
    return re.sub(r'"(start|end)_line": \d+|corpus\.jsonl:\d+', "", shown)


@settings(max_examples=20, deadline=None)
@given(articles)
def test_an_article_is_the_same_as_itself(article: Article) -> None:
    comparison = compare(article, article)
    assert comparison.relation is Relation.EXACT
    assert {paragraph.change for paragraph in comparison.alignment.target} <= {Change.KEPT, Change.FURNITURE}
    assert not comparison.edits
