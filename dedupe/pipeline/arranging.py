"""What was read, put in order of publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dedupe.cache.store import Store
from dedupe.pipeline.catalogue import Catalogue
from dedupe.pipeline.gathering import gather
from dedupe.pipeline.workers import silent
from dedupe.read.intake import EVERYTHING, Intake
from dedupe.sketch.packing import renamed
from dedupe.text.stretches import indices_within
from dedupe.verify.learned import Paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from dedupe.article import Skipped
    from dedupe.pipeline.gathering import Gathered
    from dedupe.pipeline.workers import Progress
    from dedupe.sketch.sketches import Sketches


@dataclass(frozen=True, slots=True)
class Arranged:
    """A folder of `a` articles.

    Attributes:
        catalogue: the articles in order of publication, after those checked against and among them wire
            files.
        archive: bool[a], articles that the others are checked against; none for all with all.
        wire: bool[a], agencies' own files.
        skipped: what was not read, and why.
        sizes: int64[a], words an article.
        sampled: int64[a], sampled shingles an article.
        paragraphs: of the articles.
        parts: sketches in batches, of all that was read, in the order in which it was.
        ranks: int64[read], the place of each article that was read in the order of publication, -1 for one
            that does not count.
    """

    catalogue: Catalogue
    archive: NDArray[np.bool_]
    wire: NDArray[np.bool_]
    skipped: tuple[Skipped, ...]
    sizes: NDArray[np.int64]
    sampled: NDArray[np.int64]
    paragraphs: Paragraphs
    parts: tuple[Sketches, ...]
    ranks: NDArray[np.int64]

    def ranks_of(self, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Give the ranks, -1 for articles that are not chosen as well.

        Args:
            chosen: bool[a].
        """
        return np.where(np.append(chosen, False)[self.ranks], self.ranks, -1)

    def samples(self, ranks: NDArray[np.int64]) -> list[NDArray[np.uint64]]:
        """Give the sampled shingles packed with the articles' ranks, ascending by key, in batches."""
        samples, first = [], 0
        for part in self.parts:
            end = first + part.sizes.size
            samples.append(renamed(part.samples.packed, ranks[first:end]))
            first = end
        return samples


def arrange(
    paths: Iterable[str | Path],
    *,
    k: int,
    max_file_size: int,
    jobs: int = 1,
    against: Iterable[str | Path] = (),
    intake: Intake = EVERYTHING,
    store: Store | None = None,
    progress: Progress = silent,
) -> Arranged:
    """Read and sketch articles.

    Args:
        paths: files, folders and corpora.
        k: tokens a shingle.
        max_file_size: in bytes.
        jobs: processes at most.
        against: files, folders and corpora that the paths are checked against, instead of each other.
        intake: what is known of the files.
        store: where what was read before is remembered.
        progress: told how far it is.

    Raises:
        InputError: nothing at all could be read.
    """
    gathered = gather(
        paths,
        against,
        intake,
        store or Store(None),
        k=k,
        max_file_size=max_file_size,
        jobs=jobs,
        progress=progress,
    )
    order, parts, is_wire = _order(gathered, intake), gathered.sketches, intake.is_wire()
    entries, rows = [gathered.entries[row] for row in order], np.array(order, dtype=np.int64)
    ranks = np.full(len(gathered.entries), -1)
    ranks[rows] = np.arange(rows.size)
    digests = np.concatenate([part.digests for part in parts])[rows]
    return Arranged(
        Catalogue(entries, digests, max_file_size, gathered.words, rows),
        np.array([gathered.taken[row] for row in order], dtype=np.bool_),
        np.array([is_wire(entry.path) for entry in entries], dtype=np.bool_),
        gathered.skipped,
        np.concatenate([part.sizes for part in parts])[rows],
        np.concatenate([part.samples.counts for part in parts])[rows],
        _paragraphs(parts, rows),
        parts,
        ranks,
    )


def _order(gathered: Gathered, intake: Intake) -> list[int]:
    """Put the articles in order of publication, after those of the archive and among these wire files."""
    is_wire, entries = intake.is_wire(), gathered.entries

    def key(row: int) -> tuple[bool, bool, str, str]:
        entry = entries[row]
        return not gathered.taken[row], not is_wire(entry.path), entry.date or "9999", entry.id

    return sorted(gathered.taken, key=key)


def _paragraphs(parts: tuple[Sketches, ...], rows: NDArray[np.int64]) -> Paragraphs:
    """Put the paragraphs in order of publication."""
    counts = np.concatenate([np.diff(part.article_starts) for part in parts])
    firsts = np.cumsum(counts) - counts
    hashes = np.concatenate([part.paragraphs for part in parts])
    own = counts[rows]
    starts = np.concatenate([[0], np.cumsum(own)])
    return Paragraphs(hashes[indices_within(firsts[rows], own)], starts)
