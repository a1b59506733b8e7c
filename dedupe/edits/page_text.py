"""Text of the page inside paragraphs of the story, and edits parted where it begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from dedupe.align.alignment import Edit, EditKind, TextSpan
from dedupe.prepare.passages import Passage


def page_spans(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the parts of a paragraph that belong to the page, closing marks included."""
    starts = passage.tokens.starts
    return tuple(
        (starts[first], starts[first] + len(passage.text_of(first, end))) for first, end in passage.page_parts()
    )


def part_edits(edits: Iterable[Edit], source: Sequence[Passage], target: Sequence[Passage]) -> Iterator[Edit]:
    """Part the edits of wording and style where text of the page begins and ends.

    Yields:
        The edits in their order; what is text of the page on one side, and on the other as well or not
        there, is of the kind furniture. Applied one after the other they give the same text as before.
    """
    for edit in edits:
        ours, theirs = source[edit.source.paragraph], target[edit.target.paragraph]
        if not (any(ours.page) or any(theirs.page)):
            yield edit
            continue
        before = _pieces(edit.source, edit.before, page_spans(ours))
        after = _pieces(edit.target, edit.after, page_spans(theirs))
        yield from _joined(edit, before, after)


class _Piece(NamedTuple):
    """A stretch of one side of an edit: where it stands, its text, and whether it is of the page."""

    span: TextSpan
    text: str
    is_page: bool


def _pieces(span: TextSpan, text: str, parts: Iterable[tuple[int, int]]) -> list[_Piece]:
    """Cut one side of an edit at text of the page; blanks and marks beside that go with it."""
    inside = [
        (max(start, span.start), min(end, span.end)) for start, end in parts if start < span.end and span.start < end
    ]
    cuts = sorted({span.start, span.end, *(at for part in inside for at in part)})
    found: list[_Piece] = []
    for start, end in pairwise(cuts):
        words = text[start - span.start : end - span.start]
        is_page = any(low <= start and end <= high for low, high in inside)
        has_words = any(map(str.isalnum, words))
        if found and (is_page == found[-1].is_page or not has_words):
            last = found[-1]
            found[-1] = last._replace(span=last.span._replace(end=end), text=last.text + words)
        elif found and not any(map(str.isalnum, found[-1].text)):
            last = found[-1]
            found[-1] = _Piece(last.span._replace(end=end), last.text + words, is_page)
        else:
            found.append(_Piece(span._replace(start=start, end=end), words, is_page))
    return found


def _joined(edit: Edit, before: list[_Piece], after: list[_Piece]) -> Iterator[Edit]:
    """Put the pieces of both sides together again: those of the story in turn, those of the page likewise."""
    if not any(piece.is_page for piece in (*before, *after)):
        yield edit
        return
    source, target = edit.source, edit.target
    start, other = source.start, target.start
    while before or after:
        is_page = any(side[0].is_page for side in (before, after) if side)
        lost = before.pop(0) if before and before[0].is_page == is_page else None
        new = after.pop(0) if after and after[0].is_page == is_page else None
        ours = lost.span if lost else source._replace(start=start, end=start)
        theirs = new.span if new else target._replace(start=other, end=other)
        start, other = ours.end, theirs.end
        kind = EditKind.FURNITURE if is_page else edit.kind
        yield replace(
            edit, kind=kind, source=ours, target=theirs, before=lost.text if lost else "", after=new.text if new else ""
        )
