"""Check a folder of articles: which are copies of which. The pipeline, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.judge.clusters import Cluster, Member, cluster
from dedupe.judge.findings import assess
from dedupe.judge.house import find_house_credit, from_wire
from dedupe.judge.names import publisher_key
from dedupe.judge.origin import leaning
from dedupe.judge.pair import Pair
from dedupe.judge.relation import Relation
from dedupe.judge.siblings import with_common
from dedupe.judge.versions import is_own
from dedupe.pipeline.compare import Comparison, K, compare_texts
from dedupe.pipeline.survey import Parameters, prepare_texts, survey
from dedupe.pipeline.workers import processors, silent, spread, tracked
from dedupe.read import MAX_FILE_SIZE
from dedupe.read.intake import EVERYTHING, Intake
from dedupe.verify.listed import NO_FURNITURE, Furniture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from dedupe.article import Skipped
    from dedupe.judge.finding import Finding
    from dedupe.pipeline.survey import Survey
    from dedupe.pipeline.workers import Progress
    from dedupe.verify.texts import Text

NO_CREDITS: Mapping[str, Sequence[str]] = MappingProxyType({})
_CHUNK = 32  # pairs that a process compares at a time


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a check.

    Attributes:
        findings: one a copy, by path.
        pairs: every verified pair that shares text, by identities.
        comparisons: of the pairs behind the findings, by the identities of source and copy.
        clusters: sources with their copies, largest first.
        skipped: what was not read, and why.
        short: identities of articles that are too short to be compared but for equality.
        guessed: identities of articles whose encoding had to be guessed, with the encoding.
        checked: number of articles read.
        parameters: what shaped the answer.
        articles: identity and file of each article that was checked, ascending.
    """

    findings: tuple[Finding, ...]
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    skipped: tuple[Skipped, ...]
    short: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...]
    checked: int
    parameters: Parameters
    comparisons: dict[tuple[str, str], Comparison] = field(repr=False, default_factory=dict)
    articles: tuple[tuple[str, str], ...] = field(repr=False, default=())


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

    Raises:
        InputError: nothing at all could be read.
    """
    parameters = Parameters(k=k, least_narrative=least_narrative)
    jobs = processors() if jobs is None else jobs
    found = survey(
        paths,
        parameters,
        furniture=furniture,
        max_file_size=max_file_size,
        jobs=jobs,
        against=against,
        intake=intake,
        progress=progress,
    )
    entries = found.entries
    comparisons = _compare(found, jobs, progress)
    forms = {publisher_key(outlet): words for outlet, words in house.items()}
    archive = {entries[at].id for at in np.flatnonzero(found.archive)}
    pairs = {(pair.a, pair.b): pair for pair in with_common(_pair(it, forms) for it in comparisons)}
    return Report(
        findings=assess(
            [pair for pair in pairs.values() if pair.b not in archive],
            {it.id: it for one in comparisons for it in (one.source, one.target)},
            dict(zip(pairs, comparisons, strict=True)),
        ),
        pairs=tuple(pairs.values()),
        clusters=cluster(
            tuple(pairs.values()), {it.id: Member(it.outlet, it.date) for it in entries}
        ),
        skipped=found.skipped,
        short=tuple(
            sorted(entries[at].id for at in np.flatnonzero(found.sizes < parameters.least_words))
        ),
        guessed=tuple(sorted((it.id, it.encoding) for it in entries if it.encoding)),
        checked=len(entries) - len(archive),
        parameters=parameters,
        comparisons=dict(zip(pairs, comparisons, strict=True)),
        articles=tuple(sorted((it.id, it.path) for it in entries if it.id not in archive)),
    )


def _compare(found: Survey, jobs: int, progress: Progress) -> list[Comparison]:
    """Compare the candidates; only those that are related, by identities of source and target."""
    pairs = found.candidates.tolist()
    chunks = [pairs[at : at + _CHUNK] for at in range(0, len(pairs), _CHUNK)]
    compared = spread(_begin, _compare_chunk, found, chunks, jobs)
    related = chain.from_iterable(tracked(compared, "compared", len(chunks), progress))
    return sorted(related, key=lambda it: (it.source.id, it.target.id))


def _begin(found: Survey) -> tuple[Callable[[int], Text], Survey]:
    return prepare_texts(found), found


def _compare_chunk(
    state: tuple[Callable[[int], Text], Survey], pairs: Iterable[tuple[int, int]]
) -> list[Comparison]:
    text, found = state
    least, archive, wire = found.parameters.least_narrative, found.archive, found.wire
    compared = (
        compare_directed(
            text(a),
            text(b),
            least,
            from_source=bool(wire[a] and not wire[b]),
            from_archive=bool(archive[a]),
        )
        for a, b in pairs
    )
    return [it for it in compared if it.relation is not Relation.NONE]


def compare_directed(
    earlier: Text,
    later: Text,
    least_narrative: int,
    *,
    from_source: bool = False,
    from_archive: bool = False,
) -> Comparison:
    """Compare with the source first, or the earlier text where it is undetermined.

    Args:
        earlier: one text.
        later: the other.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        from_source: whether the earlier is known to be the source of whatever they share.
        from_archive: whether the later is checked against the earlier, and a copy if in doubt.
    """
    comparison = compare_texts(earlier, later, least_narrative)
    if from_source and comparison.relation.is_copy:
        return replace(comparison, origin=from_wire(comparison.origin, earlier.article.id))
    origin = comparison.origin
    if (origin.source if from_archive else leaning(origin)) == later.article.id:
        return compare_texts(later, earlier, least_narrative)
    return comparison


def _pair(comparison: Comparison, forms: Mapping[str, Sequence[str]]) -> Pair:
    copy, credit = comparison.target, comparison.credit
    if copy.outlet and (credit.exactness == "none" or credit.place == "text"):
        credit = find_house_credit(copy, forms.get(publisher_key(copy.outlet), ())) or credit
    return Pair(
        comparison.source.id,
        comparison.target.id,
        comparison.relation,
        comparison.measures,
        comparison.origin,
        credit,
        is_own(comparison.source, comparison.target),
    )
