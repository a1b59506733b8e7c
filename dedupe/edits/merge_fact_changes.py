"""The changes that matter, set among the other differences of two paragraphs."""

from __future__ import annotations

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
        middle = [_gap(before, after, pair)]
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
    """Insert an edit, if none stands in the same place of the target."""
    if any(_meet(edit.target, change.target) for edit in edits):
        return list(edits)
    return sorted([*edits, change], key=lambda edit: edit.target)


def _meet(one: TextSpan, other: TextSpan) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


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


def _gap(before: Sequence[TypedSpan], after: Sequence[TypedSpan], pair: ParagraphPair) -> TypedSpan:
    """Return all the text between two differences, or up to the end of the paragraphs."""
    source, target = (before[-1].source.stop, before[-1].target.stop) if before else (0, 0)
    end, last = len(pair.source.text), len(pair.target.text)
    if after:
        end, last = after[0].source.start, after[0].target.start
    return TypedSpan(range(source, end), range(target, last), EditKind.WORDING)


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
    starts_word = all(
        len(text) - tail == head or text[len(text) - tail - 1] == " " for text in (before, after)
    )
    if not starts_word:
        blank = before.find(" ", len(before) - tail)
        tail = len(before) - blank if blank >= 0 else 0
    source = range(source.start + head, source.stop - tail)
    target = range(target.start + head, target.stop - tail)
    is_style = not any(map(str.isalnum, before + after))
    return [TypedSpan(source, target, EditKind.STYLE if is_style else kind)]
