"""The answer of a check, judged from the pairs that were compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.article import Article, NoteSummary, Skipped
from dedupe.comparison.criteria import Parameters
from dedupe.comparison.pair_result import Articles, PackedResult, PairResult, PairResults
from dedupe.errors import InputError
from dedupe.findings.finding import Finding
from dedupe.findings.make_findings import make_findings
from dedupe.index.build_index import Index
from dedupe.index.file_texts import FileTexts, RawTexts
from dedupe.index.record_columns import RecordColumns
from dedupe.judge.clusters import Cluster, Member, cluster, mark_common_source
from dedupe.judge.judged_pair import Pair
from dedupe.judge.relation import Relation
from dedupe.read.suppression_comments import Suppression
from dedupe.read.unread_files import UnreadKind

FEW_ARTICLES = 10  # under which it is chance whether three unrelated ones have a stock passage


class CheckedArticle(NamedTuple):
    """An article that was checked."""

    id: str
    path: str
    outlet: str | None = None  # who published it, None where unknown
    date: str | None = None  # ISO 8601 date or date and time, None where unknown
    words: int = 0  # number of its tokens


def _not_at_hand(name: str) -> Article:
    raise InputError(f"{name} is not at hand any more")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer of a check.

    Attributes:
        findings: one a copy, by path.
        pairs: every verified pair that shares text, by identities.
        copies: the pairs among these that the findings are about, a copy `b` and one of its sources each;
            what counts copies counts these.
        comparisons: what comparing the pairs came to, by the identities of source and copy.
        clusters: sources with their copies, largest first.
        skipped: what was not read, and why.
        notes: what was not understood of what was read, once a kind.
        short: identities of articles that are too short to be compared but for equality.
        guessed: identities of articles whose encoding had to be guessed, with the encoding.
        checked: number of articles read.
        parameters: what shaped the answer.
        articles: each article that was checked, by identity.
        suppressions: by identity, what the articles declare to be wanted.
        texts: of the files with findings and their sources, by path.
        cache_trouble: why there was no cache, or no more of one, though it was asked for.
        unread: kinds of files that no reader takes, with how many there are.
        qualified: identities of the articles whose own one another has, and that have their file and line in
            it for that.
        on_one_passage: number of partial copies that share one passage, where the articles are too few to show
            whether it is stock text.
        members: what is known of the articles in pairs, by identity.
        read: reads an article of a pair again by its identity, and raises an `InputError` where it cannot.
    """

    findings: tuple[Finding, ...]
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    skipped: tuple[Skipped, ...]
    short: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...]
    checked: int
    parameters: Parameters
    comparisons: Mapping[tuple[str, str], PairResult] = field(repr=False, default_factory=dict)
    articles: tuple[CheckedArticle, ...] = field(repr=False, default=())
    suppressions: Mapping[str, tuple[Suppression, ...]] = field(repr=False, default_factory=dict)
    texts: Mapping[str, str] = field(repr=False, default_factory=dict)
    cache_trouble: str | None = None
    notes: tuple[NoteSummary, ...] = ()
    unread: tuple[UnreadKind, ...] = ()
    qualified: tuple[str, ...] = ()
    on_one_passage: int = 0
    members: Mapping[str, Member] = field(repr=False, default_factory=dict)
    read: Callable[[str], Article] = field(repr=False, compare=False, default=_not_at_hand)

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


def judge(
    index: Index, packed: Iterable[PackedResult], failed: Sequence[Skipped], parameters: Parameters, texts: RawTexts
) -> Judgement:
    """Judge the related pairs: what is found in each copy, and which articles are of one story.

    Args:
        packed: what comparing these pairs came to.
        failed: the pairs that could not be compared.
        texts: where the texts of the articles in findings are.
    """
    records, results = index.catalogue.records, PairResults(packed)
    pairs = mark_common_source(results.pairs)
    sources_only = _ids(index, index.archive | records.rows["is_wire"])
    findings = make_findings([pair for pair in pairs if pair.b not in sources_only], Articles(results), results)
    found = {name for finding in findings for name in (finding.article, *finding.sources)}
    titles = results.titles
    members = _members(records, titles)
    short = is_short(index.sizes, index.sampled, parameters.least_words) & ~index.archive
    few = index.count < FEW_ARTICLES
    return Judgement(
        findings=findings,
        pairs=pairs,
        clusters=cluster(copies_in(findings, pairs), members),
        skipped=(*index.skipped, *failed),
        unread=index.unread,
        qualified=index.qualified,
        short=tuple(sorted(_ids(index, short))),
        guessed=tuple(sorted(_guessed_encodings(index))),
        checked=int(np.count_nonzero(~index.archive)),
        on_one_passage=sum(map(_shares_one_passage, results.values())) if few else 0,
        notes=index.notes,
        parameters=parameters,
        comparisons=results,
        articles=tuple(sorted(_checked_articles(index))),
        suppressions={
            records.ids[row]: known.suppressions
            for row, known in records.remarks.items()
            if known.suppressions and not index.archive[row]
        },
        members=members,
        read=index.catalogue.reader(titles),
        texts=FileTexts((records[row] for row, name in enumerate(records.ids) if name in found), texts),
    )


def _ids(index: Index, chosen: NDArray[np.bool_]) -> set[str]:
    ids = index.catalogue.records.ids
    return {ids[row] for row in np.flatnonzero(chosen).tolist()}


def _members(records: RecordColumns, titles: Mapping[str, str | None]) -> dict[str, Member]:
    """Return what clusters must know of the articles that have a title, by identity."""
    columns = zip(records.ids, records.outlets, records.dates, strict=True)
    return {
        name: Member(outlet, date, rank, titles[name])
        for rank, (name, outlet, date) in enumerate(columns)
        if name in titles
    }


def _checked_articles(index: Index) -> Iterator[CheckedArticle]:
    records = index.catalogue.records
    columns = records.ids, records.paths, records.outlets, records.dates, index.sizes.tolist()
    articles = map(CheckedArticle, *columns)
    return compress(articles, (~index.archive).tolist())


def _guessed_encodings(index: Index) -> Iterator[tuple[str, str]]:
    """Yield the articles whose encoding had to be guessed."""
    records = index.catalogue.records
    for row, number in enumerate(records.rows["encoding"].tolist()):
        encoding = records.values[number]
        if encoding and not index.archive[row]:
            yield records.ids[row], encoding


def is_short(words: Any, sampled: Any, least_words: int) -> Any:  # noqa: ANN401 - arrays, or columns
    """Return for each article whether it has so few words that it is only compared for equality."""
    return (words < least_words) | (sampled == 0)


def _shares_one_passage(result: PairResult) -> bool:
    """Return whether a pair is a partial copy for what a single paragraph of either has of the other."""
    sides = (result.alignment.source, result.alignment.target)
    return result.pair.relation is Relation.PARTIALLY and any(
        sum(bool(paragraph.partners) for paragraph in side) == 1 for side in sides
    )
