"""The answer of a check, judged from the pairs that were compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedupe.article import Skipped
from dedupe.comparison.criteria import Parameters
from dedupe.comparison.pair_result import Articles, PackedResult, PairResult, PairResults
from dedupe.findings.make_findings import make_findings
from dedupe.index.build_index import Index
from dedupe.index.file_texts import FileTexts, RawTexts
from dedupe.index.record_columns import RecordColumns
from dedupe.judge.clusters import Member, cluster, mark_common_source
from dedupe.judge.relation import Relation
from dedupe.pipeline.judgement import CheckedArticle, Judgement, copies_in

FEW_ARTICLES = 10  # under which it is chance whether three unrelated ones have a stock passage


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
