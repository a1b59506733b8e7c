"""The report of a check for a reader: one block an article, then clusters, notes and a summary."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from dedupe.findings.rules import Severity, rules
from dedupe.report.check.text_block import block, headline
from dedupe.report.terminal import Piece, lay_out
from dedupe.report.phrases import cluster_phrase, counted, cut_short, relation_phrase
from dedupe.report.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedupe.findings.finding import Finding
    from dedupe.judge.pair import Pair
    from dedupe.pipeline.check import Report
    from dedupe.report.style import Terminal

_LISTED = 10
_MANY = 20  # articles with findings from which they are counted by rule first
_SHOWN = 200  # articles with findings, the most serious of them


def render(
    report: Report,
    terminal: Terminal = PLAIN,
    *,
    quiet: bool = False,
    verbose: bool = False,
    notes: bool = False,
) -> str:
    """Write the report of a check: the findings that nobody accepted, notes aside.

    Args:
        report: of the check.
        terminal: on which it is read.
        quiet: only one line an article.
        verbose: everything that is known, without cutting lists short.
        notes: findings of severity note as well.
    """
    counting = [it for it in report.findings if _counts(it, notes=notes)]
    articles = [list(it) for _, it in groupby(counting, lambda it: (it.path, it.article))]
    if quiet:
        unbounded = replace(terminal, width=sys.maxsize)
        return "".join(f"{headline(found, unbounded)}\n" for found in articles)
    shown = articles if verbose else _most_serious(articles)
    blocks = [
        *([_by_rule(counting, terminal)] if len(articles) > _MANY else []),
        *(block(found, report, terminal, verbose=verbose) for found in shown),
        *_cut(len(articles) - len(shown)),
        *_sections(report, terminal, verbose=verbose),
        _summary(counting, report, terminal),
    ]
    return "\n\n".join(blocks) + "\n"


def _most_serious(articles: Sequence[list[Finding]]) -> list[list[Finding]]:
    """Leave out the least serious of very many articles; the order stays."""
    ranks = [max(it.severity.rank for it in found) for found in articles]
    kept = sorted(range(len(articles)), key=lambda at: (-ranks[at], at))[:_SHOWN]
    return [articles[at] for at in sorted(kept)]


def _by_rule(counting: Sequence[Finding], terminal: Terminal) -> str:
    numbers = Counter(it.rule for it in counting)
    lines = [
        f"  {rule.code} {name}: {numbers[name]:,}"
        for name, rule in rules().items()
        if numbers[name]
    ]
    return "\n".join([terminal.paint("Findings by rule", "bold"), *lines])


def _cut(more: int) -> list[str]:
    if not more:
        return []
    return [
        f"{counted(more, 'article')} more with findings (-v shows all, --format concise lists them)"
    ]


def _counts(finding: Finding, *, notes: bool) -> bool:
    return finding.accepted is None and (notes or finding.severity is not Severity.NOTE)


def _sections(report: Report, terminal: Terminal, *, verbose: bool) -> Iterator[str]:
    related = [pair for pair in report.pairs if verbose and not pair.relation.is_copy]
    sections = {
        "Clusters": [f"{it.source}: {cluster_phrase(it)}" for it in report.clusters],
        "Related, but no copies": _related(related),
        "Too short to be compared but for equality": report.short if verbose else (),
        "Encoding guessed": [f"{article}: {encoding}" for article, encoding in report.guessed],
        "Skipped": [f"{it.id}: {it.reason}" for it in report.skipped],
        "Not read": [str(kind) for kind in report.unread],
    }
    for title, lines in sections.items():
        if lines:
            shown = cut_short(lines, len(lines) if verbose else _LISTED)
            laid_out = (lay_out([Piece(it)], terminal, "  ", "    ") for it in shown)
            yield "\n".join([terminal.paint(title, "bold"), *laid_out])


def _related(pairs: Iterable[Pair]) -> list[str]:
    return [f"{it.b}: {relation_phrase(it.relation, it.origin, it.a)} {it.a}" for it in pairs]


def _summary(counting: Sequence[Finding], report: Report, terminal: Terminal) -> str:
    among = f"among {counted(report.checked, 'article')}"
    skipped = f"; {len(report.skipped):,} skipped" if report.skipped else ""
    skipped += "".join(f"; {kind.files:,} {kind.name} not read" for kind in report.unread)
    if accepted := sum(it.accepted is not None for it in report.findings):
        skipped = f"; {counted(accepted, 'finding')} accepted{skipped}"
    if not counting:
        return terminal.paint(f"Nothing found {among}{skipped}.", "bold", "green")
    copies = len({it.b for it in report.pairs if it.relation.is_copy})
    clusters = counted(len(report.clusters), "cluster")
    numbers = Counter(it.severity for it in counting)
    severities = [counted(numbers[it], it.value) for it in reversed(Severity) if numbers[it]]
    line = f"{counted(copies, 'copy', 'copies')} {among}, in {clusters}: {', '.join(severities)}"
    return lay_out([Piece(f"{line}{skipped}.", ("bold", "red"))], terminal)
