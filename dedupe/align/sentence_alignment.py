"""Alignment by sentence, for articles whose body is one paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from dedupe.align.align_articles import assemble
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import Alignment, Edge, SentenceAlignment, TextSpan
from dedupe.furniture.furniture_shapes import is_cued
from dedupe.prepare.passages import Passages
from dedupe.text.tokens import Tokens

_LEAST_WORDS = 60  # of a paragraph that is worth splitting


def is_one_block(article: Passages) -> bool:
    """Return whether the body of an article is one long paragraph."""
    (body,) = np.nonzero(~article.tokens.is_furniture)
    return body.size == 1 and np.diff(article.tokens.bounds)[body[0]] > _LEAST_WORDS


def align_sentences(
    source: AlignableArticle,
    target: AlignableArticle,
    aligned: Callable[[AlignableArticle, AlignableArticle], Alignment],
) -> SentenceAlignment:
    """Align the sentences of two articles, many to many, each as a paragraph, without looking for edits in them."""
    before, after = (_sentences(article.passages, article.code) for article in (source, target))
    alignment = aligned(_by_sentence(source, before), _by_sentence(target, after))
    return SentenceAlignment(before, after, alignment)


def _by_sentence(article: AlignableArticle, spans: Sequence[TextSpan]) -> AlignableArticle:
    return AlignableArticle(cut_sentences(article.passages, spans), article.code, article.cited)


def by_paragraph(source: AlignableArticle, target: AlignableArticle, found: SentenceAlignment) -> Alignment:
    """Return the alignment of paragraphs that an alignment of their sentences makes."""
    edges = {
        Edge(found.source[partner].paragraph, found.target[sentence.index].paragraph)
        for sentence in found.alignment.target
        for partner in sentence.partners
    }
    return assemble(source, target, sorted(edges), found.alignment.narrative)


def _sentences(article: Passages, code: str | None) -> tuple[TextSpan, ...]:
    return tuple(
        TextSpan(index, start, end)
        for index, sentences in enumerate(article.sentences(code))
        for start, end in sentences
    )


def cut_sentences(article: Passages, spans: Sequence[TextSpan]) -> Passages:
    """Return each sentence as a paragraph of its own, with the flags its words have in the article.

    The spans are in reading order, and every word of the article stands in one.
    """
    tokens, texts = article.tokens, [article.texts[span.paragraph] for span in spans]
    sentences = [text[span.start : span.end] for text, span in zip(texts, spans, strict=True)]
    paragraphs = np.array([span.paragraph for span in spans], np.int64)
    firsts = [
        tokens.bounds[at] + np.searchsorted(tokens.starts[tokens.bounds[at] : tokens.bounds[at + 1]], start)
        for at, start, _ in spans
    ]
    bounds = np.array([*firsts, tokens.hashes.size], np.int64)
    sizes, skipped = np.diff(bounds), bounds[:-1] - tokens.bounds[paragraphs]
    shifts = np.repeat(np.array([span.start for span in spans], np.int64), sizes)
    pages = np.diff(np.append(0, np.cumsum(tokens.is_page))[bounds])
    cut = replace(
        tokens,
        bounds=bounds,
        starts=tokens.starts - shifts,
        ends=tokens.ends - shifts,
        body=np.clip(tokens.body[paragraphs] - skipped, 0, sizes),
        end=np.clip(tokens.end[paragraphs] - skipped, 0, sizes),
        is_post=tokens.is_post[paragraphs],
        is_furniture=tokens.is_furniture[paragraphs]
        | (pages == sizes)
        | np.array([is_cued(sentence) for sentence in sentences], np.bool_),
    )

    def words(at: int) -> Tokens:
        whole, low = article[spans[at].paragraph].tokens, int(skipped[at])
        return whole[low : low + int(sizes[at])].moved(-spans[at].start)

    return Passages(sentences, cut, words)
