"""Page furniture known by its shape: captions, promotion, cross-heads, bylines, notes, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dedupe.furniture.phrase_patterns import PatternSet, PhrasePattern
from dedupe.package_data import read_table
from dedupe.punctuation import CLOSING, DOUBLE_MARKS, STOPS, UNSPACED_STOPS
from dedupe.text.unmarked_quotations import is_post

_LONGEST_CUE = 120  # words; a longer paragraph that merely begins like promotion is text
_LONGEST_APPEAL = 250
_ENDING = 200  # characters
_LEAST_BODY = 60
_LONGEST_HEADING = 16
_LONGEST_QUESTION = 10
_ENDINGS = (*STOPS, *UNSPACED_STOPS, *":;：`", *CLOSING.replace("\\", ""))
_BULLET = re.compile(r"\s*(?:[-–—•*·▪►+]|\(?\d{1,3}[.)]|[a-z]\))\s")
_LINKS = re.compile(r"\b[A-Z][\w'’-]*[a-z]{2}[A-Z\d][\w'’-]* (?:(?!MORE\b)[^\n]){1,400}?\bMORE\b")
_QUOTED = re.compile(f"[{DOUBLE_MARKS}]|''|’’")


class _Table(NamedTuple):
    """The patterns of `dedupe/data/furniture.toml`."""

    opening: re.Pattern[str]  # matches what a short paragraph begins with, or is
    ending: PatternSet
    address: re.Pattern[str]  # how a page speaks to its reader
    anywhere: PatternSet  # what it says to them
    credit: PhrasePattern  # an agency's name behind the text of a paragraph


@cache
def _table() -> _Table:
    table = read_table("furniture")
    start, whole = "|".join(table["start"]), "|".join(table["whole"])
    opening = rf"[\W_]{{0,4}}(?:{start})|\s*(?:{whole})\s*\Z"
    flags = re.IGNORECASE | re.DOTALL
    return _Table(
        re.compile(opening, flags),
        PatternSet(table["end"], behind=r"\s*\Z"),
        re.compile(table["address"], flags),
        PatternSet(table["anywhere"]),
        PhrasePattern.of("|".join(table["credit"]), before=r"\s*", behind=r"\s*\Z"),
    )


def furniture(paragraphs: Sequence[str]) -> tuple[bool, ...]:
    """Return for each paragraph of an article whether its shape makes it page furniture.

    Cross-heads are recognised only where most paragraphs are sentences: a list, a table or a
    transcript is not furniture for want of full stops. A long paragraph that is most of the article is
    text, whatever it begins and ends with.
    """
    sizes = [len(paragraph.split()) for paragraph in paragraphs]
    cued = _cued(paragraphs, sizes)
    body = _body(sizes)
    if body is not None:
        cued[body] = False
    headings = [not cue and _is_heading(text, size) for cue, text, size in zip(cued, paragraphs, sizes, strict=True)]
    if 2 * sum(headings) > len(paragraphs) - sum(cued):
        return tuple(cued)
    return tuple(map(any, zip(cued, headings, strict=True)))


def text_end(paragraph: str) -> int:
    """Return the offset at which the text of a paragraph ends, and an agency's name in brackets follows.

    >>> text_end("Police are looking for witnesses. (AFP)")
    33
    """
    pattern = _table().credit
    if pattern.required not in paragraph[-_ENDING:].lower():
        return len(paragraph)
    credit = pattern.search(paragraph, max(0, len(paragraph) - _ENDING))
    return credit.start() if credit else len(paragraph)


def inserted_links(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield where links stand that a site inserts behind a name: headlines glued to it, up to "MORE".

    >>> text = "Ted Cruz Rafael (Ted) CruzCruz sends wishes Five takeaways MORE voted."
    >>> [text[start:end] for start, end in inserted_links(text)]
    ['CruzCruz sends wishes Five takeaways MORE']
    """
    if " MORE" in paragraph:
        for match in _LINKS.finditer(paragraph):
            yield match.span()


def _body(sizes: Sequence[int]) -> int | None:
    """Find the long paragraph that is most of the article, if there is one, by the numbers of words."""
    longest = max(range(len(sizes)), key=sizes.__getitem__, default=None)
    if longest is None or sizes[longest] < max(_LEAST_BODY, sum(sizes) / 2):
        return None
    return longest


def is_cued(paragraph: str) -> bool:
    """Return whether the words of a paragraph make it promotion, a caption, a credit or a note."""
    return _cued([paragraph], [len(paragraph.split())])[0]


def _cued(paragraphs: Sequence[str], sizes: Sequence[int]) -> list[bool]:
    """Return the same for each paragraph of an article, given how many words each has."""
    table = _table()
    cued = [
        size <= _LONGEST_CUE and table.opening.match(paragraph) is not None
        for paragraph, size in zip(paragraphs, sizes, strict=True)
    ]
    left = [at for at, size in enumerate(sizes) if size <= _LONGEST_CUE and not cued[at]]
    ends = (paragraphs[at][: text_end(paragraphs[at])][-_ENDING:] for at in left)
    for at in table.ending.matching(list(ends)):
        cued[left[at]] = True
    left = [at for at, size in enumerate(sizes) if size <= _LONGEST_APPEAL and not cued[at]]
    for at in table.anywhere.matching([paragraphs[at] for at in left]):
        cued[left[at]] = table.address.search(paragraphs[left[at]]) is not None
    return cued


def _is_heading(paragraph: str, words: int) -> bool:
    if words > _LONGEST_HEADING or _BULLET.match(paragraph) or is_post(paragraph):
        return False
    if paragraph.isupper() and words <= _LONGEST_HEADING // 2:
        return not _QUOTED.search(paragraph)
    if paragraph.rstrip().endswith(("?", "？")):
        return words <= _LONGEST_QUESTION and not _QUOTED.search(paragraph)
    return not paragraph.rstrip().endswith(_ENDINGS)
