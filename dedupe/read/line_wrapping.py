"""What a wrapper did to a text: how a block was broken into lines, and which words were divided at their ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import compress, pairwise

from dedupe.punctuation import STOPS, UNSPACED_STOPS

_WIDEST_WRAP = 120  # columns; nobody wraps wider, and a paragraph on a line of its own is mostly wider
_RAGGED = 0.3  # share of a line that people who wrap by hand leave empty at the most; a wrapper fills its lines
SENTENCE_END = tuple(STOPS + UNSPACED_STOPS)
_CLOSING_MARKS = "\"'”’»)]」』"
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
_HEAD_WORD = re.compile(r"\s*([^\W\d_]+(?:[-‐’'][^\W\d_]+)*)[^\w\s]?(?:\s|\Z)")  # no address of a page or mail
# Articles, and what joins or compares: neither a sentence nor a headline ends with one ("die" is a verb in English headlines).
_NEVER_LAST = {
    "der", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "im", "vom", "zum", "zur", "und",
    "oder", "als", "the", "a", "of", "and", "or", "than",
}  # fmt: skip
_LONGEST_WORD = 80
# Texts that are wrapped without dividing words end a line at a hyphen of their own now and then.
_LEAST_DIVIDED, _LEAST_SHARE = 2, 0.05


def is_unwrapped(block: Sequence[str]) -> bool:
    """Return whether each line of a block without blank lines is a paragraph, as no wrapper can have broken it there.

    True where lines are wider than any wrapper sets them, or where all end a sentence and one of them is so short that
    the next line's first word would have fitted well.
    """
    if _width(block) > _WIDEST_WRAP:
        return True
    return all(map(_ends_sentence, block)) and not all(_wraps(block))


def unbroken_starts(block: Sequence[str]) -> list[int]:
    """Return where paragraphs begin in a block that has one a line, but for lines broken in the middle of a sentence.

    Args:
        block: successive lines, none of them blank.

    Returns:
        Ascending indices into the block, the first 0: all lines but those that begin with a word in lower case where no
        sentence had ended, or that follow an article or a conjunction.
    """
    return [0, *(i for i, (line, following) in enumerate(pairwise(block), 1) if not _goes_on(line, following))]


def _goes_on(line: str, following: str) -> bool:
    if _ends_sentence(line):
        return False
    head = _HEAD_WORD.match(following)
    return (head is not None and head[1][0].islower()) or line.split()[-1] in _NEVER_LAST


def indented_starts(block: Sequence[str]) -> list[int] | None:
    """Find where paragraphs begin in a hard-wrapped block that indents the first line of each.

    Args:
        block: successive lines, none of them blank.

    Returns:
        Ascending indices into the block, the first 0: its indented lines, and what follows a line
        left short, such as a headline or byline. None if the block is laid out otherwise.
    """
    if _width(block) > _WIDEST_WRAP:
        return None
    indents = [len(line) - len(line.lstrip()) for line in block]
    least = min(indents)
    indented = [indent > least for indent in indents]
    wraps = _wraps(block)
    if not _indents_begin_paragraphs(block, indented, wraps):
        return None
    breaks = zip(indented[1:], wraps, strict=True)
    return [0, *(i for i, (indent, wrap) in enumerate(breaks, 1) if indent or not wrap)]


def _indents_begin_paragraphs(block: Sequence[str], indented: Sequence[bool], wraps: Sequence[bool]) -> bool:
    """Return whether lines are full where no indent follows, and sentences end where one does."""
    ends = [_ends_sentence(line) for line in block[:-1]]
    continues = [not indent for indent in indented[1:]]
    finished = [end or not wrap for end, wrap in zip(ends, wraps, strict=True)]
    return (
        any(indented)
        and any(continues)
        and _share(compress(wraps, continues)) >= 0.75
        and _share(compress(ends, continues)) < 0.5
        and _share(compress(finished, indented[1:])) > 0.5
    )


def _wraps(block: Sequence[str]) -> list[bool]:
    """Return for each line but the last whether the next line's first word had no room left on it."""
    room = (1 - _RAGGED) * _width(block)
    return [len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > room for line, following in pairwise(block)]


def _width(block: Sequence[str]) -> int:
    """Return the columns of the widest line; a URL may stand out of any width."""
    return max((len(line.rstrip()) for line in block if not _is_one_word(line)), default=0)


def _is_one_word(line: str) -> bool:
    return line.isascii() and len(line.split(maxsplit=1)) == 1


def _ends_sentence(line: str) -> bool:
    return line.rstrip().rstrip(_CLOSING_MARKS).endswith(SENTENCE_END)


def _share(values: compress[bool]) -> float:
    chosen = list(values)
    return sum(chosen) / len(chosen) if chosen else 1.0


class Hyphenation:
    """How a text divides its words, of which it is given the whole with the line ends that it was wrapped at."""

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
