"""Datelines that name an agency: "WASHINGTON (AP) —", "BERLIN dpa |", "МОСКВА, 28 янв — РИА Новости".

Matched in two steps, first the agency's mark in brackets or beside a dash, then the words before it: one
expression for all of it would take exponential time on hostile text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dedupe.judge.credit.credit_lines import names_in_list
from dedupe.judge.credit.credit_phrases import phrases, words
from dedupe.judge.credit.name_matcher import NameMatch, NameMatcher
from dedupe.punctuation import EAST_ASIAN

LONGEST = 160  # characters of a paragraph that can be a dateline

_BRACKETS = re.compile(r"[(（【\[［]([^()（）【】\[\]［］]{1,40})[)）】\]］]|/([^/\s()][^/()]{0,30})/")
_DASH = re.compile(r"[\s.,]*[-–—―_:=|]")
_DASHES = re.compile(r"\s[-–—―]{1,2}\s|\s\|\s")
_STOP = re.compile(r"\s*(?:[-–—―./:|]|\Z)")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DATED = re.compile(r"\d|[-–—―.]\s*\Z")  # a date, or a stop or dash before the bracket
_SENTENCE = frozenset('!?;"“”„«»')
_MOST_WORDS = 9
_STATE = 2
_EAST_ASIAN = re.compile(f"[{EAST_ASIAN}]")
_BESIDE_NAME = re.compile(r"\s*[/,]\s*\Z")
_TEXT = re.compile(r"\s*(?:[.:|]|[-–—―]{1,2}(?=\s))?\s+(?=[\"“„»]?[A-ZÀ-Þ])")
_PLACE_AND_STOP = re.compile(r"(/|\s)([A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*)?)(?:\.|\s[-–—―|])\s+(?=[\"“„»]?[A-ZÀ-Þ])")
_TELEGRAM = re.compile("[电電]")
_TELEGRAM_WITHIN = 40


def find_dateline(text: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    """Find the agencies in the dateline of a paragraph, which is in its first LONGEST characters; none without one."""
    head = text[:LONGEST]
    named = names.find(head)
    if not named:
        return ()
    return (
        _in_brackets(head, names)
        or _beside_dash(head, names)
        or _as_telegram(head, named)
        or _beside_slash(head, names, named)
        or _before_place(head, named)
    )


def _in_brackets(head: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    for match in _BRACKETS.finditer(head):
        inner, prefix, rest = match[1] or match[2], head[: match.start()], head[match.end() :]
        if _EAST_ASIAN.search(inner):
            found = _at_edge(inner, names) if not _WORD.search(prefix) else ()
        else:
            found = names_in_list(inner, names)
        if found and _is_place(prefix, names, found) and _opens_text(prefix, rest, inner):
            return found
    return ()


def _at_edge(inner: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    """Find agencies in "ワシントン共同" or "서울=연합뉴스", where one begins or ends it."""
    if phrases("line", "picture").search(inner):
        return ()
    found = names.find(inner)
    at_edge = found and (found[0].start == 0 or found[-1].end == len(inner.rstrip()))
    return found if at_edge else ()


def _beside_dash(head: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    for dash in list(_DASHES.finditer(head))[:2]:
        left, right = head[: dash.start()], head[dash.end() :]
        for prefix, found, rest in (*_before(left, right, names), *_after(left, right, names)):
            if _is_place(prefix, names, found) and _starts_upper(rest):
                return found
    return ()


def _before(left: str, right: str, names: NameMatcher) -> Iterator[tuple[str, tuple[NameMatch, ...], str]]:
    """Split "SYDNEY March 22 AAP" before the agency."""
    at = len(left.rstrip()) - len(left.rstrip().rsplit(maxsplit=1)[-1]) if left.strip() else 0
    starts = {at, *(name.start for name in names.find(left)[-1:])}
    for start in sorted(starts):
        prefix, found = left[:start], names_in_list(left[start:].strip(), names)
        if prefix.rstrip().endswith(",") and len(left) - start <= _STATE:
            continue  # "PHILADELPHIA, PA -" is a state
        if found and (not prefix.strip() or _is_loud(prefix)):
            yield prefix, found, right


def _after(left: str, right: str, names: NameMatcher) -> Iterator[tuple[str, tuple[NameMatch, ...], str]]:
    """Split "МОСКВА, 28 янв — РИА Новости. " behind the agency."""
    found = names.find(right)[:1]
    if found and not _WORD.search(right[: found[0].start]) and _is_short(left):
        rest = right[found[0].end :]
        if _STOP.match(rest) or left.isupper():
            yield left, found, rest.lstrip(" .-–—/:|")


def _as_telegram(head: str, named: Sequence[NameMatch]) -> tuple[NameMatch, ...]:
    """Find the agency in "新华社北京9月12日电"."""
    found = [name for name in named[:1] if _EAST_ASIAN.search(name.text)]
    if not found or _WORD.search(head[: found[0].start]):
        return ()
    return tuple(found) if _TELEGRAM.search(head[found[0].end :][:_TELEGRAM_WITHIN]) else ()


def _beside_slash(head: str, names: NameMatcher, named: Sequence[NameMatch]) -> tuple[NameMatch, ...]:
    """Find the agencies in "HOHENFELS/dpa. ", "Hohenfels AFP/dpa " and "HOHENFELS. DPA ".

    Two words and a slash are a photographer and an agency as often as not, unless they are in capitals.
    """
    found = _joined(head, named)
    if not found:
        return ()
    prefix, rest = head[: found[0].start], head[found[-1].end :]
    is_joined = prefix.endswith("/") or "/" in head[found[0].start : found[-1].end]
    is_loud = prefix == prefix.upper()
    if not is_loud and (not is_joined or len(_WORD.findall(prefix.rpartition("/")[0] or prefix)) > 1):
        return ()
    is_after_stop = prefix.rstrip().endswith(".")
    is_dateline = prefix.strip(" /") and (is_joined or is_after_stop) and _TEXT.match(rest)
    return found if is_dateline and _is_place(prefix, names, found) else ()


def _before_place(head: str, named: Sequence[NameMatch]) -> tuple[NameMatch, ...]:
    """Find the agencies in "dpa/HOHENFELS. " and "dpa Hohenfels. "."""
    found = _joined(head, named)
    place = _PLACE_AND_STOP.match(head, found[-1].end) if found else None
    if not place or head[: found[0].start].strip():
        return ()
    return found if place[1] == "/" or found[-1].text.islower() else ()


def _joined(head: str, named: Sequence[NameMatch]) -> tuple[NameMatch, ...]:
    """Return the first agency named in a text with those that follow it behind a slash or comma."""
    agencies = tuple(name for name in named if name.kind == "agency")
    between = (head[before.end : after.start] for before, after in pairwise(agencies))
    end = next((at for at, text in enumerate(between, 1) if not _BESIDE_NAME.match(text)), len(agencies))
    return agencies[:end]


def _is_short(left: str) -> bool:
    """Return whether a text begins with a word in capitals, is a date, or has no more words than a place."""
    return _is_loud(left) or len(_WORD.findall(left)) <= _STATE


def _is_loud(prefix: str) -> bool:
    """Return whether a text begins with a word in capitals, or is a date."""
    first = _WORD.search(prefix)
    return first is not None and first[0] == first[0].upper()


def _is_place(prefix: str, names: NameMatcher, found: tuple[NameMatch, ...]) -> bool:
    """Return whether all that stands before an agency is a place and a date."""
    listed = _WORD.findall(prefix)
    if len(listed) > _MOST_WORDS or _SENTENCE & set(prefix) or names.find(prefix):
        return False
    initials = "".join(word[0] for word in listed).casefold()
    if any(name.mark and initials.endswith(name.text.casefold()) for name in found):
        return False  # "Advanced Placement (AP)" says what the letters stand for
    dated = [word[0].isdigit() for word in listed]
    beside_number = [any(dated[max(at - 1, 0) : at + 2]) for at in range(len(listed))]
    particles = words("dateline", "particles")
    return all(
        near or not word[0].islower() or word.casefold() in particles
        for word, near in zip(listed, beside_number, strict=True)
    )


def _opens_text(prefix: str, rest: str, inner: str) -> bool:
    """Return whether the story follows: after a dash or stop, or at once after a place in capitals."""
    if _DASH.match(rest) or _EAST_ASIAN.search(inner):
        return True
    if prefix and rest.startswith(". "):
        return _starts_upper(rest)
    is_place_alone = prefix == prefix.upper() or inner.islower() or _DATED.search(prefix) is not None
    return rest[:1].isspace() and _starts_upper(rest) and is_place_alone


def _starts_upper(rest: str) -> bool:
    first = _WORD.search(rest)
    return first is not None and not first[0][0].islower()
