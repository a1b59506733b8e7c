"""Which findings of a check count: what the configuration, the articles and a baseline say of them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dedupe.config import Config
from dedupe.findings.apply_suppressions import Suppressed, suppress
from dedupe.findings.baseline import Applied, Baseline, apply
from dedupe.findings.finding import Finding
from dedupe.findings.gate import grade, selected_rules, severities_of_rules
from dedupe.findings.path_filters import only_touching, without_ignored, without_wire
from dedupe.findings.rules import Severity
from dedupe.pipeline.judgement import Report


@dataclass(frozen=True, slots=True)
class WantedFindings:
    """The findings of a check that count.

    Attributes:
        findings: those wanted, accepted ones too.
        remarks: what else there is to say, such as unused suppressions; a sentence each.
    """

    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]


def apply_policy(
    report: Report,
    config: Config,
    *,
    at: str,
    today: date,
    baseline: Baseline | None = None,
    focus: Container[str] | None = None,
    notes: bool = False,
) -> WantedFindings:
    """Return the findings that are wanted, those marked that were accepted.

    Suppressions and the baseline are tried on all findings, so that narrowing a run never makes one
    look unused.

    Args:
        at: path from the configuration's folder to the working directory, empty or ending in a slash.
        today: the day on which entries of the baseline must hold.
        focus: paths of the files that findings must touch, None for all.
        notes: whether findings of severity note are wanted though nobody asked for their rules.

    Raises:
        ConfigError: an option names a rule that does not exist.
    """
    findings = grade(report.findings, config.severity)
    findings = without_ignored(without_wire(findings, config.wire, at), config.per_path_ignores, at)
    declared = report.suppressions if config.inline_suppressions else {}
    suppressed = suppress(findings, declared)
    applied = apply(baseline or Baseline(), suppressed.findings, today)
    shown = shown_rules(config, notes=notes)
    wanted = [finding for finding in applied.findings if finding.rule in shown]
    kept = tuple(wanted) if focus is None else only_touching(wanted, focus)
    checked = {article.id for article in report.articles}
    return WantedFindings(kept, (*_on_suppressions(suppressed), *_on_baseline(applied, checked)))


def shown_rules(config: Config, *, notes: bool) -> frozenset[str]:
    """Return the rules of which findings are shown where there are any.

    Args:
        notes: as in `apply_policy`.

    Raises:
        ConfigError: an option names a rule that does not exist.
    """
    selected = selected_rules(config.select, config.ignore)
    if notes or config.select or config.fail_on == "note":
        return selected
    severities = severities_of_rules(config.severity)
    return frozenset(rule for rule in selected if severities[rule] is not Severity.NOTE)


def _on_suppressions(suppressed: Suppressed) -> Iterator[str]:
    for article, suppression in suppressed.unused:
        yield f"{article}:{suppression.line}: ignores {', '.join(suppression.rules)}, which is not found there"
    for article, suppression in suppressed.broken:
        yield f"{article}:{suppression.line}: ignores {', '.join(suppression.rules)}, and there is no such rule"


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
