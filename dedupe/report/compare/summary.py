"""What the head of a page says of a comparison, and the words for changes and kinds of edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.alignment import Change, EditKind
from dedupe.findings.messages import percent
from dedupe.report.phrases import credit_phrase

if TYPE_CHECKING:
    from dedupe.judge.credit.credit import Credit
    from dedupe.pipeline.compare import Comparison
    from dedupe.verify.measures import Measures

CHANGES = {
    Change.KEPT: "=",
    Change.REWRITTEN: "~",
    Change.ADDED: "+",
    Change.CUT: "−",
    Change.FURNITURE: "·",
}
KINDS = {
    EditKind.FIGURE: "a number, amount, share or date, or what qualifies it",
    EditKind.QUOTE: "words inside quotation marks, or who said them",
    EditKind.NAME: "a person, place or organisation",
    EditKind.ATTRIBUTION: "who said so, or a hedge such as “may”",
    EditKind.NEGATION: "a “not” gained or lost",
    EditKind.WORDING: "other words",
    EditKind.STYLE: "spelling, honorifics, formats, punctuation",
}


class Bar(NamedTuple):
    """A share as a bar: its label, in per cent for the reader, and from 0 to 100 for the bar."""

    label: str
    shown: str
    width: str


def names(comparison: Comparison) -> tuple[str, str]:
    """Name the source and the target, by outlet where that tells them apart."""
    source, target = comparison.source, comparison.target
    if source.outlet and target.outlet and source.outlet != target.outlet:
        return source.outlet, target.outlet
    return source.id, target.id


def bars(measures: Measures) -> list[tuple[Bar, Bar]]:
    """Give how much the two share, each time with what it is outside quotations."""
    return [
        (
            _bar("of the source’s text stands in the target", measures.source_in_target),
            _bar("outside quotations", measures.narrative_source_in_target),
        ),
        (
            _bar("of the target’s text comes from the source", measures.target_in_source),
            _bar("outside quotations", measures.narrative_target_in_source),
        ),
    ]


def origin(comparison: Comparison) -> str:
    """Say which of the two is the source."""
    found = comparison.origin
    if found.verdict == "source":
        return f"{_name(comparison, found.source)} is the source"
    if found.verdict == "common":
        return f"Both are from a third text, of {found.agency or 'an agency'}"
    return "Which of the two came first is undetermined"


def evidence(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """Give for each article what speaks for it being the source, the best supported one first."""
    details: dict[str, list[str]] = {}
    for it in comparison.origin.evidence:
        details.setdefault(it.favours, []).append(it.detail)
    return [(_name(comparison, article), found) for article, found in details.items()]


def _name(comparison: Comparison, article: str | None) -> str:
    source, target = names(comparison)
    known = {comparison.target.id: target, comparison.source.id: source}
    return known.get(article or "", article or "")


def credit(found: Credit) -> str:
    """Say whom the target credits, as a sentence."""
    phrase = credit_phrase(found)
    return f"{phrase[:1].upper()}{phrase[1:]}."


def _bar(label: str, share: float) -> Bar:
    return Bar(label, percent(share), f"{share * 100:.1f}%")
