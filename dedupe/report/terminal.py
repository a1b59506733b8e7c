"""Text in lines of a given width, whatever the script, with styles on parts of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.report.safe import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedupe.report.style import Style, Terminal

_LEAST_WIDTH = 20
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\U00020000-\U0003fffd"
_BREAKABLE = re.compile(rf"\s*(?:[{_WIDE}]|[^\s{_WIDE}]+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one style."""

    text: str
    styles: tuple[Style, ...] = ()


def columns(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def lay_out(pieces: Iterable[Piece], terminal: Terminal, first: str = "", rest: str = "") -> str:
    r"""Set text in lines no wider than the terminal, but for paths and other long words.

    >>> from dedupe.report.style import Terminal
    >>> print(lay_out([Piece("one two three four five six")], Terminal(24), "* ", "  "))
    * one two three four
      five six

    Args:
        pieces: the text; it may hold anything.
        terminal: to fit.
        first: what the first line begins with.
        rest: what all other lines begin with, as wide as `first`.
    """
    shown = [Piece(text, it.styles) for it in pieces if (text := printable(it.text))]
    text = "".join(it.text for it in shown)
    width = max(terminal.width - columns(rest), _LEAST_WIDTH)
    lines = [_paint(shown, start, end, terminal) for start, end in _lines(text, width)]
    return "\n".join((first if not at else rest) + line for at, line in enumerate(lines or [""]))


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each line; a word that is wider than a line is not cut."""
    start = end = used = 0
    for match in _BREAKABLE.finditer(text):
        word = match[0].lstrip()
        if used and used + columns(match[0]) > width:
            yield start, end
            start, used = match.end() - len(word), columns(word)
        else:
            used += columns(match[0])
        end = match.end()
    if end > start:
        yield start, end


def _paint(pieces: Sequence[Piece], start: int, end: int, terminal: Terminal) -> str:
    painted, at = [], 0
    for piece in pieces:
        low, high = max(start - at, 0), end - at
        if low < len(piece.text) and high > 0:
            painted.append(terminal.paint(piece.text[low:high], *piece.styles))
        at += len(piece.text)
    return "".join(painted)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
