"""An explanation of a pair as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dedupe.report.json_values import SCHEMA_VERSION, json_text, rounded

if TYPE_CHECKING:
    from dedupe.diagnosis.explain import Counted, Explanation, Proposal


def render(explanation: Explanation) -> str:
    """Write everything that decided a pair."""
    comparison = explanation.comparison
    alignment = comparison.decisive
    values: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "relation": comparison.relation.value,
        "reported": explanation.is_reported,
        "compared": explanation.is_compared,
        "reason": explanation.reason,
        "source": _side(explanation.source),
        "target": _side(explanation.target),
        "whole": {
            "shared": explanation.shared,
            "resemblance": explanation.resemblance,
            "estimate": explanation.estimate,
        },
        "signatures": _proposal(explanation.near),
        "sample": _proposal(explanation.partial),
        "word_pairs": explanation.is_reworded,
        "measures": asdict(comparison.measures),
        "aligned": "sentences" if comparison.sentences else "paragraphs",
        "edges": [
            [partner, paragraph.index]
            for paragraph in alignment.target
            for partner in paragraph.partners
        ],
        "narrative": {**asdict(alignment.narrative), "bar": alignment.narrative.threshold},
        "origin": asdict(comparison.origin),
        "credit": asdict(comparison.credit),
    }
    return json_text(rounded(values), indent=2) + "\n"


def _side(side: Counted) -> dict[str, Any]:
    return {
        "id": side.article.id,
        "words": side.words,
        "shingles": side.shingles,
        "quoted": side.quoted,
        "paragraphs": len(side.article.paragraphs),
        "furniture": [asdict(paragraph) for paragraph in side.furniture],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {"probability": proposal.probability, "proposed": proposal.proposed}
