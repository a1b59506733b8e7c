"""The differences of two paragraphs as stretches of their text, each of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from dedupe.align.alignment import EditKind
from dedupe.edits.change_extents import Span, extents, trimmed
from dedupe.edits.fact_changes import FactChange
from dedupe.edits.match_words import Hunk, Match, ParagraphPair
from dedupe.edits.name_changes import is_transliterated
from dedupe.edits.paragraph_diff import ParagraphDiff
from dedupe.edits.paragraph_tokens import ParagraphTokens, is_style
from dedupe.edits.part_changes import parted, sentence_hunks

_LONG = 5  # words of content that say what a stretch between two matches is about,
_SHORT = 3  # and one that may have its counterpart elsewhere
_PLAIN = (EditKind.STYLE, EditKind.WORDING)


class TypedSpan(NamedTuple):
    """A difference in the text: offsets on both sides, and what kind it is."""

    source: range
    target: range
    kind: EditKind


def typed_spans(diff: ParagraphDiff) -> list[TypedSpan]:
    """Return every difference between two collated paragraphs in the order of the target.

    Between paragraphs that have no other partners, all that lies outside the spans is the same text on
    both sides.
    """
    pair = diff.pair
    if pair.is_exclusive and not diff.hunks and pair.source.text == pair.target.text:
        return []
    anchors = _anchors(diff)
    found = [*_respelled(diff), *_repunctuated(anchors, pair)]
    known = set(anchors)
    for change in diff.hunks:
        start = change.source.start - 1, change.target.start - 1
        if start in known and (change.source.stop, change.target.stop) in known:
            found += parted(trimmed(pair, change), pair, _LONG)
        else:
            for part in sentence_hunks(change, pair):
                found += parted(extents(pair, part), pair, _SHORT)
    found.sort(key=lambda span: (span.target.start, span.source.start, span.target.stop))
    return [TypedSpan(span.source, span.target, _kind(span, pair)) for span in _joined(found, pair)]


def _anchors(diff: ParagraphDiff) -> list[Match]:
    """Return the matches; of paragraphs that have no other partners also their ends."""
    pair = diff.pair
    if not pair.is_exclusive:
        return list(diff.matches)
    end = len(pair.source), len(pair.target)
    return [(-1, -1), *diff.matches, end]


def _respelled(diff: ParagraphDiff) -> Iterator[Span]:
    """Return the matches that are written in different ways."""
    source, target = diff.pair.source, diff.pair.target
    for i, j in diff.matches:
        if source.raw(i) != target.raw(j):
            yield Span(range(source.starts[i], source.ends[i]), range(target.starts[j], target.ends[j]), None)


def _repunctuated(anchors: Iterable[Match], pair: ParagraphPair) -> Iterator[Span]:
    """Return the differences in what stands between two matches in a row."""
    before, after = pair.source.gaps, pair.target.gaps
    for (i, j), (k, m) in pairwise(anchors):
        if k - i == 1 == m - j and before[k] != after[m]:
            yield trimmed(pair, Hunk(range(k, k), range(m, m)))._replace(change=None)


def _joined(found: Iterable[Span], pair: ParagraphPair) -> Iterator[Span]:
    """Join differences in style that only white space parts."""
    held: Span | None = None
    for span in found:
        if held and not held.change and not span.change and _touch(held, span, pair):
            held = held.until(span.source.stop, span.target.stop, None)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _touch(one: Span, other: Span, pair: ParagraphPair) -> bool:
    before = pair.source.text[one.source.stop : other.source.start]
    after = pair.target.text[one.target.stop : other.target.start]
    return before == after and not before.strip()


def _kind(span: Span, pair: ParagraphPair) -> EditKind:
    """Distinguish wording from style; a lone "½", which is no word, makes it a figure."""
    if span.change is None or _is_house_style(span.change, pair):
        return EditKind.STYLE
    return EditKind.WORDING


def _is_house_style(hunk: Hunk, pair: ParagraphPair) -> bool:
    keys = pair.keys_in(hunk)
    are_names = all(side.is_capital[at] for side, words in pair.sides(hunk) for at in words)
    return is_style(*keys, pair.lexicon) or _is_acronym(hunk, pair) or (are_names and is_transliterated(*keys))


def _is_acronym(hunk: Hunk, pair: ParagraphPair) -> bool:
    """Return whether one side is the initials of the other."""
    before, after = ([side.raw(at) for at in words] for side, words in pair.sides(hunk))
    short, long = sorted((before, after), key=len)
    initials = "".join(word[:1] for word in long)
    return len(short) == 1 and len(long) > 2 and initials == short[0].replace(".", "")


def with_change(spans: Sequence[TypedSpan], change: FactChange, pair: ParagraphPair) -> list[TypedSpan]:
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


def text_of(side: ParagraphTokens, words: range) -> range:
    """Return the offsets of words in a row; of none, of the place where they would stand."""
    if not words:
        place = side.ends[words.start - 1] if words.start else 0
        return range(place, place)
    return range(side.starts[words[0]], side.ends[words[-1]])


def _is_before(one: TypedSpan, other: TypedSpan) -> bool:
    return one.source.stop <= other.source.start and one.target.stop <= other.target.start


def _has_same_words(one: TypedSpan, other: TypedSpan, pair: ParagraphPair) -> bool:
    """Return whether two differences are the same but for blanks and punctuation."""
    return all(
        _letters(text, a) == _letters(text, b)
        for text, a, b in ((pair.source.text, one.source, other.source), (pair.target.text, one.target, other.target))
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
    starts_word = all(len(text) - tail == head or text[len(text) - tail - 1] == " " for text in (before, after))
    if not starts_word:
        blank = before.find(" ", len(before) - tail)
        tail = len(before) - blank if blank >= 0 else 0
    source = range(source.start + head, source.stop - tail)
    target = range(target.start + head, target.stop - tail)
    is_style = not any(map(str.isalnum, before + after))
    return [TypedSpan(source, target, EditKind.STYLE if is_style else kind)]
