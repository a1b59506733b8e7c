"""Page furniture known by its shape: captions, promotion, cross-heads, bylines, notes, credits."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dedupe.text.posts import is_post

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_CUE = 120  # words; a longer paragraph that merely begins like promotion is text
_LONGEST_APPEAL = 250
_LEAST_BODY = 60
_LONGEST_HEADING = 18
_LONGEST_QUESTION = 10
_ENDINGS = tuple(".!?:;…。！？：」』”“\"»«’'`)]")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪►+]|\(?\d{1,3}[.)]|[a-z]\))\s")
_QUOTED = re.compile("[\"“”„«»「『]|''|’’")


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads(files("dedupe").joinpath("data/furniture.toml").read_text("utf-8"))
    short = "|".join(
        [rf"[\W_]{{0,4}}(?:{cue})" for cue in table["start"]]
        + [rf"\s*(?:{cue})\s*\Z" for cue in table["whole"]]
    )
    ends = [rf"(?:{cue})\s*\Z" for cue in table["end"]]
    flags = re.IGNORECASE | re.DOTALL
    return (
        re.compile(short, flags),
        re.compile("|".join(ends), flags),
        re.compile(table["address"], flags),
        re.compile("|".join(table["anywhere"]), flags),
    )


def furniture(paragraphs: Sequence[str]) -> tuple[bool, ...]:
    """Tell for each paragraph of an article whether its shape makes it page furniture.

    Cross-heads are recognised only where most paragraphs are sentences: a list, a table or a
    transcript is not furniture for want of full stops. A long paragraph that is most of the article is
    text, whatever it begins and ends with.
    """
    cued = [is_cued(paragraph) for paragraph in paragraphs]
    body = _body(paragraphs)
    if body is not None:
        cued[body] = False
    headings = [not cue and _is_heading(text) for cue, text in zip(cued, paragraphs, strict=True)]
    if 2 * sum(headings) > len(paragraphs) - sum(cued):
        return tuple(cued)
    return tuple(map(any, zip(cued, headings, strict=True)))


def _body(paragraphs: Sequence[str]) -> int | None:
    """Find the long paragraph that is most of the article, if there is one."""
    sizes = [len(paragraph.split()) for paragraph in paragraphs]
    longest = max(range(len(sizes)), key=sizes.__getitem__, default=None)
    if longest is None or sizes[longest] < max(_LEAST_BODY, sum(sizes) / 2):
        return None
    return longest


def is_cued(paragraph: str) -> bool:
    """Tell whether the words of a paragraph make it promotion, a caption, a credit or a note."""
    words = len(paragraph.split())
    short, ends, address, anywhere = _cues()
    if words <= _LONGEST_CUE and (short.match(paragraph) or ends.search(paragraph[-200:])):
        return True
    return bool(
        words <= _LONGEST_APPEAL and anywhere.search(paragraph) and address.search(paragraph)
    )


def _is_heading(paragraph: str) -> bool:
    words = len(paragraph.split())
    if words > _LONGEST_HEADING or _BULLET.match(paragraph) or is_post(paragraph):
        return False
    if paragraph.isupper() and words <= _LONGEST_HEADING // 2:
        return not _QUOTED.search(paragraph)
    if paragraph.rstrip().endswith(("?", "？")):
        return words <= _LONGEST_QUESTION and not _QUOTED.search(paragraph)
    return not paragraph.rstrip().endswith(_ENDINGS)
