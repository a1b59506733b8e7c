"""How much narrative pairs of texts share at the most, and what they may excerpt, whatever their alignments are."""

from __future__ import annotations

from math import isqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignment import BY_CHANCE, LEAST_NARRATIVE, Narrative
from dedupe.align.narrative import WIDTH
from dedupe.align.prose_and_quotations import LEAST_RUN, is_own_prose
from dedupe.align.text_batch import TextBatch
from dedupe.sketch.sorted_arrays import begins_run, unique_sorted


class _Words(NamedTuple):
    """Words that the second texts of pairs share with the first, `m` in all."""

    tokens: NDArray[np.int64]  # int64[m], which token of the batch each is
    starts: NDArray[np.int64]  # int64[runs], the first of these of each run of words within a paragraph
    pairs: NDArray[np.int64]  # int64[runs], ascending, the pair that shares the run


def possible_narrative(batch: TextBatch, pairs: NDArray[np.int64], least: int = LEAST_NARRATIVE) -> list[Narrative]:
    """Count the narrative words that the texts of each pair share, whatever paragraphs are aligned.

    No alignment of the two has more words, a longer run, or more shared words, so that two articles of
    which this is no copy need not be aligned to know that.

    Args:
        pairs: int64[p, 2], of texts of the batch, none of them twice.
        least: words that make a copy.
    """
    trigrams, count = batch.trigrams, len(batch.passages)
    quoted = np.flatnonzero(trigrams.is_quoted)
    quotations = batch.by_text(trigrams.hashes[quoted], trigrams.places[quoted])
    told = np.flatnonzero(trigrams.is_told)
    told = told[~quotations.contains(trigrams.hashes[told], batch.texts[trigrams.places[told]])]
    words = _shared_words(batch, told, told, pairs)
    is_counted = ~(trigrams.names | trigrams.stock)[words.tokens]
    runs = np.add.reduceat(is_counted, words.starts, dtype=np.int64) if words.starts.size else words.starts
    beyond = np.maximum(runs - BY_CHANCE, 0)
    squares, shared, longest = (np.zeros(len(pairs), np.int64) for _ in range(3))
    np.add.at(squares, words.pairs, beyond * beyond)
    np.add.at(shared, words.pairs, runs)
    np.maximum.at(longest, words.pairs, runs)
    available = np.bincount(batch.texts[trigrams.is_available], minlength=count)[pairs].min(axis=1)
    columns = (squares.tolist(), longest.tolist(), available.tolist(), shared.tolist())
    return [
        Narrative(BY_CHANCE + isqrt(square) if square else most, most, words, least, total)
        for square, most, words, total in zip(*columns, strict=True)
    ]


def quotes_prose(batch: TextBatch, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return for each pair whether either text has between quotation marks what the other has as its own prose.

    Returns:
        bool[p]; runs too short to tell anything are left out.
    """
    trigrams = batch.trigrams
    prose = np.flatnonzero(is_own_prose(batch.tokens, trigrams))
    marked = np.flatnonzero(trigrams.is_marked)
    words = _shared_words(batch, prose, marked, np.concatenate([pairs, pairs[:, ::-1]]))
    is_long = np.diff(np.append(words.starts, words.tokens.size)) >= LEAST_RUN
    quotes = np.zeros(2 * len(pairs), np.bool_)
    quotes[words.pairs[is_long]] = True
    return quotes[: len(pairs)] | quotes[len(pairs) :]


def _shared_words(
    batch: TextBatch, sources: NDArray[np.int64], targets: NDArray[np.int64], pairs: NDArray[np.int64]
) -> _Words:
    """Return the words of each second text that stand in trigrams that the first has as well.

    Args:
        sources: int64[.], ascending, the trigrams that count in the first texts.
        targets: int64[.], likewise in the second.
    """
    hashes, places, size = batch.trigrams.hashes, batch.trigrams.places, batch.texts.size
    ours, theirs = (batch.by_text(hashes[rows], places[rows]) for rows in (sources, targets))
    shared = theirs.shared_with(ours, pairs)
    firsts = shared.pairs * size + places[targets[shared.rows]]
    owners, tokens = np.divmod(unique_sorted(firsts[:, None] + np.arange(WIDTH)), max(size, 1))
    is_first = begins_run(owners, batch.trigrams.paragraphs[tokens], tokens - np.arange(tokens.size))
    starts = np.flatnonzero(is_first)
    return _Words(tokens, starts, owners[starts])
