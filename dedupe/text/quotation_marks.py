"""Quotation marks of plain text with what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dedupe.punctuation import DOUBLE_MARKS, SINGLE_MARKS
from dedupe.text.characters import APOSTROPHES, MARKS, THIN_SPACE, fold_character
from dedupe.text.quoted_spans import Mark, Side
from dedupe.text.tokens import Tokens

_MARK = re.compile("[" + re.escape(MARKS) + "]")
_BREAKS = frozenset(DOUBLE_MARKS + SINGLE_MARKS + ".,- \n" + THIN_SPACE)


def plain_marks(
    paragraphs: Sequence[str], tokens: Sequence[Tokens], starts: Sequence[int]
) -> Iterator[Mark]:
    """Yield the marks of one article's paragraphs; `starts` has each one's first token."""
    for index, (text, cut) in enumerate(zip(paragraphs, tokens, strict=True)):
        yield from merge_double_marks(
            (
                at,
                Mark(
                    fold_character(text[at]),
                    before,
                    after,
                    starts[index] + bisect_left(cut.starts, at),
                    index,
                ),
            )
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
