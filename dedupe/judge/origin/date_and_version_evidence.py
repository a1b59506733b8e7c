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

from dataclasses import dataclass
from datetime import timedelta

from dedupe.article import Article
from dedupe.judge.origin.date_difference import date_difference
from dedupe.judge.origin.versions import version_of
from dedupe.verify.pair_measures import Measures

STRONG, FAIR, WEAK = 4.0, 2.0, 1.0

_CLEAR = timedelta(days=2)
_CLEAR_EXACT = timedelta(hours=1)
_CUT = 1.25  # times that more of one article stands in the other than the reverse
_MOST_OF_IT = 0.5  # share of an article that must stand in the other for it to be cut from that


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for an article being the source.

    Attributes:
        kind: what it is, such as "dateline", "sign-off", "date", "containment".
        favours: identity of the article it speaks for.
        weight: how much, above 0.
        detail: in words, with what was found.
    """

    kind: str
    favours: str
    weight: float
    detail: str


def date_evidence(a: Article, b: Article, *, one_clock: bool = False) -> Evidence | None:
    """Weigh which of two articles is the earlier.

    Args:
        one_clock: whether both are dated by the same newsroom.
    """
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
    """Weigh which of two articles is cut from the other: most of it stands there, and less the reverse.

    Args:
        measures: with a as the source.
    """
    of_a, of_b = measures.narrative_source_in_target, measures.narrative_target_in_source
    whole, taken = (b, of_a) if of_a > of_b else (a, of_b)
    if taken < max(_CUT * min(of_a, of_b), _MOST_OF_IT):
        return None
    detail = f"holds {taken:.0%} of the other, which holds {min(of_a, of_b):.0%} of it"
    return Evidence("containment", whole.id, WEAK, detail)
