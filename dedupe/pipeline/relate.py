"""How two prepared articles are related: first looked at, and aligned where one may be a copy of the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dedupe.align.alignable import AlignableArticle
from dedupe.align.aligner import align
from dedupe.align.alignment import LEAST_NARRATIVE, NOT_ALIGNED
from dedupe.align.excerpts import excerpt_words, quoted_prose
from dedupe.align.forms import is_same_form
from dedupe.align.narrative import possible_narrative
from dedupe.align.possibly_retold import most_retold
from dedupe.align.sentences import align_sentences, by_paragraph, is_one_block
from dedupe.judge.origin.clues import ArticleClues, collect_clues
from dedupe.judge.origin.dates import date_difference
from dedupe.judge.origin.origin import UNDETERMINED, favoured, find_origin, with_wire_source
from dedupe.judge.relation import CLOSE, Relation, may_be_copy, relate, relate_unaligned
from dedupe.prepare.paragraphs import language_of
from dedupe.verify.measures import measure

if TYPE_CHECKING:
    from dedupe.align.alignment import Alignment
    from dedupe.align.sentences import SentenceAlignment
    from dedupe.article import Article
    from dedupe.judge.credit.publishers import Publishers
    from dedupe.judge.origin.origin import Origin
    from dedupe.prepare.prepared_article import PreparedArticle
    from dedupe.verify.measures import Measures


@dataclass(frozen=True)
class ComparableArticle:
    """An article with all that is found out about it once, for all its comparisons, when it is asked for.

    Attributes:
        text: prepared.
        publishers: agencies and outlets that it can name, its own among them.
    """

    text: PreparedArticle
    publishers: Publishers = field(compare=False, repr=False)
    _alignable: dict[str | None, AlignableArticle] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def article(self) -> Article:
        """It as it was read."""
        return self.text.article

    @cached_property
    def clues(self) -> ArticleClues:
        """What it says about where it is from."""
        return collect_clues(self.text, self.publishers)

    def alignable(self, code: str | None) -> AlignableArticle:
        """Return what alignments in a language (ISO 639-1) need of it."""
        if code not in self._alignable:
            self._alignable[code] = AlignableArticle(
                self.text.passages, code, lambda: self.clues.cited_names
            )
        return self._alignable[code]


@dataclass(frozen=True, slots=True)
class Related:
    """Two texts whose relation is known, before it is said what changed.

    Attributes:
        source: the text taken as the source.
        target: the other one.
        code: their language (ISO 639-1), None where it is unknown.
        relation: of the target to the source.
        measures: what they share.
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
    align_all: bool = True,
) -> Related:
    """Relate with the source first, or the earlier text where it is undetermined.

    Args:
        earlier: one text.
        later: the other.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        from_source: whether the earlier is known to be the source of whatever they share.
        from_archive: whether the later is checked against the earlier, and a copy if in doubt.
        align_all: whether to align texts that are no copies as well.
    """
    related = relate_texts(earlier, later, least_narrative, align_all=align_all)
    if from_source and related.relation.is_copy:
        return replace(related, origin=with_wire_source(related.origin, earlier.clues))
    origin = related.origin
    if (origin.source if from_archive else favoured(origin)) == later.article.id:
        return relate_texts(later, earlier, least_narrative, align_all=align_all)
    return related


def relate_texts(
    source: ComparableArticle,
    target: ComparableArticle,
    least_narrative: int = LEAST_NARRATIVE,
    *,
    align_all: bool = True,
) -> Related:
    """Find out how two prepared articles are related, the first taken as the source.

    Args:
        source: the one.
        target: the other.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        align_all: whether to align them though they cannot be copies; the relation is the same.
    """
    first, second = source.text, target.text
    measures = measure(first.shingles, second.shingles)
    code = language_of(first.passages, second.passages)
    excerpt = _excerpt(source, target, code)
    if not align_all and not _may_be_copy(source, target, code, measures, least_narrative, excerpt):
        relation = relate_unaligned(measures)
        if relation is not None:
            return Related(source, target, code, relation, measures, NOT_ALIGNED, UNDETERMINED)
    alignment, sentences = _align(source, target, code, measures, least_narrative)
    if excerpt:
        alignment = alignment.with_excerpt(excerpt)
        sentences = sentences and replace(
            sentences, alignment=sentences.alignment.with_excerpt(excerpt)
        )
    decisive = sentences.alignment if sentences else alignment
    relation = relate(measures, decisive, same_words=first.has_words_of(second))
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
    origin = UNDETERMINED
    if relation.is_copy or relation is Relation.VERSION:
        origin = find_origin(source.clues, target.clues, measures, relation)
    return Related(source, target, code, relation, measures, alignment, origin, sentences)


def _may_be_copy(
    source: ComparableArticle,
    target: ComparableArticle,
    code: str | None,
    measures: Measures,
    least_narrative: int,
    excerpt: int,
) -> bool:
    """Return whether an alignment can make one of two texts a copy of the other; most share far too little."""
    same_words, is_close = source.text.has_words_of(target.text), measures.containment >= CLOSE
    ours, theirs = source.alignable(code), target.alignable(code)
    most = possible_narrative(ours.narrative, theirs.narrative, least_narrative)
    available = 0 if _is_one_block(source, target) else most.available  # sentences have less
    most = replace(most, excerpt=excerpt, available=available)
    if may_be_copy(measures, most, same_words=same_words):
        return True
    for one, other in (
        (ours.may_tell, theirs.may_tell_or_excerpt),
        (ours.may_tell_or_excerpt, theirs.may_tell),
    ):
        words = most_retold(one, other)
        if words is None or may_be_copy(
            measures, most.with_retold(words, is_close=is_close), same_words=same_words
        ):
            return True
    return False


def _days_apart(first: Article, second: Article) -> int | None:
    between = date_difference(first.date, second.date)
    return abs(between.length.days) if between else None


def _excerpt(source: ComparableArticle, target: ComparableArticle, code: str | None) -> int:
    """Measure what either article prints as an excerpt of the other, in words of one run."""
    most = 0
    for quoting, telling in ((target, source), (source, target)):
        shared = quoted_prose(quoting.alignable(code), telling.alignable(code))
        if shared.any():
            outlet = telling.article.outlet
            most = max(most, excerpt_words(quoting.alignable(code), shared, outlet))
    return most


def _is_one_block(source: ComparableArticle, target: ComparableArticle) -> bool:
    return is_one_block(source.text.passages) or is_one_block(target.text.passages)


def _align(
    source: ComparableArticle,
    target: ComparableArticle,
    code: str | None,
    measures: Measures,
    least_narrative: int,
) -> tuple[Alignment, SentenceAlignment | None]:
    """Align two articles, by sentence as well where one of them is a single block of text."""
    before, after = source.alignable(code), target.alignable(code)
    is_close = measures.containment >= CLOSE
    if not _is_one_block(source, target):
        return align(before, after, least_narrative, is_close=is_close), None
    sentences = align_sentences(before, after, least_narrative, is_close=is_close)
    return by_paragraph(before, after, sentences), sentences
