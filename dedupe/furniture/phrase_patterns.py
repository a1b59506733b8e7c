"""Patterns of which each is only searched where characters stand that it cannot do without."""

from __future__ import annotations

import re
from functools import cache
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


_FLAGS = re.IGNORECASE | re.DOTALL


class PhrasePattern(NamedTuple):
    """A regular expression, and the longest characters, in lower case, that all it matches holds."""

    required: str
    source: str

    def is_in(self, text: str, lower: str) -> bool:
        """Return whether it is found in a text that is given in lower case as well."""
        return self.required in lower and bool(_compiled(self.source).search(text))


class PatternSet:
    """Regular expressions to be searched, case ignored."""

    def __init__(self, cues: Iterable[PhrasePattern]) -> None:
        self._cues = tuple(cues)

    @classmethod
    def of(cls, patterns: Iterable[str], behind: str = "") -> PatternSet:
        """Take patterns, each with what must follow it; they are compiled where they are searched."""
        return cls(
            PhrasePattern(required_literal(pattern), f"(?:{pattern}){behind}")
            for pattern in patterns
        )

    def restricted_to(self, texts: Iterable[str]) -> PatternSet:
        """Leave out those that stand in none of some texts."""
        lower = lowered("\n".join(texts))
        return PatternSet(cue for cue in self._cues if cue.required in lower)

    def matches_any(self, text: str) -> bool:
        """Return whether one of them is found in a text."""
        if not self._cues:
            return False
        lower = lowered(text)
        return any(cue.is_in(text, lower) for cue in self._cues)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, _FLAGS)


def required_literal(pattern: str) -> str:
    r"""Return the longest characters, in lower case, that every match of a pattern holds in a row.

    >>> required_literal(r"sign up (for|to) our \bnewsletters?\b")
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
