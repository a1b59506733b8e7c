"""One article of a check's report: what it is a copy of, how much, why, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dedupe.findings.finding import Finding
from dedupe.findings.rules import Severity
from dedupe.judge.pair import Pair
from dedupe.pipeline.judgement import Report
from dedupe.report.change_signs import significant_edits
from dedupe.report.check_report import CheckReport, code_of
from dedupe.report.phrases import (
    change_counts_phrase,
    credit_phrase,
    cut_short,
    edit_phrase,
    evidence_phrases,
    relation_phrase,
    shares_phrase,
)
from dedupe.report.terminal import Style, StyledText, Terminal, wrap

_LABELS = 12  # columns
_EVIDENCE = 3
_SOURCES = 3
_COPYING = "DUP1"
_COLORS: dict[Severity, Style] = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.NOTE: "cyan",
}


def headline(findings: Sequence[Finding], terminal: Terminal) -> str:
    """Describe what an article is to its closest source.

    Args:
        findings: all findings of the article, the one about copying first.
    """
    first, pair = findings[0], findings[0].pairs[0]
    texts = [
        StyledText(first.article, ("bold",)),
        StyledText(": "),
        StyledText(relation_phrase(pair, pair.a), (_COLORS[first.severity],)),
        StyledText(f" {pair.a}"),
        StyledText(f" ({code_of(first)})" if _is_about_copying(first) else "", ("dim",)),
    ]
    return wrap(texts, terminal, "", "  ")


def block(findings: Sequence[Finding], report: CheckReport) -> str:
    """Describe everything about an article that an editor needs.

    Args:
        findings: all findings of the article, the one about copying first.
        report: of the check, with the terminal, and whether all evidence, edits and sources are wanted.
    """
    options, terminal = report.text, report.text.terminal
    rows = [headline(findings, terminal)]
    for label, lines in _facts(findings, report.result, verbose=options.verbose):
        for number, line in enumerate(lines):
            rows.append(_row("" if number else label, line, terminal, "dim"))
    others = findings[_is_about_copying(findings[0]) :]
    for finding in sorted(others, key=lambda finding: -finding.severity.rank):
        message = (
            f"{_place(finding, report)}: {finding.message} ({code_of(finding)} {finding.rule})"
        )
        rows.append(_row(finding.severity, message, terminal, _COLORS[finding.severity]))
    return "\n".join(rows)


def _place(finding: Finding, report: CheckReport) -> str:
    """Return in words where in an article something is: on which line, or in one of several in a file in which paragraph."""
    closest = finding.pairs[0]
    compared = report.result.comparisons.get((closest.a, closest.b))
    if finding.edits and compared and compared.target.line is not None:
        return f"paragraph {finding.edits[0][1].target.paragraph + 1}"
    return f"line {report.location(finding.region).line}"


def _is_about_copying(finding: Finding) -> bool:
    return code_of(finding).startswith(_COPYING)


def _row(label: str, line: str, terminal: Terminal, style: Style) -> str:
    first = "  " + terminal.paint(f"{label:<{_LABELS}}", style)
    return wrap([StyledText(line)], terminal, first, " " * (_LABELS + 2))


def _facts(
    findings: Sequence[Finding], result: Report, *, verbose: bool
) -> Iterator[tuple[str, list[str]]]:
    """Yield what is known of an article and its closest source, and the names of its others."""
    closest, *others = findings[0].pairs
    compared = result.comparisons.get((closest.a, closest.b))
    retold = compared is not None and compared.alignment.narrative.is_in_other_words
    yield "Shared", [shares_phrase(closest.measures, closest.origin, in_other_words=retold)]
    yield "Evidence", list(_evidence(closest, verbose=verbose))
    yield "Credit", [credit_phrase(closest.credit)]
    if compared is not None:
        yield "Paragraphs", [change_counts_phrase(compared.alignment)]
        if verbose:
            edits = significant_edits(compared.edits)
            yield "Changed", [f"{edit.kind}: {edit_phrase(edit)}" for edit in edits]
    named = [f"{relation_phrase(other, other.a)} {other.a}" for other in others]
    yield "Also", cut_short(named, len(named) if verbose else _SOURCES)


def _evidence(pair: Pair, *, verbose: bool) -> Iterator[str]:
    origin = pair.origin
    if origin.verdict == "common":
        yield f"both are from a third text, of {origin.agency or 'an agency'}"
    elif origin.verdict == "undetermined":
        yield "which of the two came first is undetermined"
    yield from evidence_phrases(origin.evidence if verbose else origin.evidence[:_EVIDENCE])
