"""The report of a check for a reader: one block an article, then clusters, notes and a summary."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dedupe.findings.finding import Finding
from dedupe.findings.rules import Severity, rules
from dedupe.judge.judged_pair import Pair
from dedupe.pipeline.judgement import Judgement
from dedupe.report.check_report import CheckReport, TextOptions, code_of
from dedupe.report.marked_text import significant_edits
from dedupe.report.phrases import (
    change_counts_phrase,
    cluster_phrase,
    counted,
    credit_phrase,
    cut_short,
    edit_phrase,
    evidence_phrases,
    relation_phrase,
    relation_title,
    shares_phrase,
)
from dedupe.report.terminal import Style, StyledText, Terminal, wrap

_LISTED = 10
_MANY = 20  # articles with findings from which they are counted by rule first
_SHOWN = 200  # articles with findings, the most serious of them
_LABELS = 12  # columns
_EVIDENCE = 3
_SOURCES = 3
_COPYING = "DUP1"
_COLORS: dict[Severity, Style] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def render(report: CheckReport) -> Iterator[str]:
    """Yield the report: the findings that nobody accepted, as far as the options want it."""
    articles = [list(findings) for _, findings in groupby(report.open, lambda finding: (finding.path, finding.article))]
    if report.text.quiet:
        unbounded = replace(report.text.terminal, width=sys.maxsize)
        yield from (f"{_headline(findings, unbounded)}\n" for findings in articles)
        return
    separator = ""
    for part in _blocks(articles, report):
        yield f"{separator}{part}"
        separator = "\n\n"
    yield "\n"


def _blocks(articles: Sequence[list[Finding]], report: CheckReport) -> Iterator[str]:
    options = report.text
    shown = articles if options.verbose else _most_serious(articles)
    if len(articles) > _MANY:
        yield _by_rule(report.open, options.terminal)
    for findings in shown:
        yield _block(findings, report)
    if more := len(articles) - len(shown):
        left_out = counted(more, "article")
        yield f"{left_out} more with findings (-v shows all, --format concise lists them)"
    yield from _sections(report.result, options)
    if alone := report.result.on_one_passage:
        copies = counted(alone, "copy shares", "copies share")
        note = f"{copies} one passage, and so few articles do not show what is stock text; --furniture lists it."
        yield wrap([StyledText(note)], options.terminal)
    yield _summary(report)


def _most_serious(articles: Sequence[list[Finding]]) -> list[list[Finding]]:
    """Leave out the least serious of very many articles; the order stays."""
    ranks = [max(finding.severity.rank for finding in findings) for findings in articles]
    kept = sorted(range(len(articles)), key=lambda place: (-ranks[place], place))[:_SHOWN]
    return [articles[place] for place in sorted(kept)]


def _by_rule(findings: Sequence[Finding], terminal: Terminal) -> str:
    numbers = Counter(finding.rule for finding in findings)
    lines = [f"  {rule.code} {name}: {numbers[name]:,}" for name, rule in rules().items() if numbers[name]]
    return "\n".join([terminal.paint("Findings by rule", "bold"), *lines])


def _sections(result: Judgement, options: TextOptions) -> Iterator[str]:
    verbose, terminal = options.verbose, options.terminal
    related = [pair for pair in result.pairs if verbose and not (pair.relation.is_copy or pair.shares_only_stock)]
    sections = {
        "Clusters": [f"{cluster.source}: {cluster_phrase(cluster)}" for cluster in result.clusters],
        "Related, but no copies": [f"{pair.b}: {relation_phrase(pair, pair.a)} {pair.a}" for pair in related],
        "Too short to be compared but for equality": result.short if verbose else (),
        "Encoding guessed": [f"{article}: {encoding}" for article, encoding in result.guessed],
        "Skipped": [f"{skipped.id}: {skipped.reason}" for skipped in result.skipped],
        "Not read": [str(kind) for kind in result.unread],
    }
    for title, lines in sections.items():
        if lines:
            shown = cut_short(lines, len(lines) if verbose else _LISTED)
            wrapped = (wrap([StyledText(line)], terminal, "  ", "    ") for line in shown)
            yield "\n".join([terminal.paint(title, "bold"), *wrapped])


def _summary(report: CheckReport) -> str:
    result, terminal = report.result, report.text.terminal
    among = f"among {counted(result.checked, 'article')}"
    rest = f"; {len(result.skipped):,} skipped" if result.skipped else ""
    if result.short:
        rest += f"; {len(result.short):,} too short to be compared but for equality"
    rest += "".join(f"; {kind.files:,} {kind.name} not read" for kind in result.unread)
    if accepted := len(report.findings) - len(report.open):
        rest = f"; {counted(accepted, 'finding')} accepted{rest}"
    if not report.open:
        return terminal.paint(f"Nothing found {among}{rest}.", "bold", "green")
    copies = counted(len(result.copied), "copy", "copies")
    clusters = counted(len(result.clusters), "cluster")
    numbers = Counter(finding.severity for finding in report.open)
    severities = [counted(numbers[severity], severity.value) for severity in reversed(Severity) if numbers[severity]]
    line = f"{copies} {among}, in {clusters}: {', '.join(severities)}{rest}."
    return wrap([StyledText(line, ("bold", "red"))], terminal)


def _headline(findings: Sequence[Finding], terminal: Terminal) -> str:
    """Describe what an article is to its closest source; the finding about copying comes first."""
    first, pair = findings[0], findings[0].pairs[0]
    title = relation_title(pair, first.article, pair.a, _COLORS[first.severity])
    rule = StyledText(f" ({code_of(first)})" if _is_about_copying(first) else "", ("dim",))
    return wrap([*title, rule], terminal, "", "  ")


def _block(findings: Sequence[Finding], report: CheckReport) -> str:
    """Describe everything about an article that an editor needs; the finding about copying comes first."""
    options, terminal = report.text, report.text.terminal
    rows = [_headline(findings, terminal)]
    for label, lines in _facts(findings, report.result, verbose=options.verbose):
        for number, line in enumerate(lines):
            rows.append(_row("" if number else label, line, terminal, "dim"))
    others = findings[_is_about_copying(findings[0]) :]
    for finding in sorted(others, key=lambda finding: -finding.severity.rank):
        message = f"{_place(finding, report)}: {finding.message} ({code_of(finding)} {finding.rule})"
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


def _facts(findings: Sequence[Finding], result: Judgement, *, verbose: bool) -> Iterator[tuple[str, list[str]]]:
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
