"""Quotation marks of plain text, and which tokens stand inside them.

Marks may be curly, straight, single, guillemets, German low-high or CJK brackets, mixed within a
quotation; a quotation may run over paragraphs, a mark opening each and only the last closing; marks
may be missing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from dedupe.punctuation import DOUBLE_MARKS, SINGLE_MARKS
from dedupe.text.characters import APOSTROPHES, MARKS, THIN_SPACE, fold_character
from dedupe.text.tokens import Tokens

_MARK = re.compile("[" + re.escape(MARKS) + "]")
_BREAKS = frozenset(DOUBLE_MARKS + SINGLE_MARKS + ".,- \n" + THIN_SPACE)


def plain_marks(paragraphs: Sequence[str], tokens: Sequence[Tokens], starts: Sequence[int]) -> Iterator[Mark]:
    """Yield the marks of one article's paragraphs; `starts` has each one's first token."""
    for index, (text, cut) in enumerate(zip(paragraphs, tokens, strict=True)):
        yield from merge_double_marks(
            (at, Mark(fold_character(text[at]), before, after, starts[index] + bisect_left(cut.starts, at), index))
            for at, before, after in _marks_in(text)
        )


def _marks_in(text: str) -> Iterator[tuple[int, Side, Side]]:
    for match in _MARK.finditer(text):
        at = match.start()
        before, after = _side(text, at, -1), _side(text, at, 1)
        if before != "word" or after != "word" or fold_character(match[0]) not in APOSTROPHES:
            yield at, before, after


def _side(text: str, at: int, step: int) -> Side:
    """Look at the next character in one direction that is not invisible."""
    at += step
    while 0 <= at < len(text) and not fold_character(text[at]):
        at += step
    if not 0 <= at < len(text):
        return "space"
    folded = fold_character(text[at])[0 if step > 0 else -1]
    if folded in (" ", THIN_SPACE):
        return "space"
    return "other" if folded in _BREAKS else "word"


def merge_double_marks(marks: Iterator[tuple[int, Mark]]) -> Iterator[Mark]:
    """Make one double mark of two equal single ones in a row."""
    held: tuple[int, Mark] | None = None
    for at, mark in marks:
        if held and held[0] == at - 1 and held[1].kind == mark.kind and mark.kind in SINGLE_MARKS:
            yield held[1]._replace(kind='"', after=mark.after)
            held = None
            continue
        if held:
            yield held[1]
        held = (at, mark)
    if held:
        yield held[1]


Side = Literal["word", "space", "other"]
_ANGLES = "«»‹›"
_CORNERS = {"「": "」", "『": "』"}
_OPENING = "“„‟「『‘‚‛"


class Mark(NamedTuple):
    """One quotation mark."""

    kind: str  # the character; two single marks in a row count as one double mark, '"'
    before: Side  # what stands directly before it
    after: Side  # what stands directly after it
    token: int  # index of the first token at or after it
    paragraph: int  # index of its paragraph


class Span(NamedTuple):
    """A run of quoted tokens, from `start` up to but without `end`."""

    start: int
    end: int


def quoted_spans(
    marks: Iterable[Mark], paragraph_starts: Sequence[int], article_starts: frozenset[int]
) -> Iterator[Span]:
    """Pair marks, in reading order, to quotations: spans of tokens in order, never overlapping, none empty.

    Args:
        paragraph_starts: index of each paragraph's first token, then the number of tokens.
        article_starts: the paragraphs that begin an article, into which no quotation runs on.
    """
    reader = _Reader(paragraph_starts, article_starts)
    for mark in marks:
        yield from reader.take(mark)
    yield from reader.finish()


class _Reader:
    """Walks over the marks of a batch, with at most one quotation open."""

    def __init__(self, paragraph_starts: Sequence[int], article_starts: frozenset[int]) -> None:
        self.paragraph_starts = paragraph_starts
        self.article_starts = article_starts
        self.opened: Mark | None = None
        self.runs_on: int | None = None  # paragraph that may continue an unclosed quotation
        self.paragraph = -1

    def take(self, mark: Mark) -> Iterator[Span]:
        if mark.paragraph != self.paragraph:
            yield from self.finish()
            self.paragraph = mark.paragraph
            if self.runs_on != mark.paragraph:
                self.runs_on = None
        if self.opened is not None:
            yield from self._inside(self.opened, mark)
        elif _opens(mark):
            self.opened = mark
            self.runs_on = None
        elif self.runs_on == mark.paragraph and _closes(mark) and mark.kind not in SINGLE_MARKS:
            yield from _span(self.paragraph_starts[mark.paragraph], mark.token)
            self.runs_on = None

    def _inside(self, opened: Mark, mark: Mark) -> Iterator[Span]:
        if _pairs(opened, mark):
            yield from _span(opened.token, mark.token)
            self.opened = None
        elif opened.kind in SINGLE_MARKS and mark.kind not in SINGLE_MARKS and _opens(mark):
            self.opened = mark

    def finish(self) -> Iterator[Span]:
        """Leave a paragraph: what is still open runs to its end, single marks aside."""
        opened, self.opened = self.opened, None
        if opened is None or opened.kind in SINGLE_MARKS:
            return
        following = opened.paragraph + 1
        yield from _span(opened.token, self.paragraph_starts[following])
        self.runs_on = None if following in self.article_starts else following


def _span(start: int, end: int) -> Iterator[Span]:
    if start < end:
        yield Span(start, end)


def _opens(mark: Mark) -> bool:
    if mark.kind in _ANGLES or mark.kind in _CORNERS:
        return True
    tight = mark.before != "word" and mark.after == "word"
    if mark.kind in "“„‟":
        return mark.before != "word" or mark.after == "word"
    if mark.kind in SINGLE_MARKS:
        return tight and mark.kind != "’"
    return tight or (mark.before == "space" and mark.after == "other")


def _closes(mark: Mark) -> bool:
    if mark.kind in _ANGLES:
        return True
    if mark.kind in _OPENING and mark.kind != "“":
        return False
    return mark.kind in "”」』" or mark.before != "space" or mark.after == "space"


def _pairs(opened: Mark, mark: Mark) -> bool:
    """Return whether `mark` ends the quotation that `opened` began."""
    if opened.kind in _ANGLES or mark.kind in _ANGLES:
        return opened.kind in _ANGLES and mark.kind in _ANGLES and opened.kind != mark.kind
    if opened.kind in _CORNERS or mark.kind in "」』":
        return mark.kind == _CORNERS.get(opened.kind)
    if opened.kind in SINGLE_MARKS or mark.kind in SINGLE_MARKS:
        single = opened.kind in SINGLE_MARKS and mark.kind in "'’‘"
        return single and mark.before != "space" and mark.after != "word"
    if mark.kind == "“" and opened.kind != "„":
        return mark.before == "word" and mark.after != "word"
    return _closes(mark)
