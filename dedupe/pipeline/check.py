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
from dedupe.judge.clusters import Cluster, Member, cluster
from dedupe.judge.findings import assess
from dedupe.judge.names import publisher_key
from dedupe.judge.siblings import with_common
from dedupe.pipeline.compare import K
from dedupe.pipeline.comparisons import compare_candidates
from dedupe.pipeline.index import arrange
from dedupe.pipeline.pair_cache import recall
from dedupe.pipeline.pair_result import Articles, Outcomes
from dedupe.pipeline.survey import Parameters, Survey, survey_arranged
from dedupe.pipeline.workers import processors, silent
from dedupe.read import MAX_FILE_SIZE
from dedupe.read.intake import EVERYTHING, Intake
from dedupe.verify.listed import NO_FURNITURE, Furniture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from dedupe.article import Skipped
    from dedupe.judge.finding import Finding
    from dedupe.judge.pair import Pair
    from dedupe.pipeline.index import Arranged, Sketched
    from dedupe.pipeline.pair_result import Outcome, Packed
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
    comparisons: Mapping[tuple[str, str], Outcome] = field(repr=False, default_factory=dict)
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
    progress: Progress = silent,
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
            arrange,
            paths,
            k=k,
            max_file_size=max_file_size,
            jobs=jobs,
            against=against,
            intake=intake,
            store=store,
            progress=progress,
        )
        arranged, run, found = _find(read, parameters, furniture, forms, store, jobs)
        if isinstance(found, Survey):
            found = _compare(found, forms, store, run, jobs, progress)
        store.finish()
    return _report(arranged, parameters, Outcomes(found), store.trouble)


def _find(
    read: Callable[[], tuple[Arranged, Sketched]],
    parameters: Parameters,
    furniture: Furniture,
    forms: Mapping[str, Sequence[str]],
    store: Store,
    jobs: int,
) -> tuple[Arranged, bytes, Survey | list[Packed]]:
    """Find the candidates, or the related pairs of an earlier run on the same articles.

    The sketches are let go at the end, before the candidates are compared.
    """
    arranged, sketched = read()
    run = _run_key(arranged, parameters, furniture, forms) if store.is_open else b""
    known = store.get(run)
    if known is not None and (recalled := recall(store, known)) is not None:
        return arranged, run, recalled
    found = survey_arranged(arranged, sketched, parameters, furniture=furniture, jobs=jobs)
    return arranged, run, found


def _compare(
    found: Survey,
    forms: Mapping[str, Sequence[str]],
    store: Store,
    run: bytes,
    jobs: int,
    progress: Progress,
) -> list[Packed]:
    """Give the related pairs, and remember which they are."""
    names, outcomes = [], []
    for it in compare_candidates(found, forms, store, jobs=jobs, progress=progress):
        if it.packed is not None:
            outcomes.append(it.packed)
            names.append(it.name or b"")
    store.put(run, b"".join(names))
    return outcomes


def _run_key(
    arranged: Arranged,
    parameters: Parameters,
    furniture: Furniture,
    forms: Mapping[str, Sequence[str]],
) -> bytes:
    articles = hashed(
        (it.content, it.id, it.path, it.place.line, it.outlet, it.date)
        for it in arranged.catalogue.entries
    )
    lists = [
        sorted((outlet, tuple(texts)) for outlet, texts in table.items())
        for table in (furniture.listed, furniture.kept)
    ]
    house = sorted((outlet, tuple(words)) for outlet, words in forms.items())
    sorts = arranged.archive.tobytes(), arranged.wire.tobytes()
    return key("run", program_key(), articles, *sorts, parameters, lists, house)


def _report(
    arranged: Arranged, parameters: Parameters, outcomes: Outcomes, trouble: str | None
) -> Report:
    entries = arranged.catalogue.entries
    archive = {entries[at].id for at in np.flatnonzero(arranged.archive).tolist()}
    pairs = with_common(outcomes.pairs)
    paired = {name for names in outcomes for name in names}
    short = np.flatnonzero(arranged.sizes < parameters.least_words).tolist()
    judged = [it for it in pairs if it.b not in archive]
    return Report(
        findings=assess(judged, Articles(outcomes), outcomes),
        pairs=pairs,
        clusters=cluster(
            pairs, {it.id: Member(it.outlet, it.date) for it in entries if it.id in paired}
        ),
        skipped=arranged.skipped,
        short=tuple(sorted(entries[at].id for at in short)),
        guessed=tuple(sorted((it.id, it.encoding) for it in entries if it.encoding)),
        checked=len(entries) - len(archive),
        parameters=parameters,
        comparisons=outcomes,
        articles=tuple(sorted((it.id, it.path) for it in entries if it.id not in archive)),
        cache_trouble=trouble,
    )
