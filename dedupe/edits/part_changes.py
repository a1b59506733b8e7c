"""Where a difference is parted: datelines from text, what was left out from what was put in, sentence from sentence."""

from __future__ import annotations

from collections.abc import Iterator

from dedupe.edits.change_extents import Span, opening_before
from dedupe.edits.match_words import Hunk, ParagraphPair
from dedupe.edits.paragraph_tokens import ParagraphTokens

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
    return words[sum(side.starts[at] < side.body for at in words) :]


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
        offset = side.starts[at] - len(opening_before(side, at))
        cut = (offset, span.target.stop) if is_lost else (span.source.start, offset)
        yield span.until(*cut, done)
        span, done = span.since(*cut, hunk), hunk
    yield span


def _one_sided(change: Hunk, words: range, *, is_lost: bool) -> Hunk:
    return change._replace(source=words) if is_lost else change._replace(target=words)


def _ends(side: ParagraphTokens, words: range) -> list[int]:
    """Return where the first whole sentence begins and where the last ends, if parts stick out."""
    starts = [at for at in words[1:] if side.starts_sentence[at]]
    cuts: set[int] = set()
    if starts and not side.starts_sentence[words.start]:
        cuts.add(starts[0])
    if starts and words.stop < len(side) and not side.starts_sentence[words.stop]:
        cuts.add(starts[-1])
    return sorted(cuts)
