"""Which findings are wanted, by the files they are about."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from dedupe.findings.finding import Finding
from dedupe.findings.rules import rules_matching
from dedupe.read.path_patterns import matcher


def without_wire(
    findings: Iterable[Finding], wire: Sequence[str], at: str = ""
) -> tuple[Finding, ...]:
    """Leave out findings about agencies' own files: they may be sources, and are no copies.

    Args:
        findings: in any order, which is kept.
        wire: patterns in the syntax of `.gitignore`.
        at: path from the folder of the patterns to the working directory, empty or ending in a slash.
    """
    is_wire = matcher(wire, at)
    return tuple(finding for finding in findings if not is_wire(finding.path))


def without_ignored(
    findings: Iterable[Finding], ignores: Mapping[str, Sequence[str]], at: str = ""
) -> tuple[Finding, ...]:
    """Leave out findings of rules that are ignored for their path.

    Args:
        findings: in any order, which is kept.
        ignores: rules, by code, name or family, by pattern in the syntax of `.gitignore`.
        at: path from the folder of the patterns to the working directory, empty or ending in a slash.

    Raises:
        ConfigError: there is no such rule.
    """
    findings = tuple(findings)
    for pattern, words in ignores.items():
        is_meant, ignored = matcher([pattern], at), rules_matching(words)
        findings = tuple(
            finding
            for finding in findings
            if finding.rule not in ignored or not is_meant(finding.path)
        )
    return findings


def only_touching(findings: Iterable[Finding], paths: Container[str]) -> tuple[Finding, ...]:
    """Return the findings in which the article, or one of its sources, is in one of some files.

    Args:
        findings: in any order, which is kept.
        paths: of the files, as in the findings.
    """
    return tuple(
        finding
        for finding in findings
        if finding.path in paths or any(region.path in paths for region in finding.related)
    )
