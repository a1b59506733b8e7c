"""Text for a terminal: in lines of its width, whatever the script, with colours if it shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dedupe.lazy_regex import pattern
from dedupe.report.escape import for_terminal

Style = Literal["bold", "dim", "underline", "red", "green", "yellow", "magenta", "cyan"]
_CODES: dict[Style, int] = {
    "bold": 1,
    "dim": 2,
    "underline": 4,
    "red": 31,
    "green": 32,
    "yellow": 33,
    "magenta": 35,
    "cyan": 36,
}
_LEAST_WIDTH = 20
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\U00020000-\U0003fffd"
# Latin, Greek and Cyrillic letters without marks of their own, and typographic signs: a column each.
_NARROW = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0377\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20ac]*"
)
_BREAKABLE = pattern(rf"\s*(?:[{_WIDE}]|[^\s{_WIDE}]+)")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a text report is read."""

    width: int = 80  # columns
    color: bool = False

    def paint(self, text: str, *styles: Style) -> str:
        """Return a text in styles; unchanged where there are none, or no colours."""
        if not (self.color and styles and text):
            return text
        codes = ";".join(str(_CODES[style]) for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"


PLAIN = Terminal()


@dataclass(frozen=True, slots=True)
class StyledText:
    """A stretch of text in one style."""

    text: str
    styles: tuple[Style, ...] = ()


def column_count(text: str) -> int:
    """Count the columns that a text without controls takes on a terminal."""
    if _is_narrow(text):
        return len(text)
    from wcwidth import wcswidth  # takes as long to import as most of a report

    return max(wcswidth(text), 0)


def _is_narrow(text: str) -> bool:
    """Return whether each character is known to take one column."""
    return text.isascii() or _NARROW.fullmatch(text) is not None


def wrap(texts: Iterable[StyledText], terminal: Terminal, first: str = "", rest: str = "") -> str:
    """Set text, which may hold anything, in lines no wider than the terminal, but for paths and other long words.

    >>> print(wrap([StyledText("one two three four five six")], Terminal(24), "* ", "  "))
    * one two three four
      five six

    The first line begins with `first`, and all others with `rest`, as wide.
    """
    shown = [StyledText(for_terminal(piece.text), piece.styles) for piece in texts if piece.text]
    text = "".join(piece.text for piece in shown)
    width = max(terminal.width - column_count(rest), _LEAST_WIDTH)
    lines = [_paint(shown, start, end, terminal) for start, end in _lines(text, width)] or [""]
    return "\n".join((rest if number else first) + line for number, line in enumerate(lines))


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each line; a word that is wider than a line is not cut."""
    columns = len if _is_narrow(text) else column_count
    start = end = used = 0
    for match in _BREAKABLE.finditer(text):
        taken = columns(match[0])
        if used and used + taken > width:
            yield start, end
            word = match[0].lstrip()
            start, used = match.end() - len(word), columns(word)
        else:
            used += taken
        end = match.end()
    if end > start:
        yield start, end


def _paint(texts: Sequence[StyledText], start: int, end: int, terminal: Terminal) -> str:
    painted, position = [], 0
    for styled in texts:
        low, high = max(start - position, 0), end - position
        if low < len(styled.text) and high > 0:
            painted.append(terminal.paint(styled.text[low:high], *styled.styles))
        position += len(styled.text)
    return "".join(painted)
