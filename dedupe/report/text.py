"""The report of a check for a reader: one block an article, then clusters, notes and a summary."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from dedupe.judge.rules import Severity, rules
from dedupe.report.layout import Piece, lay_out
from dedupe.report.phrases import (
    changes_phrase,
    cluster_phrase,
    counted,
    credit_phrase,
    edit_phrase,
    evidence_phrases,
    matter,
    relation_phrase,
    shares_phrase,
)
from dedupe.report.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedupe.check import Report
    from dedupe.judge.finding import Finding
    from dedupe.judge.pair import Pair
    from dedupe.report.style import Style, Terminal

_LABELS = 12  # columns
_EVIDENCE = 3
_EDITS = 3
_SOURCES = 3
_LISTED = 10
_COLORS: dict[Severity, Style] = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.NOTE: "cyan",
}


def render(
    report: Report, terminal: Terminal = PLAIN, *, quiet: bool = False, verbose: bool = False
) -> str:
    """Write the report of a check; articles with notes only are left out.

    Args:
        report: of the check.
        terminal: on which it is read.
        quiet: the findings only, each on one line.
        verbose: everything that is known, without cutting lists short.
    """
    grouped = [list(it) for _, it in groupby(report.findings, lambda it: (it.path, it.article))]
    articles = [found for found in grouped if any(it.severity is not Severity.NOTE for it in found)]
    if quiet:
        unbounded = replace(terminal, width=sys.maxsize)
        return "".join(f"{_headline(found, unbounded)}\n" for found in articles)
    most = len(report.pairs) + len(report.skipped) + len(report.short) if verbose else _LISTED
    blocks = [
        *(_block(found, report, terminal, verbose=verbose) for found in articles),
        *_sections(report, terminal, most, verbose=verbose),
        _summary(report, terminal),
    ]
    return "\n\n".join(blocks) + "\n"


def _block(found: Sequence[Finding], report: Report, terminal: Terminal, *, verbose: bool) -> str:
    rows = [_headline(found, terminal)]
    for label, lines in _facts(found, report, verbose=verbose):
        for at, line in enumerate(lines):
            label_or_space = (label if not at else "").ljust(_LABELS)
            first = "  " + terminal.paint(label_or_space, "dim")
            rows.append(lay_out([Piece(line)], terminal, first, " " * (_LABELS + 2)))
    rows += [_rule(it, terminal) for it in found if it is not found[0]]
    return "\n".join(rows)


def _headline(found: Sequence[Finding], terminal: Terminal) -> str:
    pair, color = found[0].pairs[0], _COLORS[found[0].severity]
    relation = relation_phrase(pair.relation, pair.origin, pair.a)
    pieces = [
        Piece(found[0].article, ("bold",)),
        Piece(": "),
        Piece(relation, (color,)),
        Piece(f" {pair.a}"),
    ]
    return lay_out(pieces, terminal, "", "  ")


def _facts(
    found: Sequence[Finding], report: Report, *, verbose: bool
) -> Iterator[tuple[str, list[str]]]:
    """Yield what is known of an article's closest source, and the names of its others."""
    pair = found[0].pairs[0]
    yield "Shared", [shares_phrase(pair.measures, pair.origin)]
    yield "Evidence", list(_evidence(pair, verbose=verbose))
    yield "Credit", [credit_phrase(pair.credit)]
    comparison = report.comparisons.get((pair.a, pair.b))
    if comparison is not None:
        yield "Paragraphs", [changes_phrase(comparison.alignment)]
        edits = [f"{it.kind}: {edit_phrase(it)}" for it in matter(comparison.edits)]
        yield "Changed", _cut(edits, len(edits) if verbose else _EDITS)
    others = [
        f"{relation_phrase(it.relation, it.origin, it.a)} {it.a}" for it in found[0].pairs[1:]
    ]
    yield "Also", _cut(others, len(others) if verbose else _SOURCES)


def _evidence(pair: Pair, *, verbose: bool) -> Iterator[str]:
    origin = pair.origin
    if origin.verdict == "common":
        yield f"both are from a third text, of {origin.agency or 'an agency'}"
    elif origin.verdict == "undetermined":
        yield "which of the two came first is undetermined"
    yield from evidence_phrases(origin.evidence if verbose else origin.evidence[:_EVIDENCE])


def _rule(finding: Finding, terminal: Terminal) -> str:
    rule = rules()[finding.rule]
    severity = Piece(f"{finding.severity:<{_LABELS}}", (_COLORS[finding.severity],))
    pieces = [severity, Piece(f"{finding.message} ({rule.code} {rule.name})")]
    return lay_out(pieces, terminal, "  ", " " * (_LABELS + 2))


def _sections(report: Report, terminal: Terminal, most: int, *, verbose: bool) -> Iterator[str]:
    yield from _section(
        "Clusters",
        [f"{cluster.source}: {cluster_phrase(cluster)}" for cluster in report.clusters],
        most,
        terminal,
    )
    if verbose:
        yield from _section("Related, but no copies", _others(report.pairs), most, terminal)
        yield from _section(
            "Too short to be compared but for equality", report.short, most, terminal
        )
    guessed = [f"{article}: {encoding}" for article, encoding in report.guessed]
    yield from _section("Encoding guessed", guessed, most, terminal)
    skipped = [f"{it.id}: {it.reason}" for it in report.skipped]
    yield from _section("Skipped", skipped, most, terminal)


def _section(title: str, lines: Sequence[str], most: int, terminal: Terminal) -> Iterator[str]:
    if lines:
        laid_out = (lay_out([Piece(it)], terminal, "  ", "    ") for it in _cut(lines, most))
        yield "\n".join([terminal.paint(title, "bold"), *laid_out])


def _others(pairs: Iterable[Pair]) -> list[str]:
    return [
        f"{pair.b}: {relation_phrase(pair.relation, pair.origin, pair.a)} {pair.a}"
        for pair in pairs
        if not pair.relation.is_copy
    ]


def _cut(lines: Sequence[str], most: int) -> list[str]:
    """Cut a list short, and say so."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[:most], f"and {len(lines) - most:,} more (-v shows all)"]


def _summary(report: Report, terminal: Terminal) -> str:
    copies = {pair.b for pair in report.pairs if pair.relation.is_copy}
    among = f"among {counted(report.checked, 'article')}"
    skipped = f"; {len(report.skipped):,} skipped" if report.skipped else ""
    if not copies:
        return terminal.paint(f"No copies {among}{skipped}.", "bold", "green")
    clusters = counted(len(report.clusters), "cluster")
    line = f"{counted(len(copies), 'copy', 'copies')} {among}, in {clusters}{skipped}."
    return terminal.paint(line, "bold", "red")
