"""Which findings count, how serious each is, and whether a check fails because of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dedupe.findings.rules import Severity, rule_of, rules, rules_matching

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dedupe.findings.finding import Finding

FailOn = Literal["note", "warning", "error", "never"]


@dataclass(frozen=True, slots=True)
class Gate:
    """When a check fails."""

    fail_on: FailOn = "warning"  # the least severity that counts against it; "never" to only report
    max_findings: int = 0  # how many of such findings are put up with


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a check fails."""

    failed: bool  # the exit code of it
    counted: int  # number of findings that count against it
    reason: str


def decide(findings: Iterable[Finding], gate: Gate) -> Verdict:
    """Decide whether a check fails; accepted findings do not count."""
    if gate.fail_on == "never":
        return Verdict(False, 0, "findings are reported only (fail-on = never)")
    least = Severity(gate.fail_on)
    counted = sum(counts(finding, gate) for finding in findings)
    failed = counted > gate.max_findings
    above = "" if least is Severity.ERROR else " or above"
    allowed = f", {gate.max_findings} allowed" if gate.max_findings else ""
    number = "1 finding" if counted == 1 else f"{counted or 'no'} findings"
    return Verdict(failed, counted, f"{number} of severity {least}{above}{allowed}")


def counts(finding: Finding, gate: Gate) -> bool:
    """Return whether a finding counts against the check."""
    if gate.fail_on == "never" or finding.accepted is not None:
        return False
    return finding.severity.rank >= Severity(gate.fail_on).rank


def selected_rules(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> frozenset[str]:
    """Return the names of the rules in force: of all or some less others, by codes, names or beginnings of them.

    A ConfigError says that a word stands for no rule.
    """
    chosen = rules_matching(select) if select else frozenset(rules())
    return chosen - rules_matching(ignore)


def grade(findings: Iterable[Finding], changed: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return findings with severities changed by code or name of a rule; a ConfigError if there is no such rule."""
    severities = severities_of_rules(changed)
    return tuple(replace(finding, severity=severities[finding.rule]) for finding in findings)


def severities_of_rules(changed: Mapping[str, str]) -> dict[str, Severity]:
    """Return the severity of each rule by name, some changed by code or name; a ConfigError if there is no such rule."""
    own = {name: rule.severity for name, rule in rules().items()}
    return own | {rule_of(word).name: Severity(severity) for word, severity in changed.items()}
