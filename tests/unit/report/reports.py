"""Reports of checks that found what a test says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dedupe.article import Skipped
from dedupe.comparison.criteria import Parameters
from dedupe.findings.finding import Finding
from dedupe.findings.rules import Severity
from dedupe.judge.clusters import Member
from dedupe.judge.judged_pair import Pair
from dedupe.pipeline.judgement import CheckedArticle, Judgement
from dedupe.report.check_report import CheckReport
from dedupe.report.formats import render_check


def check_report(
    findings: Iterable[Finding] = (),
    articles: Iterable[str] = (),
    skipped: Iterable[Skipped] = (),
    texts: Mapping[str, str] | None = None,
    *,
    prefix: str = "",
    remarks: tuple[str, ...] = (),
    compared_with_baseline: bool = False,
) -> CheckReport:
    """Make the report of a check of these articles, each in a file of its own."""
    checked = tuple(CheckedArticle(article, article) for article in articles)
    findings = tuple(findings)
    result = Judgement(
        findings=findings,
        pairs=_pairs(findings),
        members={name: Member(None, None) for pair in _pairs(findings) for name in (pair.a, pair.b)},
        clusters=(),
        skipped=tuple(skipped),
        short=(),
        guessed=(),
        checked=len(checked),
        parameters=Parameters(),
        articles=checked,
        texts=texts or {},
    )
    return CheckReport(result, remarks=remarks, prefix=prefix, compared_with_baseline=compared_with_baseline)


def without_notes(result: Judgement) -> Judgement:
    """Leave out what a check reports only when it is asked for."""
    counting = (finding for finding in result.findings if finding.severity is not Severity.NOTE)
    return replace(result, findings=tuple(counting))


def with_findings(report: CheckReport, findings: Iterable[Finding]) -> CheckReport:
    """Put other findings in the place of those of a report."""
    findings = tuple(findings)
    return replace(report, result=replace(report.result, findings=findings, pairs=_pairs(findings)))


def _pairs(findings: tuple[Finding, ...]) -> tuple[Pair, ...]:
    return tuple(dict.fromkeys(pair for finding in findings for pair in finding.pairs))


def written(report: CheckReport, name: str) -> str:
    """Write a report as one text."""
    return "".join(render_check(report, name))
