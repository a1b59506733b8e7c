"""House style: how another outlet prints the same words, amounts and quotation marks."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.newsroom.grammar import FOLDER, LANGUAGES, Node
from benchmarks.newsroom.segments import Segment

if TYPE_CHECKING:
    from collections.abc import Callable

    Substitution = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

ENDS_IN_A = re.compile(r"\b[Aa] $")
BEFORE_VOWEL = re.compile(r"[aeioAEIO]|8|1[18]\b")

# Opening and closing mark of an agency, then of the outlet with the other style.
MARKS = {"en": ('"', '"', "“", "”"), "de": ("„", "“", "«", "»")}
SCALES = {"million": "m", "billion": "bn", "trillion": "tn"}
MONTH_FIRST = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)"
    r" (\d{1,2})\b"
)


def mark(node: Node, language: str) -> Segment:
    """A quotation mark with the punctuation that an agency puts before it."""
    opening, closing, house_opening, house_closing = MARKS[language]
    if node.kind == "open":
        return Segment(node.content.replace('"', opening), "mark", house=house_opening)
    comma_out = node.content[::-1] if node.content == ',"' else node.content
    house = comma_out.replace('"', house_closing)
    return Segment(node.content.replace('"', closing), "mark", house=house)


def in_house(segment: Segment, language: str) -> str:
    """The text of a segment as an outlet with the other style prints it."""
    if segment.house is not None:
        return segment.house
    text = segment.text
    for pattern, replacement in _substitutions(language):
        text = pattern.sub(replacement, text)
    return text


@lru_cache
def _substitutions(language: str) -> tuple[Substitution, ...]:
    words = spellings(language)
    whole_word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
    spelled: Substitution = (whole_word, lambda match: words[match[0]])
    if language == "de":
        return (spelled, (re.compile("ß"), "ss"))
    amount = re.compile(r"(\$[\d.,]+) (million|billion|trillion)\b")
    return (
        (amount, lambda match: match[1] + SCALES[match[2]]),
        (MONTH_FIRST, r"\2 \1"),
        (re.compile("'"), "’"),
        spelled,
    )


@lru_cache
def spellings(language: str) -> dict[str, str]:
    """Words that two house styles spell differently, from one to the other."""
    path = FOLDER / LANGUAGES[language] / "style.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ", 1) for line in lines if line and not line.startswith("#"))
    return dict(pairs)


def agreed(segments: list[Segment]) -> tuple[Segment, ...]:
    """English segments with "a" turned into "an" where the next segment asks for it."""
    printed = list(segments)
    for index, segment in enumerate(segments):
        if not ENDS_IN_A.search(segment.text):
            continue
        follows = next((p.text for p in segments[index + 1 :] if p.text), "")
        if BEFORE_VOWEL.match(follows):
            printed[index] = replace(segment, text=segment.text[:-1] + "n ")
    return tuple(printed)
