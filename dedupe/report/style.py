"""How a report is to look on a terminal: its width, and colours as ANSI codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a text report is read.

    Attributes:
        width: columns.
        color: whether it shows colours.
    """

    width: int = 80
    color: bool = False

    def paint(self, text: str, *styles: Style) -> str:
        """Put a text into styles; as it is where there are none, or no colours."""
        if not (self.color and styles and text):
            return text
        codes = ";".join(str(_CODES[style]) for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"


PLAIN = Terminal()
