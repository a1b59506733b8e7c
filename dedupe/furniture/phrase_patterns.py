"""Many regular expressions, each searched only in texts that hold the characters it cannot match without."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

_PART = re.compile(
    r"(?:\\(?P<escaped>\W)|\\\w|\[[^\]]*\]|(?P<open>\()|(?P<close>\))|(?P<choice>\|)|[.^$]|(?P<plain>.))"
    r"(?P<times>[?*+]|\{[^}]*\})?"
)
_PLAIN_START = re.compile(r"\w(?![?*+{])")
_ODD = {"ſ": "s", "ı": "i", "İ": "i", "K": "k"}  # alike to a pattern that ignores case, not to lower()


_FLAGS = re.IGNORECASE | re.DOTALL


class PatternSet:
    """Regular expressions to be searched, case ignored, each with the same text behind it."""

    def __init__(self, patterns: Iterable[str], behind: str = "") -> None:
        alike = defaultdict[str, list[str]](list)
        for pattern in patterns:
            alike[required_literal(pattern)].append(pattern)
        self._sources = {required: f"(?:{'|'.join(own)}){behind}" for required, own in alike.items()}

    def matching(self, texts: Sequence[str]) -> set[int]:
        """Return the indices of the texts in which one of them is found."""
        whole = lowered("\n".join(texts))
        possible = [required for required in self._sources if required in whole]
        if not (texts and possible):
            return set()
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        found: set[int] = set()
        for required in possible:
            at = whole.find(required)
            while at >= 0:
                index = bisect_right(starts, at) - 1
                if index not in found and _compiled(self._sources[required]).search(texts[index]):
                    found.add(index)
                at = whole.find(required, starts[index + 1])
        return found


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


def alternatives(patterns: Iterable[str]) -> str:
    """Join patterns to one that matches where any of them does, those that begin with the same letter in one place.

    >>> alternatives(["more", "(un)?like", "read", "most"])
    'm(?:ore|ost)|(?:(un)?like)|r(?:ead)'
    """
    alike = defaultdict[str, list[str]](list)
    for pattern in patterns:
        is_plain = _PLAIN_START.match(pattern) and required_literal(pattern)  # which has none where it is a choice
        alike[pattern[0] if is_plain else ""].append(pattern[bool(is_plain) :])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in alike.items())


def lowered(text: str) -> str:
    """Write a text in lower case, as a pattern that ignores case reads it; each character stays where it is."""
    for odd, plain in () if text.isascii() else _ODD.items():
        text = text.replace(odd, plain)
    return text.lower()
