"""Exports of Nexis Uni and Lexis Advance: articles that end with "End of Document"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dedupe.read.formats.export_lines import article, body, date_in, labelled
from dedupe.read.formats.html_in_text import one_line
from dedupe.read.metadata import Metadata, details_of, iso_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.read.formats.reader_input import Record, Unread

_END = "End of Document"
_LABELS = ("Section", "Length", "Byline", "Dateline", "Highlight")
_COVER = re.compile(
    r"(Narrowed by|Search T|Client/Matter|Content Type|Documents \(|Job Number|Date and Time|Quellen?:|Sources?:"
    r"|User Name|Timeline|Publisher:|Publication Type:|\d+\. .)"
)
_AFTER = ("Load-Date", "Classification", "Graphic", "Notes")


def split(lines: Sequence[str]) -> list[Record | Unread] | None:
    """Split an export into its articles, None if it is none."""
    ends = [at for at, line in enumerate(lines) if line.strip() == _END]
    found = [
        _article(lines, start, end)
        for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)
    ]
    kept = [record for record in found if record is not None]
    return kept or None


def _article(lines: Sequence[str], start: int, end: int) -> Record | Unread | None:
    filled = [at for at in range(start, end) if lines[at].strip()]
    at_body = next((at for at in filled if lines[at].strip() == "Body"), None)
    if at_body is None:
        return None
    head = _without_cover([one_line(lines[at]) for at in filled if at < at_body])
    labels = dict(found for line in head if (found := labelled(line, _LABELS)))
    titles = [
        line for line in head if not labelled(line, _LABELS) and not line.startswith("Copyright")
    ]
    last = next((at for at in filled if at > at_body and _is_after(lines[at])), end)
    dated = next((at for at, line in enumerate(titles) if at >= 2 and date_in(line)), None)
    outlet = 1 if dated is None else dated - 1  # a headline may have a second line
    metadata = Metadata(
        title=" ".join(titles[:outlet]) or None,
        outlet=titles[outlet] if len(titles) > outlet else None,
        author=labels.get("Byline"),
        date=iso_date(date_in(titles[dated])) if dated is not None else None,
        details=details_of(page=labels.get("Section"), dateline=labels.get("Dateline")),
    )
    return article(metadata, body(lines, at_body + 1, last), filled[0] + 1)


def _without_cover(head: Sequence[str]) -> Sequence[str]:
    """Leave out the list of documents that stands before the first of them."""
    last = max((at for at, line in enumerate(head) if _COVER.match(line)), default=-1)
    if last >= 0 and re.fullmatch(
        r"News|\d+ of \d+", head[last + 1 : last + 2][0] if head[last + 1 :] else ""
    ):
        last += 1
    return head[last + 1 :]


def _is_after(line: str) -> bool:
    return labelled(line, _AFTER) is not None or line.strip() in _AFTER
