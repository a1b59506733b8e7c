"""Exports of ProQuest as text: articles between rules of underscores, or none, with labelled fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedupe.read.formats.html_in_text import one_line
from dedupe.read.formats.press_exports import article, between, date_in, located
from dedupe.read.formats.reader_input import Record, Unread
from dedupe.read.metadata import Metadata, details_of, iso_date
from dedupe.read.paragraph_splitter import NO_PARAGRAPHS, ParagraphColumns

_RULE = re.compile(r"_{20,}")
_TEXT = re.compile(r"(?:Full text|Volltext|Texte intégral|Texto completo):\s*(.*)")
_LABEL = re.compile(r"([A-Z][A-Za-z /]{2,40}):\s*(.*)")
_FIELDS = frozenset({"Title", "Author", "Publication title", "Publication info", "Publication date", "Publication year", "Pages", "Section", "Publisher", "ProQuest document ID", "Document URL", "Copyright", "Last updated", "Database", "Subject", "Location", "Place of publication", "Country of publication", "Publication subject", "ISSN", "Source type", "Language of publication", "Document type", "Abstract", "Links", "Credit", "Dateline", "People", "Company / organization", "Company", "Identifier / keyword", "First page", "Volume", "Issue", "Column", "Full text", "Online publication date", "Accession number"})  # fmt: skip


def split(lines: Sequence[str]) -> list[Record | Unread] | None:
    """Split an export into its articles, None if it is none."""
    rules = [at for at, line in enumerate(lines) if _RULE.fullmatch(line.strip())]
    parts = between(lines, rules) if rules else between(lines, [-1, *_last_fields(lines)][:-1])
    found = [_article(lines, start + 1, end) for start, end in parts]
    kept = [record for record in found if record is not None]
    return kept or None


def _last_fields(lines: Sequence[str]) -> list[int]:
    """Find the fields with which articles end where there are no rules: those after their number."""
    found = []
    for at, line in enumerate(lines):
        if line.lstrip().startswith("ProQuest document ID:"):
            last = at
            for after in range(at + 1, len(lines)):
                label = _LABEL.fullmatch(lines[after].strip())
                if label and label[1] in _FIELDS - {"Title", "Author"}:
                    last = after
                elif lines[after].strip():
                    break
            found.append(last)
    return found


def _article(lines: Sequence[str], start: int, end: int) -> Record | Unread | None:
    fields: dict[str, str] = {}
    first, last = -1, end
    for at in range(start, end):
        if match := _TEXT.match(lines[at].strip()):
            first = at if match[1] else at + 1
            continue
        label = _LABEL.fullmatch(lines[at].strip())
        if label and label[1] in _FIELDS:
            fields[label[1]] = one_line(label[2])
            if first >= 0:
                last = min(last, at)
    if not fields or not ("ProQuest document ID" in fields or first >= 0):
        return None
    begun = next((at for at in range(start, end) if lines[at].strip()), start)
    title = fields.get("Title") or re.sub(r"^(?:Document \d+ of \d+|\d+\.)\s*", "", one_line(lines[begun]))
    date = date_in(fields.get("Publication date", "")) or date_in(fields.get("Publication info", ""))
    metadata = Metadata(
        title=title or None,
        outlet=(fields.get("Publication title") or "").partition(";")[0] or None,
        author=fields.get("Author"),
        date=iso_date(date),
        credit=fields.get("Credit"),
        details=details_of(page=fields.get("Pages") or fields.get("First page"), url=fields.get("Document URL")),
    )
    text = _text(lines[first:last], first) if first >= 0 else NO_PARAGRAPHS
    return article(metadata, text, begun + 1, fields.get("ProQuest document ID"))


def _text(lines: Sequence[str], start: int) -> ParagraphColumns:
    """Split the text into paragraphs, without the label on its first line."""
    labelled = _TEXT.match(lines[0].strip()) if lines else None
    return located([labelled[1], *lines[1:]] if labelled else lines, start)
