"""Exports of wiso and GENIOS as text or RTF: articles with "Quelle" and "Dokumentnummer" below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedupe.read.formats.html_in_text import one_line
from dedupe.read.formats.press_exports import article, date_in, located
from dedupe.read.formats.reader_input import Record, Unread
from dedupe.read.metadata import Metadata, details_of, iso_date

_NUMBER = re.compile(r"(?:Dokumentnummer|Dokument-Nr\.?):?\s*(\S.*)?")
# What stands above the headline: the head of a page, the source with its date, and the section.
_HEAD = re.compile(r"Dokumente?|Seite \d+ von \d+|.{2,80} vom \d{1,2}\.\d{1,2}\.\d{4}\b.*|Ressort: .*")
_LABEL = re.compile(
    r"(Quelle|Ressort|Autor(?:en)?|Seite|Datum|Ausgabe|Rubrik|Dokumentnummer|Dokument-Nr\.?|Dauerhafte Adresse des Dokuments|Alle Rechte vorbehalten|ISSN|Jahrgang|Schlagwörter|Ort|Verlag|Mutation):\s*(.*)"
)
_AFTER = re.compile(
    r"(Dauerhafte Adresse des Dokuments|Alle Rechte vorbehalten|© GBI|\(c\) GBI|https?://\S*(?:wiso|genios)|Seite \d+ von \d+|PressReader|Dokument \d+ von \d+)"
)
_SOURCE = re.compile(
    r"(.*?),?(?: Nr\. \S+)?,?(?: (?:vom|v\.|den))? (\d{1,2}\. ?(?:\d{1,2}\.|\w+) ?\d{4}).*?"
    r"(?:,? (?:S\.|Seite:?) ?(\w+))?",
    re.IGNORECASE,
)


def split(lines: Sequence[str]) -> list[Record | Unread] | None:
    """Split an export into its articles, None if it is none."""
    ends = [at for at, line in enumerate(lines) if _NUMBER.fullmatch(line.strip())]
    if not ends or not any(line.lstrip().startswith("Quelle:") for line in lines):
        return None
    found, start = [], 0
    for end in ends:
        last = end + 1
        while last < len(lines) and (not lines[last].strip() or _is_after(lines[last])):
            last += 1
        found.append(_article(lines, start, last))
        start = last
    return found


def _is_after(line: str) -> bool:
    return _AFTER.match(line.strip()) is not None or line.lstrip().startswith("Alle Rechte")


def _article(lines: Sequence[str], start: int, end: int) -> Record | Unread:
    filled = [at for at in range(start, end) if lines[at].strip() and not _is_after(lines[at])]
    fields: dict[str, str] = {}
    texts: list[int] = []
    for at in filled:
        if label := _LABEL.fullmatch(one_line(lines[at])):
            fields[label[1]] = label[2].strip('| "')
        elif texts or not _HEAD.fullmatch(one_line(lines[at])):
            texts.append(at)
    source = _SOURCE.fullmatch(fields.get("Quelle", ""))
    title = one_line(lines[texts[0]]) if texts else None
    first, last = (texts[1], texts[-1] + 1) if len(texts) > 1 else (end, end)
    date = fields.get("Datum") or (source[2] if source else None)
    metadata = Metadata(
        title=title,
        outlet=(source[1] if source else fields.get("Quelle", "")).strip(' ,"') or None,
        author=fields.get("Autor") or fields.get("Autoren"),
        date=_date(date),
        details=details_of(page=fields.get("Seite") or (source[3] if source else None), section=fields.get("Ressort")),
    )
    kept = ["" if _LABEL.fullmatch(one_line(line)) else line for line in lines[first:last]]
    name = fields.get("Dokumentnummer") or None
    return article(metadata, located(kept, first), (filled[0] if filled else start) + 1, name)


def _date(text: str | None) -> str | None:
    """Read a date, which is written in the German order, day before month."""
    found = date_in(text or "")
    if found and (numbers := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", found)):
        return iso_date(f"{numbers[3]}-{int(numbers[2]):02}-{int(numbers[1]):02}")
    return iso_date(found)
