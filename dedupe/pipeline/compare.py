"""Compare one article with another: relation, measures, alignment, origin, credit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.alignable import AlignableArticle
from dedupe.align.aligner import align
from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.align.excerpts import excerpt_words
from dedupe.align.forms import is_same_form
from dedupe.align.sentences import align_sentences, by_paragraph, is_one_block
from dedupe.edits.edits import find_edits
from dedupe.edits.page_text import mark_page_text
from dedupe.edits.relabel import relabel_kept
from dedupe.edits.rewrite_summary import RewriteSummary, summarize_rewrite
from dedupe.edits.sentence_edits import with_edits
from dedupe.furniture.lists import NO_FURNITURE, Furniture
from dedupe.judge.credit.credit import find_credit
from dedupe.judge.credit.outlet_credits import find_outlet_credit
from dedupe.judge.credit.publishers import Publishers
from dedupe.judge.origin.clues import ArticleClues, collect_clues
from dedupe.judge.origin.dates import date_difference
from dedupe.judge.origin.origin import favoured, find_origin, with_wire_source
from dedupe.judge.relation import CLOSE, Relation, relate
from dedupe.pipeline.work_limits import expect_within_limit
from dedupe.prepare.paragraphs import language_of
from dedupe.prepare.prepared_article import prepare_alone
from dedupe.read import MAX_FILE_SIZE, read_article
from dedupe.verify.measures import measure

if TYPE_CHECKING:
    from dedupe.align.alignment import Alignment, Edit
    from dedupe.align.sentences import SentenceAlignment
    from dedupe.article import Article
    from dedupe.judge.credit.credit import Credit
    from dedupe.judge.origin.origin import Origin
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
        is_credit_due: whether that credit is to one whose text it is, or to agencies in general.
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
    is_credit_due: bool
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
        InputError: one of them cannot be read, or comparing them is more work than is allowed.
    """
    articles = [
        read_article(side, max_file_size=max_file_size) if isinstance(side, str | Path) else side
        for side in (source, target)
    ]
    publishers = Publishers(article.outlet or "" for article in articles)
    prepared = [prepare_alone(article, k, furniture) for article in articles]
    expect_within_limit(sum(len(text.words) for text in prepared))
    first, second = (comparable(text, publishers) for text in prepared)
    return describe(relate_texts(first, second, least_narrative), publishers)


@dataclass(frozen=True, slots=True)
class ComparableArticle:
    """An article with all that is found out about it once, for all its comparisons.

    Attributes:
        text: prepared.
        clues: what it says about where it is from.
    """

    text: PreparedArticle
    clues: ArticleClues
    _alignable: dict[str | None, AlignableArticle] = field(
        default_factory=dict, compare=False, repr=False
    )

    def alignable(self, code: str | None) -> AlignableArticle:
        """Return what alignments in a language (ISO 639-1) need of it, found out the first time."""
        if code not in self._alignable:
            self._alignable[code] = AlignableArticle(
                self.text.passages, code, self.clues.cited_names
            )
        return self._alignable[code]


def comparable(text: PreparedArticle, publishers: Publishers) -> ComparableArticle:
    """Find out about a prepared article what its comparisons need.

    Args:
        text: the article.
        publishers: agencies and outlets that it can name, its own among them.
    """
    return ComparableArticle(text, collect_clues(text, publishers))


@dataclass(frozen=True, slots=True)
class Related:
    """Two texts whose relation is known, before it is said what changed.

    Attributes:
        source: the text taken as the source.
        target: the other one.
        code: their language (ISO 639-1), None where it is unknown.
        relation: as in a comparison, as are the rest; no edits are found yet.
    """

    source: ComparableArticle
    target: ComparableArticle
    code: str | None
    relation: Relation
    measures: Measures
    alignment: Alignment
    origin: Origin
    sentences: SentenceAlignment | None


def decisive(compared: Comparison | Related) -> Alignment:
    """Return the alignment that the relation was decided on: by sentence where there is one."""
    return compared.sentences.alignment if compared.sentences else compared.alignment


def relate_texts(
    source: ComparableArticle, target: ComparableArticle, least_narrative: int = LEAST_NARRATIVE
) -> Related:
    """Find out how two prepared articles are related, the first taken as the source."""
    first, second = source.text, target.text
    measures = measure(first.shingles, second.shingles)
    code = language_of(first.passages, second.passages)
    is_close = measures.containment >= CLOSE
    alignment, sentences = _align(source, target, code, least_narrative, is_close=is_close)
    if excerpt := _excerpt(source, target, code):
        alignment = alignment.with_excerpt(excerpt)
        sentences = sentences and replace(
            sentences, alignment=sentences.alignment.with_excerpt(excerpt)
        )
    decisive = sentences.alignment if sentences else alignment
    relation = relate(measures, decisive, same_words=_same_words(first, second))
    if relation.is_copy and is_same_form(
        first.passages,
        second.passages,
        alignment,
        code,
        days_apart=_days_apart(first.article, second.article),
    ):
        relation = Relation.FORM
    if relation.is_copy and source.clues.house == target.clues.house is not None:
        relation = Relation.VERSION
    origin = find_origin(source.clues, target.clues, measures, relation)
    return Related(source, target, code, relation, measures, alignment, origin, sentences)


def _days_apart(first: Article, second: Article) -> int | None:
    between = date_difference(first.date, second.date)
    return abs(between.length.days) if between else None


def _excerpt(source: ComparableArticle, target: ComparableArticle, code: str | None) -> int:
    """Measure what either article prints as an excerpt of the other, in words of one run."""
    return max(
        excerpt_words(
            quoting.alignable(code),
            telling.alignable(code),
            telling.clues.article.outlet,
        )
        for quoting, telling in ((target, source), (source, target))
    )


def relate_directed(
    earlier: ComparableArticle,
    later: ComparableArticle,
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
        return replace(related, origin=with_wire_source(related.origin, earlier.clues))
    origin = related.origin
    if (origin.source if from_archive else favoured(origin)) == later.clues.article.id:
        return relate_texts(later, earlier, least_narrative)
    return related


def describe(related: Related, publishers: Publishers) -> Comparison:
    """Find what changed between two articles whose relation is known, and who is credited.

    Args:
        related: the two.
        publishers: with what is configured of them.
    """
    changes = find_changes(related)
    credit, is_due = credit_of(related, publishers)
    return Comparison(
        related.source.text.article,
        related.target.text.article,
        related.relation,
        related.measures,
        changes.alignment,
        changes.edits,
        related.origin,
        credit,
        is_due,
        changes.shape,
        changes.sentences,
    )


class Changes(NamedTuple):
    """What changed between two related articles: four attributes of a comparison."""

    alignment: Alignment
    edits: tuple[Edit, ...]
    shape: RewriteSummary
    sentences: SentenceAlignment | None


def find_changes(related: Related) -> Changes:
    """Find the edits inside aligned paragraphs, label the paragraphs accordingly, and sum up."""
    source, target = related.source.text.passages, related.target.text.passages
    edits = find_edits(source, target, related.alignment, related.code)
    marked = mark_page_text(related.alignment, source, target)
    alignment, sentences = relabel_kept(marked, edits), related.sentences
    return Changes(
        alignment,
        edits,
        summarize_rewrite(source, target, alignment, edits),
        with_edits(source, target, sentences, related.code) if sentences else None,
    )


def credit_of(related: Related, publishers: Publishers) -> tuple[Credit, bool]:
    """Find how the target credits its text, in everyone's words or in its outlet's own.

    Returns:
        The credit, and whether it is to one whose text it is, or to agencies in general.
    """
    source, target = related.source.clues, related.target.clues
    said = (mention for mention in source.mentions if mention.place != "passing")
    named = {key for mention in said for key in mention.publishers}
    credit, is_due = find_credit(
        target.named, related.origin.owners, named | {source.publisher or ""}
    )
    if target.publisher in related.origin.owners:
        return credit, True  # its own text
    outlet = target.article.outlet
    if outlet and (credit.exactness == "none" or credit.place == "text"):
        own = find_outlet_credit(target.article, publishers.credits(outlet))
        return (own, True) if own else (credit, is_due)
    return credit, is_due


def _align(
    source: ComparableArticle,
    target: ComparableArticle,
    code: str | None,
    least_narrative: int,
    *,
    is_close: bool,
) -> tuple[Alignment, SentenceAlignment | None]:
    """Align two articles, by sentence as well where one of them is a single block of text."""
    before, after = source.alignable(code), target.alignable(code)
    if not (is_one_block(before.passages) or is_one_block(after.passages)):
        return align(before, after, least_narrative, is_close=is_close), None
    sentences = align_sentences(before, after, least_narrative, is_close=is_close)
    return by_paragraph(before.passages, after.passages, sentences), sentences


def _same_words(source: PreparedArticle, target: PreparedArticle) -> bool:
    """Return whether two articles have the same words; of those that are all furniture, every word counts."""
    if source.words or target.words:
        return source.words == target.words
    return [p.words for p in source.passages] == [p.words for p in target.passages]
