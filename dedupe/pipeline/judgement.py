"""The answer of a check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dedupe.article import Article, NoteSummary, Skipped, Suppression
from dedupe.comparison.criteria import Parameters
from dedupe.comparison.pair_result import PairResult
from dedupe.errors import InputError
from dedupe.findings.finding import Finding
from dedupe.judge.clusters import Cluster, Member, cluster
from dedupe.judge.judged_pair import Pair
from dedupe.read.unread_files import UnreadKind


class CheckedArticle(NamedTuple):
    """An article that was checked."""

    id: str
    path: str
    outlet: str | None = None  # who published it, None where unknown
    date: str | None = None  # ISO 8601 date or date and time, None where unknown
    words: int = 0  # number of its tokens


def not_at_hand(name: str) -> Article:
    """Raise the `InputError` of an article, given by identity, that cannot be read again."""
    raise InputError(f"{name} is not at hand any more")


@dataclass(frozen=True, slots=True)
class StorableJudgement:
    """What of the answer of a check can be stored as it is.

    Attributes:
        findings: one a copy, by path.
        pairs: every verified pair that shares text, by identities.
        clusters: sources with their copies, largest first.
        skipped: what was not read, and why.
        short: identities of articles that are too short to be compared but for equality.
        guessed: identities of articles whose encoding had to be guessed, with the encoding.
        checked: number of articles read.
        parameters: what shaped the answer.
        articles: each article that was checked, by identity.
        suppressions: by identity, what the articles declare to be wanted.
        notes: what was not understood of what was read, once a kind.
        unread: kinds of files that no reader takes, with how many there are.
        qualified: identities of the articles whose own one another has, and that have their file and line in
            it for that.
        on_one_passage: number of partial copies that share one passage, where the articles are too few to show
            whether it is stock text.
        members: what is known of the articles in pairs, by identity.
    """

    findings: tuple[Finding, ...]
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    skipped: tuple[Skipped, ...]
    short: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...]
    checked: int
    parameters: Parameters
    articles: tuple[CheckedArticle, ...] = field(repr=False, default=())
    suppressions: Mapping[str, tuple[Suppression, ...]] = field(repr=False, default_factory=dict)
    notes: tuple[NoteSummary, ...] = ()
    unread: tuple[UnreadKind, ...] = ()
    qualified: tuple[str, ...] = ()
    on_one_passage: int = 0
    members: Mapping[str, Member] = field(repr=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement(StorableJudgement):
    """The answer of a check.

    Attributes:
        comparisons: what comparing the pairs came to, by the identities of source and copy.
        texts: of the files with findings and their sources, by path.
        cache_trouble: why there was no cache, or no more of one, though it was asked for.
        read: reads an article of a pair again by its identity, and raises an `InputError` where it cannot.
        copies: the pairs among all that the findings are about, a copy `b` and one of its sources each;
            what counts copies counts these.
    """

    comparisons: Mapping[tuple[str, str], PairResult] = field(repr=False, default_factory=dict)
    texts: Mapping[str, str] = field(repr=False, default_factory=dict)
    cache_trouble: str | None = None
    read: Callable[[str], Article] = field(repr=False, compare=False, default=not_at_hand)

    copies: tuple[Pair, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "copies", copies_in(self.findings, self.pairs))

    def with_findings(self, findings: tuple[Finding, ...]) -> Judgement:
        """Return the report with some of its findings, and the copies and clusters in these alone."""
        found = replace(self, findings=findings)
        if found.copies == self.copies:
            return found
        return replace(found, clusters=cluster(found.copies, self.members))

    @property
    def copied(self) -> frozenset[str]:
        """Identities of the articles that the findings call copies."""
        return frozenset(pair.b for pair in self.copies)


def copies_in(findings: Iterable[Finding], pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the pairs, among all of them, that the wanted findings call copies.

    These are siblings too: other copies of a source that is in the finding itself.
    """
    found = [pair for finding in findings for pair in finding.pairs if pair.is_copy]
    copied = {pair.b for pair in found}
    names = copied | {pair.a for pair in found}
    return tuple(pair for pair in pairs if pair.is_copy and pair.b in copied and pair.a in names)
