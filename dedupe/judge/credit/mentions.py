"""Where an article itself names whom it is from: dateline, sign-off, byline, tail, metadata, prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from dedupe.furniture.shapes import furniture as furniture_of
from dedupe.judge.credit.citations import find_citations
from dedupe.judge.credit.credit_lines import (
    CreditLine,
    find_credited,
    find_ending,
    find_line,
    thanks_staff,
)
from dedupe.judge.credit.datelines import LONGEST, find_dateline
from dedupe.judge.credit.publishers import agency_name, names
from dedupe.judge.credit.signoffs import find_house_form, find_sign_off

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.article import Article
    from dedupe.judge.credit.name_matcher import Kind, NameMatch, NameMatcher

MentionPosition = Literal["dateline", "sign-off", "byline", "tail", "metadata", "text"]

_BODY = 80  # characters from which a paragraph is taken for part of the story
_BODY_EAST_ASIAN = 30
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_DATED = 3  # paragraphs of the story among which the dateline is looked for
_LONGEST_QUOTE = 80
_BESIDE = 30  # characters quoted on either side of a name in prose


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """One place where an article names an agency or outlet.

    Attributes:
        agency: key of the agency or outlet; None for a sign-off that names nobody.
        kind: "agency", "release" or "outlet"; "generic" for "agencies" and the like.
        name: as printed, empty where it is not.
        place: where it stands. Datelines and sign-offs are the agency's own, bylines, tails and
            metadata credit it, and prose only cites it.
        paragraph: index of the paragraph, None in metadata.
        quote: what was found, shortened.
    """

    agency: str | None
    kind: Kind
    name: str
    place: MentionPosition
    paragraph: int | None
    quote: str


@lru_cache(maxsize=1 << 12)
def find_agency_mentions(
    article: Article,
    furniture: tuple[bool, ...] | None = None,
    outlets: tuple[str, ...] = (),
) -> tuple[AgencyMention, ...]:
    """Find where an article names agencies: in metadata, then in reading order.

    Args:
        article: as it was read.
        furniture: a flag for each paragraph, whether it belongs to the page; by its shape if not given.
        outlets: names of outlets to look for as well.
    """
    texts = [paragraph.text for paragraph in article.paragraphs]
    if furniture is None or len(furniture) != len(texts):
        furniture = furniture_of(texts)
    known = names(outlets)
    body = _body(texts, furniture)
    found = [*_in_metadata(article, known)]
    for index, text in enumerate(texts):
        found += _in_paragraph(index, text, body, known, prose=not furniture[index])
    return tuple(_once(found))


def _body(texts: Sequence[str], furniture: Sequence[bool]) -> list[int]:
    """List the paragraphs of the story; the longest where all are short."""
    body = [
        index
        for index, text in enumerate(texts)
        if not furniture[index]
        and len(text) >= (_BODY_EAST_ASIAN if _EAST_ASIAN.search(text) else _BODY)
    ]
    return body or [max(range(len(texts)), key=lambda index: len(texts[index]), default=0)]


def _in_metadata(article: Article, known: NameMatcher) -> Iterator[AgencyMention]:
    for text in (article.credit, article.author):
        if text:
            yield from _mentions(find_credited(text, known), "metadata", None, text)


def _in_paragraph(
    index: int, text: str, body: Sequence[int], known: NameMatcher, *, prose: bool
) -> Iterator[AgencyMention]:
    signed = tuple(_signed(text, index, known))
    if signed or not known.find(text):
        yield from signed
        return
    if index <= body[:_DATED][-1]:
        yield from _mentions(find_dateline(text, known), "dateline", index, _head(text))
    credit = find_line(text, known, at_edge=not body[0] <= index <= body[-1])
    if credit is None and index >= body[-1]:
        credit = find_ending(text, known)
    if credit is not None:
        yield from _mentions(credit.named, _place(credit, index, body), index, credit.text)
    elif prose:
        for named in find_citations(text, known):
            yield from _mentions((named,), "text", index, _around(text, named))


def _place(credit: CreditLine, index: int, body: Sequence[int]) -> MentionPosition:
    if index < body[0]:
        return "byline"
    return "sign-off" if thanks_staff(credit) else "tail"


def _signed(text: str, index: int, known: NameMatcher) -> Iterator[AgencyMention]:
    """Find a sign-off; one that names no agency is some agency's all the same."""
    sign_off, house = find_sign_off(text), find_house_form(text)
    if sign_off is not None:
        named = known.find(sign_off)
        if not any(it.kind == "agency" for it in named):
            yield AgencyMention(None, "agency", "", "sign-off", index, _short(sign_off))
        yield from _mentions(named, "sign-off", index, sign_off)
    elif house is not None:
        key, phrase = house
        yield AgencyMention(key, "agency", agency_name(key), "sign-off", index, _short(phrase))


def _mentions(
    named: Sequence[NameMatch], place: MentionPosition, index: int | None, text: str
) -> Iterator[AgencyMention]:
    for it in named:
        yield AgencyMention(it.key, it.kind, it.text, place, index, _short(text, it.text))


def _head(text: str) -> str:
    return text[: LONGEST // 3].rpartition(" ")[0] if len(text) > LONGEST // 3 else text


def _around(text: str, named: NameMatch) -> str:
    """Cut a name out of a text with the whole words beside it."""
    before = text[max(named.start - _BESIDE, 0) : named.start]
    after = text[named.end : named.end + _BESIDE]
    if named.start > _BESIDE:
        before = before.partition(" ")[2]
    if named.end + _BESIDE < len(text):
        after = after.rpartition(" ")[0]
    return before + named.text + after


def _once(found: Sequence[AgencyMention]) -> Iterator[AgencyMention]:
    """Leave out what is named again in the same kind of place."""
    seen: set[tuple[str | None, MentionPosition]] = set()
    for mention in found:
        if (mention.agency, mention.place) not in seen:
            seen.add((mention.agency, mention.place))
            yield mention


def _short(text: str, name: str = "") -> str:
    """Put a text on one line, cut so that a name in it is seen."""
    line, name = " ".join(text.split()), " ".join(name.split())
    start = line.find(name)
    if start + len(name) > _LONGEST_QUOTE:
        line = "…" + line[start:]
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"
