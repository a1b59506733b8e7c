"""Sign-offs, with which agencies end their own stories: "(Reporting by Jane Roe; Editing by John Doe)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dedupe.furniture.phrase_patterns import PatternSet
from dedupe.judge.credit.credit_phrases import agency_sign_offs, phrases, words
from dedupe.punctuation import CLOSING, STOPS

LONGEST = 2_000  # characters at the end of a paragraph in which a sign-off is looked for

_END = re.compile(r"[)）][^\w)）]*\Z")
_LEAD = " \t\r\n•*_-–—|"
_CLOSING = re.compile("[)）]")
_OPENING = ("(", "（")
_START = re.compile(rf"[(（]\s*|[{STOPS}][{CLOSING}]*\s+[-–—•*_|]*\s*(?![(（])")


def find_sign_off(paragraph: str) -> str | None:
    """Find an agency's sign-off in the last LONGEST characters of a paragraph.

    Either a bracket that ends it and begins with "Reporting by" or the like, or a text that names first who wrote and
    then who edited.
    """
    window = paragraph[-LONGEST:]
    is_closed = _END.search(window) is not None
    folded = window.casefold()
    if not is_closed and not any(word in folded for word in _editing()):
        return None
    for start in _starts(window):
        in_bracket = is_closed and window[:start].rstrip().endswith(_OPENING)
        if in_bracket and phrases("sign_off", "alone").match(window, start):
            return "(" + window[start:]
        cue = phrases("sign_off", "report").match(window, start)
        if cue and _names_editor(window[cue.end() :]):
            return window[start:]
    return None


def find_house_form(paragraph: str) -> tuple[str, str] | None:
    """Find a phrase that one agency alone signs with; return the agency's key and the phrase."""
    window = paragraph[-LONGEST:].lstrip(_LEAD)
    for key, pattern in agency_sign_offs():
        match = pattern.match(window)
        if match:
            return key, match[0]
    return None


def possible_sign_offs(paragraphs: Sequence[str]) -> set[int]:
    """Return the indices of the paragraphs that can be a sign-off."""
    return _cues().matching(paragraphs)


@cache
def _cues() -> PatternSet:
    """Return the longest word of each phrase of which a sign-off must have one."""
    house = (form for key, _ in agency_sign_offs() for form in words("sign_off", "house", key))
    needed = (*words("sign_off", "alone"), *words("sign_off", "edit"), *house)
    return PatternSet(sorted({re.escape(max(phrase.split(), key=len)) for phrase in needed}))


@cache
def _editing() -> tuple[str, ...]:
    """Return the longest word of each phrase that names an editor; outside brackets it takes one of them."""
    return tuple(sorted({max(phrase.split(), key=len) for phrase in words("sign_off", "edit")}))


def _names_editor(rest: str) -> bool:
    """Return whether an editor is named before a bracket closes."""
    edit = phrases("sign_off", "edit").search(rest)
    return edit is not None and not _CLOSING.search(rest, 0, edit.start())


def _starts(window: str) -> Iterator[int]:
    """List where a paragraph, a sentence or a bracket begins."""
    yield len(window) - len(window.lstrip(_LEAD))
    for match in _START.finditer(window):
        yield match.end()
