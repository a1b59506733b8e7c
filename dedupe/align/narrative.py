"""How much of what two aligned articles share is narrative, not quotation, name or stock phrase."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignment import BY_CHANCE, LEAST_NARRATIVE, Edge, Narrative
from dedupe.prepare.token_columns import ArticleTokens
from dedupe.sketch.shingles import prefix_hashes
from dedupe.sketch.sorted_arrays import HashPlaces, begins_run, intersect_sorted, isin_sorted, unique_sorted
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.hashing import mix

WIDTH = 3  # words that must stand in a row in both to count
NOUNS_CAPITALISED = frozenset({"de"})


class NarrativeTrigrams:
    """The `n` words of an article, and its `w` stretches of three words in a row in one paragraph.

    Attributes:
        paragraphs: int64[n], the paragraph of each word.
        places: int64[w], ascending, where each stretch begins.
        hashes: uint64[w], of the stretches.
        bounds: int64[p + 1], index of each paragraph's first stretch, then w.
        is_quoted: bool[w], stretches inside a quotation, of this article or of another.
        is_marked: bool[w], stretches with a word between this article's own quotation marks.
        is_told: bool[w], stretches of the text, dateline and signature aside, that touch none.
        is_telling: bool[n], words that are no name, nor figure, nor of phrases that unrelated articles have as well.
        is_available: bool[n], words outside quotations, names and furniture.

    Args:
        code: its language (ISO 639-1), None where it is unknown.
    """

    def __init__(self, tokens: ArticleTokens, code: str | None) -> None:
        size = tokens.hashes.size
        self.paragraphs = tokens.paragraphs
        starts = np.arange(max(0, size - WIDTH + 1))
        self.places = starts[self.paragraphs[starts] == self.paragraphs[starts + WIDTH - 1]]
        self.hashes = prefix_hashes(tokens.hashes).k_grams(WIDTH)[self.places]
        self.bounds = np.searchsorted(self.places, tokens.bounds)
        text, quoted, marked, stock = (
            _sums_of_three(flags)[self.places]
            for flags in (tokens.is_text, tokens.is_quoted, tokens.is_marked, tokens.is_stock)
        )
        self.is_quoted, self.is_marked = quoted == WIDTH, marked > 0
        self.is_told = (text == WIDTH) & (quoted == 0) & (stock < WIDTH)
        self.is_telling = ~(may_be_names(tokens, code) | tokens.is_stock)
        self.is_available = self.is_telling & ~(tokens.is_quoted | tokens.is_furniture[self.paragraphs])

    @cached_property
    def available(self) -> int:
        """How many words are outside quotations, names and furniture."""
        return int(np.count_nonzero(self.is_available))

    @cached_property
    def quotations(self) -> NDArray[np.uint64]:
        """The stretches that are quoted, ascending, each once."""
        return unique_sorted(self.hashes[self.is_quoted])

    @cached_property
    def own(self) -> NDArray[np.int64]:
        """Which stretches are told and nowhere quoted; int64[.], ascending."""
        told = np.flatnonzero(self.is_told)
        return told[~isin_sorted(self.quotations, self.hashes[told])]

    @cached_property
    def told(self) -> HashPlaces:
        """These stretches."""
        return HashPlaces(self.hashes[self.own], self.own)

    @cached_property
    def marked(self) -> HashPlaces:
        """The stretches with a word between this article's own quotation marks."""
        marked = np.flatnonzero(self.is_marked)
        return HashPlaces(self.hashes[marked], marked)

    def words_of(self, stretches: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the words of some stretches, by their indices, which ascend; int64[m], ascending."""
        if not stretches.size:
            return stretches
        first = int(self.places[stretches[0]])
        at = self.places[stretches] - first
        is_covered = np.zeros(at[-1] + WIDTH, dtype=np.bool_)
        for offset in range(WIDTH):
            is_covered[at + offset] = True
        return np.flatnonzero(is_covered) + first


def may_be_names(tokens: ArticleTokens, code: str | None) -> NDArray[np.bool_]:
    """Return which words may be a name in a language (ISO 639-1), None for unknown, or are figures; bool[n]."""
    is_name = tokens.is_named if code in NOUNS_CAPITALISED else tokens.is_capital
    return is_name | tokens.is_figure


def _sums_of_three(flags: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Count how many of every three flags in a row are set."""
    counts: NDArray[np.int8] = flags.astype(np.int8)
    return counts[2:] + counts[1:-1] + counts[:-2]


def shared_narrative(
    source: NarrativeTrigrams, target: NarrativeTrigrams, edges: Sequence[Edge], least: int = LEAST_NARRATIVE
) -> Narrative:
    """Count the narrative words that aligned paragraphs share.

    A word counts where it stands in three words in a row that both have, that neither quotes anywhere and
    that are no stock phrase, and is not capitalised, so that lists of names and offices count nothing; in German, where nouns
    are capitalised, only names of several words are left out.

    Args:
        least: words that make a copy.
    """
    covered = _covered(source, target, edges)
    runs = narrative_runs(covered, target)
    available = min(source.available, target.available)
    shared = int(np.count_nonzero(target.is_telling[covered]))
    return Narrative(equivalent_run(runs), int(runs.max(initial=0)), available, least, shared)


def possible_narrative(source: NarrativeTrigrams, target: NarrativeTrigrams, least: int = LEAST_NARRATIVE) -> Narrative:
    """Count the narrative words that two articles share, whatever paragraphs are aligned.

    No alignment of the two has more words, a longer run, or more shared words, so that two articles of
    which this is no copy need not be aligned to know that.

    Args:
        least: words that make a copy.
    """
    covered = target.words_of(target.told.find(intersect_sorted(source.told.distinct, target.told.distinct)))
    runs = _run_sums(covered, target, target.is_telling[covered])
    available = min(source.available, target.available)
    return Narrative(equivalent_run(runs), int(runs.max(initial=0)), available, least, int(runs.sum()))


def narrative_runs(covered: NDArray[np.int64], own: NarrativeTrigrams) -> NDArray[np.int64]:
    """Count the narrative words of each run of shared words, int64[m], ascending, within a paragraph; int64[runs].

    A run of which most words are names or stock phrases, such as a list of places, counts as none.
    """
    is_telling = own.is_telling[covered]
    tokens, words = (_run_sums(covered, own, flags) for flags in (np.ones_like(is_telling), is_telling))
    words[2 * words < tokens] = 0
    return words


def _run_sums(covered: NDArray[np.int64], own: NarrativeTrigrams, flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Count the flags, bool[m], of each run of words, int64[m], ascending, within a paragraph; int64[runs]."""
    starts = run_starts(covered, own)
    return np.add.reduceat(flags, starts, dtype=np.int64) if starts.size else starts


def run_starts(words: NDArray[np.int64], own: NarrativeTrigrams) -> NDArray[np.int64]:
    """Return which words of some, int64[m], ascending, begin a run of them within a paragraph; int64[runs]."""
    return np.flatnonzero(begins_run(words - np.arange(words.size), own.paragraphs[words]))


def equivalent_run(runs: NDArray[np.int64]) -> int:
    """Return how long a single run would be that tells as much as all together.

    The first four words of a run are chance; the others add up by their squares, so that many short runs
    tell less than one long one.

    >>> equivalent_run(np.array([9, 8, 5, 3])), equivalent_run(np.array([5, 5, 4, 3, 3, 3]))
    (10, 5)
    """
    beyond = np.maximum(runs - BY_CHANCE, 0)
    return BY_CHANCE + isqrt(int(np.dot(beyond, beyond))) if beyond.any() else int(runs.max(initial=0))


def _covered(source: NarrativeTrigrams, target: NarrativeTrigrams, edges: Sequence[Edge]) -> NDArray[np.int64]:
    """Return the target's words in stretches that its partners tell as well and neither quotes; int64[m], ascending."""
    if not edges:
        return target.own[:0]
    sources, targets = np.array(edges, dtype=np.int64).T
    bounds = source.own.searchsorted(source.bounds)
    counts = np.diff(bounds)[sources]
    theirs = source.own[expand_ranges(bounds[sources], counts)]
    marks = mix(np.arange(target.bounds.size, dtype=np.uint64))  # that set paragraphs apart
    told = unique_sorted(source.hashes[theirs] ^ np.repeat(marks[targets], counts))
    ours = target.hashes[target.own] ^ marks[target.paragraphs[target.places[target.own]]]
    return target.words_of(target.own[isin_sorted(told, ours)])
