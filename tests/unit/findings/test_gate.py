from __future__ import annotations

from dataclasses import replace

import pytest

from dedupe.errors import ConfigError
from dedupe.findings.finding import Acceptance, Finding
from dedupe.findings.gate import FailOn, Gate, decide, grade, selected_rules
from dedupe.findings.rules import Severity, rules
from tests.unit.findings.sample import finding

NOTE = finding("n", rule="shared-quotes")
WARNING = finding("w", rule="exact-copy")
ERROR = finding("e", rule="uncredited-copy")
ACCEPTED = replace(finding("x", rule="uncredited-copy"), accepted=Acceptance("baseline"))


@pytest.mark.parametrize(("fail_on", "counted"), [("note", 3), ("warning", 2), ("error", 1), ("never", 0)])
def test_the_gate_counts_from_its_severity_upwards(fail_on: FailOn, counted: int) -> None:
    findings = [NOTE, WARNING, ERROR, ACCEPTED]

    assert decide(findings, Gate(fail_on)).counted == counted
    assert decide(findings, Gate(fail_on)).failed == (counted > 0)
    assert decide(findings, Gate(fail_on, max_findings=counted)).failed is False
    assert decide(findings, Gate(fail_on, max_findings=counted - 1)).failed == (counted > 0)


@pytest.mark.parametrize("findings", [[], [NOTE], [ACCEPTED], [NOTE, ACCEPTED]])
def test_notes_and_accepted_findings_do_not_fail_a_check(findings: list[Finding]) -> None:
    verdict = decide(findings, Gate())

    assert not verdict.failed
    assert verdict.reason == "no findings of severity warning or above"


def test_select_and_ignore() -> None:
    assert selected_rules() == set(rules())
    assert selected_rules(["DUP2"]) == {"uncredited-copy", "credit-mismatch", "credit-in-text"}
    assert selected_rules(["DUP2"], ["credit-mismatch"]) == {"uncredited-copy", "credit-in-text"}
    assert selected_rules([], ["all"]) == frozenset()
    with pytest.raises(ConfigError):
        selected_rules(["DUP2"], ["nonsense"])


def test_severities_are_changed() -> None:
    graded = grade([NOTE, WARNING, ERROR], {"DUP201": "note"})

    assert [finding.severity for finding in graded] == [NOTE.severity, WARNING.severity, Severity.NOTE]
    with pytest.raises(ConfigError, match="no rule 'exact'"):
        grade([], {"exact": "note"})
