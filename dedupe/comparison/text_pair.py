"""Two texts that are compared, whoever printed them: what they share, and how they are aligned."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from dedupe.align.align_articles import align, shares_telling_text
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import NOT_ALIGNED, Narrative
from dedupe.align.narrative import possible_narrative
from dedupe.align.prose_word_pairs import reworded_words, words_of_prose
from dedupe.align.retold_paragraphs import tell_in_order
from dedupe.align.sentence_alignment import align_sentences, by_paragraph, is_one_block
from dedupe.align.text_batch import batch_texts
from dedupe.comparison.aligned_texts import AlignedTexts
from dedupe.judge.relation import CLOSE, CLOSE_IN_ALL
from dedupe.prepare.passages import Passages
from dedupe.prepare.prepared_text import PreparedText
from dedupe.verify.measures import Measures
from dedupe.verify.pair_measures import measure


@dataclass(frozen=True, eq=False)
class TextPair:
    """Two texts, with what is found out about them when it is asked for."""

    source: PreparedText  # the text taken as the source
    target: PreparedText
    ours: AlignableArticle  # the source as it is aligned
    theirs: AlignableArticle  # the target as it is aligned
    excerpt: int  # what either article prints as an excerpt of the other, in words of one run
    least: int  # narrative words that make a copy
    _aligned: dict[tuple[bool, bool], AlignedTexts] = field(default_factory=dict, repr=False)

    @property
    def not_aligned(self) -> AlignedTexts:
        """The two without an alignment."""
        return AlignedTexts(*self._passages, self.code, NOT_ALIGNED)

    @property
    def _passages(self) -> tuple[Passages, Passages]:
        return self.source.passages, self.target.passages

    @property
    def code(self) -> str | None:
        """Their language (ISO 639-1), None where it is unknown."""
        return self.ours.code

    @cached_property
    def measures(self) -> Measures:
        """What they share, by their shingles."""
        return measure(self.source.shingles, self.target.shingles)

    @cached_property
    def is_one_block(self) -> bool:
        """Whether the body of either is one long paragraph, so that they are aligned by sentence."""
        return any(map(is_one_block, self._passages))

    @cached_property
    def most(self) -> Narrative:
        """No less narrative than any alignment of the two shares, what is told in other words aside."""
        most = possible_narrative(self.ours.narrative, self.theirs.narrative, self.least)
        available = 0 if self.is_one_block else most.available  # sentences have less
        return replace(most, available=available, excerpt=self.excerpt)

    @cached_property
    def same_words(self) -> bool:
        """Whether they are the same after folding, furniture aside."""
        return self.source.has_words_of(self.target)

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
    def tell_in_order(self) -> bool | None:
        """Whether their paragraphs tell the same in the same order, None where there are too few to know."""
        return tell_in_order(self.ours.content, self.theirs.content)

    def _reworded(self) -> int:
        batch, texts = batch_texts([self._passages], self.code)
        return reworded_words(words_of_prose(batch), texts, lambda _: self.tell_in_order)[0]

    @cached_property
    def shares_text(self) -> bool:
        """Whether an alignment of them, of which neither is a copy, pairs any paragraphs."""
        if not self.is_one_block:
            return shares_telling_text(self.ours, self.theirs)
        aligned = partial(align, least_narrative=self.least, is_close=self.is_close)
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
            least_narrative=self.least,
            is_close=self.is_close,
            reworded=self._reworded,
            in_full=in_full,
            with_retold=with_retold,
        )
        if not self.is_one_block:
            alignment = aligned(self.ours, self.theirs).with_excerpt(self.excerpt)
            return AlignedTexts(*self._passages, self.code, alignment)
        found = align_sentences(self.ours, self.theirs, aligned)
        found = replace(found, alignment=found.alignment.with_excerpt(self.excerpt))
        alignment = by_paragraph(self.ours, self.theirs, found)
        return AlignedTexts(*self._passages, self.code, alignment, found)
