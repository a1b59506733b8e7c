"""Findings: one for each copy, with all its sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.judge.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dedupe.judge.pair import Pair

RULES = {
    Relation.EXACT: "exact-copy",
    Relation.NEAR: "near-duplicate",
    Relation.WHOLLY: "wholly-derived",
    Relation.PARTIALLY: "partly-derived",
}
_ORDER = list(RULES)


@dataclass(frozen=True, slots=True)
class Finding:
    """One copy.

    Attributes:
        rule: name of the rule that found it.
        article: identity of the copy.
        path: file it is in.
        pairs: it and each of its sources, the closest first.
    """

    rule: str
    article: str
    path: str
    pairs: tuple[Pair, ...]

    @property
    def source(self) -> str:
        """Identity of the closest source."""
        return self.pairs[0].a


def find(pairs: Iterable[Pair], paths: Mapping[str, str]) -> tuple[Finding, ...]:
    """Make one finding of all pairs in which the same article is the copy.

    Args:
        pairs: verified ones; those in which none is a copy are left aside.
        paths: file of each article by its identity.

    Returns:
        The findings by path and identity.
    """
    by_copy: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.relation.is_copy:
            by_copy[pair.b].append(pair)
    findings = []
    for article, found in by_copy.items():
        ranked = sorted(found, key=_closeness)
        findings.append(
            Finding(RULES[ranked[0].relation], article, paths[article], tuple(ranked))
        )
    return tuple(sorted(findings, key=lambda finding: (finding.path, finding.article)))


def _closeness(pair: Pair) -> tuple[int, float, str]:
    return _ORDER.index(pair.relation), -pair.measures.containment, pair.a
