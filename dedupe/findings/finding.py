"""A finding: what one rule found in one article, with all sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from dedupe.align.alignment import Edit
from dedupe.article import Article
from dedupe.findings.rules import Severity, rules
from dedupe.findings.shared_regions import Region
from dedupe.judge.pair import Pair


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a finding does not count.

    Attributes:
        by: what accepts it.
        reason: in the words of who accepted it, None where none was given.
    """

    by: Literal["baseline", "front matter", "comment", "config"]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found in one article.

    Attributes:
        rule: name of the rule.
        severity: how serious it is.
        article: identity of the article.
        path: file it is in.
        pairs: the article, as `b`, with each of its sources, the closest first; never empty.
        message: one sentence without the article's name.
        region: where in the article, as few lines as will do.
        related: where in the sources, the closest first; of edits, also where else in the article.
        edits: identity of the source and edit, for a rule about edits.
        accepted: by what it was accepted, None where it counts.
    """

    rule: str
    severity: Severity
    article: str
    path: str
    pairs: tuple[Pair, ...]
    message: str
    region: Region
    related: tuple[Region, ...] = ()
    edits: tuple[tuple[str, Edit], ...] = ()
    accepted: Acceptance | None = None

    @classmethod
    def of(
        cls,
        rule: str,
        article: Article,
        pairs: Iterable[Pair],
        message: str,
        region: Region,
        related: Iterable[Region],
        edits: Iterable[tuple[str, Edit]] = (),
    ) -> Finding:
        """Make a finding in an article, as serious as its rule says."""
        return cls(
            rule,
            rules()[rule].severity,
            article.id,
            article.path,
            tuple(pairs),
            message,
            region,
            tuple(related),
            tuple(edits),
        )

    @property
    def source(self) -> str:
        """Identity of the closest source."""
        return self.pairs[0].a

    @property
    def sources(self) -> tuple[str, ...]:
        """Identities of all sources, the closest first."""
        return tuple(pair.a for pair in self.pairs)

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits that only this rule, article and set of sources has."""
        parts = [self.rule, self.article, *sorted(self.sources)]
        measured = "".join(f"{len(part)}:{part}" for part in parts)
        return sha256(measured.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def changes(self, source: str) -> int:
        """Count the edits with regard to one source."""
        return sum(of == source for of, _ in self.edits)
