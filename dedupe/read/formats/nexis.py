"""Exports of Nexis as text: articles between lines such as "2 of 40 DOCUMENTS"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dedupe.read.formats.export_lines import article, between, body, date_in, labelled
from dedupe.read.formats.html_in_text import one_line
from dedupe.read.metadata import Metadata, details_of, iso_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.read.formats.reader_input import Record, Unread

_MARK = re.compile(
    r"(?:DOCUMENT )?\d+ (?:of|von|de) \d+ (?:DOCUMENTS?|DOKUMENTEN?)|DOCUMENT \d+ OF \d+",
    re.IGNORECASE,
)
_BEFORE = ("BYLINE", "SECTION", "LENGTH", "DATELINE", "HIGHLIGHT", "HEADLINE", "SERIES", "AUTOR", "RUBRIK", "LÄNGE", "AUTEUR", "RUBRIQUE", "LONGUEUR")  # fmt: skip
_LENGTHS = {"LENGTH", "LÄNGE", "LONGUEUR"}
_AFTER = ("LOAD-DATE", "LANGUAGE", "GRAPHIC", "PUBLICATION-TYPE", "JOURNAL-CODE", "URL", "DOCUMENT-TYPE", "SUBJECT", "CORRECTION-DATE", "NOTES", "UPDATE", "ERSCHEINUNGSDATUM", "SPRACHE", "ZEITUNGS-CODE", "DATE-CHARGEMENT", "LANGUE", "TYPE-PUBLICATION", "CODE-REVUE")  # fmt: skip


def split(lines: Sequence[str]) -> list[Record | Unread] | None:
    """Split an export into its articles, None if it is none."""
    starts = [at for at, line in enumerate(lines) if _MARK.fullmatch(line.strip())]
    if not starts:
        return None
    return [_article(lines, start, end) for start, end in between(lines, starts)]


def _article(lines: Sequence[str], start: int, end: int) -> Record | Unread:
    filled = [at for at in range(start + 1, end) if lines[at].strip()]
    labels: dict[str, str] = {}
    head: list[str] = []
    first = last = end
    for at in filled:
        if found := labelled(lines[at], _BEFORE):
            labels[found[0]] = found[1]
            first = at + 1
        elif _LENGTHS & labels.keys():
            break
        elif not labels or _is_alone(lines, at):
            head.append(one_line(lines[at]))
    for at in filled:
        if at >= first and (found := labelled(lines[at], _AFTER)):
            labels[found[0]] = found[1]
            last = min(last, at)
    last = _without_copyright(lines, first, last)
    return article(_metadata(head, labels), body(lines, first, last), start + 1)


def _is_alone(lines: Sequence[str], at: int) -> bool:
    """Return whether a line after the byline is a headline, and not the byline's second line."""
    return not lines[at - 1].strip()


def _without_copyright(lines: Sequence[str], first: int, last: int) -> int:
    """Leave out the line with which an article ends, such as "Copyright 2031 Eastern Mail"."""
    at = last
    while at > first and not lines[at - 1].strip():
        at -= 1
    if at > first and re.match(r"\s*(Copyright|©|All Rights Reserved)", lines[at - 1]):
        return _without_copyright(lines, first, at - 1)
    return at


def _metadata(head: Sequence[str], labels: dict[str, str]) -> Metadata:
    """Read outlet, date and headline, in this order, from the lines above the labels."""
    dates = [at for at, line in enumerate(head) if date_in(line)]
    at = dates[0] if dates else min(len(head), 1)
    outlet = next(
        (line for line in head[:at] if not re.match(r"(Copyright|©|All Rights)", line)), None
    )
    titles = _without_edition(head[at + bool(dates) :])
    return Metadata(
        title=labels.get("HEADLINE") or " ".join(titles) or None,
        outlet=outlet,
        author=labels.get("BYLINE") or labels.get("AUTOR") or labels.get("AUTEUR"),
        date=iso_date(date_in(head[at])) if dates else None,
        details=details_of(
            page=labels.get("SECTION") or labels.get("RUBRIK") or labels.get("RUBRIQUE"),
            dateline=labels.get("DATELINE"),
            url=labels.get("URL"),
        ),
    )


def _without_edition(lines: Sequence[str]) -> Sequence[str]:
    """Leave out the lines that name the edition, such as "Edition 1; Scotland", before the headline."""
    at = 0
    while at < len(lines) - 1 and re.search(r"edition\b", lines[at], re.IGNORECASE):
        at += 2 if lines[at].endswith(";") and at + 2 < len(lines) else 1
    return lines[at:]
