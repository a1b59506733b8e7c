"""Changes as stretches of the original text, down to the character."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dedupe.edits.pairing import Stretch
from dedupe.edits.parting import parted
from dedupe.edits.rooms import Span, extents, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dedupe.edits.collation import Collation
    from dedupe.edits.matches import Match
    from dedupe.edits.pairing import Pairing

_LONG = 5  # words of content that say what a stretch between two matches is about,
_SHORT = 3  # and one that may have its counterpart elsewhere


def spans(collation: Collation) -> list[Span]:
    """Give every difference between two collated paragraphs in the order of the target.

    Between paragraphs that have no other partners, all that lies outside the spans is the same text on
    both sides.
    """
    pairing = collation.pairing
    if (
        pairing.is_exclusive
        and not collation.changes
        and pairing.source.text == pairing.target.text
    ):
        return []
    anchors = _anchors(collation)
    found = [*_respelled(collation), *_repunctuated(anchors, pairing)]
    known = set(anchors)
    for change in collation.changes:
        start = change.source.start - 1, change.target.start - 1
        if start in known and (change.source.stop, change.target.stop) in known:
            found += parted(trimmed(pairing, change), pairing, _LONG)
        else:
            found += parted(extents(pairing, change), pairing, _SHORT)
    found.sort(key=lambda span: (span.target.start, span.source.start, span.target.stop))
    return list(_joined(found, pairing))


def _anchors(collation: Collation) -> list[Match]:
    """Give the matches; of paragraphs that have no other partners also their ends."""
    pairing = collation.pairing
    if not pairing.is_exclusive:
        return list(collation.matches)
    end = len(pairing.source.words), len(pairing.target.words)
    return [(-1, -1), *collation.matches, end]


def _respelled(collation: Collation) -> Iterator[Span]:
    """Give the matches that are written in different ways."""
    source, target = collation.pairing.source, collation.pairing.target
    for i, j in collation.matches:
        if source.raws[i] != target.raws[j]:
            before, after = source.words[i], target.words[j]
            yield Span(range(before.start, before.end), range(after.start, after.end), None)


def _repunctuated(anchors: Iterable[Match], pairing: Pairing) -> Iterator[Span]:
    """Give the differences in what stands between two matches in a row."""
    before, after = pairing.source.gaps, pairing.target.gaps
    for (i, j), (k, m) in pairwise(anchors):
        if k - i == 1 == m - j and before[k] != after[m]:
            yield trimmed(pairing, Stretch(range(k, k), range(m, m)))._replace(change=None)


def _joined(found: Iterable[Span], pairing: Pairing) -> Iterator[Span]:
    """Join differences in style that only white space parts."""
    held: Span | None = None
    for span in found:
        if held and not held.change and not span.change and _touch(held, span, pairing):
            held = held.until(span.source.stop, span.target.stop, None)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _touch(one: Span, other: Span, pairing: Pairing) -> bool:
    before = pairing.source.text[one.source.stop : other.source.start]
    after = pairing.target.text[one.target.stop : other.target.start]
    return before == after and not before.strip()
