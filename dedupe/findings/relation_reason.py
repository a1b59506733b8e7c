"""Why two articles relate as they do, in one sentence."""

from __future__ import annotations

from dedupe.align.alignment import Alignment, Change, Narrative
from dedupe.findings.messages import percent
from dedupe.judge.relation import LEAST, NEAR, WHOLLY, Relation
from dedupe.verify.pair_measures import Measures


def relation_reason(relation: Relation, measures: Measures, alignment: Alignment, unit: str) -> str:
    """Describe which bars a pair passed, and which it did not.

    Args:
        unit: what was aligned, "paragraphs" or "sentences".
    """
    shared = narrative_phrase(alignment.narrative)
    match relation:
        case Relation.EXACT:
            why = "both have the same words in the same order, furniture aside"
        case Relation.NEAR:
            why = f"resemblance {measures.resemblance:.2f} (bar {NEAR}), {shared}"
        case Relation.WHOLLY | Relation.PARTIALLY:
            why = f"{shared}, {_taken(alignment, unit)} (wholly from {percent(WHOLLY)})"
        case Relation.VERSION:
            why = f"{shared}, and both are by the same outlet"
        case Relation.FORM:
            why = f"{shared}, but most names and figures are others"
        case Relation.QUOTES | Relation.NONE:
            why = f"only {shared}, containment {measures.containment:.2f} (bar {LEAST})"
    return f"{relation}: {why}"


def narrative_phrase(narrative: Narrative) -> str:
    """Describe how much narrative is shared, as words in a row, and how much it takes."""
    shared = f"narrative worth {narrative.worth} words in a row shared"
    if narrative.excerpt > narrative.worth:
        shared = f"an excerpt worth {narrative.excerpt} words in a row"
    if max(narrative.worth, narrative.excerpt) < narrative.threshold <= narrative.reworded:
        shared = f"{narrative.reworded} pairs of words close together in both"
    return f"{shared} (bar {narrative.threshold})"


def _taken(alignment: Alignment, unit: str) -> str:
    body = [paragraph for paragraph in alignment.target if paragraph.change is not Change.FURNITURE]
    return f"{sum(bool(paragraph.partners) for paragraph in body)} of {len(body)} {unit} taken"
