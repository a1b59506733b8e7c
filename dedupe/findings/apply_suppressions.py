"""Suppressions applied: findings that their articles declare to be wanted are accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dedupe.errors import ConfigError
from dedupe.findings.finding import Acceptance, Finding
from dedupe.findings.rules import rules_matching
from dedupe.read.suppression_comments import Suppression

_Key = tuple[str, Suppression]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What suppressions did to findings.

    Attributes:
        findings: all of them, in their order; those accepted say so.
        unused: article and suppression, of those that nothing was found for.
        broken: article and suppression, of those that name a rule that does not exist.
    """

    findings: tuple[Finding, ...]
    unused: tuple[_Key, ...]
    broken: tuple[_Key, ...]


def suppress(
    findings: Iterable[Finding], suppressions: Mapping[str, Sequence[Suppression]]
) -> Suppressed:
    """Mark the findings that their articles accept.

    Args:
        suppressions: by identity of the article.
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
        marked.append(_accept(finding, fitting[0][1]) if fitting else finding)
    return Suppressed(tuple(marked), tuple(key for key in rules if key not in used), broken)


def _resolve(
    suppressions: Mapping[str, Sequence[Suppression]],
) -> tuple[dict[_Key, frozenset[str]], tuple[_Key, ...]]:
    """Return the names of the rules of each suppression, and those that name none."""
    rules, broken = {}, []
    for article, declared in suppressions.items():
        for suppression in declared:
            try:
                rules[article, suppression] = rules_matching(suppression.rules)
            except ConfigError:
                broken.append((article, suppression))
    return rules, tuple(broken)


def _accept(finding: Finding, suppression: Suppression) -> Finding:
    return replace(finding, accepted=Acceptance(suppression.by, suppression.reason))
