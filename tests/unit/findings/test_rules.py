from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from dedupe.errors import ConfigError
from dedupe.findings.rules import Severity, rule_of, rules, rules_matching, rules_table_markdown


def test_every_rule_has_a_code_of_its_own_and_a_complete_page() -> None:
    listed = rules()

    assert len({rule.code for rule in listed.values()}) == len(listed)
    assert [rule.code for rule in listed.values()] == sorted(rule.code for rule in listed.values())
    for rule in listed.values():
        assert "" not in (rule.summary, rule.why, rule.remedy, rule.example)
        headings = [t.tag for t in MarkdownIt().parse(rule.page()) if t.type == "heading_open"]
        assert headings == ["h1", "h2", "h2", "h2"]


def test_severities() -> None:
    by_severity = {
        severity: [rule.name for rule in rules().values() if rule.severity is severity] for severity in Severity
    }

    assert by_severity[Severity.NOTE] == ["shared-quotes", "own-version", "same-form"]
    assert by_severity[Severity.ERROR] == ["uncredited-copy"]
    assert [severity.rank for severity in Severity] == [0, 1, 2]


@pytest.mark.parametrize("word", ["DUP301", "dup301", "altered-quote", "Altered-Quote"])
def test_a_rule_is_found_by_code_or_name(word: str) -> None:
    assert rule_of(word).name == "altered-quote"


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("DUP2", {"uncredited-copy", "credit-mismatch", "credit-in-text"}),
        ("dup302", {"altered-figure"}),
        ("altered", {"altered-quote", "altered-figure", "altered-name"}),
        ("exact-copy", {"exact-copy"}),
    ],
)
def test_a_prefix_selects_a_family(word: str, names: set[str]) -> None:
    assert rules_matching([word]) == names
    assert rules_matching([word, "all"]) == set(rules())


@pytest.mark.parametrize("word", ["", "alt", "DUP9", "d", "exact-copi", "-"])
def test_what_selects_nothing_is_an_error(word: str) -> None:
    with pytest.raises(ConfigError):
        rules_matching([word])


def test_an_unknown_rule_comes_with_a_suggestion() -> None:
    with pytest.raises(ConfigError, match="did you mean altered-figure"):
        rule_of("altered-figures")


def test_the_table_names_every_rule_in_its_row() -> None:
    rows = rules_table_markdown().splitlines()[2:]

    assert [row.split("|")[1].strip() for row in rows] == [r.code for r in rules().values()]
    assert {row.count("|") for row in rows} == {5}
