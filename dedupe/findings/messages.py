"""Words for messages."""

from __future__ import annotations

from collections.abc import Iterable

from dedupe.punctuation import DOUBLE_MARKS

_MOST_WORDS, _LONGEST_WORD = 12, 40
_MARKS = frozenset(DOUBLE_MARKS)
OUTER_MARKS = " ,;:"


def source_names(sources: Iterable[str]) -> str:
    """Return the name of the first source, and how many more there are.

    >>> source_names(["wire/a.txt", "b.txt", "c.txt"])
    'wire/a.txt and 2 more'
    """
    first, *others = sources
    return f"{first}{and_more(len(others))}"


def and_more(count: int) -> str:
    """Return words for that there are more of something, if there are."""
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
    """Return words on one line and between quotation marks, their own marks left out.

    >>> quoted('"We saw nothing," he said')
    '“We saw nothing, he said”'

    Of more than a dozen words the first and the last are shown.
    """
    shown = "".join(character for character in words if character not in _MARKS).split()
    if len(shown) > _MOST_WORDS:
        half = _MOST_WORDS // 2
        shown = [*shown[:half], "…", *shown[-half:]]
    return f"“{' '.join(map(_shortened, shown)).strip(OUTER_MARKS)}”"


def _shortened(word: str) -> str:
    """Cut what is too long for a word."""
    return word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…"
