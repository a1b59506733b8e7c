"""Agencies and outlets cited in prose: "told Reuters", "the Ledger reported", "a report in the Ledger"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dedupe.judge.credit.credit_phrases import ends_with_phrase, phrases, words
from dedupe.judge.credit.name_matcher import NameMatch
from dedupe.punctuation import STOPS

REACH = 60  # characters before and after a name in which it is said to have told something

_MOST_NAMES = 100
_LONGEST_CLAUSE = 120  # characters after a name, in which a clause ends with what it has done, or what it quotes
_MOST_BETWEEN = 4
_MOST_AFTER_NOUN = 5  # words between "a report" and "in the Ledger"
_LONGEST_WORD = 32  # characters, with those behind it, in which one that matters is looked for
_LAST_WORD = re.compile(r"(['’]|[^\W_]+['’]?)[\s,:]*\Z")
_FIRST_WORD = re.compile(r"(?:['’]s)?[\s,]*([^\W_]+)")
_WORD = re.compile(r"[^\W_]+")
_NAME_BEFORE = re.compile(r"[^.!?:;\"“”(\s]\s+([A-ZÀ-Þ][\w’'.-]*)\s+\Z")
_COMPOUND = re.compile(r"[-/]\w")
_STAFF = re.compile(r"['’]s?((?:\s+[A-ZÀ-Þ][\w’'.-]*){2,3})(?=[\s,])")  # "Politico's Jane Roe"
_APPOSITION = re.compile(r",\s(?:an?|the|eine?|der|die|das|un|une)\s[^.,;:\"“”]{1,50},")
_REPORT = re.compile(r"[“”\"«»’‘']?[-‐‑]([^\W_]+)")  # "Kurier"-Bericht
_CLAUSE_END = re.compile(rf"[,;:{STOPS}]")
_OPENING_MARKS, _CLOSING_MARKS = '„“"»«‚‘›', '“”"«»‘‹'
_OPENS = re.compile(
    rf"(?:\A|[{STOPS}{_CLOSING_MARKS}’]\s+|\s[-–—]\s+)(?:(?:from|the|via|das|der|die|le|la|el)\s+)*\Z", re.IGNORECASE
)
_QUOTES = re.compile(rf"[^{STOPS}:;]{{0,80}}:\s*[{_OPENING_MARKS}]\w")


def find_citations(paragraph: str, names: Sequence[NameMatch]) -> Iterator[NameMatch]:
    """Find those whom a paragraph of prose cites as its source, among its first hundred names."""
    for named in names[:_MOST_NAMES]:
        before = paragraph[max(named.start - REACH, 0) : named.start]
        after = paragraph[named.end : named.end + REACH]
        if _is_compound_report(after) and named.kind != "generic":
            yield named
            continue
        if named.kind == "generic" or _COMPOUND.match(after) or before.endswith(("/", "-")):
            continue
        before, after = before.rstrip(_OPENING_MARKS), after.lstrip(_CLOSING_MARKS)
        clause = paragraph[named.end : named.end + _LONGEST_CLAUSE].lstrip(_CLOSING_MARKS)
        if (
            _is_told(before)
            or _is_said_to(before, after)
            or _is_place_of_report(before)
            or (_tells(after) and not is_surname(before))
            or _has_told(before, clause)
            or (_OPENS.search(before) and (after.startswith(":") or _QUOTES.match(clause)))
        ):
            yield named


def _last_word(before: str) -> re.Match[str] | None:
    return _LAST_WORD.search(before, max(0, len(before) - _LONGEST_WORD))


def _is_told(before: str) -> bool:
    """Return whether a text ends with "told" or "according to", articles and the like aside."""
    for _ in range(_MOST_BETWEEN):
        if ends_with_phrase(before, "mention", "before"):
            return True
        last = _last_word(before)
        if not last or last[1].casefold() not in words("mention", "between"):
            return False
        before = before[: last.start()]
    return ends_with_phrase(before, "mention", "before")


def _is_compound_report(after: str) -> bool:
    """Return whether a name is the first part of a word like "Kurier-Bericht", in marks or without."""
    compound = _REPORT.match(after)
    return compound is not None and compound[1].casefold() in words("mention", "compound")


def _is_said_to(before: str, after: str) -> bool:
    """Return whether a name stands as in "sagte die Kapitänin der Zeitung", "wie sie dem Kurier sagte"."""
    last = _last_word(before)
    if last and last[1].casefold() in words("mention", "between") - words("mention", "to"):
        before = before[: last.start()]
        last = _last_word(before)
    if not last or last[1].casefold() not in words("mention", "to"):
        return False
    said = phrases("mention", "said")
    return said.search(before) is not None or said.match(after.lstrip(" ,")) is not None


def _has_told(before: str, after: str) -> bool:
    """Return whether a name stands as in "hatte der Kurier am Montag berichtet" or "der Kurier hat es enthüllt"."""
    last = _last_word(before)
    if last and last[1].casefold() in words("mention", "between"):
        last = _last_word(before[: last.start()])
    first = _FIRST_WORD.match(after)
    beside = {word[1].casefold() for word in (last, first) if word}
    if beside.isdisjoint(words("mention", "auxiliary")):
        return False
    return phrases("mention", "participle").search(_CLAUSE_END.split(after, maxsplit=1)[0]) is not None


def _is_place_of_report(before: str) -> bool:
    """Return whether a text ends like "according to a report on Wednesday evening in the"."""
    listed = [word[0].casefold() for word in _WORD.finditer(before)][-_MOST_AFTER_NOUN - 3 :]
    while listed and listed[-1] in words("mention", "between") - words("mention", "in"):
        listed.pop()
    if not listed or listed[-1] not in words("mention", "in"):
        return False
    return not words("mention", "noun").isdisjoint(listed[-_MOST_AFTER_NOUN - 1 : -1])


def _tells(after: str) -> bool:
    """Return whether a text begins with "reported", "has learned", "'s Jane Roe writes", ", a daily, said"."""
    staff = _STAFF.match(after) or _APPOSITION.match(after)
    start = staff.end() if staff else 0
    for _ in range(_MOST_BETWEEN):
        first = _FIRST_WORD.match(after, start)
        at = first.start(1) if first else start
        if phrases("mention", "after").match(after, at):
            return True
        if not first or first[1].casefold() not in words("mention", "between"):
            return False
        start = first.end()
    return False


def is_surname(before: str) -> bool:
    """Return whether a name goes before, as in "and Michael Bloomberg said"."""
    name = _NAME_BEFORE.search(before)
    return name is not None and name[1].casefold() not in words("mention", "between")
