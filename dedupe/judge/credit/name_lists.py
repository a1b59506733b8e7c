"""Lists that name agencies and say nothing else: "dpa/AFP", "Reuters, 10:23", "SZ, dpa"."""

from __future__ import annotations

import re

from dedupe.judge.credit.credit_phrases import words
from dedupe.judge.credit.name_matcher import NameMatch, NameMatcher

_LONGEST_CODE = 12  # letters of a desk's or an outlet's own mark beside an agency's: "SZ/dpa/jml"
_MOST_WORDS_BESIDE_GENERIC = 2
_EDGES = " \t\r\n•⦁*_-–—|.…·▪►◦()[]（）"

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SEPARATORS = re.compile(
    r"\s*[/,;:|+&()\[\]•·=＝]\s*|\s+[-–—]+\s+"
    r"|\s+(?:and|und|et|y|e|och|og|en|with|mit|avec|con|com|of|for|at)\s+"
)
_ELSEWHERE = re.compile(r"\s(?:in|aus|à|en|a|at)\s+[A-ZÀ-Þ].*", re.DOTALL)  # "AFP in Paris"


def trim(text: str) -> str:
    """Strip bullets, brackets, dashes and stops at both ends."""
    return text.strip(_EDGES)


def names_in_list(text: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    """Return the names in a text that says nothing else, and none if it does."""
    named: list[NameMatch] = []
    for part in _SEPARATORS.split(trim(text)):
        only = sole_name(part, names)
        if only is not None:
            named.append(only)
        elif not is_filler(part) and not _is_code(part):
            return ()
    return tuple(named)


def pick_names(text: str, names: NameMatcher, *, loosely: bool = False) -> tuple[NameMatch, ...]:
    """Return the names that stand for themselves among other parts of a list.

    Args:
        text: such as "Jane Roe, Associated Press".
        loosely: whether words such as "wires" may have a word or two before them.
    """
    picked = [
        sole_name(part, names) or (_generic_name(part, names) if loosely else None)
        for part in _SEPARATORS.split(text)
    ]
    return tuple(name for name in picked if name is not None)


def sole_name(part: str, names: NameMatcher) -> NameMatch | None:
    """Return the one name that a text consists of, words such as "the" and "staff" aside."""
    part = _ELSEWHERE.sub("", part)
    named = names.find(part)
    specific = [
        name for name in named if name.kind != "generic"
    ] or named  # "Nachrichtenagentur dpa"
    if len(specific) != 1:
        return None
    rest = part
    for name in reversed(named):
        rest = f"{rest[: name.start]} {rest[name.end :]}"
    return specific[0] if is_filler(rest) else None


def is_filler(text: str) -> bool:
    """Return whether the words of a text say nothing of their own: a date, a time, "all rights reserved"."""
    listed = _WORD.findall(text)
    dated = [any(character.isdigit() for character in word) for word in listed]
    near = [any(dated[max(at - 1, 0) : at + 2]) for at in range(len(listed))]
    beside = words("line", "beside")
    return all(close or word.casefold() in beside for close, word in zip(near, listed, strict=True))


def _generic_name(part: str, names: NameMatcher) -> NameMatch | None:
    for named in names.find(part)[:1]:
        others = len(part.split()) - len(named.text.split())
        if named.kind == "generic" and others <= _MOST_WORDS_BESIDE_GENERIC:
            return named
    return None


def _is_code(part: str) -> bool:
    is_one = len(part) <= _LONGEST_CODE and _WORD.fullmatch(part) is not None
    return is_one and part in (part.lower(), part.upper())
