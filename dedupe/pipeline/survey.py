"""What a folder holds: articles read and sketched, furniture learned, and the pairs worth comparing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.candidates.groups import equal_groups, near_groups
from dedupe.candidates.near import near_candidates
from dedupe.candidates.pairs import distinct
from dedupe.candidates.partial import partial_candidates
from dedupe.judge.relation import NEAR
from dedupe.pipeline.catalogue import Catalogue
from dedupe.pipeline.compare import K
from dedupe.pipeline.gathering import gather
from dedupe.pipeline.verifying import Uncounted, verify
from dedupe.pipeline.workers import silent
from dedupe.read import MAX_FILE_SIZE
from dedupe.read.intake import EVERYTHING, Intake
from dedupe.sketch.ordered import distinct as distinct_hashes
from dedupe.sketch.packing import renamed
from dedupe.sketch.sketches import BANDS, ROWS
from dedupe.verify.learned import Paragraphs, learn_furniture
from dedupe.verify.listed import NO_FURNITURE, Furniture, Marked, find_listed
from dedupe.verify.texts import Text, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from dedupe.article import Skipped
    from dedupe.pipeline.catalogue import Entry
    from dedupe.pipeline.gathering import Gathered
    from dedupe.pipeline.workers import Progress
    from dedupe.sketch.sketches import Sketches

HOT = 12  # articles up to which a shared shingle or band proposes all its pairs
REQUIRED = 3  # sampled shingles that two articles must share to be looked at
BRIEF = 24  # sampled shingles, of some hundred words, under which one shared is enough
LEAST_WORDS = 20  # a shorter article is only compared for equality
_LEAST_CONTAINMENT = 0.03
_LEAST_SHARED = 20
_PREPARED = 1024  # texts that are kept ready to be compared


@dataclass(frozen=True, slots=True)
class Parameters:
    """What shapes the answer of a check, for the record."""

    k: int = K
    bands: int = BANDS
    rows: int = ROWS
    near: float = NEAR
    least_words: int = LEAST_WORDS
    least_narrative: int = LEAST_NARRATIVE


@dataclass(frozen=True, slots=True)
class Survey:
    """A folder of `a` articles with `p` paragraphs in all.

    Attributes:
        catalogue: the articles in order of publication, after those checked against and among them wire
            files.
        archive: bool[a], articles that the others are checked against; none for all with all.
        wire: bool[a], agencies' own files.
        skipped: what was not read, and why.
        parameters: what shaped the rest.
        sizes: int64[a], words an article.
        groups: int64[a], the first article of each one's near-duplicate group.
        paragraphs: of the articles.
        learned: bool[p], paragraphs learned to be furniture.
        marked: paragraphs listed as furniture, or as none.
        quotations: uint64[q], ascending, hashes of k words in a row that some article quotes.
        near: int64[n, 2], pairs that share a band of their signatures.
        partial: int64[n, 2], pairs that share enough sampled shingles.
        candidates: int64[n, 2], pairs worth comparing: of the proposed ones those that share enough
            text, furniture aside, and those with the same words.
    """

    catalogue: Catalogue
    archive: NDArray[np.bool_]
    wire: NDArray[np.bool_]
    skipped: tuple[Skipped, ...]
    parameters: Parameters
    sizes: NDArray[np.int64]
    groups: NDArray[np.int64]
    paragraphs: Paragraphs
    learned: NDArray[np.bool_]
    marked: Marked
    quotations: NDArray[np.uint64]
    near: NDArray[np.int64]
    partial: NDArray[np.int64]
    candidates: NDArray[np.int64]

    @property
    def entries(self) -> Sequence[Entry]:
        """The articles without their text."""
        return self.catalogue.entries

    def paragraphs_of(self, at: int) -> slice:
        """Give where an article's paragraphs are among all."""
        return slice(self.paragraphs.starts[at], self.paragraphs.starts[at + 1])


def survey(
    paths: Iterable[str | Path],
    parameters: Parameters,
    *,
    furniture: Furniture = NO_FURNITURE,
    max_file_size: int = MAX_FILE_SIZE,
    jobs: int = 1,
    against: Iterable[str | Path] = (),
    intake: Intake = EVERYTHING,
    progress: Progress = silent,
) -> Survey:
    """Read a folder and find the pairs worth comparing.

    Args:
        paths: files, folders and corpora.
        parameters: what shapes the answer.
        furniture: what is furniture beside what is learned, and what is none.
        max_file_size: in bytes.
        jobs: processes at most.
        against: files, folders and corpora that the paths are checked against, instead of each other.
        intake: what is known of the files.
        progress: told how far it is.

    Raises:
        InputError: nothing at all could be read.
    """
    k = parameters.k
    gathered = gather(
        paths,
        against,
        intake,
        k=k,
        max_file_size=max_file_size,
        jobs=jobs,
        progress=progress,
    )
    order = _order(gathered, intake)
    rows = np.array(order, dtype=np.int64)
    ranks = np.full(len(gathered.entries), -1)
    ranks[rows] = np.arange(rows.size)
    entries = [gathered.entries[row] for row in order]
    outlets = [entry.outlet for entry in entries]
    archive = np.array([gathered.taken[row] for row in order], dtype=np.bool_)
    parts = gathered.sketches
    sizes, digests = (
        np.concatenate([getattr(part, name) for part in parts])[rows]
        for name in ("sizes", "digests")
    )
    catalogue = Catalogue(entries, digests, max_file_size, gathered.words, rows)
    long_enough = sizes >= parameters.least_words
    fit = np.where(np.append(long_enough, False)[ranks], ranks, -1)
    near = near_candidates([part.bands for part in parts], fit, HOT)
    equal = np.where(sizes > 0, equal_groups(digests), np.arange(sizes.size))
    resemblance = verify(near, catalogue, k, jobs=jobs).resemblance
    groups = near_groups(equal, near[resemblance >= parameters.near])
    samples = _samples(parts, fit)
    paragraphs = _paragraphs(parts, rows)
    learned = learn_furniture(paragraphs, outlets, groups, samples, catalogue.words, k)
    marked = find_listed(paragraphs.hashes, paragraphs.starts, outlets, furniture)
    apart = np.where(archive[groups] | ~archive.any(), groups, np.arange(groups.size))
    counts = np.concatenate([part.samples.counts for part in parts])[rows]
    partial = partial_candidates(samples, apart, counts < BRIEF, most=HOT, required=REQUIRED)
    del samples
    proposed = distinct(np.concatenate([near, partial]))
    if archive.any():
        proposed = proposed[archive[proposed[:, 0]] != archive[proposed[:, 1]]]
    uncounted = Uncounted(paragraphs, (learned | marked.listed) & ~marked.kept)
    shared = verify(proposed, catalogue, k, uncounted, jobs=jobs)
    enough = (shared.common >= _LEAST_SHARED) | (shared.containment >= _LEAST_CONTAINMENT)
    copies = np.flatnonzero(equal != np.arange(equal.size))
    same = np.stack([equal[copies], copies], axis=1)
    if archive.any():
        same = same[archive[same[:, 0]] != archive[same[:, 1]]]
    is_wire = intake.is_wire()
    return Survey(
        catalogue,
        archive,
        np.array([is_wire(entry.path) for entry in entries], dtype=np.bool_),
        gathered.skipped,
        parameters,
        sizes,
        groups,
        paragraphs,
        learned,
        marked,
        distinct_hashes(np.concatenate([part.quotations for part in parts])),
        near,
        partial,
        distinct(np.concatenate([proposed[enough], same])),
    )


def prepare_texts(found: Survey) -> Callable[[int], Text]:
    """Give a function from an article's index to its text, ready to be compared."""
    furniture = found.learned | found.marked.listed

    @lru_cache(_PREPARED)
    def text(at: int) -> Text:
        own = found.paragraphs_of(at)
        listed, kept = (
            np.flatnonzero(flags[own]).tolist() for flags in (furniture, found.marked.kept)
        )
        article = found.catalogue.article(at)
        return prepare(article, found.parameters.k, listed, found.quotations, kept)

    return text


def _order(gathered: Gathered, intake: Intake) -> list[int]:
    """Put the articles in order of publication, after those of the archive and among these wire files."""
    is_wire, entries = intake.is_wire(), gathered.entries

    def key(row: int) -> tuple[bool, bool, str, str]:
        entry = entries[row]
        return not gathered.taken[row], not is_wire(entry.path), entry.date or "9999", entry.id

    return sorted(gathered.taken, key=key)


def _samples(parts: Iterable[Sketches], ranks: NDArray[np.int64]) -> list[NDArray[np.uint64]]:
    """Give the samples of articles that take part, under their places in the order of publication."""
    samples, first = [], 0
    for part in parts:
        own = ranks[first : first + part.sizes.size]
        samples.append(renamed(part.samples.packed, own))
        first += part.sizes.size
    return samples


def _paragraphs(parts: Sequence[Sketches], rows: NDArray[np.int64]) -> Paragraphs:
    """Put the paragraphs in order of publication."""
    counts = np.concatenate([np.diff(part.article_starts) for part in parts])
    firsts = np.cumsum(counts) - counts
    hashes = np.concatenate([part.paragraphs for part in parts])
    own = counts[rows]
    starts = np.concatenate([[0], np.cumsum(own)])
    places = np.arange(starts[-1]) + np.repeat(firsts[rows] - starts[:-1], own)
    return Paragraphs(hashes[places], starts)
