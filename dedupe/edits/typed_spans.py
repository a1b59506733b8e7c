"""The differences of two paragraphs as stretches of their text, each of wording or of house style."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import numeric

from dedupe.align.alignment import EditKind
from dedupe.edits.diff_tokens import is_style
from dedupe.edits.name_changes import is_transliterated
from dedupe.edits.text_spans import Span, extents, parted, sentence_hunks, trimmed
from dedupe.edits.word_matches import Hunk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dedupe.edits.paragraph_diff import ParagraphDiff
    from dedupe.edits.word_matches import Match, ParagraphPair

_LONG = 5  # words of content that say what a stretch between two matches is about,
_SHORT = 3  # and one that may have its counterpart elsewhere


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
    end = len(pair.source.words), len(pair.target.words)
    return [(-1, -1), *diff.matches, end]


def _respelled(diff: ParagraphDiff) -> Iterator[Span]:
    """Return the matches that are written in different ways."""
    source, target = diff.pair.source, diff.pair.target
    for i, j in diff.matches:
        if source.raws[i] != target.raws[j]:
            before, after = source.words[i], target.words[j]
            yield Span(range(before.start, before.end), range(after.start, after.end), None)


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
    texts = (
        pair.source.text[span.source.start : span.source.stop],
        pair.target.text[span.target.start : span.target.stop],
    )
    if all(_is_fraction(mark) or not mark.isalnum() for text in texts for mark in text):
        before, after = (list(filter(_is_fraction, text)) for text in texts)
        return EditKind.STYLE if before == after else EditKind.FIGURE
    if span.change is None or _is_house_style(span.change, pair):
        return EditKind.STYLE
    return EditKind.WORDING


def _is_fraction(mark: str) -> bool:
    return numeric(mark, 0.0) % 1 != 0


def _is_house_style(hunk: Hunk, pair: ParagraphPair) -> bool:
    before = [pair.source.words[at] for at in hunk.source]
    after = [pair.target.words[at] for at in hunk.target]
    return (
        is_style(before, after, pair.lexicon)
        or _is_acronym(hunk, pair)
        or is_transliterated(before, after)
    )


def _is_acronym(hunk: Hunk, pair: ParagraphPair) -> bool:
    """Return whether one side is the initials of the other."""
    before, after = ([side.raws[at] for at in words] for side, words in pair.sides(hunk))
    short, long = sorted((before, after), key=len)
    initials = "".join(word[:1] for word in long)
    return len(short) == 1 and len(long) > 2 and initials == short[0].replace(".", "")
