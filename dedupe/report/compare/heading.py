"""The first lines of a comparison on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.judge.relation import Relation
from dedupe.report.compare.comparison_facts import facts
from dedupe.report.phrases import relation_phrase
from dedupe.report.terminal import StyledText, wrap

if TYPE_CHECKING:
    from dedupe.comparison.compare_articles import Comparison
    from dedupe.report.terminal import Terminal


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
