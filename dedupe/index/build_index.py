"""What was read, put in order of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.article_columns import EstimatedPair, id_hash
from dedupe.article import NoteSummary, Skipped, summarise_notes
from dedupe.index.article_collector import ReadArticles
from dedupe.index.article_postings import ArticlePostings
from dedupe.index.catalogue import Catalogue
from dedupe.index.publication_order import find_wire, publication_order, settle_dates
from dedupe.read.file_selection import FileSelection
from dedupe.read.unread_files import UnreadKind, count_unread
from dedupe.sketch.blocks_on_disk import release
from dedupe.sketch.shingles import prefix_hashes
from dedupe.sketch.sketches import SketchCollection, quoted_shingles
from dedupe.sketch.sorted_arrays import unique_of_blocks
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.hashing import mix

_BATCH = 1024  # articles whose tokens are held at a time
_PORTION = 1 << 18  # paragraphs that are put in order at a time


@dataclass(frozen=True, slots=True)
class ParagraphIndex:
    """The paragraphs of `a` articles, `p` in all."""

    hashes: NDArray[np.uint64]  # [p], of each one's tokens, 0 where it has none
    starts: NDArray[np.int64]  # [a + 1], index of each article's first one, then p

    def of(self, articles: Sequence[int]) -> NDArray[np.int64]:
        """Return the indices of the paragraphs of some articles, one article after the other."""
        chosen = np.array(articles, dtype=np.int64)
        return expand_ranges(self.starts[chosen], self.starts[chosen + 1] - self.starts[chosen])

    def range_of(self, at: int) -> slice:
        """Return the range of one article's paragraphs."""
        return slice(int(self.starts[at]), int(self.starts[at + 1]))


@dataclass(frozen=True, slots=True)
class Index:
    """A folder of `a` articles."""

    catalogue: Catalogue  # the articles in order of publication, after those checked against and among them wire files
    archive: NDArray[np.bool_]  # [a], articles that the others are checked against
    is_against: bool  # whether the others are checked against those, and not all with all
    wire: NDArray[np.bool_]  # [a], agencies' own files
    skipped: tuple[Skipped, ...]
    unread: tuple[UnreadKind, ...]  # kinds of files that no reader takes
    qualified: tuple[str, ...]  # identities of the articles whose own one another has
    notes: tuple[NoteSummary, ...]  # what was not understood of them
    sizes: NDArray[np.int64]  # [a], words an article
    sampled: NDArray[np.int64]  # [a], sampled shingles an article
    paragraphs: ParagraphIndex
    quotations: tuple[NDArray[np.uint64], ...]  # uint64, hashes of k words in a row that some article quotes, in blocks
    outlets: frozenset[str]  # the names of all outlets, also of those whose articles do not matter here
    count: int  # of all articles, those included that do not matter here
    estimates: tuple[EstimatedPair, ...] = ()  # what articles share with those of archives that keep no texts

    def names(self) -> NDArray[np.uint64]:
        """Return uint64[a], of what each article is called and says."""
        rows, name = self.catalogue.records.rows, np.array([*map(id_hash, self.catalogue.records.ids)], np.uint64)
        content = np.ascontiguousarray(rows["digest"]).view(np.uint64).reshape(-1, 2)
        for column in (content[:, 0], content[:, 1], self.catalogue.digests, self.sampled.view(np.uint64)):
            name = mix(name) + column
        return mix(name)

    def quoted(self, k: int) -> NDArray[np.uint64]:
        """Return uint64[q], ascending: the hashes of k words in a row that some article quotes.

        Of what is checked against, only the articles are asked that matter, be they in files or in an archive.
        """
        if not self.is_against:
            return unique_of_blocks(self.quotations)
        count = len(self.catalogue.records)
        words = (self.catalogue.words(range(start, min(start + _BATCH, count))) for start in range(0, count, _BATCH))
        return unique_of_blocks(
            [quoted_shingles(prefix_hashes(batch.hashes).k_grams(k), batch.quotations, k) for batch in words]
        )


@dataclass(frozen=True, slots=True)
class CandidateSketches:
    """What finds candidates among `n` articles that were read, and is let go when they are found."""

    postings: ArticlePostings  # by the order in which the articles were read
    rows: NDArray[np.int64]  # [a], place in this order of each article that counts, in the order of publication
    ranks: NDArray[np.int64]  # [n], place of each article in the order of publication, -1 for one that does not count

    def ranks_of(self, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the ranks, with -1 also for articles that are not chosen; bool, in the order of publication."""
        return np.where(np.append(chosen, False)[self.ranks], self.ranks, -1)


def build_index(read: ReadArticles, selection: FileSelection) -> tuple[Index, CandidateSketches]:
    """Put what was read in order of publication."""
    read = settle_dates(read, selection.date_order)
    articles, sketches = read.articles, read.articles.sketches
    is_wire = find_wire(articles.records, selection)
    rows = publication_order(articles, is_wire)
    records = articles.records.take(rows)
    ranks = np.full(len(articles.records), -1)
    ranks[rows] = np.arange(rows.size)
    is_kept = articles.words.article_starts.size > len(articles.records)
    kept = rows if is_kept else np.full(rows.size, -1)
    index = Index(
        Catalogue(records, sketches.digests[rows], articles.words, kept, read.copies),
        articles.is_archive[rows],
        read.is_against,
        is_wire[rows],
        tuple(file for file in articles.skipped if not file.unsupported),
        count_unread(articles.skipped),
        articles.qualified,
        summarise_notes((records.ids[at], known.notes) for at, known in records.remarks.items()),
        sketches.sizes[rows],
        sketches.sampled[rows],
        _paragraphs(sketches, ranks, rows),
        sketches.quotations,
        read.outlets,
        read.count,
        _ranked(read.estimates, ranks),
    )
    return index, CandidateSketches(read.postings, rows, ranks)


def _ranked(estimates: Sequence[EstimatedPair], ranks: NDArray[np.int64]) -> tuple[EstimatedPair, ...]:
    """Return estimates by places in the order of publication, in this order."""
    ranked = (
        pair._replace(checked=int(ranks[pair.checked]), stored=int(ranks[pair.stored]))
        for pair in estimates
        if ranks[pair.stored] >= 0
    )
    return tuple(sorted(ranked))


def _paragraphs(sketches: SketchCollection, ranks: NDArray[np.int64], rows: NDArray[np.int64]) -> ParagraphIndex:
    """Return the paragraphs of all articles in order of publication."""
    starts = np.append(0, np.cumsum(sketches.counts[rows]))
    hashes = np.empty(starts[-1], dtype=np.uint64)
    ends = np.cumsum(sketches.counts)
    shifts = starts[ranks] - (ends - sketches.counts)
    first = 0
    for block in sketches.paragraphs:
        for portion in np.array_split(block, 1 + block.size // _PORTION):
            places = np.arange(first, first + portion.size)
            owners = np.searchsorted(ends, places, "right")
            kept = np.flatnonzero(ranks[owners] >= 0)
            hashes[(places + shifts[owners])[kept]] = portion[kept]
            first += portion.size
        release(block)
    return ParagraphIndex(hashes, starts)
