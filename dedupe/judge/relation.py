"""How two articles relate, in the terms of METER (Gaizauskas et al. 2001) and of a newsroom."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from dedupe.align.alignment import Alignment, Change, Narrative
from dedupe.verify.measures import Measures

NEAR = 0.7  # resemblance from which a copy is a near-duplicate
WHOLLY = 0.9  # share of the copy's paragraphs that come from the source
LIFTED = 0.9  # share of a brief that stands in a longer article, which lifted it whole
LEAST_LIFTED = 5  # narrative words of a brief; fewer frame a quotation
LEAST = 0.05  # containment under which shared quotations are not worth a word,
LEAST_SHARED = 8  # and shingles, some twelve words in a row
CLOSE = 0.025  # containment, quotations aside, under which few sentences told in other words are chance,
CLOSE_IN_ALL = 0.08  # and with quotations, where an outlet's prose is among these


class Relation(StrEnum):
    """How one article relates to another.

    exact: the same words. near: nearly the same. wholly, partially: derived from it, all or in part.
    version: the same outlet's own update. quotes: only quotations, statements, posts
    or stock text shared. form: the same form, filled in with other facts.
    """

    EXACT = "exact"
    NEAR = "near"
    WHOLLY = "wholly"
    PARTIALLY = "partially"
    VERSION = "version"
    FORM = "form"
    QUOTES = "quotes"
    NONE = "none"

    @property
    def is_copy(self) -> bool:
        """Whether one of the two is a copy of the other, or both of a third text."""
        return self in (Relation.EXACT, Relation.NEAR, Relation.WHOLLY, Relation.PARTIALLY)


def relate(measures: Measures, alignment: Alignment, *, same_words: bool) -> Relation:
    """Decide how a target relates to a source, whoever published them.

    `same_words` says that their texts are the same after folding, furniture aside.
    """
    if same_words:
        return Relation.EXACT
    if measures.resemblance >= NEAR and alignment.narrative.is_carried:
        return Relation.NEAR  # an interview or a table too, unless all that is narrative differs
    if alignment.narrative.is_derived or _is_lifted(measures, alignment.narrative):
        return Relation.WHOLLY if _share_taken(alignment) >= WHOLLY else Relation.PARTIALLY
    return relate_others(measures, lambda: any(side.partners for side in alignment.target))


def may_be_copy(measures: Measures, most: Narrative, *, same_words: bool) -> bool:
    """Return whether `relate` can take one of two articles for a copy, whatever their alignment is.

    No alignment of the two shares more narrative than `most`, nor has less of it available.
    """
    if same_words or most.is_derived:
        return True
    may_be_lifted = measures.containment >= LIFTED and 2 * most.shared >= LEAST_LIFTED  # of a brief that is carried
    return (measures.resemblance >= NEAR or may_be_lifted) and most.is_carried


def relate_others(measures: Measures, shares_text: Callable[[], bool]) -> Relation:
    """Decide how two articles are related of which neither is a copy.

    `shares_text`, only asked if that decides, returns whether their alignment pairs any paragraphs.
    """
    if measures.stock >= LEAST_SHARED or (measures.containment >= LEAST and measures.shared >= LEAST_SHARED):
        return Relation.QUOTES
    return Relation.QUOTES if measures.shared and shares_text() else Relation.NONE


def _is_lifted(measures: Measures, narrative: Narrative) -> bool:
    """Return whether one of the two, which may be a brief, stands in the other as a whole."""
    is_told = narrative.available >= LEAST_LIFTED and narrative.is_carried
    return is_told and measures.containment >= LIFTED


def _share_taken(alignment: Alignment) -> float:
    body = [p for p in alignment.target if p.change is not Change.FURNITURE]
    return sum(bool(p.partners) for p in body) / len(body) if body else 0.0
