"""One article of a check's report: what it is a copy of, how much, why, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.findings.rules import Severity, rules
from dedupe.report.terminal import Piece, lay_out
from dedupe.report.phrases import (
    changes_phrase,
    credit_phrase,
    cut_short,
    edit_phrase,
    evidence_phrases,
    matter,
    relation_phrase,
    shares_phrase,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.findings.finding import Finding
    from dedupe.judge.pair import Pair
    from dedupe.pipeline.check import Report
    from dedupe.report.style import Style, Terminal

_LABELS = 12  # columns
_EVIDENCE = 3
_SOURCES = 3
_COPYING = "DUP1"
_COLORS: dict[Severity, Style] = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.NOTE: "cyan",
}


def headline(found: Sequence[Finding], terminal: Terminal) -> str:
    """Say what an article is to its closest source.

    Args:
        found: all findings of the article, the one about copying first.
        terminal: on which it is read.
    """
    pair, color = found[0].pairs[0], _COLORS[found[0].severity]
    pieces = [
        Piece(found[0].article, ("bold",)),
        Piece(": "),
        Piece(relation_phrase(pair.relation, pair.origin, pair.a), (color,)),
        Piece(f" {pair.a}"),
        Piece(f" ({rules()[found[0].rule].code})" if _is_about_copying(found[0]) else "", ("dim",)),
    ]
    return lay_out(pieces, terminal, "", "  ")


def block(found: Sequence[Finding], report: Report, terminal: Terminal, *, verbose: bool) -> str:
    """Say everything about an article that an editor needs.

    Args:
        found: all findings of the article, the one about copying first.
        report: of the check.
        terminal: on which it is read.
        verbose: all evidence, edits and sources instead of the first.
    """
    rows = [headline(found, terminal)]
    for label, lines in _facts(found, report, verbose=verbose):
        for at, line in enumerate(lines):
            rows.append(_row("" if at else label, line, terminal, "dim"))
    others = found[_is_about_copying(found[0]) :]
    for finding in sorted(others, key=lambda it: -it.severity.rank):
        rule, color = rules()[finding.rule], _COLORS[finding.severity]
        message = f"{finding.message} ({rule.code} {rule.name})"
        rows.append(_row(finding.severity, message, terminal, color))
    return "\n".join(rows)


def _is_about_copying(finding: Finding) -> bool:
    return rules()[finding.rule].code.startswith(_COPYING)


def _row(label: str, line: str, terminal: Terminal, style: Style) -> str:
    first = "  " + terminal.paint(f"{label:<{_LABELS}}", style)
    return lay_out([Piece(line)], terminal, first, " " * (_LABELS + 2))


def _facts(
    found: Sequence[Finding], report: Report, *, verbose: bool
) -> Iterator[tuple[str, list[str]]]:
    """Yield what is known of an article and its closest source, and the names of its others."""
    pair, others = found[0].pairs[0], found[0].pairs[1:]
    yield "Shared", [shares_phrase(pair.measures, pair.origin)]
    yield "Evidence", list(_evidence(pair, verbose=verbose))
    yield "Credit", [credit_phrase(pair.credit)]
    comparison = report.comparisons.get((pair.a, pair.b))
    if comparison is not None:
        yield "Paragraphs", [changes_phrase(comparison.alignment)]
        if verbose:
            yield "Changed", [f"{it.kind}: {edit_phrase(it)}" for it in matter(comparison.edits)]
    named = [f"{relation_phrase(it.relation, it.origin, it.a)} {it.a}" for it in others]
    yield "Also", cut_short(named, len(named) if verbose else _SOURCES)


def _evidence(pair: Pair, *, verbose: bool) -> Iterator[str]:
    origin = pair.origin
    if origin.verdict == "common":
        yield f"both are from a third text, of {origin.agency or 'an agency'}"
    elif origin.verdict == "undetermined":
        yield "which of the two came first is undetermined"
    yield from evidence_phrases(origin.evidence if verbose else origin.evidence[:_EVIDENCE])
