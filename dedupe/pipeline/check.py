"""Check a folder of articles: which are copies of which. The pipeline, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.cache.keys import hashed, key, program_key
from dedupe.cache.store import Store
from dedupe.findings.copy_rules import make_findings
from dedupe.furniture.lists import NO_FURNITURE, Furniture
from dedupe.judge.clusters import Cluster, Member, cluster
from dedupe.judge.common_source import mark_common_source
from dedupe.judge.credit.publishers import OutletProfile, Publishers
from dedupe.pipeline.compare import K
from dedupe.pipeline.comparisons import Comparisons, compare_candidates
from dedupe.pipeline.file_texts import FileTexts, RawTexts
from dedupe.pipeline.index import build_index
from dedupe.pipeline.pair_cache import load_results
from dedupe.pipeline.pair_result import Articles, PairResults
from dedupe.pipeline.survey import Parameters, survey_index
from dedupe.pipeline.workers import no_progress, processors
from dedupe.read import MAX_FILE_SIZE
from dedupe.read.intake import EVERYTHING, Intake

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from dedupe.article import Skipped
    from dedupe.findings.finding import Finding
    from dedupe.judge.pair import Pair
    from dedupe.pipeline.index import Index
    from dedupe.pipeline.pair_result import PairResult
    from dedupe.pipeline.reading_notes import NoteSummary
    from dedupe.pipeline.workers import Progress
    from dedupe.read.suppressions import Suppression
    from dedupe.read.unread import UnreadKind


class CheckedArticle(NamedTuple):
    """An article that was checked.

    Attributes:
        id: its identity.
        path: file it is in.
        outlet: who published it, None where unknown.
        date: ISO 8601 date or date and time, None where unknown.
    """

    id: str
    path: str
    outlet: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a check.

    Attributes:
        findings: one a copy, by path.
        pairs: every verified pair that shares text, by identities.
        comparisons: what comparing the pairs came to, by the identities of source and copy.
        clusters: sources with their copies, largest first.
        skipped: what was not read, and why.
        notes: what was not understood of what was read, once a kind.
        short: identities of articles that are too short to be compared but for equality.
        guessed: identities of articles whose encoding had to be guessed, with the encoding.
        checked: number of articles read.
        parameters: what shaped the answer.
        articles: each article that was checked, by identity.
        suppressions: by path, what the articles declare to be wanted.
        texts: of the files with findings and their sources, by path.
        cache_trouble: why there was no cache, or no more of one, though it was asked for.
        unread: kinds of files that no reader takes, with how many there are.
        qualified: identities of the articles whose own one another has, and that have their file and line in
            it for that.
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


def check(
    paths: Iterable[str | Path],
    *,
    k: int = K,
    max_file_size: int = MAX_FILE_SIZE,
    furniture: Furniture = NO_FURNITURE,
    least_narrative: int = LEAST_NARRATIVE,
    jobs: int | None = None,
    against: Iterable[str | Path] = (),
    intake: Intake = EVERYTHING,
    outlets: Sequence[OutletProfile] = (),
    progress: Progress = no_progress,
    cache: Path | None = None,
) -> Report:
    """Find the copies among articles.

    Args:
        paths: files, folders and corpora.
        k: tokens a shingle.
        max_file_size: in bytes.
        furniture: what is furniture beside what is learned, and what is none.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        jobs: processes at most, by default as many as there are processors; the answer is the same.
        against: files, folders and corpora; the paths are checked against these, not each other.
        intake: what is known of the files: which to leave out, whose they are, which are wire.
        outlets: what is configured of outlets: other names, houses, their own words of credit.
        progress: told how far it is.
        cache: folder in which is kept what the next run need not find out again; None to keep nothing.

    Raises:
        InputError: nothing at all could be read, or an article changed during the run.
    """
    parameters = Parameters(k=k, least_narrative=least_narrative)
    jobs = processors() if jobs is None else jobs
    with Store(cache) as store:
        index, sketches = build_index(
            paths,
            k=k,
            max_file_size=max_file_size,
            jobs=jobs,
            against=against,
            intake=intake,
            store=store,
            progress=progress,
        )
        publishers = Publishers((it.outlet or "" for it in index.catalogue.records), outlets)
        run = _run_key(index, parameters, furniture, publishers) if store.is_open else b""
        texts = RawTexts(store, max_file_size)
        compared = _load_run(store, run)
        if compared is None:
            progress("searching for candidates", 0, None)
            found = survey_index(index, sketches, parameters, furniture=furniture, jobs=jobs)
            del sketches  # a large part of the memory, needed no more
            compared = compare_candidates(
                found, publishers, store, texts, jobs=jobs, progress=progress
            )
            if compared.keys is not None:
                store.put(run, compared.keys)
        progress("judging", 0, None)
        report = _judge(index, compared, parameters, texts)
        store.finish()
    return replace(report, cache_trouble=store.trouble)


def _load_run(store: Store, run: bytes) -> Comparisons | None:
    """Return the comparisons of an earlier run on the same articles, None unless all are cached."""
    keys = store.get(run)
    results = None if keys is None else load_results(store, keys)
    return None if results is None else Comparisons(results)


def _run_key(
    index: Index,
    parameters: Parameters,
    furniture: Furniture,
    publishers: Publishers,
) -> bytes:
    """Return the key of everything that the results of a run depend on."""
    articles = hashed(
        (record.content, record.id, record.path, record.place.line, record.outlet, record.date)
        for record in index.catalogue.records
    )
    lists = [
        sorted((outlet, tuple(texts)) for outlet, texts in table.items())
        for table in (furniture.listed, furniture.kept)
    ]
    sorts = index.archive.tobytes(), index.wire.tobytes()
    return key("run", program_key(), articles, *sorts, parameters, lists, publishers.settings)


def _judge(index: Index, compared: Comparisons, parameters: Parameters, texts: RawTexts) -> Report:
    """Judge the related pairs: what is reported of them, and which are of one story."""
    records, results = index.catalogue.records, PairResults(compared.results)
    archive = {records[row].id for row in np.flatnonzero(index.archive).tolist()}
    wire = {record.id for record in records if record.is_wire}
    pairs = mark_common_source(results.pairs)
    paired = {name for names in results for name in names}
    short = np.flatnonzero(index.sizes < parameters.least_words).tolist()
    findings = make_findings(
        [pair for pair in pairs if pair.b not in archive and pair.b not in wire],
        Articles(results),
        results,
    )
    found = {name for finding in findings for name in (finding.article, *finding.sources)}
    members = {
        record.id: Member(record.outlet, record.date, rank)
        for rank, record in enumerate(records)
        if record.id in paired
    }
    return Report(
        findings=findings,
        pairs=pairs,
        clusters=cluster(pairs, members),
        skipped=(*index.skipped, *compared.failed),
        unread=index.unread,
        qualified=index.qualified,
        short=tuple(sorted(records[row].id for row in short)),
        guessed=tuple(
            sorted((record.id, record.encoding) for record in records if record.encoding)
        ),
        checked=len(records) - len(archive),
        notes=index.notes,
        parameters=parameters,
        comparisons=results,
        articles=tuple(
            sorted(
                CheckedArticle(record.id, record.path, record.outlet, record.date)
                for record in records
                if record.id not in archive
            )
        ),
        suppressions={
            record.path: record.suppressions for record in records if record.suppressions
        },
        texts=FileTexts([record for record in records if record.id in found], texts),
    )
