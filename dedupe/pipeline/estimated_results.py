"""Pairs with articles of archives that keep no texts: what they share is estimated, and nothing is aligned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dedupe.align.alignment import AlignedParagraph, Alignment, Change
from dedupe.archive.article_columns import EstimatedPair
from dedupe.article import Article, without_text
from dedupe.comparison.pair_result import PackedResult, PairResult, pack
from dedupe.index.article_record import ArticleRecord
from dedupe.index.build_index import Index
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.credit.outlet_names import OutletProfile
from dedupe.judge.judged_pair import NO_CREDIT, UNDETERMINED, Pair
from dedupe.judge.relation import NEAR, WHOLLY, Relation
from dedupe.sketch.sizes import SCALE
from dedupe.verify.measures import Measures

_LEAST = 0.03  # containment under which what two articles share is as often a statement as it is text


def estimated_results(index: Index, profiles: Iterable[OutletProfile]) -> Iterator[PackedResult]:
    """Yield the pairs that share enough by their samples.

    Which of the two is the source is left open, and so is the credit: only the texts say so. An InputError says that a
    checked article has changed since it was read.
    """
    records, publishers = index.catalogue.records, Publishers(index.outlets, profiles)
    for estimate in index.estimates:
        checked, stored = records[estimate.checked], records[estimate.stored]
        measures = estimated_measures(estimate)
        relation = _relation(estimate, measures)
        if relation.is_copy and _is_same_house(checked, stored, publishers):
            # Of a house's own articles less is no version: they share what stands on its pages.
            is_near = relation in (Relation.EXACT, Relation.NEAR)
            relation = Relation.VERSION if is_near else Relation.NONE
        if relation is not Relation.NONE:
            source, target = (without_text(index.catalogue.article(at)) for at in (estimate.stored, estimate.checked))
            pair = Pair(stored.id, checked.id, relation, measures, UNDETERMINED, NO_CREDIT)
            yield pack(PairResult(pair, source, target, _unaligned(target)))


def estimated_measures(estimate: EstimatedPair) -> Measures:
    """Return what two articles share by their samples; what is quoted is not told apart.

    >>> from dedupe.archive.article_columns import EstimatedPair
    >>> found = EstimatedPair(0, 1, shared=30, stock=10, own=60, others=130, is_same=False)
    >>> measures = estimated_measures(found)
    >>> measures.target_in_source, measures.source_in_target, measures.shared
    (0.6, 0.25, 120)
    """
    own, others = estimate.own - estimate.stock, estimate.others - estimate.stock
    shared = estimate.shared
    in_target, in_source = shared / max(others, 1), shared / max(own, 1)
    return Measures(
        shared / max(own + others - shared, 1),
        in_target,
        in_source,
        in_target,
        in_source,
        SCALE * shared,
        SCALE * estimate.stock,
    )


def _relation(estimate: EstimatedPair, measures: Measures) -> Relation:
    if estimate.is_same:
        return Relation.EXACT
    if measures.resemblance >= NEAR:
        return Relation.NEAR
    if measures.target_in_source >= WHOLLY:
        return Relation.WHOLLY
    return Relation.PARTIALLY if measures.containment >= _LEAST else Relation.NONE


def _is_same_house(first: ArticleRecord, second: ArticleRecord, publishers: Publishers) -> bool:
    if not (first.outlet and second.outlet):
        return False
    return publishers.house(first.outlet) == publishers.house(second.outlet)


def _unaligned(target: Article) -> Alignment:
    """Return the alignment of articles of which it is not known which paragraph came from which."""
    paragraphs = (AlignedParagraph(at, Change.REWRITTEN) for at in range(len(target.paragraphs)))
    return Alignment((AlignedParagraph(0, Change.REWRITTEN),), tuple(paragraphs))
