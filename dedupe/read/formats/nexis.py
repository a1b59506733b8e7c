"""Exports of Nexis as text, and those of Nexis Uni and Lexis Advance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dedupe.read.formats.html_in_text import one_line
from dedupe.read.formats.press_exports import article, between, date_in, labelled, located
from dedupe.read.formats.reader_input import Record, Unread
from dedupe.read.metadata import Metadata, details_of, iso_date

_MARK = re.compile(r"(?:DOCUMENT )?\d+ (?:of|von|de) \d+ (?:DOCUMENTS?|DOKUMENTEN?)|DOCUMENT \d+ OF \d+", re.IGNORECASE)
# Labels above the text and below it, with what is kept of them; nothing of most.
_ABOVE = {
    **dict.fromkeys(("BYLINE", "AUTOR", "AUTEUR"), "author"),
    **dict.fromkeys(("SECTION", "RUBRIK", "RUBRIQUE"), "page"),
    **dict.fromkeys(("LENGTH", "LÄNGE", "LONGUEUR"), "length"),
    **{"HEADLINE": "title", "DATELINE": "dateline", "HIGHLIGHT": "", "SERIES": ""},
}
_BELOW = dict.fromkeys((
    "LOAD-DATE", "LANGUAGE", "GRAPHIC", "PUBLICATION-TYPE", "JOURNAL-CODE", "DOCUMENT-TYPE", "SUBJECT", "NOTES",
    "CORRECTION-DATE", "UPDATE", "ERSCHEINUNGSDATUM", "SPRACHE", "ZEITUNGS-CODE", "DATE-CHARGEMENT", "LANGUE",
    "TYPE-PUBLICATION", "CODE-REVUE",
), "") | {"URL": "url"}  # fmt: skip
_UNI_END = "End of Document"
_UNI_ABOVE = {"Section": "page", "Byline": "author", "Dateline": "dateline", "Length": "", "Highlight": ""}
_UNI_COVER = re.compile(
    r"(Narrowed by|Search T|Client/Matter|Content Type|Documents \(|Job Number|Date and Time|Quellen?:|Sources?:"
    r"|User Name|Timeline|Publisher:|Publication Type:|\d+\. .)"
)
_UNI_AFTER = ("Load-Date", "Classification", "Graphic", "Notes")


def split(lines: Sequence[str]) -> list[Record | Unread] | None:
    """Split an export of Nexis, with articles between lines such as "2 of 40 DOCUMENTS"; None if it is none."""
    starts = [at for at, line in enumerate(lines) if _MARK.fullmatch(line.strip())]
    if not starts:
        return None
    return [_article(lines, start, end) for start, end in between(lines, starts)]


def _article(lines: Sequence[str], start: int, end: int) -> Record | Unread:
    filled = [at for at in range(start + 1, end) if lines[at].strip()]
    known: dict[str, str] = {}
    head: list[str] = []
    first = last = end
    for at in filled:
        if found := labelled(lines[at], _ABOVE):
            known[_ABOVE[found[0]]] = found[1]
            first = at + 1
        elif "length" in known:
            break
        elif not known or _is_alone(lines, at):
            head.append(one_line(lines[at]))
    for at in filled:
        if at >= first and (found := labelled(lines[at], _BELOW)):
            known[_BELOW[found[0]]] = found[1]
            last = min(last, at)
    last = _without_copyright(lines, first, last)
    return article(_metadata(head, known), located(lines[first:last], first), start + 1)


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


def _metadata(head: Sequence[str], known: Mapping[str, str]) -> Metadata:
    """Read outlet, date and headline, in this order, from the lines above the labels."""
    dates = [at for at, line in enumerate(head) if date_in(line)]
    at = dates[0] if dates else min(len(head), 1)
    outlet = next((line for line in head[:at] if not re.match(r"(Copyright|©|All Rights)", line)), None)
    titles = _without_edition(head[at + bool(dates) :])
    return Metadata(
        title=known.get("title") or " ".join(titles) or None,
        outlet=outlet,
        author=known.get("author") or None,
        date=iso_date(date_in(head[at])) if dates else None,
        details=details_of(page=known.get("page"), dateline=known.get("dateline"), url=known.get("url")),
    )


def _without_edition(lines: Sequence[str]) -> Sequence[str]:
    """Leave out the lines that name the edition, such as "Edition 1; Scotland", before the headline."""
    at = 0
    while at < len(lines) - 1 and re.search(r"edition\b", lines[at], re.IGNORECASE):
        at += 2 if lines[at].endswith(";") and at + 2 < len(lines) else 1
    return lines[at:]


def split_uni(lines: Sequence[str]) -> list[Record | Unread] | None:
    """Split an export of Nexis Uni or Lexis Advance, whose articles end with "End of Document"."""
    ends = [at for at, line in enumerate(lines) if line.strip() == _UNI_END]
    found = [_uni_article(lines, start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    kept = [record for record in found if record is not None]
    return kept or None


def _uni_article(lines: Sequence[str], start: int, end: int) -> Record | Unread | None:
    filled = [at for at in range(start, end) if lines[at].strip()]
    at_body = next((at for at in filled if lines[at].strip() == "Body"), None)
    if at_body is None:
        return None
    head = _without_cover([one_line(lines[at]) for at in filled if at < at_body])
    known = {_UNI_ABOVE[found[0]]: found[1] for line in head if (found := labelled(line, _UNI_ABOVE))}
    titles = [line for line in head if not labelled(line, _UNI_ABOVE) and not line.startswith("Copyright")]
    last = next((at for at in filled if at > at_body and _is_after(lines[at])), end)
    dated = next((at for at, line in enumerate(titles) if at >= 2 and date_in(line)), None)
    outlet = 1 if dated is None else dated - 1  # a headline may have a second line
    metadata = Metadata(
        title=" ".join(titles[:outlet]) or None,
        outlet=titles[outlet] if len(titles) > outlet else None,
        author=known.get("author") or None,
        date=iso_date(date_in(titles[dated])) if dated is not None else None,
        details=details_of(page=known.get("page"), dateline=known.get("dateline")),
    )
    return article(metadata, located(lines[at_body + 1 : last], at_body + 1), filled[0] + 1)


def _without_cover(head: Sequence[str]) -> Sequence[str]:
    """Leave out the list of documents that stands before the first of them."""
    last = max((at for at, line in enumerate(head) if _UNI_COVER.match(line)), default=-1)
    if last >= 0 and re.fullmatch(r"News|\d+ of \d+", head[last + 1 : last + 2][0] if head[last + 1 :] else ""):
        last += 1
    return head[last + 1 :]


def _is_after(line: str) -> bool:
    return labelled(line, _UNI_AFTER) is not None or line.strip() in _UNI_AFTER
