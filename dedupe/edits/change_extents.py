"""Where in the text a difference stands, down to the character, and where it is parted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    start = side.words[stretch[0]].start - len(opening_before(side, stretch[0]))
    end = side.words[stretch[-1]].end
    closing = _CLOSING.match(side.gaps[stretch.stop])
    return range(start, end + closing.end() if closing else end)


def _apart(side: ParagraphTokens, stretch: range, following: str) -> range:
    """Return the offsets of words and of the white space before them.

    Marks that close them are left out where the other side goes on with the same ones: what "crew, he
    said." has beyond "crew." is ", he said" and not ", he said.".
    """
    extent = _extent(side, stretch)
    gap = side.gaps[stretch.start].removesuffix(opening_before(side, stretch.start))
    end = side.words[stretch[-1]].end
    if following.startswith(side.text[end : extent.stop]):
        extent = range(extent.start, end)
    return range(extent.start - (len(gap) - len(gap.rstrip())), extent.stop)


def _place(side: ParagraphTokens, stretch: range, opens: bool) -> range:
    """Return where words would stand on the side that has none: after a word, or after its sentence."""
    place = side.words[stretch.start - 1].end if stretch.start else 0
    closing = _CLOSING.match(side.gaps[stretch.start]) if opens and stretch.start else None
    if closing and _TERMINATOR.search(closing[0]):
        place += closing.end()
    return range(place, place)


def _opens(side: ParagraphTokens, stretch: range) -> bool:
    return side.words[stretch.start].starts_sentence


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
    start = side.words[stretch.start - 1].end if stretch.start else 0
    end = side.words[stretch.stop].start if stretch.stop < len(side.words) else len(side.text)
    return range(start, end)


def _bare(pair: ParagraphPair, change: Hunk, end: int) -> list[int]:
    """Count the characters of both sides that are no word, from the start (0) or the end (-1)."""
    return [
        len(side.gaps[stretch.stop if end else stretch.start]) if stretch else len(_between(side, stretch))
        for side, stretch in pair.sides(change)
    ]


_LEAST_SHARED = 0.3  # of the shorter side's words of content, in the longer too


def parted(span: Span, pair: ParagraphPair, least: int) -> Iterator[Span]:
    """Part the span of a change into spans that fill it; `least` words of content say what a stretch is about."""
    if span.change is None:
        yield span
        return
    for body in _without_dateline(span, span.change, pair):
        for half in _halves(body, pair, least):
            yield from _by_sentence(half, pair)


def sentence_hunks(change: Hunk, pair: ParagraphPair) -> Iterator[Hunk]:
    """Yield the parts of a change of one side: whole sentences, and what sticks out before and behind.

    A change of both sides is yielded as it is.
    """
    if not all(change):
        is_lost = bool(change.source)
        side, words = pair.sides(change)[0 if is_lost else 1]
        for at in _ends(side, words):
            done, words = words[: at - words.start], words[at - words.start :]
            yield _one_sided(change, done, is_lost=is_lost)
        change = _one_sided(change, words, is_lost=is_lost)
    yield change


def _without_dateline(span: Span, change: Hunk, pair: ParagraphPair) -> Iterator[Span]:
    """Part the datelines, which are style, from the rest."""
    (source, lost), (target, new) = pair.sides(change)
    rest = Hunk(_undated(source, lost), _undated(target, new))
    start = min(max(source.body, span.source.start), span.source.stop)
    other = min(max(target.body, span.target.start), span.target.stop)
    for part in (span.until(start, other, None), span.since(start, other, rest if any(rest) else None)):
        if part.source or part.target:
            yield part


def _undated(side: ParagraphTokens, words: range) -> range:
    return words[sum(side.words[at].start < side.body for at in words) :]


def _halves(span: Span, pair: ParagraphPair, least: int) -> Iterator[Span]:
    """Part what was left out from what was put in, where the two have nothing to do with each other."""
    if span.change is None:
        yield span
        return
    source, target = span.change
    if all(span.change):
        is_apart = _are_unrelated(span.change, pair, least)
    else:  # words on one side, on the other what is style: "on Monday Mr Roe", "Roe"
        lost = pair.source.text[span.source.start : span.source.stop]
        new = pair.target.text[span.target.start : span.target.stop]
        is_apart = any(map(str.isalnum, lost)) and any(map(str.isalnum, new))
    if not is_apart:
        yield span
        return
    cut = span.source.stop, span.target.start
    yield span.until(*cut, Hunk(source, target[:0]) if source else None)
    yield span.since(*cut, Hunk(source[len(source) :], target) if target else None)


def _are_unrelated(change: Hunk, pair: ParagraphPair, least: int) -> bool:
    """Return whether two sides are too long, and share too little, to be two versions of one thing."""
    before, after = (set(keys) - pair.lexicon.function for keys in pair.keys_in(change))
    shorter = min(len(before), len(after))
    return shorter >= least and len(before & after) < _LEAST_SHARED * shorter


def _by_sentence(span: Span, pair: ParagraphPair) -> Iterator[Span]:
    """Part whole sentences from the parts of sentences before and behind them, on one side alone."""
    if span.change is None or all(span.change):
        yield span
        return
    is_lost = bool(span.change.source)
    side = pair.source if is_lost else pair.target
    done, *rest = sentence_hunks(span.change, pair)
    for hunk in rest:
        at = (hunk.source if is_lost else hunk.target).start
        offset = side.words[at].start - len(opening_before(side, at))
        cut = (offset, span.target.stop) if is_lost else (span.source.start, offset)
        yield span.until(*cut, done)
        span, done = span.since(*cut, hunk), hunk
    yield span


def _one_sided(change: Hunk, words: range, *, is_lost: bool) -> Hunk:
    return change._replace(source=words) if is_lost else change._replace(target=words)


def _ends(side: ParagraphTokens, words: range) -> list[int]:
    """Return where the first whole sentence begins and where the last ends, if parts stick out."""
    starts = [at for at in words[1:] if side.words[at].starts_sentence]
    cuts: set[int] = set()
    if starts and not side.words[words.start].starts_sentence:
        cuts.add(starts[0])
    if starts and words.stop < len(side.words) and not side.words[words.stop].starts_sentence:
        cuts.add(starts[-1])
    return sorted(cuts)


def in_context(text: str, place: range) -> str:
    """Return a stretch of a paragraph in whole words, with a few of its sentence or quotation around it.

    >>> in_context('They came late. "It was the first time in years," she said.', range(28, 33))
    '"It was the first time in years,"'
    """
    words = list(_WORD.finditer(text))
    first = sum(word.end() <= place.start for word in words)
    last = max(first, sum(word.start() < place.stop for word in words))
    least, most = first - _BESIDE, last + _BESIDE
    while max(0, least) < first and not _is_apart(words[first - 1], words[first : first + 1]):
        first -= 1
    while last < min(len(words), most) and not (first < last and _is_apart(words[last - 1], words[last : last + 1])):
        last += 1
    return text[words[first].start() : words[last - 1].end()] if first < last else ""


def _is_apart(word: re.Match[str], following: Sequence[re.Match[str]]) -> bool:
    """Return whether a sentence or quotation ends with a word, or one begins behind it."""
    return bool(_END.search(word[0])) or any(_START.match(match[0]) for match in following)
