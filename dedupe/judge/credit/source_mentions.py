"""Where an article itself names whom it is from: dateline, sign-off, byline, tail, metadata, prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dedupe.article import Article
from dedupe.judge.credit.credit_lines import (
    CreditLine,
    find_bracket,
    find_credited,
    find_ending,
    find_line,
    thanks_staff,
)
from dedupe.judge.credit.datelines import LONGEST, find_dateline
from dedupe.judge.credit.known_publishers import Publishers, agency_name
from dedupe.judge.credit.name_matcher import Kind, NameMatch, NameMatcher
from dedupe.judge.credit.prose_citations import REACH, find_citations, is_surname
from dedupe.judge.credit.signoffs import find_house_form, find_sign_off, possible_sign_offs
from dedupe.punctuation import EAST_ASIAN

MentionPosition = Literal["dateline", "sign-off", "byline", "tail", "metadata", "text", "link", "passing"]

_BODY = 80  # characters from which a paragraph is taken for part of the story
_BODY_EAST_ASIAN = 30
_BRIEF = 160  # characters of a brief among others, which ends in a credit of its own; a caption is shorter
_EAST_ASIAN = re.compile(f"[{EAST_ASIAN}]")
_DATED = 3  # paragraphs of the story among which the dateline is looked for
_LONGEST_QUOTE = 80
_BESIDE = 30  # characters quoted on either side of a name in prose
_DOT = re.compile(r"\.[a-z]{2,6}(?![\w@-])", re.I)  # what every link has, and hardly any prose
_LINK = re.compile(r"(?<![\w.@-])(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,6})(?![\w@-])", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an article names an agency or outlet.

    Attributes:
        place: where it stands. Datelines and sign-offs are the publisher's own, bylines, tails and metadata credit it,
            and prose and links only cite it; "passing" is a name in full in prose that is not cited for anything.
    """

    publishers: tuple[str, ...]  # keys of the agency or outlets that are meant, several or none
    kind: Kind  # "agency", "release" or "outlet"; "generic" for "agencies" and the like
    name: str  # as printed, empty where it is not
    place: MentionPosition
    paragraph: int | None  # index of the paragraph, None in metadata
    quote: str  # what was found, shortened
    is_certain: bool = True  # whether the name is one in full, or only one outlet's


def find_mentions(article: Article, furniture: Sequence[bool], publishers: Publishers) -> tuple[Mention, ...]:
    """Find where an article names agencies and outlets: in metadata, then in reading order.

    Example: of "Jane Roe told the Ledger" in its second paragraph, where only the Harbour Ledger is called
    so, `Mention(("harbourledger",), "outlet", "Ledger", "text", 1, "Jane Roe told the Ledger")`.

    Args:
        furniture: a flag for each paragraph, whether it belongs to the page.
    """
    texts = article.texts
    names = publishers.matcher
    may_sign, may_link = possible_sign_offs(texts), _DOT.search("\n".join(texts)) is not None
    body = _body(texts, furniture)
    found = [*_in_metadata(article, names)]
    in_full: set[str] = set()
    for index, (text, named) in enumerate(zip(texts, map(names.find, texts), strict=True)):
        in_full.update(key for match in named if not match.mark for key in match.keys)
        signed = [*_signed(text, index, names if named else None)] if index in may_sign else []
        found += signed
        if named and not signed:
            found += _in_paragraph(index, text, body, names, named, prose=not furniture[index])
        if may_link and not furniture[index]:
            found += _links(index, text, publishers)
    return tuple(_once(_resolved(mention, in_full) for mention in found))


def _body(texts: Sequence[str], furniture: Sequence[bool]) -> list[int]:
    """List the paragraphs of the story; the longest where all are short."""
    body = [
        index
        for index, text in enumerate(texts)
        if not furniture[index]
        and (len(text) >= _BODY or (len(text) >= _BODY_EAST_ASIAN and _EAST_ASIAN.search(text) is not None))
    ]
    return body or [max(range(len(texts)), key=lambda index: len(texts[index]), default=0)]


def _in_metadata(article: Article, names: NameMatcher) -> Iterator[Mention]:
    for text in (article.credit, article.author):
        if text:
            yield from _mentions(find_credited(text, names), "metadata", None, text)


def _in_paragraph(
    index: int, text: str, body: Sequence[int], names: NameMatcher, named: Sequence[NameMatch], *, prose: bool
) -> Iterator[Mention]:
    """Find the mentions, `named` and otherwise, in a paragraph that is no sign-off; of prose if it is no furniture."""
    if index <= body[:_DATED][-1] and named[0].start < LONGEST:
        yield from _mentions(find_dateline(text, names), "dateline", index, _head(text))
    credit = find_line(text, names, named, at_edge=not body[0] <= index <= body[-1])
    if credit is None and index >= body[-1]:
        credit = find_ending(text, names)
    if credit is not None:
        yield from _mentions(credit.named, _place(credit, index, body), index, credit.text)
    elif prose and len(text) >= _BRIEF and (credit := find_bracket(text, names)):
        yield from _mentions(credit.named, "text", index, credit.text)
    elif prose:
        yield from _in_prose(index, text, named)


def _place(credit: CreditLine, index: int, body: Sequence[int]) -> MentionPosition:
    if index < body[0]:
        return "byline"
    return "sign-off" if thanks_staff(credit) else "tail"


def _in_prose(index: int, text: str, named: Sequence[NameMatch]) -> Iterator[Mention]:
    """Find who is cited in a paragraph, and who else is named in it."""
    cited = tuple(find_citations(text, named))
    for match in cited:
        yield from _mentions((match,), "text", index, _around(text, match))
    for match in named:
        if match not in cited and _is_named(text, match):
            yield from _mentions((match,), "passing", index, _around(text, match))


def _is_named(text: str, named: NameMatch) -> bool:
    """Return whether a name is one in full, no person's, and no picture's credit: "Jane Roe/AP"."""
    before = text[: named.start][-REACH:]
    in_full = not named.mark and named.kind != "generic"
    return in_full and not before.endswith("/") and not is_surname(before)


def _signed(text: str, index: int, names: NameMatcher | None) -> Iterator[Mention]:
    """Find a sign-off; one that names no agency is some agency's all the same."""
    sign_off, house = find_sign_off(text), find_house_form(text)
    if sign_off is not None:
        named = _signing(sign_off, names) if names else ()
        if not any(match.kind == "agency" for match in named):
            yield Mention((), "agency", "", "sign-off", index, _short(sign_off))
        yield from _mentions(named, "sign-off", index, sign_off)
    elif house is not None:
        key, phrase = house
        name = agency_name(key)
        printed = name if name.casefold() in text.casefold() else ""
        yield Mention((key,), "agency", printed, "sign-off", index, _short(phrase))


def _signing(sign_off: str, names: NameMatcher) -> tuple[NameMatch, ...]:
    """Find who signs, the surnames of reporters and editors aside: "Editing by Jo Hill"."""
    return tuple(
        match
        for match in names.find(sign_off)
        if match.kind != "outlet" or not is_surname(sign_off[: match.start][-REACH:])
    )


def _links(index: int, text: str, publishers: Publishers) -> Iterator[Mention]:
    """Find links to the sites of known outlets: "www.ledger.example/news/ferry.html"."""
    for match in _LINK.finditer(text) if _DOT.search(text) else ():
        key = publishers.site_key(match[1])
        if key is not None:
            yield Mention((key,), "outlet", match[1], "link", index, _short(match[0]))


def _mentions(named: Sequence[NameMatch], place: MentionPosition, index: int | None, text: str) -> Iterator[Mention]:
    for match in named:
        quote = _short(text, match.text)
        is_certain = len(match.keys) == 1 or not match.mark
        yield Mention(match.keys, match.kind, match.text, place, index, quote, is_certain)


def _resolved(mention: Mention, in_full: set[str]) -> Mention:
    """Narrow a short name that several outlets have to those that the article names in full."""
    meant = tuple(key for key in mention.publishers if key in in_full)
    if mention.is_certain or not meant:
        return mention
    return replace(mention, publishers=meant, is_certain=len(meant) == 1)


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


def _once(found: Iterable[Mention]) -> Iterable[Mention]:
    """Leave out what is named again in the same kind of place, and an agency's desk beside its own name: "(lby/dpa)"."""
    kept: dict[tuple[tuple[str, ...], MentionPosition], Mention] = {}
    for mention in found:
        first = kept.setdefault((mention.publishers, mention.place), mention)
        if mention.quote == first.quote and mention.name.casefold() in mention.publishers:
            kept[mention.publishers, mention.place] = mention
    return kept.values()


def _short(text: str, name: str = "") -> str:
    """Return a text on one line, cut so that a name in it is seen."""
    line, name = " ".join(text.split()), " ".join(name.split())
    start = line.find(name)
    if start + len(name) > _LONGEST_QUOTE:
        line = "…" + line[start:]
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"
