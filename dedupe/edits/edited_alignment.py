"""Alignments with what edits tell of them: labels corrected, text of the page marked, edits by sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dedupe.align.alignment import Change, EditKind
from dedupe.align.sentence_alignment import cut_sentences
from dedupe.edits.page_text import page_spans
from dedupe.edits.word_edits import find_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dedupe.align.alignment import AlignedParagraph, Alignment, Edit
    from dedupe.align.sentence_alignment import SentenceAlignment
    from dedupe.prepare.passages import Passages

_GRAVE = frozenset({EditKind.FIGURE, EditKind.NAME, EditKind.NEGATION})


def relabel_kept(alignment: Alignment, edits: Iterable[Edit]) -> Alignment:
    """Relabel as rewritten what was taken for kept, where an edit changes a figure, a name or the sense.

    A source paragraph that no target keeps any more is rewritten as well.
    """
    changed = {
        edit.target.paragraph
        for edit in edits
        if edit.kind in _GRAVE
        and edit.source.paragraph in alignment.target[edit.target.paragraph].partners
    }
    target = tuple(
        _rewritten(paragraph, paragraph.index in changed) for paragraph in alignment.target
    )
    kept = _kept(target)
    before = _kept(alignment.target)
    source = tuple(
        _rewritten(paragraph, not before.isdisjoint(partners) and kept.isdisjoint(partners))
        for paragraph in alignment.source
        for partners in [paragraph.partners]
    )
    return replace(alignment, source=source, target=target)


def _kept(aligned: Iterable[AlignedParagraph]) -> set[int]:
    return {paragraph.index for paragraph in aligned if paragraph.change is Change.KEPT}


def _rewritten(paragraph: AlignedParagraph, is_changed: bool) -> AlignedParagraph:
    if is_changed and paragraph.change is Change.KEPT:
        return replace(paragraph, change=Change.REWRITTEN)
    return paragraph


def mark_page_text(alignment: Alignment, source: Passages, target: Passages) -> Alignment:
    """Note in an alignment which parts of its paragraphs belong to the page."""
    return replace(
        alignment,
        source=tuple(_marked(alignment.source, source)),
        target=tuple(_marked(alignment.target, target)),
    )


def _marked(aligned: Iterable[AlignedParagraph], passages: Passages) -> Iterator[AlignedParagraph]:
    tokens = passages.tokens
    with_parts = set(tokens.paragraphs[tokens.is_page].tolist())
    for paragraph in aligned:
        if paragraph.index in with_parts and not tokens.is_furniture[paragraph.index]:
            yield replace(paragraph, furniture=page_spans(passages[paragraph.index]))
        else:
            yield paragraph


def with_edits(
    source: Passages, target: Passages, sentences: SentenceAlignment, code: str | None
) -> SentenceAlignment:
    """Return an alignment of sentences together with the edits inside them.

    Args:
        sentences: the alignment of their sentences.
        code: their language (ISO 639-1), None where it is unknown.
    """
    before, after = cut_sentences(source, sentences.source), cut_sentences(target, sentences.target)
    return replace(
        sentences,
        alignment=mark_page_text(sentences.alignment, before, after),
        edits=find_edits(before, after, sentences.alignment, code),
    )
