"""Lines that say nothing but who is credited, bylines, tails and metadata, and lists of names: "dpa/AFP", "SZ, dpa"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dedupe.judge.credit.credit_phrases import ends_with_phrase, find_phrase, phrases, words
from dedupe.judge.credit.name_matcher import NameMatch, NameMatcher
from dedupe.punctuation import CLOSING, STOPS, UNSPACED_STOPS

_LONGEST_CODE = 12  # letters of a desk's or an outlet's own mark beside an agency's: "SZ/dpa/jml"
_MOST_WORDS_BESIDE_GENERIC = 2
_EDGES = " \t\r\n•⦁*_-–—|.…·▪►◦()[]（）"
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SEPARATORS = re.compile(
    r"\s*[/,;:|+&()\[\]•·=＝]\s*|\s+[-–—]+\s+"
    r"|\s+(?:and|und|et|y|e|och|og|en|with|mit|avec|con|com|of|for|at)\s+"
)
_ELSEWHERE = re.compile(r"\s(?:in|aus|à|en|a|at)\s+[A-ZÀ-Þ].*", re.DOTALL)  # "AFP in Paris"
LONGEST = 500  # characters at the end of a paragraph in which a credit is looked for
_MOST_WORDS = 25
_MOST_WORDS_OF_BYLINE = 10  # "by", "with", "von" and the like begin more than credits
_LONGEST_RIGHTS = 80  # characters after "©"
_FIRST_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(  # the space first: it is what the search goes by
    rf"\s(?:(?<=[^\W\d_]{{4}}[.!?]\s)|(?<=[{STOPS}][{CLOSING}]\s))\s*(?=[^a-zß-ÿ])"
)
_END_BRACKET = re.compile(r"[(（]((?!\s)[^()（）]{1,400}(?<!\s))[)）][^\w)）]*\Z")
_LAST_WORDS = re.compile(rf"(?<=[{STOPS}{CLOSING}])\s*[-–—―]*\s*([^\s.!?]{{2,40}}(?:\s[^\s.!?]{{1,20}}){{0,3}})\W*\Z")
_SENTENCE = re.compile(rf"[{STOPS}{UNSPACED_STOPS}][{CLOSING}]*\s*[-–—―]*\s*\Z")


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
    """Return the names that stand for themselves among others of a list, such as "Jane Roe, Associated Press".

    `loosely` says that words such as "wires" may have a word or two before them.
    """
    picked = [
        sole_name(part, names) or (_generic_name(part, names) if loosely else None) for part in _SEPARATORS.split(text)
    ]
    return tuple(name for name in picked if name is not None)


def sole_name(part: str, names: NameMatcher) -> NameMatch | None:
    """Return the one name that a text consists of, words such as "the" and "staff" aside."""
    part = _ELSEWHERE.sub("", part)
    named = names.find(part)
    specific = [name for name in named if name.kind != "generic"] or named  # "Nachrichtenagentur dpa"
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


class CreditLine(NamedTuple):
    """A credit: who is named in it, and the words it stands in."""

    named: tuple[NameMatch, ...]
    text: str


def find_line(paragraph: str, names: NameMatcher, named: Sequence[NameMatch], *, at_edge: bool) -> CreditLine | None:
    """Find a credit that is a whole paragraph, or its last sentence or bracket.

    Args:
        paragraph: only its last LONGEST characters are looked at.
        named: all that it names.
        at_edge: whether it stands before or after the story, where a name alone is a credit.
    """
    for start, end in _units(paragraph, whole=at_edge):
        if not any(name.start < end and start < name.end for name in named):
            continue
        unit = paragraph[start:end]
        credited = _thanked(unit, names, at_edge=at_edge) or _introduced(unit, names, at_edge=at_edge)
        if at_edge and not credited and unit == paragraph:
            credited = names_in_list(unit, names) or _rights(unit, names)
        if credited:
            return CreditLine(credited, unit)
    return None


def find_ending(paragraph: str, names: NameMatcher) -> CreditLine | None:
    """Find a name alone behind the last sentence of a story: "... she said. (dpa)", "... she said. — dpa"."""
    return _behind_last_sentence(paragraph, names, (_END_BRACKET, _LAST_WORDS))


def find_bracket(paragraph: str, names: NameMatcher) -> CreditLine | None:
    """Find a name alone in brackets behind the last sentence of a paragraph."""
    return _behind_last_sentence(paragraph, names, (_END_BRACKET,))


def _behind_last_sentence(paragraph: str, names: NameMatcher, patterns: Iterable[re.Pattern[str]]) -> CreditLine | None:
    window = paragraph[-LONGEST:]
    for pattern in patterns:
        match = pattern.search(window)
        if match and _SENTENCE.search(window[: match.start(1)].rstrip("(（")):
            named = names_in_list(match[1], names)
            if named and not phrases("line", "picture").search(window):
                return CreditLine(named, match[0].strip(' .!?”"’»'))
    return None


def find_credited(text: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    """Find who is one part of a byline or credit in metadata: "Jane Roe, Associated Press"."""
    if phrases("line", "picture").search(text):
        return ()
    return pick_names(" ".join(text[:LONGEST].split()), names, loosely=True)


def thanks_staff(line: CreditLine) -> bool:
    """Return whether a credit thanks an agency's own people: "Associated Press writer Jane Roe"."""
    staff = words("line", "staff")
    return any(_first_word(line.text.partition(name.text)[2]) in staff for name in line.named)


def _units(paragraph: str, *, whole: bool) -> Iterator[tuple[int, int]]:
    """Yield where a credit may be: in a bracket at the end of a paragraph, its last or all its sentences."""
    window = paragraph[-LONGEST:]
    left_out = len(paragraph) - len(window)
    bracket = _END_BRACKET.search(window)
    if bracket:
        yield left_out + bracket.start(1), left_out + bracket.end(1)
    ends = [(left_out + end.start(), left_out + end.end()) for end in _SENTENCE_END.finditer(window)]
    starts = [left_out, *(after for _, after in ends)]
    sentences = list(zip(starts, [*(end for end, _ in ends), len(paragraph)], strict=True))
    cut = left_out > 0
    yield from sentences[cut:] if whole else sentences[cut:][-1:]
    if whole and not cut and len(sentences) > 1:
        yield 0, len(paragraph)


def _thanked(unit: str, names: NameMatcher, *, at_edge: bool) -> tuple[NameMatch, ...]:
    """Find who stands before "contributed to this report", or in a short line of its own before "contributed"."""
    cue = find_phrase(unit, "line", "after")
    if cue:
        return names.find(unit[: cue.start()])
    is_line = at_edge and len(unit.split()) <= _MOST_WORDS_OF_BYLINE and ends_with_phrase(trim(unit), "line", "closing")
    return names.find(unit) if is_line else ()


def _introduced(unit: str, names: NameMatcher, *, at_edge: bool) -> tuple[NameMatch, ...]:
    """Find who stands after "With files from" and the like."""
    inside = find_phrase(unit, "line", "inside")
    if inside:
        rest = unit[inside.end() :]
        return pick_names(rest, names) or _opening(rest, names)
    unit = trim(unit)
    cue = phrases("line", "before").match(unit)
    if not cue or phrases("line", "picture").search(unit):
        return ()
    count, rest = len(unit.split()), unit[cue.end() :]
    if " " in cue[0]:
        return pick_names(rest, names) if count <= _MOST_WORDS else ()
    if not at_edge or count > (_MOST_WORDS if rest.startswith(":") else _MOST_WORDS_OF_BYLINE):
        return ()
    return pick_names(rest, names) or _closing(unit, names)


def _opening(rest: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    """Find a name that a text begins with: "The Conversation under a licence"."""
    named = names.find(rest)[:1]
    return named if named and is_filler(rest[: named[0].start]) else ()


def _closing(unit: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    """Find a name of several words that a byline ends with: "By JANE ROE Associated Press"."""
    named = names.find(unit)[-1:]
    if not named or " " not in named[0].text or named[0].kind == "generic":
        return ()
    return named if is_filler(unit[named[0].end :]) else ()


def _rights(unit: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    cue = phrases("line", "rights").match(unit.lstrip(" *•_-–—|"))
    if not cue or phrases("line", "picture").search(unit):
        return ()
    return names.find(unit[: cue.end() + _LONGEST_RIGHTS])


def _first_word(text: str) -> str:
    first = _FIRST_WORD.search(text)
    return first[0].casefold() if first else ""
