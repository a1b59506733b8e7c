"""Exports of Factiva as text: articles that end with a line such as "Document RTRS000020310309e7390001x"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dedupe.read.formats.export_lines import article, body, date_in
from dedupe.read.formats.markup import one_line
from dedupe.read.metadata import Metadata, details_of, iso_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.read.formats.source import Record, Unread

_END = re.compile(r"(?:Document|Dokument) ([A-Z0-9]{4,12}\d{8}[a-z0-9]{6,14})")
_WORDS = re.compile(r"[\d,.]+ (?:words|Wörter|mots)")
_LANGUAGE = re.compile(
    r"(English|German|French|Spanish|Italian|Portuguese|Dutch|Englisch|Deutsch|Anglais|Français)"
)
_COPYRIGHT = re.compile(r"(?:\(c\)|Copyright|©|\(Copyright)", re.IGNORECASE)
_TAIL = re.compile(r"\[?(?:Search Summary|Search Form|Page \d+ of \d+)")
_FIELD = re.compile(r"([A-Z]{2,3}) {1,4}(.*)")
_CODES = frozenset({"HD", "BY", "WC", "PD", "SN", "SC", "LA", "CY", "LP", "TD", "AN", "ET", "PG", "SE", "CR", "CO", "IN", "NS", "RE", "PUB", "ED", "VOL", "CLM", "ART", "RF", "IPD", "IPC"})  # fmt: skip


def split(lines: Sequence[str]) -> list[Record | Unread] | None:
    """Split an export into its articles, None if it is none."""
    ends = [
        (at, found[1]) for at, line in enumerate(lines) if (found := _END.fullmatch(line.strip()))
    ]
    if not ends:
        return None
    starts = [0, *(at + 1 for at, _ in ends)]
    return [_article(lines, start, *end) for start, end in zip(starts, ends, strict=False)]


def _article(lines: Sequence[str], start: int, end: int, name: str) -> Record | Unread:
    filled = [
        at for at in range(start, end) if lines[at].strip() and not _TAIL.match(lines[at].strip())
    ]
    begun = filled[0] if filled else start
    if sum(_code(lines[at]) is not None for at in filled) >= 4:
        return _with_codes(lines, filled, begun, name)
    words = next((at for at in filled[:20] if _WORDS.fullmatch(one_line(lines[at]))), None)
    if words is None:
        return article(Metadata(), body(lines, begun, end), begun + 1, name)
    before = [one_line(lines[at]) for at in filled if at < words]
    after = [at for at in filled if words < at <= words + 16]
    first = next((at + 1 for at in reversed(after) if _COPYRIGHT.match(lines[at].strip())), None)
    if first is None:
        first = next(
            (at + 1 for at in reversed(after) if _LANGUAGE.fullmatch(lines[at].strip())), words + 1
        )
    head = [one_line(lines[at]) for at in after if at < first]
    dates = [line for line in head if date_in(line)]
    outlet = head[head.index(dates[0]) + 1 :][:1] if dates else head[:1]
    if outlet and re.match(r"\d\d:\d\d$", outlet[0]):
        outlet = head[head.index(dates[0]) + 2 :][:1]
    metadata = Metadata(
        title=before[0] if before else None,
        outlet=outlet[0] if outlet else None,
        author=before[1].removeprefix("By ") if len(before) > 1 else None,
        date=iso_date(date_in(dates[0])) if dates else None,
    )
    return article(metadata, body(lines, first, end), begun + 1, name)


def _code(line: str) -> tuple[str, str] | None:
    """Find the two-letter code that begins a line of the longer form, such as `HD  Ferry adrift`."""
    found = _FIELD.fullmatch(line.rstrip()) or _FIELD.fullmatch(f"{line.strip()}  ")
    return (found[1], found[2].strip()) if found and found[1] in _CODES else None


def _with_codes(
    lines: Sequence[str], filled: Sequence[int], begun: int, name: str
) -> Record | Unread:
    values: dict[str, list[str]] = {}
    places: dict[str, list[int]] = {}
    code = ""
    for at in filled:
        text = one_line(lines[at])
        if found := _code(lines[at]):
            code, text = found
        values.setdefault(code, []).append(text)
        places.setdefault(code, []).append(at)
    own = {key: " ".join(filter(None, it)) for key, it in values.items()}
    texts = [
        paragraph
        for key in ("LP", "TD")
        if key in places
        for paragraph in _paragraphs(lines, places[key])
    ]
    metadata = Metadata(
        title=own.get("HD"),
        outlet=own.get("SN"),
        author=(own.get("BY") or "").removeprefix("By ") or None,
        date=iso_date(date_in(own.get("PD", ""))),
        credit=own.get("CR"),
        details=details_of(page=own.get("PG"), section=own.get("SE")),
    )
    from dedupe.read.formats.markup import columns

    return article(metadata, columns(texts), begun + 1, name)


def _paragraphs(lines: Sequence[str], places: Sequence[int]) -> list[tuple[str, int, int]]:
    """Read the paragraphs of a field, whose first line may have the code before it."""
    found = []
    for at in places:
        parts = _code(lines[at])
        found.append((parts[1] if parts else one_line(lines[at]), at + 1, at + 1))
    return found
