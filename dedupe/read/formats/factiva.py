"""Exports of Factiva as text: articles that end with a line such as "Document RTRS000020310309e7390001x"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedupe.read.formats.html_in_text import one_line
from dedupe.read.formats.press_exports import article, date_in, located
from dedupe.read.formats.reader_input import Record, Unread
from dedupe.read.metadata import Metadata, details_of, iso_date
from dedupe.read.paragraph_splitter import ParagraphColumns

# The word before the name is that of the language of whoever exported it.
_END = re.compile(r"\w{2,12} ([A-Za-z0-9]{4,12}\d{8}[a-z0-9]{6,14})")
_WORDS = re.compile(r"[\d,.]+ (?:words|Wörter|mots|palabras|palavras|parole|woorden|слов[оа]?|字|文字|語|단어)")
_LANGUAGE = re.compile(
    r"(English|German|French|Spanish|Italian|Portuguese|Dutch|Englisch|Deutsch|Anglais|Français|[英德法西日中]文)"
)
_BYLINE = re.compile(r"^(?:By|Von|Par|Por|Di|Da|Door|Van) ", re.IGNORECASE)
_PUBLISHER_WORDS = 8  # at most, in the line with the publisher that stands below the text
_COPYRIGHT = re.compile(r"(?:\(c\)|Copyright|©|\(Copyright)", re.IGNORECASE)
_TAIL = re.compile(r"\[?(?:Search Summary|Search Form|Page \d+ of \d+)")
_FIELD = re.compile(r"([A-Z]{2,3}) {1,4}(.*)")
_CODES = frozenset({"HD", "BY", "WC", "PD", "SN", "SC", "LA", "CY", "LP", "TD", "AN", "ET", "PG", "SE", "CR", "CO", "IN", "NS", "RE", "PUB", "ED", "VOL", "CLM", "ART", "RF", "IPD", "IPC"})  # fmt: skip


def split(lines: Sequence[str]) -> list[Record | Unread] | None:
    """Split an export into its articles, None if it is none."""
    ends = [(at, found[1]) for at, line in enumerate(lines) if (found := _END.fullmatch(line.strip()))]
    if not ends:
        return None
    starts = [0, *(at + 1 for at, _ in ends)]
    return [_article(lines, start, *end) for start, end in zip(starts, ends, strict=False)]


def _article(lines: Sequence[str], start: int, end: int, name: str) -> Record | Unread:
    filled = [at for at in range(start, end) if lines[at].strip() and not _TAIL.match(lines[at].strip())]
    begun = filled[0] if filled else start
    if sum(_code(lines[at]) is not None for at in filled) >= 4:
        return _with_codes(lines, filled, begun, name)
    words = next((at for at in filled[:20] if _WORDS.fullmatch(one_line(lines[at]))), None)
    if words is None:
        return article(Metadata(), located(lines[begun:end], begun), begun + 1, name)
    before = [one_line(lines[at]) for at in filled if at < words]
    headline = _headline(before)
    author = " ".join(before[headline + 1 :])
    after = [at for at in filled if words < at <= words + 16]
    first = next((at + 1 for at in reversed(after) if _COPYRIGHT.match(lines[at].strip())), None)
    if first is None:
        first = next((at + 1 for at in reversed(after) if _LANGUAGE.fullmatch(lines[at].strip())), words + 1)
    head = [one_line(lines[at]) for at in after if at < first]
    dates = [line for line in head if date_in(line)]
    outlet = head[head.index(dates[0]) + 1 :][:1] if dates else head[:1]
    if outlet and re.match(r"\d\d:\d\d$", outlet[0]):
        outlet = head[head.index(dates[0]) + 2 :][:1]
    metadata = Metadata(
        title=before[headline] if before else None,
        outlet=outlet[0] if outlet else None,
        author=_BYLINE.sub("", author, count=1) or None,
        date=iso_date(date_in(dates[0])) if dates else None,
    )
    last = filled[-1]
    end = last if last > first and _is_publisher(lines[last]) else end
    return article(metadata, located(lines[first:end], first), begun + 1, name)


def _headline(before: Sequence[str]) -> int:
    """Find the headline, the longest line, between the section and the byline."""
    lengths = [-1 if _BYLINE.match(line) or _is_names(line) else len(line) for line in before]
    return lengths.index(max(lengths)) if lengths else 0


def _is_names(line: str) -> bool:
    """Recognise several names of people: two to four words with capitals between commas."""
    names = [name.split() for name in line.split(", ")]
    return len(names) > 1 and all(2 <= len(name) <= 4 and all(word[0].isupper() for word in name) for name in names)


def _is_publisher(line: str) -> bool:
    """Recognise the publisher, who stands below the text, by a short line that does not end a sentence."""
    words = one_line(line).split()
    is_company = words[-1].lower() in ("inc.", "ltd.", "co.", "corp.", "plc.")
    return len(words) <= _PUBLISHER_WORDS and (is_company or not re.search(r"[.!?:…][\"”’»“)]?$", words[-1]))


def _code(line: str) -> tuple[str, str] | None:
    """Find the two-letter code that begins a line of the longer form, such as `HD  Ferry adrift`."""
    found = _FIELD.fullmatch(line.rstrip()) or _FIELD.fullmatch(f"{line.strip()}  ")
    return (found[1], found[2].strip()) if found and found[1] in _CODES else None


def _with_codes(lines: Sequence[str], filled: Sequence[int], begun: int, name: str) -> Record | Unread:
    values: dict[str, list[str]] = {}
    places: dict[str, list[int]] = {}
    code = ""
    for at in filled:
        text = one_line(lines[at])
        if found := _code(lines[at]):
            code, text = found
        values.setdefault(code, []).append(text)
        places.setdefault(code, []).append(at)
    own = {key: " ".join(filter(None, lines)) for key, lines in values.items()}
    texts = [paragraph for key in ("LP", "TD") if key in places for paragraph in _paragraphs(lines, places[key])]
    metadata = Metadata(
        title=own.get("HD"),
        outlet=own.get("SN"),
        author=(own.get("BY") or "").removeprefix("By ") or None,
        date=iso_date(date_in(own.get("PD", ""))),
        credit=own.get("CR"),
        details=details_of(page=own.get("PG"), section=own.get("SE")),
    )
    return article(metadata, ParagraphColumns.of(texts), begun + 1, name)


def _paragraphs(lines: Sequence[str], places: Sequence[int]) -> list[tuple[str, int, int]]:
    """Read the paragraphs of a field, whose first line may have the code before it."""
    coded = [(at, _code(lines[at])) for at in places]
    return [(parts[1] if parts else one_line(lines[at]), at + 1, at + 1) for at, parts in coded]
