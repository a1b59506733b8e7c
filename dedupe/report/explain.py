"""Why a pair is reported or not, everything that decided it, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from dedupe.comparison.comparison import Comparison
from dedupe.diagnosis.explain import Counted, Explanation, Proposal
from dedupe.findings.make_findings import RULES
from dedupe.findings.messages import narrative_phrase
from dedupe.findings.rules import rules
from dedupe.judge.relation import Relation
from dedupe.report.phrases import change_counts_phrase, credit_phrase, evidence_phrases, relation_title, shortened
from dedupe.report.serialize import SCHEMA_VERSION, json_text, rounded
from dedupe.report.terminal import PLAIN, StyledText, Terminal, wrap

_LABELS = 14  # columns
_SHOWN = 60  # characters of a paragraph


def render_text(explanation: Explanation, terminal: Terminal = PLAIN) -> str:
    """Write why a pair is reported, or is not."""
    rows = [_headline(explanation, terminal), ""]
    label_before = ""
    for label, line in _facts(explanation):
        shown = "" if label == label_before else label
        first = "  " + terminal.paint(shown.ljust(_LABELS), "dim")
        rows.append(wrap([StyledText(line)], terminal, first, " " * (_LABELS + 2)))
        label_before = label
    return "\n".join(rows) + "\n"


def _headline(explanation: Explanation, terminal: Terminal) -> str:
    comparison = explanation.comparison
    title = relation_title(comparison, comparison.target.id, comparison.source.id)
    verdict = "reported" if explanation.is_reported else "not reported"
    return wrap([*title, StyledText(f" ({verdict})")], terminal, "", "  ")


def _facts(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Yield label and line, in the order of the stages."""
    comparison, measures = explanation.comparison, explanation.comparison.measures
    yield "Because", explanation.reason
    if explanation.is_reported and comparison.relation is not Relation.NONE:
        rule = rules()[RULES[comparison.relation]]
        yield "Rule", f"{rule.code} {rule.name} ({rule.severity})"
    yield from _counts("Source", explanation.source)
    yield from _counts("Target", explanation.target)
    yield "Proposed", _sketched(explanation)
    yield "Proposed", f"by the signatures: {_proposal(explanation.near)}"
    yield "Proposed", f"by the sampled shingles: {_proposal(explanation.partial)}"
    if explanation.is_reworded:
        yield "Proposed", "by pairs of words that stand close together in both"
    yield (
        "Measured",
        f"{measures.shared} shingles shared, resemblance {measures.resemblance:.3f},"
        f" containment {measures.source_in_target:.3f} of the source,"
        f" {measures.target_in_source:.3f} of the target",
    )
    yield (
        "Measured",
        f"outside quotations {measures.narrative_source_in_target:.3f} of the source,"
        f" {measures.narrative_target_in_source:.3f} of the target",
    )
    yield from _aligned(comparison)
    yield "Origin", _verdict(comparison)
    for line in evidence_phrases(comparison.origin.evidence):
        yield "Origin", line
    yield "Credit", credit_phrase(comparison.credit)


def _counts(label: str, side: Counted) -> Iterator[tuple[str, str]]:
    yield (
        label,
        f"{side.article.id}: {side.words:,} words, {side.shingles:,} shingles"
        f" ({side.quoted:,} quoted), {len(side.article.paragraphs)} paragraphs",
    )
    for paragraph in side.furniture:
        yield (
            label,
            f"left out, known as furniture {_BY[paragraph.cause]}:"
            f" paragraph {paragraph.paragraph + 1}, “{shortened(paragraph.text, _SHOWN)}”",
        )


_BY = {"shape": "by its shape", "learned": "from other stories", "listed": "from the file"}


def _sketched(explanation: Explanation) -> str:
    return (
        f"on the whole articles: {explanation.shared} shingles shared, resemblance"
        f" {explanation.resemblance:.3f}, estimated {explanation.estimate:.3f} from the signatures"
    )


def _proposal(proposal: Proposal) -> str:
    return f"{'yes' if proposal.proposed else 'no'} (probability {proposal.probability:.3f})"


def _aligned(comparison: Comparison) -> Iterator[tuple[str, str]]:
    alignment = comparison.decisive
    unit = "sentences" if comparison.sentences else "paragraphs"
    yield "Aligned", f"{unit}: {change_counts_phrase(alignment)}"
    edges = ", ".join(
        f"{paragraph.index + 1}←{'+'.join(str(partner + 1) for partner in paragraph.partners)}"
        for paragraph in alignment.target
        if paragraph.partners
    )
    yield "Aligned", f"target←source: {edges}" if edges else "no edges"
    narrative = alignment.narrative
    yield "Aligned", f"{narrative_phrase(narrative)}, {narrative.longest} in the longest run"


def _verdict(comparison: Comparison) -> str:
    origin = comparison.origin
    agency = f", agency {origin.agency}" if origin.agency else ""
    return f"{origin.verdict}{f': {origin.source}' if origin.source else ''}{agency}"


def render_json(explanation: Explanation) -> str:
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
        "signatures": _proposal_json(explanation.near),
        "sample": _proposal_json(explanation.partial),
        "word_pairs": explanation.is_reworded,
        "measures": asdict(comparison.measures),
        "aligned": "sentences" if comparison.sentences else "paragraphs",
        "edges": [[partner, paragraph.index] for paragraph in alignment.target for partner in paragraph.partners],
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


def _proposal_json(proposal: Proposal) -> dict[str, Any]:
    return {"probability": proposal.probability, "proposed": proposal.proposed}
