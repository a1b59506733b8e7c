"""How a block of text was broken into lines: by a wrapper, at indents, or at paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, pairwise

from dedupe.punctuation import STOPS, UNSPACED_STOPS

# Columns; nobody wraps wider, and a paragraph on a line of its own is mostly wider.
WIDEST_WRAP = 120
# A wrapper fills its lines; people who wrap by hand leave up to this share of them empty.
RAGGED = 0.3
SENTENCE_END = tuple(STOPS + UNSPACED_STOPS)
CLOSING_MARKS = "\"'”’»)]」』"


def is_unwrapped(block: Sequence[str]) -> bool:
    """Return whether each line of a block is a paragraph, because no wrapper can have broken it there.

    True where lines are wider than any wrapper sets them, or where all end a sentence and one of
    them is so short that the next line's first word would have fitted well.

    Args:
        block: successive lines, none of them blank.
    """
    if _width(block) > WIDEST_WRAP:
        return True
    return all(map(_ends_sentence, block)) and not all(_wraps(block))


def indented_starts(block: Sequence[str]) -> list[int] | None:
    """Where paragraphs begin in a hard-wrapped block that indents the first line of each.

    Args:
        block: successive lines, none of them blank.

    Returns:
        Ascending indices into the block, the first 0: its indented lines, and what follows a line
        left short, such as a headline or byline. None if the block is laid out otherwise.
    """
    if _width(block) > WIDEST_WRAP:
        return None
    indents = [len(line) - len(line.lstrip()) for line in block]
    least = min(indents)
    indented = [indent > least for indent in indents]
    wraps = _wraps(block)
    if not _indents_begin_paragraphs(block, indented, wraps):
        return None
    breaks = zip(indented[1:], wraps, strict=True)
    return [0, *(i for i, (indent, wrap) in enumerate(breaks, 1) if indent or not wrap)]


def _indents_begin_paragraphs(
    block: Sequence[str], indented: Sequence[bool], wraps: Sequence[bool]
) -> bool:
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
    """For each line but the last: whether the next line's first word had no room left on it."""
    room = (1 - RAGGED) * _width(block)
    return [
        len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > room
        for line, following in pairwise(block)
    ]


def _width(block: Sequence[str]) -> int:
    """Columns of the widest line; a URL may stand out of any width."""
    return max((len(line.rstrip()) for line in block if not _is_one_word(line)), default=0)


def _is_one_word(line: str) -> bool:
    return line.isascii() and len(line.split(maxsplit=1)) == 1


def _ends_sentence(line: str) -> bool:
    return line.rstrip().rstrip(CLOSING_MARKS).endswith(SENTENCE_END)


def _share(values: compress[bool]) -> float:
    chosen = list(values)
    return sum(chosen) / len(chosen) if chosen else 1.0
