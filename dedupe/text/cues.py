"""Patterns of which each is only searched where characters stand that it cannot do without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_PART = re.compile(
    r"(?:\\(?P<escaped>\W)|\\\w|\[[^\]]*\]|(?P<open>\()|(?P<close>\))|(?P<choice>\|)|[.^$]|(?P<plain>.))"
    r"(?P<times>[?*+]|\{[^}]*\})?"
)
_ODD = {
    "ſ": "s",
    "ı": "i",
    "İ": "i",
    "K": "k",
}  # alike to a pattern that ignores case, not to lower()


class Cue(NamedTuple):
    """A regular expression, and the longest characters, in lower case, that all it matches holds."""

    required: str
    pattern: re.Pattern[str]


class Cues:
    """Regular expressions to be searched, case ignored."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = tuple(cues)

    @classmethod
    def compiled(cls, patterns: Iterable[str], behind: str = "") -> Cues:
        """Compile patterns, each with what must follow it."""
        flags = re.IGNORECASE | re.DOTALL
        return cls(Cue(required(it), re.compile(f"(?:{it}){behind}", flags)) for it in patterns)

    def among(self, texts: Iterable[str]) -> Cues:
        """Leave out those that stand in none of some texts."""
        lower = lowered("\n".join(texts))
        return Cues(cue for cue in self._cues if cue.required in lower)

    def found_in(self, text: str) -> bool:
        """Tell whether one of them is found in a text."""
        if not self._cues:
            return False
        lower = lowered(text)
        return any(cue.required in lower and cue.pattern.search(text) for cue in self._cues)


def required(pattern: str) -> str:
    r"""Give the longest characters, in lower case, that every match of a pattern holds in a row.

    >>> required(r"sign up (for|to) our \bnewsletters?\b")
    'newsletter'
    """
    runs, depth = [""], 0
    for part in _PART.finditer(pattern):
        depth += bool(part["open"]) - bool(part["close"])
        if part["choice"] and not depth:
            return ""
        character, times = part["escaped"] or part["plain"], part["times"]
        if depth or not character:
            runs.append("")
        elif not times:
            runs[-1] += character
        else:
            runs[-1] += character * (times == "+")
            runs.append("")
    return max(runs, key=len).lower()


def lowered(text: str) -> str:
    """Write a text in lower case, as a pattern that ignores case reads it."""
    for odd, plain in _ODD.items():
        text = text.replace(odd, plain)
    return text.lower()
