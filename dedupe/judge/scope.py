"""Which findings are wanted, by the files they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.judge.rules import rules_matching

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from dedupe.judge.finding import Finding


def without_wire(findings: Iterable[Finding], wire: Sequence[str]) -> tuple[Finding, ...]:
    """Leave out findings about agencies' own files: they may be sources, and are no copies.

    Args:
        findings: in any order, which is kept.
        wire: patterns in the syntax of `.gitignore`.
    """
    taken = _matching(wire, findings := tuple(findings))
    return tuple(finding for finding in findings if finding.path not in taken)


def without_ignored(
    findings: Iterable[Finding], ignores: Mapping[str, Sequence[str]]
) -> tuple[Finding, ...]:
    """Leave out findings of rules that are ignored for their path.

    Args:
        findings: in any order, which is kept.
        ignores: rules, by code, name or family, by pattern in the syntax of `.gitignore`.

    Raises:
        ConfigError: there is no such rule.
    """
    findings = tuple(findings)
    for pattern, words in ignores.items():
        taken, ignored = _matching([pattern], findings), rules_matching(words)
        findings = tuple(it for it in findings if it.path not in taken or it.rule not in ignored)
    return findings


def touching(findings: Iterable[Finding], paths: Container[str]) -> tuple[Finding, ...]:
    """Keep the findings in which the article, or one of its sources, is in one of some files.

    Args:
        findings: in any order, which is kept.
        paths: of the files, as in the findings.
    """
    return tuple(
        finding
        for finding in findings
        if finding.path in paths or any(region.path in paths for region in finding.related)
    )


def _matching(patterns: Sequence[str], findings: Iterable[Finding]) -> frozenset[str]:
    """Give the paths that patterns match, whether or not they lie below the working directory."""
    if not patterns:
        return frozenset()
    from pathspec import GitIgnoreSpec

    return frozenset(GitIgnoreSpec.from_lines(patterns).match_files({it.path for it in findings}))
