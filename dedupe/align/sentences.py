"""Alignment by sentence, for articles whose body is one paragraph."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dedupe.align.aligner import align, assemble
from dedupe.align.alignment import LEAST_NARRATIVE, Alignment, Edge, Edit, TextSpan
from dedupe.furniture.shapes import is_cued
from dedupe.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.alignable import AlignableArticle
    from dedupe.prepare.paragraphs import Passage

_LEAST_WORDS = 60  # of a paragraph that is worth splitting


@dataclass(frozen=True, slots=True)
class SentenceAlignment:
    """Two articles aligned by sentence.

    Attributes:
        source: where the source's sentences are; a paragraph that is furniture counts as one.
        target: where the target's are.
        alignment: of the sentences; its indices are those of `source` and `target`.
        edits: differences inside aligned sentences; their places are sentences and offsets in them.
    """

    source: tuple[TextSpan, ...]
    target: tuple[TextSpan, ...]
    alignment: Alignment
    edits: tuple[Edit, ...] = ()


def is_one_block(passages: Sequence[Passage]) -> bool:
    """Return whether the body of an article is one long paragraph."""
    body = [passage for passage in passages if not passage.furniture]
    return len(body) == 1 and len(body[0].words) > _LEAST_WORDS


def align_sentences(
    source: AlignableArticle,
    target: AlignableArticle,
    least_narrative: int = LEAST_NARRATIVE,
    *,
    is_close: bool = True,
) -> SentenceAlignment:
    """Align the sentences of two articles, many to many, without looking for edits inside them.

    Args:
        source: the article that the other may be a copy of.
        target: the other one.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        is_close: whether they share so much text that sentences told in other words need not be many.
    """
    before, after = (_sentences(article.passages, article.code) for article in (source, target))
    alignment = align(
        _by_sentence(source, before),
        _by_sentence(target, after),
        least_narrative,
        is_close=is_close,
    )
    return SentenceAlignment(before, after, alignment)


def _by_sentence(article: AlignableArticle, spans: Sequence[TextSpan]) -> AlignableArticle:
    return replace(article, passages=cut_sentences(article.passages, spans))


def by_paragraph(
    source: Sequence[Passage], target: Sequence[Passage], found: SentenceAlignment
) -> Alignment:
    """Return the alignment of paragraphs that an alignment of their sentences makes."""
    edges = {
        Edge(found.source[partner].paragraph, found.target[sentence.index].paragraph)
        for sentence in found.alignment.target
        for partner in sentence.partners
    }
    return assemble(source, target, sorted(edges), found.alignment.narrative)


def _sentences(passages: Sequence[Passage], code: str | None) -> tuple[TextSpan, ...]:
    return tuple(
        TextSpan(index, start, end)
        for index, passage in enumerate(passages)
        for start, end in (
            ((0, len(passage.text)),) if passage.furniture else sentence_spans(passage.text, code)
        )
    )


def cut_sentences(passages: Sequence[Passage], spans: Sequence[TextSpan]) -> list[Passage]:
    """Return each sentence as a paragraph of its own, with the flags its words have in the article."""
    return [_cut_sentence(passages[span.paragraph], span) for span in spans]


def _cut_sentence(passage: Passage, span: TextSpan) -> Passage:
    low, high = (bisect_left(passage.tokens.starts, at) for at in span[1:])
    text, size = passage.text[span.start : span.end], high - low
    return replace(
        passage,
        text=text,
        tokens=passage.tokens[low:high].moved(-span.start),
        words=passage.words[low:high],
        hashes=passage.hashes[low:high],
        marked=passage.marked[low:high],
        quoted=passage.quoted[low:high],
        capital=passage.capital[low:high],
        named=passage.named[low:high],
        stock=passage.stock[low:high],
        page=passage.page[low:high],
        body=min(max(passage.body - low, 0), size),
        end=min(max(passage.end - low, 0), size),
        furniture=passage.furniture or all(passage.page[low:high]) or is_cued(text),
    )
