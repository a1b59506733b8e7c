"""Evidence of which of two articles is the source: dates, versions and containment, each with a weight.

Three weights, each twice the next, so that one kind of evidence holds against one of the next kind and is
worth two of them:

- STRONG: newsrooms put it there to say whose text it is. An agency's dateline or sign-off, a credit to the
  other article's outlet, a mark of a later version.
- FAIR: it is so in most cases. An outlet that is an agency, an outlet cited in prose, a date that is two
  days or an hour of the clock earlier.
- WEAK: it tips a balance. One day earlier (a story of the evening is dated by the zone of whoever prints
  it), a dateline without an agency, a credit to nobody in particular, being cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from dedupe.article import Article
from dedupe.judge.credit.credit_phrases import phrases
from dedupe.judge.judged_pair import Evidence
from dedupe.verify.measures import Measures

STRONG, FAIR, WEAK = 4.0, 2.0, 1.0
_CLEAR = timedelta(days=2)
_CLEAR_EXACT = timedelta(hours=1)
_CUT = 1.25  # times that more of one article stands in the other than the reverse
_MOST_OF_IT = 0.5  # share of an article that must stand in the other for it to be cut from that
_LONGEST = 200  # characters at the beginning of a paragraph that can be a marker
_EDGE = 3  # paragraphs at either end in which a marker is looked for
_BEFORE = re.compile(r"(?<!\w)(\d{1,2})\s*(?:st|nd|rd|th|[.ªº°])\s*\Z")
_AFTER = re.compile(r"\s*(\d{1,2})\s?(?:[-–—:)]|\Z)")
_LEAD = " \t\r\n•*_-–—|([:"
_APART = re.compile(r"\s*[-–—:)\]]")


class DateDifference(NamedTuple):
    """What lies between two dates."""

    length: timedelta  # from the first to the second; negative where the second is the earlier
    exact: bool  # whether the time of day of both is known; otherwise the length is in whole days


def date_difference(first: str | None, second: str | None) -> DateDifference | None:
    """Measure from one ISO 8601 date, or date and time, to another; None where one is unknown."""
    start, end = _parse(first), _parse(second)
    if start is None or end is None:
        return None
    match start, end:
        case datetime(), datetime() if (start.tzinfo is None) is (end.tzinfo is None):
            return DateDifference(_utc(end) - _utc(start), exact=True)
        case _:
            return DateDifference(_day(end) - _day(start), exact=False)


def _parse(text: str | None) -> date | None:
    """Parse a date; a datetime where it has a time of day."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(text or "")
        except ValueError:
            continue
    return None


def _utc(moment: datetime) -> datetime:
    """Make a moment comparable; one without a zone is taken as it is."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def date_evidence(a: Article, b: Article, *, one_clock: bool = False) -> Evidence | None:
    """Weigh which of two articles is the earlier, be they dated by one newsroom's clock or not."""
    apart = date_difference(a.date, b.date)
    if apart is None or not apart.length:
        return None
    earlier, later = (a, b) if apart.length > timedelta() else (b, a)
    clear = one_clock or abs(apart.length) >= (_CLEAR_EXACT if apart.exact else _CLEAR)
    detail = f"dated {earlier.date}, the other {later.date}"
    return Evidence("date", earlier.id, FAIR if clear else WEAK, detail)


def version_evidence(a: Article, b: Article) -> Evidence | None:
    """Weigh which of two versions of a story is marked as the later."""
    first, second = version_of(a), version_of(b)
    if first == second:
        return None
    earlier = a if first < second else b
    return Evidence("version", earlier.id, STRONG, "the other is marked as updated or corrected")


def containment_evidence(a: Article, b: Article, measures: Measures) -> Evidence | None:
    """Weigh which of two articles, a the source, is cut from the other: most stands there, and less the reverse."""
    of_a, of_b = measures.narrative_source_in_target, measures.narrative_target_in_source
    whole, taken = (b, of_a) if of_a > of_b else (a, of_b)
    if taken < max(_CUT * min(of_a, of_b), _MOST_OF_IT):
        return None
    detail = f"holds {taken:.0%} of the other, which holds {min(of_a, of_b):.0%} of it"
    return Evidence("containment", whole.id, WEAK, detail)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """How far a text is from its outlet's first; the first compares least."""

    number: int = 0  # of the update, 0 where it is not marked as one
    corrected: bool = False  # whether it is marked as a correction


def version_of(article: Article) -> Version:
    """Read the version from an article's headline, its first and its last paragraphs."""
    number, corrected = 0, False
    for text in _edges(article):
        number = max(number, _number(text.lstrip(_LEAD)[:_LONGEST]), _is_marked(text, "updated"))
        corrected = corrected or _is_marked(text, "corrected")
    return Version(number, corrected)


def _edges(article: Article) -> Iterator[str]:
    yield article.title or ""
    listed = article.texts
    yield from listed[:_EDGE]
    yield from listed[_EDGE:][-_EDGE:]


def _is_marked(text: str, how: str) -> bool:
    """Return whether a text begins with a mark: in capitals, in brackets, before a colon, or in words."""
    head = text.lstrip(_LEAD)
    mark = phrases("version", how).match(head, 0, _LONGEST)
    if not mark:
        return False
    is_apart = text.lstrip().startswith(("(", "[")) or _APART.match(head, mark.end()) is not None
    return is_apart or mark[0].isupper() or " " in mark[0]


def _number(head: str) -> int:
    """Read the number in "UPDATE 2-", "2nd Ld-Writethru", "CORRECTED-UPDATE 1-"."""
    for cue in phrases("version", "numbered").finditer(head[: _LONGEST // 4]):
        found = _BEFORE.search(head[: cue.start()]) or _AFTER.match(head, cue.end())
        if found:
            return int(found[1])
    return 0
