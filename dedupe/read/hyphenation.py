"""Words that a wrapper divided at the end of a line, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

_SOFT = "\u00ad"
_HYPHENS = "-‐" + _SOFT
_BREAK = re.compile(rf"[{_HYPHENS}][^\S\n]*\n")
_TAIL = re.compile(r"[^\W_]+(?:[-‐’'][^\W_]+)*\Z")
_HEAD = re.compile(r"[^\W_]+(?:[-‐’'][^\W_]+)*")
_APOSTROPHES = re.compile("['’]")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
# What follows a part whose other half comes later, as in "Nord- und Ostsee".
_CONJUNCTIONS = {
    "und", "oder", "bis", "sowie", "bzw", "beziehungsweise", "als", "wie", "and", "or", "to", "et", "ou", "og", "eller",
    "och", "en", "of", "i", "ili", "a", "ali", "y", "e", "o", "u",
}  # fmt: skip
_LONGEST_WORD = 80
# Texts that are wrapped without dividing words end a line at a hyphen of their own now and then.
_LEAST_DIVIDED, _LEAST_SHARE = 2, 0.05


class Hyphenation:
    """How a text divides its words.

    Args:
        text: the whole of it, with the line ends that it was wrapped at.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def join(self, lines: Sequence[str]) -> str:
        r"""Join lines by a blank each, and the two parts of a divided word by none.

        >>> Hyphenation("").join(["Nord-", "und Ost\u00ad", "see, per E-", "Mail"])
        'Nord- und Ostsee, per E-Mail'
        """
        joined: list[str] = []
        for line in lines:
            stripped = line.strip()
            if not stripped:
                continue
            if joined and joined[-1][-1] in _HYPHENS:
                joined[-1], separator = self._ending(joined[-1], stripped)
                joined.append(separator)
            elif joined:
                joined.append(" ")
            joined.append(stripped)
        return "".join(joined)

    def _ending(self, line: str, following: str) -> tuple[str, str]:
        """Return a line that ends with a hyphen as it is to be joined, and what stands behind it."""
        if line[-1] == _SOFT:
            return line[:-1], ""
        tail = _TAIL.search(line[-1 - _LONGEST_WORD : -1])
        head = _HEAD.match(following[:_LONGEST_WORD])
        if tail is None or head is None or head[0].casefold() in _CONJUNCTIONS:
            return line, " "
        return (line[:-1], "") if self._is_one_word(tail[0], head[0]) else (line, "")

    def _is_one_word(self, tail: str, head: str) -> bool:
        """Return whether two parts are a word that was divided, rather than two that a hyphen ties."""
        if not _APOSTROPHES.sub("", tail + head).isalpha() or not head.islower():
            return False
        joined, tied = (tail + head).casefold(), f"{tail}-{head}".casefold()
        if tied in self._words or joined in self._words:
            return tied not in self._words
        return self._divides_words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.casefold().replace("‐", "-") for word in _WORD.findall(self._text))

    @cached_property
    def _divides_words(self) -> bool:
        divided = len(_BREAK.findall(self._text))
        return divided >= max(_LEAST_DIVIDED, _LEAST_SHARE * self._text.count("\n"))
