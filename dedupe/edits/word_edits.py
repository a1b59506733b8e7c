"""Typed word-level edits inside aligned paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import Edit, TextSpan
from dedupe.edits.fact_changes import find_changes
from dedupe.edits.lexicon import lexicon_of
from dedupe.edits.merge_fact_changes import insert_edit, text_of, with_change
from dedupe.edits.name_changes import proper_names
from dedupe.edits.negation_changes import undisputed_denials
from dedupe.edits.page_text import page_spans, part_edits
from dedupe.edits.paragraph_diff import diff_paragraphs
from dedupe.edits.paragraph_pair import paragraph_tokens
from dedupe.edits.typed_spans import typed_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedupe.align.alignment import AlignedParagraph, Alignment
    from dedupe.edits.fact_changes import FactChange
    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.paragraph_diff import ParagraphDiff
    from dedupe.edits.paragraph_pair import ParagraphTokens
    from dedupe.prepare.passages import Passage, Passages


def find_edits(
    source: Passages, target: Passages, alignment: Alignment, code: str | None
) -> tuple[Edit, ...]:
    """Find what was changed inside the paragraphs of a target that have partners in its source.

    Args:
        code: their language (ISO 639-1), None where it is unknown.

    Returns:
        The edits, by target paragraph and in its order; those in text of the page are of the kind furniture.
        Where two paragraphs have only each other as partners, their edits applied to the one give the other.
    """
    lexicon = lexicon_of(code)
    before = _sides(source, alignment.source, lexicon)
    after = _sides(target, alignment.target, lexicon)
    denials = undisputed_denials(source, target, lexicon)
    ours = {**denials, **before}
    names = proper_names((*before.values(), *after.values()), lexicon)
    changes = [
        change
        for change in find_changes(before, after, alignment, names, lexicon, denials)
        if not _is_of_page(source[change.source], text_of(ours[change.source], change.words.source))
        and not _is_of_page(
            target[change.target], text_of(after[change.target], change.words.target)
        )
    ]
    edits: list[Edit] = []
    for diff in diff_paragraphs(before, after, alignment, lexicon):
        own = [change for change in changes if _belongs(change, diff)]
        changes = [change for change in changes if change not in own]
        edits += _edits(diff, own)
    for change in changes:
        edits = insert_edit(edits, _edit_of(change, ours[change.source], after[change.target]))
    return tuple(part_edits(edits, source, target))


def _is_of_page(passage: Passage, text: range) -> bool:
    """Return whether characters of a paragraph stand in a part of it that belongs to the page."""
    return any(start <= text.start and text.stop <= end for start, end in page_spans(passage))


def _belongs(change: FactChange, diff: ParagraphDiff) -> bool:
    """Return whether a change stands in the stretch that a diff is about."""
    extent, words = diff.pair.extent.target, change.words.target
    return (change.source, change.target) == (diff.source, diff.target) and (
        extent.start <= words.start and words.stop <= extent.stop
    )


def _sides(
    passages: Sequence[Passage], aligned: Sequence[AlignedParagraph], lexicon: Lexicon
) -> dict[int, ParagraphTokens]:
    return {
        paragraph.index: paragraph_tokens(passages[paragraph.index], lexicon)
        for paragraph in aligned
        if paragraph.partners
    }


def _edits(diff: ParagraphDiff, changes: Iterable[FactChange]) -> Iterator[Edit]:
    pair = diff.pair
    found = typed_spans(diff)
    for change in changes:
        found = with_change(found, change, pair)
    for span in found:
        before = pair.source.text[span.source.start : span.source.stop]
        after = pair.target.text[span.target.start : span.target.stop]
        yield Edit(
            span.kind,
            TextSpan(diff.source, span.source.start, span.source.stop),
            TextSpan(diff.target, span.target.start, span.target.stop),
            before,
            after,
        )


def _edit_of(change: FactChange, source: ParagraphTokens, target: ParagraphTokens) -> Edit:
    """Make an edit of a change whose paragraphs are each divided among several others."""
    ours, theirs = text_of(source, change.words.source), text_of(target, change.words.target)
    return Edit(
        change.kind,
        TextSpan(change.source, ours.start, ours.stop),
        TextSpan(change.target, theirs.start, theirs.stop),
        source.text[ours.start : ours.stop],
        target.text[theirs.start : theirs.stop],
    )
