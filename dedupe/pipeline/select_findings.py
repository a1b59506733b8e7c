"""Which findings of a check count: what the configuration, the articles and a baseline say of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dedupe.article import Suppression
from dedupe.config import Config
from dedupe.errors import ConfigError
from dedupe.findings.baseline import Applied, Baseline, apply
from dedupe.findings.finding import Acceptance, Finding
from dedupe.findings.gate import grade, selected_rules, severities_of_rules
from dedupe.findings.rules import Severity, rules_matching
from dedupe.pipeline.judgement import Judgement
from dedupe.read.path_patterns import matcher

_Key = tuple[str, Suppression]


def select_findings(
    report: Judgement,
    config: Config,
    *,
    prefix: str,
    today: date,
    baseline: Baseline | None = None,
    focus: Container[str] | None = None,
    notes: bool = False,
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return the findings that are wanted, those marked that were accepted, and in sentences what else there is to say.

    Suppressions and the baseline are tried on all findings, so that narrowing a run never makes one look unused.

    Args:
        prefix: path from the configuration's folder to the working directory, empty or ending in a slash.
        today: the day on which entries of the baseline must hold.
        focus: paths of the files that findings must touch, None for all.
        notes: whether findings of severity note are wanted though nobody asked for their rules.

    Raises:
        ConfigError: an option names a rule that does not exist.
    """
    findings = grade(report.findings, config.severity)
    findings = without_ignored(without_wire(findings, config.wire, prefix), config.per_path_ignores, prefix)
    declared = report.suppressions if config.inline_suppressions else {}
    findings, remarks = suppress(findings, declared)
    applied = apply(baseline or (), findings, today)
    shown = shown_rules(config, notes=notes)
    wanted = [finding for finding in applied.findings if finding.rule in shown]
    kept = tuple(wanted) if focus is None else only_touching(wanted, focus)
    checked = {article.id for article in report.articles}
    return kept, (*remarks, *_on_baseline(applied, checked))


def shown_rules(config: Config, *, notes: bool) -> frozenset[str]:
    """Return the rules of which findings are shown, with `notes` all; a ConfigError if an option names no rule."""
    selected = selected_rules(config.select, config.ignore)
    if notes or config.select or config.fail_on == "note":
        return selected
    severities = severities_of_rules(config.severity)
    return frozenset(rule for rule in selected if severities[rule] is not Severity.NOTE)


def _on_baseline(applied: Applied, checked: Container[str]) -> Iterator[str]:
    """Leave out entries about articles that are there, but were not checked this time."""
    for entry in applied.unused:
        if entry.article in checked or not _exists(entry.article):
            yield f"baseline: {entry.rule} of {entry.article} from {entry.source} is not found any more"
    for entry in applied.expired:
        yield f"baseline: {entry.rule} of {entry.article} from {entry.source} expired on {entry.expires}"


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def without_wire(findings: Iterable[Finding], wire: Sequence[str], prefix: str = "") -> tuple[Finding, ...]:
    """Leave out findings about agencies' own files, by patterns as in `.gitignore`: they are sources, not copies.

    `prefix` is the path from the folder of the patterns to the working directory, empty or ending in a slash.
    """
    is_wire = matcher(wire, prefix)
    return tuple(finding for finding in findings if not is_wire(finding.path))


def without_ignored(
    findings: Iterable[Finding], ignores: Mapping[str, Sequence[str]], prefix: str = ""
) -> tuple[Finding, ...]:
    """Leave out findings of rules, by code, name or family, that are ignored for paths by patterns as in `.gitignore`.

    `prefix` is the path from the folder of the patterns to the working directory, empty or ending in a slash. A ConfigError
    says that there is no such rule.
    """
    findings = tuple(findings)
    for pattern, words in ignores.items():
        is_meant, ignored = matcher([pattern], prefix), rules_matching(words)
        findings = tuple(finding for finding in findings if finding.rule not in ignored or not is_meant(finding.path))
    return findings


def only_touching(findings: Iterable[Finding], paths: Container[str]) -> tuple[Finding, ...]:
    """Return the findings, in their order, in which the article or one of its sources is in one of some files."""
    return tuple(
        finding
        for finding in findings
        if finding.path in paths or any(region.path in paths for region in finding.related)
    )


def suppress(
    findings: Iterable[Finding], suppressions: Mapping[str, Sequence[Suppression]]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Mark the findings that their articles accept.

    Args:
        suppressions: by identity of the article.

    Returns:
        The findings in their order; and a sentence for each suppression that nothing was found for, or that
        names a rule that does not exist.
    """
    rules, broken = _resolve(suppressions)
    marked, used = [], set[_Key]()
    for finding in findings:
        fitting = [
            (finding.article, suppression)
            for suppression in suppressions.get(finding.article, ())
            if finding.rule in rules.get((finding.article, suppression), ())
        ]
        used.update(fitting)
        accepted = [Acceptance(suppression.by, suppression.reason) for _, suppression in fitting]
        marked.append(replace(finding, accepted=accepted[0]) if accepted else finding)
    unused = (key for key in rules if key not in used)
    reasons = ("which is not found there", unused), ("and there is no such rule", broken)
    remarks = tuple(
        f"{article}:{suppression.line}: ignores {', '.join(suppression.rules)}, {reason}"
        for reason, keys in reasons
        for article, suppression in keys
    )
    return tuple(marked), remarks


def _resolve(suppressions: Mapping[str, Sequence[Suppression]]) -> tuple[dict[_Key, frozenset[str]], tuple[_Key, ...]]:
    """Return the names of the rules of each suppression, and those that name none."""
    rules, broken = {}, []
    for article, declared in suppressions.items():
        for suppression in declared:
            try:
                rules[article, suppression] = rules_matching(suppression.rules)
            except ConfigError:
                broken.append((article, suppression))
    return rules, tuple(broken)
