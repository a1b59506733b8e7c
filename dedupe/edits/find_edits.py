"""Typed word-level edits inside aligned paragraphs, and alignments with what edits tell of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from dedupe.align.alignment import (
    MINOR,
    AlignedParagraph,
    Alignment,
    Change,
    Edit,
    EditKind,
    SentenceAlignment,
    TextSpan,
)
from dedupe.align.sentence_alignment import cut_sentences
from dedupe.edits.change_extents import in_context
from dedupe.edits.compared_words import ComparedWords, CutParagraphs
from dedupe.edits.fact_changes import FactChange, find_changes
from dedupe.edits.lexicon import lexicon_of
from dedupe.edits.match_words import ParagraphPair
from dedupe.edits.negation_changes import undisputed_denials
from dedupe.edits.page_text import page_spans, part_edits
from dedupe.edits.paragraph_diff import ParagraphDiff, diff_paragraphs, pair_paragraphs
from dedupe.edits.paragraph_tokens import ParagraphTokens
from dedupe.edits.typed_spans import TypedSpan, text_of, typed_spans, with_change
from dedupe.prepare.passages import Passage, Passages

_FEW = 2  # words of either side that say little by themselves


def find_edits(source: Passages, target: Passages, alignment: Alignment, code: str | None) -> tuple[Edit, ...]:
    """Find what was changed inside the paragraphs of a target that have partners in its source.

    Args:
        code: their language (ISO 639-1), None where it is unknown.

    Returns:
        The edits, by target paragraph and in its order; those in text of the page are of the kind furniture.
        Where two paragraphs have only each other as partners, their edits applied to the one give the other.
    """
    words = _compared_words(source, target, alignment, code)
    changes = _changes(source, target, alignment, words)
    pairs = pair_paragraphs(words, alignment, words.after.keys())
    return tuple(part_edits(_edits(words, pairs, pairs, changes), source, target))


def find_significant_edits(
    source: Passages, target: Passages, alignment: Alignment, code: str | None
) -> tuple[Edit, ...]:
    """Find the same but for edits of style, wording and furniture.

    Only stretches with such an edit are collated word by word.
    """
    words = _compared_words(source, target, alignment, code)
    changes = _changes(source, target, alignment, words)
    if not changes:
        return ()
    pairs = pair_paragraphs(words, alignment, {change.target for change in changes})
    told = [(change, [pair for pair in pairs if _belongs(change, pair)]) for change in changes]
    unplaced = {change.target for change, own in told if not own}
    placed = {pair for _, own in told for pair in own}
    chosen = [pair for pair in pairs if pair in placed or pair.edge.target in unplaced]
    edits = part_edits(_edits(words, pairs, chosen, changes), source, target)
    return tuple(edit for edit in edits if edit.kind not in MINOR)


def _compared_words(source: Passages, target: Passages, alignment: Alignment, code: str | None) -> ComparedWords:
    lexicon = lexicon_of(code)
    before, after = (
        CutParagraphs(side, (at.index for at in aligned if at.partners), lexicon)
        for side, aligned in ((source, alignment.source), (target, alignment.target))
    )
    denials = undisputed_denials(source, target, lexicon)
    return ComparedWords(before, after, denials, lexicon)


def _changes(source: Passages, target: Passages, alignment: Alignment, words: ComparedWords) -> list[FactChange]:
    """Find the facts that changed, but for those in text of the page."""
    return [
        change
        for change in find_changes(words, alignment)
        if not _is_of_page(source[change.source], text_of(words.of_source(change.source), change.words.source))
        and not _is_of_page(target[change.target], text_of(words.after[change.target], change.words.target))
    ]


def _edits(
    words: ComparedWords,
    pairs: Iterable[ParagraphPair],
    chosen: Collection[ParagraphPair],
    changes: Sequence[FactChange],
) -> list[Edit]:
    """Find the edits inside some pairs of paragraphs, among them all in which facts changed."""
    edits: list[Edit] = []
    for diff in diff_paragraphs(pairs, chosen):
        own = [change for change in changes if _belongs(change, diff.pair)]
        changes = [change for change in changes if change not in own]
        edits += _edits_of(diff, own)
    for change in changes:
        ours, theirs = words.of_source(change.source), words.after[change.target]
        edits = _inserted(edits, _edit_of(change, ours, theirs))
    return edits


def _is_of_page(passage: Passage, text: range) -> bool:
    """Return whether characters of a paragraph stand in a part of it that belongs to the page."""
    return any(start <= text.start and text.stop <= end for start, end in page_spans(passage))


def _belongs(change: FactChange, pair: ParagraphPair) -> bool:
    """Return whether a change stands in the stretch that comes from its source paragraph."""
    extent, words = pair.extent.target, change.words.target
    return (change.source, change.target) == pair.edge and (extent.start <= words.start and words.stop <= extent.stop)


def _edits_of(diff: ParagraphDiff, changes: Iterable[FactChange]) -> Iterator[Edit]:
    pair = diff.pair
    found = typed_spans(diff)
    for change in changes:
        found = with_change(found, change, pair)
    for span in found:
        yield _edit(span, (pair.edge.source, pair.source.text), (pair.edge.target, pair.target.text))


def _edit(span: TypedSpan, source: tuple[int, str], target: tuple[int, str]) -> Edit:
    """Make an edit of a difference between two paragraphs, each given by its index and its text."""
    (ours, before), (theirs, after) = source, target
    words = (before[span.source.start : span.source.stop], after[span.target.start : span.target.stop])
    context, sizes = None, [len(side.split()) for side in words]
    is_bare = span.kind is EditKind.QUOTE or (span.kind is EditKind.NEGATION and not all(sizes))
    if is_bare and max(sizes) <= _FEW:
        context = in_context(before, span.source), in_context(after, span.target)
    return Edit(
        span.kind,
        TextSpan(ours, span.source.start, span.source.stop),
        TextSpan(theirs, span.target.start, span.target.stop),
        *words,
        context,
    )


def _inserted(edits: Sequence[Edit], change: Edit) -> list[Edit]:
    """Insert an edit, if none stands in the same place of the target."""
    if any(_meet(edit.target, change.target) for edit in edits):
        return list(edits)
    return sorted([*edits, change], key=lambda edit: edit.target)


def _meet(one: TextSpan, other: TextSpan) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


def _edit_of(change: FactChange, source: ParagraphTokens, target: ParagraphTokens) -> Edit:
    """Make an edit of a change whose paragraphs are each divided among several others."""
    words = change.words
    span = TypedSpan(text_of(source, words.source), text_of(target, words.target), change.kind)
    return _edit(span, (change.source, source.text), (change.target, target.text))


_GRAVE = frozenset({EditKind.FIGURE, EditKind.NAME, EditKind.NEGATION})


def relabel_kept(alignment: Alignment, edits: Iterable[Edit]) -> Alignment:
    """Relabel as rewritten what was taken for kept, where an edit changes a figure, a name or the sense.

    A source paragraph that no target keeps any more is rewritten as well.
    """
    changed = {
        edit.target.paragraph
        for edit in edits
        if edit.kind in _GRAVE and edit.source.paragraph in alignment.target[edit.target.paragraph].partners
    }
    target = tuple(_rewritten(paragraph, paragraph.index in changed) for paragraph in alignment.target)
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
        alignment, source=tuple(_marked(alignment.source, source)), target=tuple(_marked(alignment.target, target))
    )


def _marked(aligned: Iterable[AlignedParagraph], passages: Passages) -> Iterator[AlignedParagraph]:
    tokens = passages.tokens
    with_parts = set(tokens.paragraphs[tokens.is_page].tolist())
    for paragraph in aligned:
        if paragraph.index in with_parts and not tokens.is_furniture[paragraph.index]:
            yield replace(paragraph, furniture=page_spans(passages[paragraph.index]))
        else:
            yield paragraph


def with_edits(source: Passages, target: Passages, sentences: SentenceAlignment, code: str | None) -> SentenceAlignment:
    """Return an alignment of sentences in a language (ISO 639-1) together with the edits inside them."""
    before, after = cut_sentences(source, sentences.source), cut_sentences(target, sentences.target)
    return replace(
        sentences,
        alignment=mark_page_text(sentences.alignment, before, after),
        edits=find_edits(before, after, sentences.alignment, code),
    )
