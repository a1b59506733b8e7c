"""The words in which articles credit others: the phrases of `dedupe/data/credits.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any

from dedupe.furniture.phrase_patterns import lowered
from dedupe.package_data import read_table

_APOSTROPHE = "['’]"
_UNSPACED = "\u2e80"  # characters from here on make words without spaces between them
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 40  # characters, with what may stand behind it


@cache
def phrases(*keys: str) -> re.Pattern[str]:
    """Make a pattern for the phrases of one list, the longer before the shorter.

    It looks for whole words, or for any characters in scripts without spaces.
    """
    return re.compile(f"(?:{_alternatives(_entry(*keys))})", re.IGNORECASE)


def find_phrase(text: str, *keys: str) -> re.Match[str] | None:
    """Return the first phrase of one list in a text; most have none of the words that it takes one of."""
    folded = lowered(text)
    return phrases(*keys).search(text) if any(word in folded for word in _needed_words(*keys)) else None


@cache
def _needed_words(*keys: str) -> tuple[str, ...]:
    """Return the longest word of each phrase of one list, but for those that others stand in."""
    longest = {max(_WORD.findall(phrase) or [phrase], key=len).lower() for phrase in _entry(*keys)}
    return tuple(sorted(word for word in longest if not any(other in word for other in longest - {word})))


def ends_with_phrase(text: str, *keys: str) -> bool:
    """Return whether a text ends with a phrase of one list, white space, commas and colons aside."""
    last = _WORD.findall(text[-_LONGEST_WORD:])[-1:]
    may_end = last and (last[0].casefold() in _last_words(*keys) or last[0][-1] >= _UNSPACED)
    return bool(may_end) and _ending_pattern(*keys).search(text) is not None


@cache
def _last_words(*keys: str) -> frozenset[str]:
    return frozenset(_WORD.findall(phrase)[-1].casefold() for phrase in _entry(*keys))


@cache
def _ending_pattern(*keys: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(_entry(*keys))})[\s,:]*\Z", re.IGNORECASE)


@cache
def words(*keys: str) -> frozenset[str]:
    """Return the phrases of one list as they are, in lower case."""
    return frozenset(map(str.casefold, _entry(*keys)))


@cache
def agency_sign_offs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """List agencies, by key, with the phrases that they alone sign with."""
    table = read_table("credits")["sign_off"]["house"]
    return tuple((key, re.compile(f"(?:{_alternatives(forms)})", re.IGNORECASE)) for key, forms in table.items())


def _alternatives(listed: Iterable[str]) -> str:
    longest_first = sorted(listed, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(
        f"{start}(?:{'|'.join(map(_escape, alike))}){end}" for (start, end), alike in groupby(longest_first, _edges)
    )


def _escape(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split())).replace("'", _APOSTROPHE)


def _edges(phrase: str) -> tuple[str, str]:
    """Return what must stand at either end of a phrase for it to be whole words."""
    is_symbol = not phrase[0].isascii() and not phrase[0].isalpha()
    if is_symbol or phrase[-1] >= _UNSPACED:
        return "", ""
    return (r"(?<!\w)" if phrase[0].isalnum() else "", r"(?!\w)" if phrase[-1].isalnum() else "")


def _entry(*keys: str) -> list[str]:
    entry: Any = read_table("credits")
    for key in keys:
        entry = entry[key]
    return list(entry)
