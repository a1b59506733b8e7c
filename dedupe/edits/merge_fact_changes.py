"""The changes that matter, set among the other differences of two paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import Postfix, Prefix

from dedupe.align.alignment import Edit, EditKind, TextSpan
from dedupe.edits.text_spans import extents
from dedupe.edits.typed_spans import TypedSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.edits.diff_tokens import ParagraphTokens
    from dedupe.edits.fact_changes import FactChange
    from dedupe.edits.word_matches import ParagraphPair

_PLAIN = (EditKind.STYLE, EditKind.WORDING)


def with_change(
    spans: Sequence[TypedSpan], change: FactChange, pair: ParagraphPair
) -> list[TypedSpan]:
    """Insert a change among the differences of two paragraphs.

    Args:
        spans: the differences, in order.

    Returns:
        The differences, in order, the change among them. Applied to the source they give the same as
        before. Without the change where it would tear another apart.
    """
    typed = _span_of(change, pair)
    before = [span for span in spans if _is_before(span, typed)]
    after = [span for span in spans[len(before) :] if _is_before(typed, span)]
    middle = spans[len(before) : len(spans) - len(after)]
    if any(span.kind not in _PLAIN for span in middle):
        return list(spans)
    if len(middle) == 1 and _has_same_words(middle[0], typed, pair):
        return [*before, middle[0]._replace(kind=change.kind), *after]
    if pair.is_exclusive:
        middle = [_block(before, middle, after, typed, pair)]
    (source, target, _), (ours, theirs) = typed, (pair.source.text, pair.target.text)
    ahead = range(source.start), range(target.start)
    behind = range(source.stop, len(ours)), range(target.stop, len(theirs))
    return [
        *before,
        *(part for span in middle for part in _part(span, *ahead, pair)),
        typed,
        *(part for span in middle for part in _part(span, *behind, pair)),
        *after,
    ]


def _span_of(change: FactChange, pair: ParagraphPair) -> TypedSpan:
    """Find the text of a change, with its marks where they are all that a quotation lost or gained."""
    before, after = pair.keys_in(change.words)
    if before == after:
        found = extents(pair, change.words)
        return TypedSpan(found.source, found.target, change.kind)
    source, target = (text_of(side, words) for side, words in pair.sides(change.words))
    return TypedSpan(source, target, change.kind)


def insert_edit(edits: Sequence[Edit], change: Edit) -> list[Edit]:
    """Insert an edit, cutting those that stand in the same place of the target."""
    found: list[Edit] = []
    for edit in edits:
        if edit.target.paragraph != change.target.paragraph or not _meet(edit, change):
            found.append(edit)
        elif edit.kind not in _PLAIN:
            return list(edits)
        else:
            found += _cut_target(edit, change.target)
    return sorted(
        [*found, change],
        key=lambda edit: (edit.target.paragraph, edit.target.start, edit.target.end),
    )


def _meet(edit: Edit, change: Edit) -> bool:
    return edit.target.start < change.target.end and change.target.start < edit.target.end


def _cut_target(edit: Edit, place: TextSpan) -> list[Edit]:
    """Return of an edit what stands before a place of the target, and what stands behind."""
    ours, theirs = edit.source, edit.target
    size = max(0, place.start - theirs.start)
    parts = [
        replace(edit, target=theirs._replace(end=theirs.start + size), after=edit.after[:size]),
        replace(
            edit,
            source=ours._replace(start=ours.end),
            before="",
            target=theirs._replace(start=min(place.end, theirs.end)),
            after=edit.after[max(0, place.end - theirs.start) :],
        ),
    ]
    return [part for part in parts if part.before or part.after]


def text_of(side: ParagraphTokens, words: range) -> range:
    """Return the offsets of words in a row; of none, of the place where they would stand."""
    if not words:
        place = side.words[words.start - 1].end if words.start else 0
        return range(place, place)
    return range(side.words[words[0]].start, side.words[words[-1]].end)


def _is_before(one: TypedSpan, other: TypedSpan) -> bool:
    return one.source.stop <= other.source.start and one.target.stop <= other.target.start


def _has_same_words(one: TypedSpan, other: TypedSpan, pair: ParagraphPair) -> bool:
    """Return whether two differences are the same but for blanks and punctuation."""
    return all(
        _letters(text, a) == _letters(text, b)
        for text, a, b in (
            (pair.source.text, one.source, other.source),
            (pair.target.text, one.target, other.target),
        )
    )


def _letters(text: str, place: range) -> str:
    return "".join(filter(str.isalnum, text[place.start : place.stop]))


def _block(
    before: Sequence[TypedSpan],
    middle: Sequence[TypedSpan],
    after: Sequence[TypedSpan],
    typed: TypedSpan,
    pair: ParagraphPair,
) -> TypedSpan:
    """Join differences, and the equal text between them, to one that a change stands inside."""
    source, target = (before[-1].source.stop, before[-1].target.stop) if before else (0, 0)
    inside = [*middle, typed]
    equal = min(
        min(span.source.start for span in inside) - source,
        min(span.target.start for span in inside) - target,
    )
    end, last = (
        (after[0].source.start, after[0].target.start)
        if after
        else (len(pair.source.text), len(pair.target.text))
    )
    rest = min(
        end - max(span.source.stop for span in inside),
        last - max(span.target.stop for span in inside),
    )
    return TypedSpan(
        range(source + equal, end - rest), range(target + equal, last - rest), EditKind.WORDING
    )


def _part(span: TypedSpan, source: range, target: range, pair: ParagraphPair) -> list[TypedSpan]:
    """Return what of a difference stands inside two stretches, of the one and the other side."""
    return _trimmed(_clipped(span.source, source), _clipped(span.target, target), span.kind, pair)


def _clipped(place: range, within: range) -> range:
    start = min(max(place.start, within.start), within.stop)
    return range(start, max(start, min(place.stop, within.stop)))


def _trimmed(source: range, target: range, kind: EditKind, pair: ParagraphPair) -> list[TypedSpan]:
    """Leave out the words that both sides begin and end with; nothing is left of what is the same."""
    before = pair.source.text[source.start : source.stop]
    after = pair.target.text[target.start : target.stop]
    if before == after:
        return []
    head = before.rfind(" ", 0, Prefix.similarity(before, after)) + 1
    tail = Postfix.similarity(before[head:], after[head:])
    blank = before.find(" ", len(before) - tail)
    tail = len(before) - blank if tail and blank >= 0 else 0
    source = range(source.start + head, source.stop - tail)
    target = range(target.start + head, target.stop - tail)
    is_style = not any(map(str.isalnum, before + after))
    return [TypedSpan(source, target, EditKind.STYLE if is_style else kind)]
