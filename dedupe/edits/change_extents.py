"""Where in the text a difference stands, down to the character."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from dedupe.edits.match_words import Hunk, ParagraphPair
from dedupe.edits.paragraph_tokens import ParagraphTokens
from dedupe.punctuation import CLOSING, DOUBLE_MARKS, OPENING, STOPS

_OPENING = re.compile(rf"[{OPENING}]*\Z")
_CLOSING = re.compile(rf"[,{STOPS}]*[{CLOSING}]+|[{STOPS}]+(?=\s|\Z)")
_TERMINATOR = re.compile(f"[{STOPS}]")
_WORD = re.compile(r"\S+")
_END, _START = re.compile(rf"[{STOPS}{DOUBLE_MARKS}]\W*\Z"), re.compile(rf"[{DOUBLE_MARKS}]")
_BESIDE = 4  # words before and behind a difference that show what it is about


class Span(NamedTuple):
    """A difference in the text: offsets on both sides, and the change it shows, None for style."""

    source: range
    target: range
    change: Hunk | None

    def until(self, source: int, target: int, change: Hunk | None) -> Span:
        """The part before two offsets."""
        return Span(range(self.source.start, source), range(self.target.start, target), change)

    def since(self, source: int, target: int, change: Hunk | None) -> Span:
        """The part from two offsets on."""
        return Span(range(source, self.source.stop), range(target, self.target.stop), change)


def extents(pair: ParagraphPair, change: Hunk) -> Span:
    """Return the offsets of a change's words on both sides, with the marks around them.

    Where words were only left out, or only put in, they take the blank before them along; where they
    begin a sentence, they stand behind the full stop of the sentence before: "crew. [Both deny it.]" and
    not "crew[ Both deny it.]."
    """
    (source, lost), (target, new) = pair.sides(change)
    if lost and not new:
        place = _place(target, new, _opens(source, lost))
        return Span(_apart(source, lost, target.text[place.start :]), place, change)
    if new and not lost:
        place = _place(source, lost, _opens(target, new))
        return Span(place, _apart(target, new, source.text[place.start :]), change)
    return Span(_extent(source, lost), _extent(target, new), change)


def _extent(side: ParagraphTokens, stretch: range) -> range:
    start = side.starts[stretch[0]] - len(opening_before(side, stretch[0]))
    end = side.ends[stretch[-1]]
    closing = _CLOSING.match(side.gaps[stretch.stop])
    return range(start, end + closing.end() if closing else end)


def _apart(side: ParagraphTokens, stretch: range, following: str) -> range:
    """Return the offsets of words and of the white space before them.

    Marks that close them are left out where the other side goes on with the same ones: what "crew, he
    said." has beyond "crew." is ", he said" and not ", he said.".
    """
    extent = _extent(side, stretch)
    gap = side.gaps[stretch.start].removesuffix(opening_before(side, stretch.start))
    end = side.ends[stretch[-1]]
    if following.startswith(side.text[end : extent.stop]):
        extent = range(extent.start, end)
    return range(extent.start - (len(gap) - len(gap.rstrip())), extent.stop)


def _place(side: ParagraphTokens, stretch: range, opens: bool) -> range:
    """Return where words would stand on the side that has none: after a word, or after its sentence."""
    place = side.ends[stretch.start - 1] if stretch.start else 0
    closing = _CLOSING.match(side.gaps[stretch.start]) if opens and stretch.start else None
    if closing and _TERMINATOR.search(closing[0]):
        place += closing.end()
    return range(place, place)


def _opens(side: ParagraphTokens, stretch: range) -> bool:
    return side.starts_sentence[stretch.start]


def opening_before(side: ParagraphTokens, at: int) -> str:
    """Return the opening marks that stand directly before a word."""
    found = _OPENING.search(side.gaps[at])
    return found[0] if found else ""


def trimmed(pair: ParagraphPair, change: Hunk) -> Span:
    """Return the offsets of what stands between the words before and after a change on both sides.

    What both sides begin and end with alike is left out, words aside. Where it can be at either end,
    a sentence takes the blank behind it along, anything else the blank before it.
    """
    source, target = (_between(side, stretch) for side, stretch in pair.sides(change))
    before = pair.source.text[source.start : source.stop]
    after = pair.target.text[target.start : target.stop]
    head = min(Prefix.similarity(before, after), *_bare(pair, change, 0))
    tail = min(Postfix.similarity(before, after), *_bare(pair, change, -1))
    least = min(len(before), len(after))
    is_gap = not any(change)
    if is_gap or (head == least and _TERMINATOR.search(before[:head])):
        tail = min(tail, least - head)
    else:
        head = min(head, least - tail)
    found = Span(source, target, change)
    found = found.since(source.start + head, target.start + head, change)
    return found.until(source.stop - tail, target.stop - tail, change)


def _between(side: ParagraphTokens, stretch: range) -> range:
    start = side.ends[stretch.start - 1] if stretch.start else 0
    end = side.starts[stretch.stop] if stretch.stop < len(side) else len(side.text)
    return range(start, end)


def _bare(pair: ParagraphPair, change: Hunk, end: int) -> list[int]:
    """Count the characters of both sides that are no word, from the start (0) or the end (-1)."""
    return [
        len(side.gaps[stretch.stop if end else stretch.start]) if stretch else len(_between(side, stretch))
        for side, stretch in pair.sides(change)
    ]


def in_context(text: str, place: range) -> str:
    """Return a stretch of a paragraph in whole words, with a few of its sentence or quotation around it.

    >>> in_context('They came late. "It was the first time in years," she said.', range(28, 33))
    '"It was the first time in years,"'
    """
    words = list(_WORD.finditer(text))
    first = bisect_right(words, place.start, key=re.Match.end)
    last = max(first, bisect_left(words, place.stop, key=re.Match.start))
    least, most = first - _BESIDE, last + _BESIDE
    while max(0, least) < first and not _is_apart(words[first - 1], words[first : first + 1]):
        first -= 1
    while last < min(len(words), most) and not (first < last and _is_apart(words[last - 1], words[last : last + 1])):
        last += 1
    return text[words[first].start() : words[last - 1].end()] if first < last else ""


def _is_apart(word: re.Match[str], following: Sequence[re.Match[str]]) -> bool:
    """Return whether a sentence or quotation ends with a word, or one begins behind it."""
    return bool(_END.search(word[0])) or any(_START.match(match[0]) for match in following)
