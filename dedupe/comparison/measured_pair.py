"""Two articles measured before they are aligned: what they share, and whether one can be a copy at all."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from dedupe.align.align_articles import align, retold_in_either, shares_telling_text
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.excerpts import excerpt_words, quoted_prose
from dedupe.align.narrative import possible_narrative
from dedupe.align.retold_sentences import most_retold
from dedupe.align.reworded import reworded_pairs
from dedupe.align.sentence_alignment import align_sentences, is_one_block
from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.judge.relation import CLOSE, may_be_copy
from dedupe.prepare.passages import language_of
from dedupe.verify.pair_measures import Measures, measure


class MeasuredPair(NamedTuple):
    """Two articles before they are aligned.

    Attributes:
        source: the text taken as the source.
        target: the other one.
        code: their language (ISO 639-1), None where it is unknown.
        excerpt: what either prints as an excerpt of the other, in words of one run.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        same_words: whether they are the same after folding, furniture aside.
    """

    source: ComparableArticle
    target: ComparableArticle
    code: str | None
    measures: Measures
    excerpt: int
    least_narrative: int
    same_words: bool

    @property
    def sides(self) -> tuple[AlignableArticle, AlignableArticle]:
        """The two as they are aligned."""
        return self.source.alignable(self.code), self.target.alignable(self.code)

    @property
    def is_one_block(self) -> bool:
        """Whether the body of either is one long paragraph, so that they are aligned by sentence."""
        return any(is_one_block(side.text.passages) for side in (self.source, self.target))

    @property
    def is_close(self) -> bool:
        """Whether they share so much text that sentences told in other words need not be many."""
        return self.measures.containment >= CLOSE


def measure_pair(
    source: ComparableArticle, target: ComparableArticle, least_narrative: int
) -> MeasuredPair:
    """Measure what two articles share."""
    first, second = source.text, target.text
    code = language_of(first.passages, second.passages)
    return MeasuredPair(
        source,
        target,
        code,
        measure(first.shingles, second.shingles),
        _excerpt(source, target, code),
        least_narrative,
        first.has_words_of(second),
    )


def can_be_copy(pair: MeasuredPair) -> bool:
    """Return whether an alignment can make one of two texts a copy of the other; most share far too little."""
    ours, theirs = pair.sides
    most = possible_narrative(ours.narrative, theirs.narrative, pair.least_narrative)
    available = 0 if pair.is_one_block else most.available  # sentences have less
    most = replace(most, excerpt=pair.excerpt, available=available)

    def makes_copy(retold: int) -> bool:
        told = most.with_retold(retold, is_close=pair.is_close)
        return may_be_copy(pair.measures, told, same_words=pair.same_words)

    if makes_copy(0) or reworded_pairs(ours, theirs) >= most.threshold:
        return True
    retold = (
        most_retold(ours.may_tell, theirs.may_tell_or_excerpt),
        most_retold(ours.may_tell_or_excerpt, theirs.may_tell),
    )
    if not any(words is None or makes_copy(words) for words in retold):
        return False
    return pair.is_one_block or makes_copy(retold_in_either(ours, theirs).words)


def shares_text(pair: MeasuredPair) -> bool:
    """Return whether an alignment of two texts of which neither is a copy pairs any paragraphs."""
    if not pair.is_one_block:
        return shares_telling_text(*pair.sides)
    aligned = partial(align, least_narrative=pair.least_narrative, is_close=pair.is_close)
    sentences = align_sentences(*pair.sides, aligned)
    return any(sentence.partners for sentence in sentences.alignment.target)


def _excerpt(source: ComparableArticle, target: ComparableArticle, code: str | None) -> int:
    """Measure what either article prints as an excerpt of the other, in words of one run."""
    most = 0
    for quoting, telling in ((target, source), (source, target)):
        shared = quoted_prose(quoting.alignable(code), telling.alignable(code))
        if shared.any():
            outlet = telling.article.outlet
            most = max(most, excerpt_words(quoting.alignable(code), shared, outlet))
    return most
