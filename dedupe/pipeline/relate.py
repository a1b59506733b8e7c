"""How two prepared articles are related: first looked at, and aligned where one may be a copy of the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.alignable import AlignableArticle
from dedupe.align.aligner import align, retold_in_either, shares_telling_text
from dedupe.align.alignment import LEAST_NARRATIVE, NOT_ALIGNED
from dedupe.align.excerpts import excerpt_words, quoted_prose
from dedupe.align.forms import is_same_form
from dedupe.align.narrative import possible_narrative
from dedupe.align.possibly_retold import most_retold
from dedupe.align.sentences import align_sentences, by_paragraph, is_one_block
from dedupe.judge.origin.clues import ArticleClues, collect_clues
from dedupe.judge.origin.dates import date_difference
from dedupe.judge.origin.origin import UNDETERMINED, favoured, find_origin, with_wire_source
from dedupe.judge.relation import CLOSE, Relation, may_be_copy, relate, relate_others
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
    pair = _measured(source, target, least_narrative)
    if not align_all and not _may_be_copy(pair):
        relation = relate_others(pair.measures, lambda: _shares_text(pair))
        return pair.related(relation, NOT_ALIGNED)
    alignment, sentences = _align(pair, in_full=align_all)
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
    if relation.is_copy and source.clues.house == target.clues.house is not None:
        relation = Relation.VERSION
    return pair.related(relation, alignment, sentences)


class _MeasuredPair(NamedTuple):
    """Two texts that were looked at.

    Attributes:
        source: the text taken as the source.
        target: the other one.
        code: their language (ISO 639-1), None where it is unknown.
        measures: what they share.
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

    def related(
        self,
        relation: Relation,
        alignment: Alignment,
        sentences: SentenceAlignment | None = None,
    ) -> Related:
        """Return the two with their relation, and find out which of them is the source."""
        origin = UNDETERMINED
        if relation.is_copy or relation is Relation.VERSION:
            ours, theirs = self.source.clues, self.target.clues
            origin = find_origin(ours, theirs, self.measures, relation)
        return Related(
            self.source,
            self.target,
            self.code,
            relation,
            self.measures,
            alignment,
            origin,
            sentences,
        )


def _measured(
    source: ComparableArticle, target: ComparableArticle, least_narrative: int
) -> _MeasuredPair:
    first, second = source.text, target.text
    code = language_of(first.passages, second.passages)
    return _MeasuredPair(
        source,
        target,
        code,
        measure(first.shingles, second.shingles),
        _excerpt(source, target, code),
        least_narrative,
        first.has_words_of(second),
    )


def _may_be_copy(pair: _MeasuredPair) -> bool:
    """Return whether an alignment can make one of two texts a copy of the other; most share far too little."""
    ours, theirs = pair.sides
    most = possible_narrative(ours.narrative, theirs.narrative, pair.least_narrative)
    available = 0 if pair.is_one_block else most.available  # sentences have less
    most = replace(most, excerpt=pair.excerpt, available=available)

    def makes_copy(retold: int) -> bool:
        told = most.with_retold(retold, is_close=pair.is_close)
        return may_be_copy(pair.measures, told, same_words=pair.same_words)

    if makes_copy(0):
        return True
    retold = (
        most_retold(ours.may_tell, theirs.may_tell_or_excerpt),
        most_retold(ours.may_tell_or_excerpt, theirs.may_tell),
    )
    if not any(words is None or makes_copy(words) for words in retold):
        return False
    return pair.is_one_block or makes_copy(retold_in_either(ours, theirs).words)


def _shares_text(pair: _MeasuredPair) -> bool:
    """Return whether an alignment of two texts of which neither is a copy pairs any paragraphs."""
    if not pair.is_one_block:
        return shares_telling_text(*pair.sides)
    sentences = align_sentences(*pair.sides, pair.least_narrative, is_close=pair.is_close)
    return any(sentence.partners for sentence in sentences.alignment.target)


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


def _align(pair: _MeasuredPair, *, in_full: bool) -> tuple[Alignment, SentenceAlignment | None]:
    """Align two articles, by sentence as well where one of them is a single block of text."""
    (source, target), least = pair.sides, pair.least_narrative
    if not pair.is_one_block:
        alignment = align(source, target, least, is_close=pair.is_close, in_full=in_full)
        return alignment.with_excerpt(pair.excerpt), None
    sentences = align_sentences(source, target, least, is_close=pair.is_close, in_full=in_full)
    sentences = replace(sentences, alignment=sentences.alignment.with_excerpt(pair.excerpt))
    return by_paragraph(source, target, sentences), sentences
