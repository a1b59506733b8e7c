"""Two texts that are compared, whoever printed them: what they share, and whether one can be a copy at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.align.align_articles import align, retold_in_either, shares_telling_text
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import NOT_ALIGNED
from dedupe.align.excerpts import excerpt_words, quoted_prose
from dedupe.align.narrative import possible_narrative
from dedupe.align.retold_sentences import most_retold
from dedupe.align.reworded import reworded_words
from dedupe.align.sentence_alignment import align_sentences, by_paragraph, is_one_block
from dedupe.comparison.aligned_texts import AlignedTexts
from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.judge.relation import CLOSE, CLOSE_IN_ALL, may_be_copy
from dedupe.prepare.passages import Passages, language_of
from dedupe.prepare.prepared_text import PreparedText
from dedupe.verify.pair_measures import Measures, measure

_LATEST = 8  # pairs of texts that are kept,
_LARGEST = 20_000  # if they have no more words than so many


@dataclass(frozen=True, eq=False)
class TextPair:
    """Two texts, with what is found out about them when it is asked for."""

    source: PreparedText  # the text taken as the source
    target: PreparedText
    ours: AlignableArticle  # the source as it is aligned
    theirs: AlignableArticle  # the target as it is aligned
    excerpt: int  # what either prints as an excerpt of the other, in words of one run
    least_narrative: int  # shared words outside quotations, names aside, that make a copy
    _aligned: dict[tuple[bool, bool], AlignedTexts] = field(default_factory=dict, repr=False)

    @property
    def not_aligned(self) -> AlignedTexts:
        """The two without an alignment."""
        return AlignedTexts(self.source.passages, self.target.passages, self.code, NOT_ALIGNED)

    @property
    def code(self) -> str | None:
        """Their language (ISO 639-1), None where it is unknown."""
        return self.ours.code

    @cached_property
    def measures(self) -> Measures:
        """What they share."""
        return measure(self.source.shingles, self.target.shingles)

    @cached_property
    def same_words(self) -> bool:
        """Whether they are the same after folding, furniture aside."""
        return self.source.has_words_of(self.target)

    @cached_property
    def is_one_block(self) -> bool:
        """Whether the body of either is one long paragraph, so that they are aligned by sentence."""
        return any(is_one_block(text.passages) for text in (self.source, self.target))

    @cached_property
    def is_close(self) -> bool:
        """Whether they share so much text that sentences told in other words need not be many.

        What both quote says nothing of that: two reporters at one press conference have much of it. What one
        of them prints as an excerpt of somebody else's prose does.
        """
        measures = self.measures
        return measures.narrative_containment >= CLOSE or bool(
            measures.containment >= CLOSE_IN_ALL and (self.ours.attributed.any() or self.theirs.attributed.any())
        )

    @cached_property
    def can_be_copy(self) -> bool:
        """Whether an alignment can make one of them a copy of the other; most pairs share far too little."""
        ours, theirs = self.ours, self.theirs
        most = possible_narrative(ours.narrative, theirs.narrative, self.least_narrative)
        available = 0 if self.is_one_block else most.available  # sentences have less
        most = replace(most, excerpt=self.excerpt, available=available)

        def makes_copy(retold: int) -> bool:
            told = replace(most, retold=retold)
            if not may_be_copy(self.measures, told, same_words=self.same_words):
                return False  # however close they are, which takes longer to find out
            told = most.with_retold(retold, is_close=self.is_close) if retold else most
            return may_be_copy(self.measures, told, same_words=self.same_words)

        if makes_copy(0) or self._reworded() >= most.threshold:
            return True
        retold = (
            most_retold(ours.may_tell, theirs.may_tell_or_excerpt),
            most_retold(ours.may_tell_or_excerpt, theirs.may_tell),
        )
        if not any(words is None or makes_copy(words) for words in retold):
            return False
        return self.is_one_block or makes_copy(retold_in_either(ours, theirs))

    def _reworded(self) -> int:
        return reworded_words(self.ours.pairs, self.theirs.pairs)

    @cached_property
    def shares_text(self) -> bool:
        """Whether an alignment of them, of which neither is a copy, pairs any paragraphs."""
        if not self.is_one_block:
            return shares_telling_text(self.ours, self.theirs)
        aligned = partial(align, least_narrative=self.least_narrative, is_close=self.is_close)
        sentences = align_sentences(self.ours, self.theirs, aligned)
        return any(sentence.partners for sentence in sentences.alignment.target)

    def aligned(self, *, in_full: bool, with_retold: bool) -> AlignedTexts:
        """Align them as `align` does, by sentence as well where one of them is a single block of text."""
        key = in_full, with_retold
        if key not in self._aligned:
            self._aligned[key] = self._align(in_full=in_full, with_retold=with_retold)
        return self._aligned[key]

    def _align(self, *, in_full: bool, with_retold: bool) -> AlignedTexts:
        aligned = partial(
            align,
            least_narrative=self.least_narrative,
            is_close=self.is_close,
            reworded=self._reworded,
            in_full=in_full,
            with_retold=with_retold,
        )
        source, target = self.source.passages, self.target.passages
        if not self.is_one_block:
            alignment = aligned(self.ours, self.theirs).with_excerpt(self.excerpt)
            return AlignedTexts(source, target, self.code, alignment)
        found = align_sentences(self.ours, self.theirs, aligned)
        found = replace(found, alignment=found.alignment.with_excerpt(self.excerpt))
        alignment = by_paragraph(self.ours, self.theirs, found)
        return AlignedTexts(source, target, self.code, alignment, found)


class _Functions(NamedTuple):
    """What makes a pair of two texts."""

    language_of: Callable[[Passages, Passages], str | None]
    quoted_prose: Callable[[AlignableArticle, AlignableArticle], NDArray[np.bool_]]
    text_pair: Callable[..., TextPair]


_ANEW = _Functions(language_of, quoted_prose, TextPair)


class TextPairs:
    """Pairs of texts, of which the latest are kept: articles that print the same two are compared once."""

    def __init__(self) -> None:
        keeping = lru_cache(_LATEST)
        self._kept = _Functions(keeping(language_of), keeping(quoted_prose), keeping(TextPair))

    def of(self, source: ComparableArticle, target: ComparableArticle, least_narrative: int) -> TextPair:
        """Return the texts of two articles, the first taken as the source."""
        is_kept = source.text.words.size + target.text.words.size <= _LARGEST
        find = self._kept if is_kept else _ANEW
        code = find.language_of(source.text.passages, target.text.passages)
        ours, theirs = source.alignable(code), target.alignable(code)
        quoted = find.quoted_prose(theirs, ours), find.quoted_prose(ours, theirs)
        excerpt = max(
            excerpt_words(theirs, quoted[0], source.article.outlet) if quoted[0].any() else 0,
            excerpt_words(ours, quoted[1], target.article.outlet) if quoted[1].any() else 0,
        )
        return find.text_pair(source.text, target.text, ours, theirs, excerpt, least_narrative)
