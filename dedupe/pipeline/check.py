"""Check a folder of articles: which are copies of which. The pipeline, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.cache.keys import hashed, key, program_key
from dedupe.cache.store import Store
from dedupe.findings.copy_rules import make_findings
from dedupe.furniture.lists import NO_FURNITURE, Furniture
from dedupe.judge.clusters import Cluster, Member, cluster
from dedupe.judge.common_source import mark_common_source
from dedupe.judge.credit.publishers import publisher_key
from dedupe.pipeline.compare import K
from dedupe.pipeline.comparisons import compare_candidates
from dedupe.pipeline.index import build_index
from dedupe.pipeline.pair_cache import load_results
from dedupe.pipeline.pair_result import Articles, PairResults
from dedupe.pipeline.survey import Parameters, Survey, survey_index
from dedupe.pipeline.workers import no_progress, processors
from dedupe.read import MAX_FILE_SIZE
from dedupe.read.intake import EVERYTHING, Intake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from dedupe.article import Skipped
    from dedupe.findings.finding import Finding
    from dedupe.judge.pair import Pair
    from dedupe.pipeline.index import CandidateSketches, Index
    from dedupe.pipeline.pair_result import PackedResult, PairResult
    from dedupe.pipeline.workers import Progress

NO_CREDITS: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a check.

    Attributes:
        findings: one a copy, by path.
        pairs: every verified pair that shares text, by identities.
        comparisons: what comparing the pairs came to, by the identities of source and copy.
        clusters: sources with their copies, largest first.
        skipped: what was not read, and why.
        short: identities of articles that are too short to be compared but for equality.
        guessed: identities of articles whose encoding had to be guessed, with the encoding.
        checked: number of articles read.
        parameters: what shaped the answer.
        articles: identity and file of each article that was checked, ascending.
        cache_trouble: why there was no cache, or no more of one, though it was asked for.
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
    articles: tuple[tuple[str, str], ...] = field(repr=False, default=())
    cache_trouble: str | None = None


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
    house: Mapping[str, Sequence[str]] = NO_CREDITS,
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
        house: by outlet the words by which it credits its sources, beyond those everyone uses.
        progress: told how far it is.
        cache: folder in which is kept what the next run need not find out again; None to keep nothing.

    Raises:
        InputError: nothing at all could be read, or an article changed during the run.
    """
    parameters = Parameters(k=k, least_narrative=least_narrative)
    jobs = processors() if jobs is None else jobs
    forms = {publisher_key(outlet): words for outlet, words in house.items()}
    with Store(cache) as store:
        read = partial(
            build_index,
            paths,
            k=k,
            max_file_size=max_file_size,
            jobs=jobs,
            against=against,
            intake=intake,
            store=store,
            progress=progress,
        )
        index, run, found = _find(read, parameters, furniture, forms, store, jobs)
        if isinstance(found, Survey):
            found = _compare(found, forms, store, run, jobs, progress)
        store.finish()
    return _report(index, parameters, PairResults(found), store.trouble)


def _find(
    read: Callable[[], tuple[Index, CandidateSketches]],
    parameters: Parameters,
    furniture: Furniture,
    forms: Mapping[str, Sequence[str]],
    store: Store,
    jobs: int,
) -> tuple[Index, bytes, Survey | list[PackedResult]]:
    """Find the candidates, or the related pairs of an earlier run on the same articles.

    The sketches are let go at the end, before the candidates are compared.
    """
    index, sketched = read()
    run = _run_key(index, parameters, furniture, forms) if store.is_open else b""
    known = store.get(run)
    if known is not None and (recalled := load_results(store, known)) is not None:
        return index, run, recalled
    found = survey_index(index, sketched, parameters, furniture=furniture, jobs=jobs)
    return index, run, found


def _compare(
    found: Survey,
    forms: Mapping[str, Sequence[str]],
    store: Store,
    run: bytes,
    jobs: int,
    progress: Progress,
) -> list[PackedResult]:
    """Give the related pairs, and remember which they are."""
    names, results = [], []
    for it in compare_candidates(found, forms, store, jobs=jobs, progress=progress):
        if it.packed is not None:
            results.append(it.packed)
            names.append(it.name or b"")
    store.put(run, b"".join(names))
    return results


def _run_key(
    index: Index,
    parameters: Parameters,
    furniture: Furniture,
    forms: Mapping[str, Sequence[str]],
) -> bytes:
    articles = hashed(
        (it.content, it.id, it.path, it.place.line, it.outlet, it.date)
        for it in index.catalogue.records
    )
    lists = [
        sorted((outlet, tuple(texts)) for outlet, texts in table.items())
        for table in (furniture.listed, furniture.kept)
    ]
    house = sorted((outlet, tuple(words)) for outlet, words in forms.items())
    sorts = index.archive.tobytes(), index.wire.tobytes()
    return key("run", program_key(), articles, *sorts, parameters, lists, house)


def _report(
    index: Index, parameters: Parameters, results: PairResults, trouble: str | None
) -> Report:
    records = index.catalogue.records
    archive = {records[at].id for at in np.flatnonzero(index.archive).tolist()}
    pairs = mark_common_source(results.pairs)
    paired = {name for names in results for name in names}
    short = np.flatnonzero(index.sizes < parameters.least_words).tolist()
    judged = [it for it in pairs if it.b not in archive]
    return Report(
        findings=make_findings(judged, Articles(results), results),
        pairs=pairs,
        clusters=cluster(
            pairs, {it.id: Member(it.outlet, it.date) for it in records if it.id in paired}
        ),
        skipped=index.skipped,
        short=tuple(sorted(records[at].id for at in short)),
        guessed=tuple(sorted((it.id, it.encoding) for it in records if it.encoding)),
        checked=len(records) - len(archive),
        parameters=parameters,
        comparisons=results,
        articles=tuple(sorted((it.id, it.path) for it in records if it.id not in archive)),
        cache_trouble=trouble,
    )
