"""Edits inside aligned sentences, for articles whose body is one paragraph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dedupe.align.sentences import cut_sentences
from dedupe.edits.edits import find_edits
from dedupe.edits.page_text import mark_page_text

if TYPE_CHECKING:
    from dedupe.align.sentences import SentenceAlignment
    from dedupe.prepare.paragraphs import Passages


def with_edits(
    source: Passages,
    target: Passages,
    sentences: SentenceAlignment,
    code: str | None,
) -> SentenceAlignment:
    """Return an alignment of sentences together with the edits inside them.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        sentences: the alignment of their sentences.
        code: their language (ISO 639-1), None where it is unknown.
    """
    before, after = cut_sentences(source, sentences.source), cut_sentences(target, sentences.target)
    return replace(
        sentences,
        alignment=mark_page_text(sentences.alignment, before, after),
        edits=find_edits(before, after, sentences.alignment, code),
    )
