"""How two prepared articles are related: measured first, and aligned where one may be a copy of the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from dedupe.align.align_articles import align
from dedupe.align.alignment import LEAST_NARRATIVE, NOT_ALIGNED, Alignment
from dedupe.align.forms import is_same_form
from dedupe.align.reworded import reworded_pairs
from dedupe.align.sentence_alignment import SentenceAlignment, align_sentences, by_paragraph
from dedupe.article import Article
from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.comparison.depth import Depth
from dedupe.comparison.measured_pair import MeasuredPair, can_be_copy, measure_pair, shares_text
from dedupe.judge.origin.date_difference import date_difference
from dedupe.judge.origin.origin import UNDETERMINED, Origin, favoured, find_origin, with_wire_source
from dedupe.judge.relation import Relation, relate, relate_others
from dedupe.verify.pair_measures import Measures


@dataclass(frozen=True, slots=True)
class Related:
    """Two texts whose relation is known, before it is said what changed.

    Attributes:
        source: the text taken as the source.
        target: the other one.
        code: their language (ISO 639-1), None where it is unknown.
        relation: of the target to the source.
        alignment: which paragraph came from which; NOT_ALIGNED if neither is a copy and nobody asked.
        origin: which of the two is the source, and what speaks for it.
        sentences: the same by sentence, where the body of either is one long paragraph, else None.
    """

    source: ComparableArticle
    target: ComparableArticle
    code: str | None
    relation: Relation
    measures: Measures
    alignment: Alignment
    origin: Origin
    sentences: SentenceAlignment | None = None


def relate_directed(
    earlier: ComparableArticle,
    later: ComparableArticle,
    least_narrative: int,
    *,
    from_source: bool = False,
    from_archive: bool = False,
    depth: Depth = Depth.ALIGNMENTS,
) -> Related:
    """Relate with the source first, or the earlier text where it is undetermined.

    Args:
        from_source: whether the earlier is known to be the source of whatever they share.
        from_archive: whether the later is checked against the earlier, and a copy if in doubt.
        depth: how much is to be found out of texts that are no copies.
    """
    related = relate_texts(earlier, later, least_narrative, depth=depth)
    if from_source and related.relation.is_copy:
        return replace(related, origin=with_wire_source(related.origin, earlier.clues))
    origin = related.origin
    if (origin.source if from_archive else favoured(origin)) == later.article.id:
        return relate_texts(later, earlier, least_narrative, depth=depth)
    return related


def relate_texts(
    source: ComparableArticle,
    target: ComparableArticle,
    least_narrative: int = LEAST_NARRATIVE,
    *,
    depth: Depth = Depth.ALIGNMENTS,
) -> Related:
    """Find out how two prepared articles are related, the first taken as the source.

    Args:
        depth: how much is to be found out of texts that are no copies; of copies it is all.
    """
    pair = measure_pair(source, target, least_narrative)
    if depth < Depth.ALIGNMENTS and not can_be_copy(pair):
        relation = Relation.NONE
        if depth is Depth.RELATIONS:
            relation = relate_others(pair.measures, lambda: shares_text(pair))
        return _related(pair, relation, NOT_ALIGNED)
    in_full, is_own = (
        depth is Depth.ALIGNMENTS,
        source.clues.house == target.clues.house is not None,
    )
    alignment, sentences = _align(pair, in_full=in_full, with_retold=in_full or not is_own)
    decisive = sentences.alignment if sentences else alignment
    relation = relate(pair.measures, decisive, same_words=pair.same_words)
    if relation.is_copy and is_same_form(
        source.text.passages,
        target.text.passages,
        alignment,
        pair.code,
        days_apart=_days_apart(source.article, target.article),
    ):
        relation = Relation.FORM
    if relation.is_copy and is_own:
        relation = Relation.VERSION
    return _related(pair, relation, alignment, sentences)


def _related(
    pair: MeasuredPair,
    relation: Relation,
    alignment: Alignment,
    sentences: SentenceAlignment | None = None,
) -> Related:
    """Return the two with their relation, and find out which of them is the source."""
    origin = UNDETERMINED
    if relation.is_copy or relation is Relation.VERSION:
        ours, theirs = pair.source.clues, pair.target.clues
        origin = find_origin(ours, theirs, pair.measures, relation)
    return Related(
        pair.source, pair.target, pair.code, relation, pair.measures, alignment, origin, sentences
    )


def _days_apart(first: Article, second: Article) -> int | None:
    between = date_difference(first.date, second.date)
    return abs(between.length.days) if between else None


def _align(
    pair: MeasuredPair, *, in_full: bool, with_retold: bool
) -> tuple[Alignment, SentenceAlignment | None]:
    """Align two articles, by sentence as well where one of them is a single block of text."""
    aligned = partial(
        align,
        least_narrative=pair.least_narrative,
        is_close=pair.is_close,
        reworded=partial(reworded_pairs, *pair.sides),
        in_full=in_full,
        with_retold=with_retold,
    )
    if not pair.is_one_block:
        return aligned(*pair.sides).with_excerpt(pair.excerpt), None
    found = align_sentences(*pair.sides, aligned)
    found = replace(found, alignment=found.alignment.with_excerpt(pair.excerpt))
    return by_paragraph(*pair.sides, found), found
