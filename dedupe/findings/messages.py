"""Words for messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_CHARACTERS = 60
_MARKS = ("“", "”", "„", "«", "»", '"')


def source_names(sources: Iterable[str]) -> str:
    """Name the first source, and how many more there are.

    >>> source_names(["wire/a.txt", "b.txt", "c.txt"])
    'wire/a.txt and 2 more'
    """
    first, *others = sources
    return f"{first}{and_more(len(others))}"


def and_more(count: int) -> str:
    """Say that there are more of something, if there are."""
    return f" and {count} more" if count else ""


def percent(share: float) -> str:
    """Write a share so that only all is 100% and only nothing is 0%.

    >>> percent(0.999), percent(1.0), percent(0.001), percent(0.345)
    ('99%', '100%', '1%', '34%')
    """
    if 0 < share < 1:
        return f"{min(max(round(share * 100), 1), 99)}%"
    return f"{round(share * 100)}%"


def quoted(words: str) -> str:
    """Put words on one line and between quotation marks, shortened in the middle if they are many."""
    line = " ".join(words.split())
    if len(line) > _MOST_CHARACTERS:
        half = _MOST_CHARACTERS // 2
        line = f"{line[:half].rstrip()} … {line[-half:].lstrip()}"
    return line if line[:1] in _MARKS and line[-1:] in _MARKS else f"“{line}”"
