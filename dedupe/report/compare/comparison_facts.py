"""What a comparison comes to, in words."""

from __future__ import annotations

from dedupe.comparison.comparison import Comparison
from dedupe.findings.messages import percent
from dedupe.judge.relation import Relation
from dedupe.report.phrases import credit_phrase, evidence_phrases, relation_phrase, shares_phrase
from dedupe.report.terminal import StyledText, Terminal, wrap

_CUTS = {
    "none": "no paragraph cut",
    "tail": "cut from the end",
    "selective": "cut here and there",
    "both": "cut from the end and here and there",
}
_LEADS = {"kept": "lead kept", "rewritten": "lead rewritten", "replaced": "another lead"}
_LEAST_RUN = 10  # words; a shorter run is not worth a line


def heading(comparison: Comparison, terminal: Terminal) -> str:
    """Describe what the target is to the source, and unless it is nothing, the facts."""
    source = comparison.source.id
    relation = relation_phrase(comparison, source)
    title = [
        StyledText(comparison.target.id, ("bold",)),
        StyledText(": "),
        StyledText(relation, ("yellow",)),
        StyledText(f" {source}"),
    ]
    said = facts(comparison) if comparison.relation is not Relation.NONE else []
    lines = [wrap([StyledText(fact)], terminal, "  ", "    ") for fact in said]
    return "\n".join([wrap(title, terminal, "", "  "), *lines])


def facts(comparison: Comparison) -> list[str]:
    """Describe what the two share, which of them came first, who is credited, and what became of it."""
    return [
        shares_phrase(
            comparison.measures, comparison.origin, in_other_words=comparison.alignment.narrative.is_in_other_words
        ),
        *evidence_phrases(comparison.origin.evidence),
        credit_phrase(comparison.credit),
        "; ".join(shape_phrases(comparison)),
    ]


def shape_phrases(comparison: Comparison) -> list[str]:
    """Describe what the target made of the source: lead, cuts, own words, longest run, headline."""
    shape = comparison.shape
    phrases = [f"{_LEADS[shape.lead]}, {_CUTS[shape.cuts]}"]
    phrases.append(f"{percent(shape.own)} of its words are its own")
    if shape.longest >= _LEAST_RUN:
        phrases.append(f"the longest run carried word for word has {shape.longest} words")
    return phrases + _headline(comparison)


def _headline(comparison: Comparison) -> list[str]:
    before, after = comparison.source.title, comparison.target.title
    if not before or not after:
        return []
    return ["headline kept" if before == after else f"headline changed: “{before}” became “{after}”"]
