"""How two articles are related: their texts measured first, and aligned where one may be a copy of the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from dedupe.align.alignment import Alignment
from dedupe.article import Article
from dedupe.comparison.aligned_texts import AlignedTexts
from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.comparison.criteria import Depth
from dedupe.comparison.text_pair_cache import TextPairs
from dedupe.judge.judged_pair import UNDETERMINED, Origin
from dedupe.judge.origin.date_and_version_evidence import date_difference
from dedupe.judge.origin.origin import favoured, find_origin, with_wire_source
from dedupe.judge.relation import Relation, relate, relate_others
from dedupe.verify.measures import Measures


class Known(NamedTuple):
    """What is known of a pair before it is compared."""

    from_source: bool = False  # whether the earlier is the source of whatever they share
    from_archive: bool = False  # whether the later is checked against the earlier, and a copy if in doubt


@dataclass(frozen=True, slots=True)
class Related:
    """Two articles whose relation is known, before it is said what changed."""

    source: ComparableArticle  # the article taken as the source
    target: ComparableArticle
    relation: Relation  # of the target to the source
    measures: Measures
    aligned: AlignedTexts  # which paragraph came from which
    origin: Origin  # which of the two is the source, and what speaks for it

    @property
    def decisive(self) -> Alignment:
        """The alignment that the relation was decided on: by sentence where there is one."""
        return self.aligned.decisive

    @property
    def is_excerpt(self) -> bool:
        """Whether one only prints, between quotation marks, what the other has as its own prose."""
        is_partial = self.relation is Relation.PARTIALLY
        return is_partial and self.decisive.narrative.is_excerpt


def relate_directed(earlier: ComparableArticle, later: ComparableArticle, texts: TextPairs, known: Known) -> Related:
    """Relate with the source first, or the earlier article where it is undetermined."""
    related = relate_texts(earlier, later, texts)
    if known.from_source and related.relation.is_copy:
        return replace(related, origin=with_wire_source(related.origin, earlier.clues))
    origin = related.origin
    if (origin.source if known.from_archive else favoured(origin)) == later.article.id:
        return relate_texts(later, earlier, texts)
    return related


def relate_texts(source: ComparableArticle, target: ComparableArticle, texts: TextPairs) -> Related:
    """Find out how two articles are related, the first taken as the source."""
    depth, pair = texts.depth, texts.of(source, target)
    if depth < Depth.ALIGNMENTS and not texts.can_be_copy(pair):
        relation = Relation.NONE
        if depth is not Depth.COPIES:
            relation = relate_others(pair.measures, lambda: pair.shares_text)
        return _related(source, target, relation, pair.measures, pair.not_aligned)
    in_full = depth is Depth.ALIGNMENTS
    is_own = source.house == target.house is not None
    aligned = pair.aligned(in_full=in_full, with_retold=in_full or not is_own)
    relation = relate(pair.measures, aligned.decisive, same_words=pair.same_words)
    if relation.is_copy and aligned.is_same_form(_days_apart(source.article, target.article)):
        relation = Relation.FORM
    if relation.is_copy and is_own:
        relation = Relation.VERSION
    return _related(source, target, relation, pair.measures, aligned)


def _related(
    source: ComparableArticle, target: ComparableArticle, relation: Relation, measures: Measures, aligned: AlignedTexts
) -> Related:
    """Return the two with their relation, and find out which of them is the source."""
    related = Related(source, target, relation, measures, aligned, UNDETERMINED)
    if relation.is_copy or relation is Relation.VERSION:
        clues = source.clues, target.clues
        origin = find_origin(*clues, measures, relation, is_excerpt=related.is_excerpt)
        return replace(related, origin=origin)
    return related


def _days_apart(first: Article, second: Article) -> int | None:
    between = date_difference(first.date, second.date)
    return abs(between.length.days) if between else None
