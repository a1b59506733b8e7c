"""The report of a check for a reader: one block an article, then clusters, notes and a summary."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dedupe.findings.finding import Finding
from dedupe.findings.rules import Severity, rules
from dedupe.judge.pair import Pair
from dedupe.pipeline.judgement import Report
from dedupe.report.check.text_block import block, headline
from dedupe.report.check_report import CheckReport, TextOptions
from dedupe.report.phrases import cluster_phrase, counted, cut_short, relation_phrase
from dedupe.report.terminal import StyledText, Terminal, wrap

_LISTED = 10
_MANY = 20  # articles with findings from which they are counted by rule first
_SHOWN = 200  # articles with findings, the most serious of them


def render(report: CheckReport) -> Iterator[str]:
    """Yield the report: the findings that nobody accepted, as far as the options want it."""
    articles = [
        list(findings)
        for _, findings in groupby(report.open, lambda finding: (finding.path, finding.article))
    ]
    if report.text.quiet:
        unbounded = replace(report.text.terminal, width=sys.maxsize)
        yield from (f"{headline(findings, unbounded)}\n" for findings in articles)
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
        yield block(findings, report)
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
    lines = [
        f"  {rule.code} {name}: {numbers[name]:,}"
        for name, rule in rules().items()
        if numbers[name]
    ]
    return "\n".join([terminal.paint("Findings by rule", "bold"), *lines])


def _sections(result: Report, options: TextOptions) -> Iterator[str]:
    verbose, terminal = options.verbose, options.terminal
    related = [
        pair
        for pair in result.pairs
        if verbose and not (pair.relation.is_copy or pair.shares_only_stock)
    ]
    sections = {
        "Clusters": [f"{cluster.source}: {cluster_phrase(cluster)}" for cluster in result.clusters],
        "Related, but no copies": _related(related),
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


def _related(pairs: Iterable[Pair]) -> list[str]:
    return [f"{pair.b}: {relation_phrase(pair, pair.a)} {pair.a}" for pair in pairs]


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
    severities = [
        counted(numbers[severity], severity.value)
        for severity in reversed(Severity)
        if numbers[severity]
    ]
    line = f"{copies} {among}, in {clusters}: {', '.join(severities)}{rest}."
    return wrap([StyledText(line, ("bold", "red"))], terminal)
