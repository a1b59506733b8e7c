"""What a folder holds: articles read and sketched, furniture learned, and the pairs worth comparing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.article import Article, Skipped
from dedupe.candidates.groups import equal_groups, near_groups
from dedupe.candidates.near import near_candidates
from dedupe.candidates.pairs import distinct
from dedupe.candidates.partial import partial_candidates
from dedupe.errors import InputError
from dedupe.judge.relation import NEAR
from dedupe.pipeline.compare import K
from dedupe.pipeline.workers import silent, spread, tracked
from dedupe.read import MAX_FILE_SIZE, read_articles
from dedupe.read.intake import EVERYTHING, Intake
from dedupe.sketch.signature import bands
from dedupe.sketch.sketches import Sketches, join_sketches, sketch
from dedupe.verify.learned import learn_furniture
from dedupe.verify.listed import NO_FURNITURE, Furniture, Marked, find_listed
from dedupe.verify.quotations import collect_quotations
from dedupe.verify.screen import shared_shingles, shingles_of
from dedupe.verify.texts import Text, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from dedupe.pipeline.workers import Progress

BANDS, ROWS = 25, 5  # a pair at the near-duplicate threshold of .7 is proposed with p = .99
HOT = 12  # articles up to which a shared shingle or band proposes all its pairs
REQUIRED = 3  # sampled shingles that two articles must share to be looked at
BRIEF = 24  # sampled shingles, of some hundred words, under which one shared is enough
LEAST_WORDS = 20  # a shorter article is only compared for equality
_LEAST_CONTAINMENT = 0.03
_LEAST_SHARED = 20
_BATCH = 128
_LEAST_CHUNKS = 4  # batches that are worth the start of a process


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
        articles: in order of publication, after those checked against and among them wire files.
        archive: bool[a], articles that the others are checked against; none for all with all.
        wire: bool[a], agencies' own files.
        skipped: what was not read, and why.
        parameters: what shaped the rest.
        sketches: of the articles.
        groups: int64[a], the first article of each one's near-duplicate group.
        learned: bool[p], paragraphs learned to be furniture.
        marked: paragraphs listed as furniture, or as none.
        near: int64[n, 2], pairs that share a band of their signatures.
        partial: int64[n, 2], pairs that share enough sampled shingles.
        candidates: int64[n, 2], pairs worth comparing: of the proposed ones those that share enough
            text, furniture aside, and those with the same words.
    """

    articles: tuple[Article, ...]
    archive: NDArray[np.bool_]
    wire: NDArray[np.bool_]
    skipped: tuple[Skipped, ...]
    parameters: Parameters
    sketches: Sketches
    groups: NDArray[np.int64]
    learned: NDArray[np.bool_]
    marked: Marked
    near: NDArray[np.int64]
    partial: NDArray[np.int64]
    candidates: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """int64[a], the number of words of each article."""
        return np.diff(self.sketches.words.bounds)

    def paragraphs(self, at: int) -> slice:
        """Give where an article's paragraphs are among all."""
        starts = self.sketches.words.article_starts
        return slice(starts[at], starts[at + 1])


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
    read = _read(paths, against, max_file_size, intake, progress)
    articles = read.articles
    outlets, k = [article.outlet for article in articles], parameters.k
    sketches = _sketch(articles, k, jobs, progress)
    words = sketches.words
    sizes = np.diff(words.bounds)
    long_enough = sizes >= parameters.least_words
    near = near_candidates(bands(sketches.signatures, parameters.bands, parameters.rows), HOT)
    near = near[long_enough[near].all(axis=1)]
    equal = np.where(sizes > 0, equal_groups(sketches.digests), np.arange(sizes.size))
    whole = shingles_of(words, np.zeros(words.paragraph_starts.size - 1, dtype=np.bool_), k)
    groups = near_groups(equal, near[shared_shingles(near, whole)[1] >= parameters.near])
    learned = learn_furniture(words, outlets, groups, k)
    marked = find_listed(words, outlets, furniture)
    apart = np.where(read.archive[groups] | ~read.archive.any(), groups, np.arange(groups.size))
    partial = partial_candidates(sketches.samples, apart, most=HOT, required=REQUIRED, brief=BRIEF)
    partial = partial[long_enough[partial].all(axis=1)]
    kept = _screen(
        distinct(np.concatenate([near, partial])),
        shingles_of(words, (learned | marked.listed) & ~marked.kept, k),
    )
    copies = np.flatnonzero(equal != np.arange(equal.size))
    candidates = distinct(np.concatenate([kept, np.stack([equal[copies], copies], axis=1)]))
    if read.archive.any():
        candidates = candidates[read.archive[candidates[:, 0]] != read.archive[candidates[:, 1]]]
    return Survey(
        tuple(articles),
        read.archive,
        read.wire,
        read.skipped,
        parameters,
        sketches,
        groups,
        learned,
        marked,
        near,
        partial,
        candidates,
    )


def prepare_texts(found: Survey) -> Callable[[int], Text]:
    """Give a function from an article's index to its text, ready to be compared."""
    k = found.parameters.k
    quotations = collect_quotations(found.sketches.words, k)
    furniture = found.learned | found.marked.listed

    @cache
    def text(at: int) -> Text:
        own = found.paragraphs(at)
        listed, kept = (
            np.flatnonzero(flags[own]).tolist() for flags in (furniture, found.marked.kept)
        )
        return prepare(found.articles[at], k, listed, quotations, kept)

    return text


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, in the order of a Survey."""

    articles: list[Article]
    archive: NDArray[np.bool_]
    wire: NDArray[np.bool_]
    skipped: tuple[Skipped, ...]


def _read(
    paths: Iterable[str | Path],
    against: Iterable[str | Path],
    max_file_size: int,
    intake: Intake,
    progress: Progress,
) -> _Read:
    """Read everything; what is to be checked is not checked against itself."""
    articles: dict[str, Article] = {}
    skipped: list[Skipped] = []
    archive: set[str] = set()
    for place in (list(paths), list(against)):
        own = articles.copy()
        reading = read_articles(place, max_file_size=max_file_size, intake=intake)
        for it in tracked(reading, "read", None, progress):
            if isinstance(it, Skipped):
                skipped.append(it)
            elif it.id not in own:
                articles[it.id] = it
                archive.update([it.id] if own else [])
            elif (it.path, it.line) != (own[it.id].path, own[it.id].line):
                skipped.append(Skipped(it.id, f"a second article of this id, in {it.path}"))
        _expect_something(place, articles.keys() - own.keys(), skipped)
    is_wire = intake.is_wire()
    ordered = sorted(
        articles.values(),
        key=lambda it: (it.id not in archive, not is_wire(it.path), it.date or "9999", it.id),
    )
    return _Read(
        ordered,
        np.array([it.id in archive for it in ordered], dtype=np.bool_),
        np.array([is_wire(it.path) for it in ordered], dtype=np.bool_),
        tuple(skipped),
    )


def _expect_something(
    place: Sequence[object], articles: Collection[str], skipped: Sequence[Skipped]
) -> None:
    if place and not articles:
        reasons = "; ".join(f"{it.id}: {it.reason}" for it in skipped[:3])
        raise InputError(f"nothing could be read{': ' if reasons else ''}{reasons}")


def _sketch(articles: Sequence[Article], k: int, jobs: int, progress: Progress) -> Sketches:
    texts = [[paragraph.text for paragraph in article.paragraphs] for article in articles]
    chunks = [texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH)]
    enough = min(jobs, len(chunks) // _LEAST_CHUNKS)
    sketches = spread(int, _sketch_chunk, k, chunks, enough)
    return join_sketches(list(tracked(sketches, "sketched", len(chunks), progress)))


def _sketch_chunk(k: int, texts: Sequence[Sequence[str]]) -> Sketches:
    return sketch(texts, k=k)


def _screen(
    pairs: NDArray[np.int64], shingles: Callable[[int], NDArray[np.uint64]]
) -> NDArray[np.int64]:
    """Keep the pairs that share enough."""
    shared, _, containment = shared_shingles(pairs, shingles)
    kept: NDArray[np.int64] = pairs[(shared >= _LEAST_SHARED) | (containment >= _LEAST_CONTAINMENT)]
    return kept
