"""Page furniture known by its shape: captions, promotion, cross-heads, bylines, notes, credits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from dedupe.furniture.phrase_patterns import PatternSet, alternatives
from dedupe.package_data import read_table
from dedupe.punctuation import CLOSING, DOUBLE_MARKS, STOPS, UNSPACED_STOPS
from dedupe.text.unmarked_quotations import is_post

_LONGEST_CUE = 120  # words; a longer paragraph that merely begins like promotion is text
_LONGEST_APPEAL = 250
_ENDING = 200  # characters
_LEAST_BODY = 60
_LONGEST_HEADING = 16
_LONGEST_QUESTION = 10
_ENDINGS = frozenset((*STOPS, *UNSPACED_STOPS, *":;：`", *CLOSING.replace("\\", "")))
_BULLET = re.compile(r"\s*(?:[-–—•*·▪►+]|\(?\d{1,3}[.)]|[a-z]\))\s")
_LINKS = re.compile(r"\b[A-Z][\w'’-]*[a-z]{2}[A-Z\d][\w'’-]* (?:(?!MORE\b)[^\n]){1,400}?\bMORE\b")
_QUOTED = re.compile(f"[{DOUBLE_MARKS}]|''|’’")


class _Table(NamedTuple):
    """The patterns of `dedupe/data/furniture.toml`."""

    opening: re.Pattern[str]  # matches what a short paragraph begins with, or is
    ending: PatternSet
    address: re.Pattern[str]  # how a page speaks to its reader
    anywhere: PatternSet  # what it says to them
    credit: re.Pattern[str]  # an agency's name in brackets behind the text of a paragraph


@cache
def _table() -> _Table:
    table = read_table("furniture")
    start, whole = (alternatives(table[kind]) for kind in ("start", "whole"))
    opening = rf"[\W_]{{0,4}}(?:{start})|\s*(?:{whole})\s*\Z"
    flags = re.IGNORECASE | re.DOTALL
    return _Table(
        re.compile(opening, flags),
        PatternSet(table["end"], behind=r"\s*\Z"),
        re.compile(table["address"], flags),
        PatternSet(table["anywhere"]),
        re.compile(rf"\s*(?:{'|'.join(table['credit'])})\s*\Z", flags),
    )


def furniture(articles: Sequence[Sequence[str]]) -> list[bool]:
    """Return for each paragraph of some articles, one after the other, whether its shape makes it page furniture.

    Cross-heads are recognised only where most paragraphs of an article are sentences: a list, a table or a
    transcript is not furniture for want of full stops. A long paragraph that is most of the article is
    text, whatever it begins and ends with.
    """
    sizes = {text: len(text.split()) for text in chain.from_iterable(articles)}
    cued = _cued(sizes)
    return [*chain.from_iterable(_furniture(article, sizes, cued) for article in articles)]


def _furniture(paragraphs: Sequence[str], sizes: Mapping[str, int], cued: Collection[str]) -> list[bool]:
    """Return the same of one article, given how many words a text has, and which are cued."""
    found = [text in cued for text in paragraphs]
    body = _body([sizes[text] for text in paragraphs])
    if body is not None:
        found[body] = False
    headings = [at for at, text in enumerate(paragraphs) if not found[at] and _is_heading(text, sizes[text])]
    if 2 * len(headings) <= len(paragraphs) - sum(found):
        for at in headings:
            found[at] = True
    return found


def text_end(paragraph: str) -> int:
    """Return the offset at which the text of a paragraph ends, and an agency's name in brackets follows.

    >>> text_end("Police are looking for witnesses. (AFP)")
    33
    """
    if "(" not in paragraph[-_ENDING:]:  # as in most
        return len(paragraph)
    credit = _table().credit.search(paragraph, max(0, len(paragraph) - _ENDING))
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
    return paragraph in _cued({paragraph: len(paragraph.split())})


def _cued(sizes: Mapping[str, int]) -> set[str]:
    """Return the paragraphs of which that is true, given all with the number of words of each."""
    table = _table()
    short = [text for text, size in sizes.items() if size <= _LONGEST_CUE]
    cued = {text for text in short if table.opening.match(text)}
    left = [text for text in short if text not in cued]
    cued.update(left[at] for at in table.ending.matching([text[: text_end(text)][-_ENDING:] for text in left]))
    left = [text for text, size in sizes.items() if size <= _LONGEST_APPEAL and text not in cued]
    cued.update(left[at] for at in table.anywhere.matching(left) if table.address.search(left[at]))
    return cued


def _is_heading(paragraph: str, words: int) -> bool:
    if words > _LONGEST_HEADING:
        return False
    last = paragraph.rstrip()[-1:]
    if paragraph.isupper() and words <= _LONGEST_HEADING // 2:
        may_be = not _QUOTED.search(paragraph)
    elif last in ("?", "？"):
        may_be = words <= _LONGEST_QUESTION and not _QUOTED.search(paragraph)
    else:
        may_be = last not in _ENDINGS
    return may_be and not _BULLET.match(paragraph) and not is_post(paragraph)
