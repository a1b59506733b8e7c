"""Page furniture known by its shape: captions, promotion, cross-heads, bylines, notes, credits."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from dedupe.furniture.phrase_patterns import PatternSet
from dedupe.punctuation import CLOSING, DOUBLE_MARKS, STOPS, UNSPACED_STOPS
from dedupe.text.posts import is_post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST_CUE = 120  # words; a longer paragraph that merely begins like promotion is text
_LONGEST_APPEAL = 250
_ENDING = 200  # characters
_LEAST_BODY = 60
_LONGEST_HEADING = 18
_LONGEST_QUESTION = 10
_ENDINGS = (*STOPS, *UNSPACED_STOPS, *":;：`", *CLOSING.replace("\\", ""))
_BULLET = re.compile(r"\s*(?:[-–—•*·▪►+]|\(?\d{1,3}[.)]|[a-z]\))\s")
_LINKS = re.compile(r"\b[A-Z][\w'’-]*[a-z]{2}[A-Z\d][\w'’-]* (?:(?!MORE\b)[^\n]){1,400}?\bMORE\b")
_QUOTED = re.compile(f"[{DOUBLE_MARKS}]|''|’’")


class _Table(NamedTuple):
    """The patterns of `dedupe/data/furniture.toml`.

    Attributes:
        opening: matches what a short paragraph begins with, or is.
        ending: what it ends with.
        address: how a page speaks to its reader.
        anywhere: what it says to them.
        credit: an agency's name behind the text of a paragraph.
    """

    opening: re.Pattern[str]
    ending: PatternSet
    address: re.Pattern[str]
    anywhere: PatternSet
    credit: re.Pattern[str]

    def restricted_to(self, paragraphs: Sequence[str]) -> _Table:
        """Leave out what stands in none of some paragraphs."""
        return self._replace(
            ending=self.ending.restricted_to(paragraphs),
            anywhere=self.anywhere.restricted_to(paragraphs),
        )


@cache
def _table() -> _Table:
    table = tomllib.loads(files("dedupe").joinpath("data/furniture.toml").read_text("utf-8"))
    opening = "|".join(
        [rf"[\W_]{{0,4}}(?:{cue})" for cue in table["start"]]
        + [rf"\s*(?:{cue})\s*\Z" for cue in table["whole"]]
    )
    flags = re.IGNORECASE | re.DOTALL
    return _Table(
        re.compile(opening, flags),
        PatternSet.of(table["end"], behind=r"\s*\Z"),
        re.compile(table["address"], flags),
        PatternSet.of(table["anywhere"]),
        re.compile(rf"\s*(?:{'|'.join(table['credit'])})\s*\Z", flags),
    )


def furniture(paragraphs: Sequence[str]) -> tuple[bool, ...]:
    """Return for each paragraph of an article whether its shape makes it page furniture.

    Cross-heads are recognised only where most paragraphs are sentences: a list, a table or a
    transcript is not furniture for want of full stops. A long paragraph that is most of the article is
    text, whatever it begins and ends with.
    """
    sizes = [len(paragraph.split()) for paragraph in paragraphs]
    table = _table().restricted_to(paragraphs)
    cued = [
        _is_cued(paragraph, size, table) for paragraph, size in zip(paragraphs, sizes, strict=True)
    ]
    body = _body(sizes)
    if body is not None:
        cued[body] = False
    headings = [
        not cue and _is_heading(text, size)
        for cue, text, size in zip(cued, paragraphs, sizes, strict=True)
    ]
    if 2 * sum(headings) > len(paragraphs) - sum(cued):
        return tuple(cued)
    return tuple(map(any, zip(cued, headings, strict=True)))


def text_end(paragraph: str) -> int:
    """Return the offset at which the text of a paragraph ends, and an agency's name in brackets follows.

    >>> text_end("Police are looking for witnesses. (AFP)")
    33
    """
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
    return _is_cued(paragraph, len(paragraph.split()), _table())


def _is_cued(paragraph: str, words: int, table: _Table) -> bool:
    if words <= _LONGEST_CUE and (
        table.opening.match(paragraph)
        or table.ending.matches_any(paragraph[: text_end(paragraph)][-_ENDING:])
    ):
        return True
    return bool(
        words <= _LONGEST_APPEAL
        and table.anywhere.matches_any(paragraph)
        and table.address.search(paragraph)
    )


def _is_heading(paragraph: str, words: int) -> bool:
    if words > _LONGEST_HEADING or _BULLET.match(paragraph) or is_post(paragraph):
        return False
    if paragraph.isupper() and words <= _LONGEST_HEADING // 2:
        return not _QUOTED.search(paragraph)
    if paragraph.rstrip().endswith(("?", "？")):
        return words <= _LONGEST_QUESTION and not _QUOTED.search(paragraph)
    return not paragraph.rstrip().endswith(_ENDINGS)
