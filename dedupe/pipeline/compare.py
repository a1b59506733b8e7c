"""Compare one article with another: relation, measures, alignment, origin, credit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.align.aligner import align
from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.align.sentences import align_sentences, by_paragraph, is_one_block
from dedupe.edits.edits import find_edits
from dedupe.edits.relabel import relabel_kept
from dedupe.edits.rewrite_summary import RewriteSummary, summarize_rewrite
from dedupe.edits.sentence_edits import with_edits
from dedupe.furniture.lists import NO_FURNITURE, Furniture
from dedupe.judge.credit.credit import find_credit
from dedupe.judge.origin.origin import favoured, find_origin, is_version, with_wire_source
from dedupe.judge.relation import Relation, relate
from dedupe.prepare.paragraphs import language_of
from dedupe.prepare.prepared_article import prepare_alone
from dedupe.read import MAX_FILE_SIZE, read_article
from dedupe.verify.measures import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.alignment import Alignment, Edit
    from dedupe.align.sentences import SentenceAlignment
    from dedupe.article import Article
    from dedupe.judge.credit.credit import Credit
    from dedupe.judge.origin.origin import Origin
    from dedupe.prepare.paragraphs import Passage
    from dedupe.prepare.prepared_article import PreparedArticle
    from dedupe.verify.measures import Measures

K = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one article, the target, has of another, the source.

    Attributes:
        source: the article taken as the source, whatever `origin` says.
        target: the other one.
        relation: of the target to the source.
        measures: what they share.
        alignment: which paragraph came from which.
        edits: differences inside aligned paragraphs, in the target's order.
        origin: which of the two is the source, and what speaks for it.
        credit: how the target credits the source or an agency.
        shape: what the target made of the source as a whole.
        sentences: the same by sentence, where the body of either is one long paragraph, else None.
    """

    source: Article
    target: Article
    relation: Relation
    measures: Measures
    alignment: Alignment
    edits: tuple[Edit, ...]
    origin: Origin
    credit: Credit
    shape: RewriteSummary
    sentences: SentenceAlignment | None = None


def compare(
    source: str | Path | Article,
    target: str | Path | Article,
    *,
    k: int = K,
    max_file_size: int = MAX_FILE_SIZE,
    furniture: Furniture = NO_FURNITURE,
    least_narrative: int = LEAST_NARRATIVE,
) -> Comparison:
    """Compare two articles, paragraph by paragraph.

    Args:
        source: the article that the other may be a copy of, or its path.
        target: the other one, or its path.
        k: tokens a shingle.
        max_file_size: in bytes.
        furniture: what is furniture beside what has its shape, and what is none.
        least_narrative: shared words outside quotations, names aside, that make a copy.

    Raises:
        InputError: one of them cannot be read.
    """
    texts = [
        prepare_alone(
            read_article(it, max_file_size=max_file_size) if isinstance(it, str | Path) else it,
            k,
            furniture,
        )
        for it in (source, target)
    ]
    return describe(relate_texts(texts[0], texts[1], least_narrative))


@dataclass(frozen=True, slots=True)
class Related:
    """Two texts whose relation is known, before it is said what changed.

    Attributes:
        source: the text taken as the source.
        target: the other one.
        code: their language (ISO 639-1), None where it is unknown.
        relation: as in a comparison, as are the rest; no edits are found yet.
    """

    source: PreparedArticle
    target: PreparedArticle
    code: str | None
    relation: Relation
    measures: Measures
    alignment: Alignment
    origin: Origin
    sentences: SentenceAlignment | None


def decisive(compared: Comparison | Related) -> Alignment:
    """Give the alignment that the relation was decided on: by sentence where there is one."""
    return compared.sentences.alignment if compared.sentences else compared.alignment


def relate_texts(
    source: PreparedArticle, target: PreparedArticle, least_narrative: int = LEAST_NARRATIVE
) -> Related:
    """Tell how two prepared texts are related, the first taken as the source."""
    measures = measure(source.shingles, target.shingles)
    code = language_of(source.passages, target.passages)
    alignment, sentences = _align(source.passages, target.passages, code, least_narrative)
    decisive = sentences.alignment if sentences else alignment
    relation = relate(measures, decisive, same_words=_same_words(source, target))
    if relation.is_copy and is_version(source.article, target.article):
        relation = Relation.VERSION
    origin = find_origin(source, target, measures, relation)
    return Related(source, target, code, relation, measures, alignment, origin, sentences)


def relate_directed(
    earlier: PreparedArticle,
    later: PreparedArticle,
    least_narrative: int,
    *,
    from_source: bool = False,
    from_archive: bool = False,
) -> Related:
    """Relate with the source first, or the earlier text where it is undetermined.

    Args:
        earlier: one text.
        later: the other.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        from_source: whether the earlier is known to be the source of whatever they share.
        from_archive: whether the later is checked against the earlier, and a copy if in doubt.
    """
    related = relate_texts(earlier, later, least_narrative)
    if from_source and related.relation.is_copy:
        return replace(related, origin=with_wire_source(related.origin, earlier.article.id))
    origin = related.origin
    if (origin.source if from_archive else favoured(origin)) == later.article.id:
        return relate_texts(later, earlier, least_narrative)
    return related


def describe(related: Related) -> Comparison:
    """Say what changed between two texts whose relation is known, and who is credited."""
    article, other = related.source.article, related.target.article
    source, target, code = related.source.passages, related.target.passages, related.code
    edits = find_edits(source, target, related.alignment, code)
    alignment = relabel_kept(related.alignment, edits)
    sentences = related.sentences
    return Comparison(
        article,
        other,
        related.relation,
        related.measures,
        alignment,
        edits,
        related.origin,
        find_credit(other, target, (article.outlet,) if article.outlet else ()),
        summarize_rewrite(source, target, alignment, edits),
        with_edits(source, target, sentences, code) if sentences else None,
    )


def _align(
    source: Sequence[Passage], target: Sequence[Passage], code: str | None, least_narrative: int
) -> tuple[Alignment, SentenceAlignment | None]:
    """Align two articles, by sentence as well where one of them is a single block of text."""
    if not (is_one_block(source) or is_one_block(target)):
        return align(source, target, code, least_narrative), None
    sentences = align_sentences(source, target, code, least_narrative)
    return by_paragraph(source, target, sentences), sentences


def _same_words(source: PreparedArticle, target: PreparedArticle) -> bool:
    """Tell whether two texts are the same; of those that are all furniture, every word counts."""
    if source.words or target.words:
        return source.words == target.words
    return [p.words for p in source.passages] == [p.words for p in target.passages]
