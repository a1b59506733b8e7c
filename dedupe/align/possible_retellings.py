"""Which paragraphs share so many words of content that one may tell the other in other words, found for all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignment import Edge
from dedupe.align.article_content import ContentPlaces, WordPlaces
from dedupe.sketch.sorted_arrays import equal_runs, isin_sorted
from dedupe.text.batch.expand_ranges import expand_ranges

ONE = 200  # hundredths of a word in two sentences, the fewest in which both articles can have it
_BITS = 7  # of what a word is worth at the most
_AT_ONCE = 1 << 18  # matches that are looked at together, or those of one text


class _SharedWords(NamedTuple):
    """The `w` words that two articles have in common, and what each word of either is worth, in hundredths of a word."""

    source: NDArray[np.int64]  # [w], their indices among the words of the source
    target: NDArray[np.int64]  # [w], and of the target
    source_worths: NDArray[np.int64]  # of every word of the source
    target_worths: NDArray[np.int64]  # and of the target


class _Matches(NamedTuple):
    """Where two articles have the same word, `n` times in all."""

    sources: NDArray[np.int64]  # [n], the place in the source
    targets: NDArray[np.int64]  # [n], the place in the target
    worths: NDArray[np.int64]  # [n], of the word


class _TextPairs(NamedTuple):
    """Pairs of texts with so many new words in common that one may tell the other in other words, `q` in all."""

    sources: NDArray[np.int64]  # [q], the text of the source
    targets: NDArray[np.int64]  # [q], the text of the target
    new: NDArray[np.int64]  # [q], what the words in common are worth that the target has from nowhere else
    shared: NDArray[np.int64]  # [q], what all words in common are worth
    counts: NDArray[np.int64]  # [q], how many these are


def possible_retellings(
    source: ContentPlaces, target: ContentPlaces, edges: Collection[Edge], targets: Collection[int], least: int
) -> list[Edge]:
    """Return the pairs of paragraphs of which the whole, or a sentence, may tell the other in other words; ascending.

    Others do not share enough, as `retold_paragraphs` counts it, whichever words are names or stand elsewhere as well.

    Args:
        edges: pairs of partners; what a target has from them already says nothing.
        targets: the target paragraphs in question.
        least: what two texts must share, in hundredths of a word.
    """
    shared = _shared_words(source, target)
    is_asked, is_close = np.zeros((2, target.paragraphs.within.size), dtype=np.bool_)
    is_asked[[*targets]] = True
    is_new = np.zeros(target.paragraphs.texts.size, dtype=np.bool_)
    found = list[Edge]()
    paragraphs = _Texts(source.paragraphs, target.paragraphs, shared)
    for matches in paragraphs.matches(is_asked):
        is_new[matches.targets] = True
        is_new[matches.targets[paragraphs.are_of(edges, matches)]] = False
        pairs = paragraphs.pairs(matches, is_new[matches.targets], least)
        is_close[pairs.targets] = True
        found += paragraphs.possible(pairs, least)
    sentences = _Texts(source.sentences, target.sentences, shared)
    for matches in sentences.matches(is_close):
        pairs = sentences.pairs(matches, is_new[target.in_paragraphs[matches.targets]], least)
        found += sentences.possible(pairs, least)
    return sorted({*found})


class _Texts:
    """The sentences of two articles, or their paragraphs."""

    def __init__(self, source: WordPlaces, target: WordPlaces, shared: _SharedWords) -> None:
        self._source, self._target, self._shared = source, target, shared

    def matches(self, is_asked: NDArray[np.bool_]) -> Iterator[_Matches]:
        """Yield where words of the source stand in the paragraphs of the target that are asked for, text by text."""
        source, target, shared = self._source, self._target, self._shared
        sizes = target.times[shared.target]
        words, places = np.repeat(np.arange(sizes.size), sizes), expand_ranges(target.starts[shared.target], sizes)
        texts = target.texts[places]
        (chosen,) = np.nonzero(is_asked[target.within[texts]])
        words, places, texts = words[chosen], places[chosen], texts[chosen]
        times = source.times[shared.source[words]]
        batches = (np.cumsum(np.bincount(texts, times, target.within.size))[texts] // _AT_ONCE).astype(np.int64)
        for batch in range(int(batches.max(initial=-1)) + 1):
            own = np.flatnonzero(batches == batch)
            sources = expand_ranges(source.starts[shared.source[words[own]]], times[own])
            worths = shared.target_worths[shared.target[words[own]]]
            yield _Matches(sources, np.repeat(places[own], times[own]), np.repeat(worths, times[own]))

    def are_of(self, edges: Collection[Edge], matches: _Matches) -> NDArray[np.bool_]:
        """Return which matches are of two paragraphs that are partners; bool[n]."""
        width = self._source.within.size
        partners = np.array(sorted({edge.target * width + edge.source for edge in edges}), np.uint64)
        return isin_sorted(partners, self._numbers(matches).view(np.uint64))

    def pairs(self, matches: _Matches, is_new: NDArray[np.bool_], least: int) -> _TextPairs:
        """Return the pairs of texts that share enough words that are new; which matches are, bool[n]."""
        packed = np.sort((self._numbers(matches) << (_BITS + 1)) | (matches.worths << 1) | is_new)
        numbers, worths = packed >> (_BITS + 1), (packed >> 1) & ((1 << _BITS) - 1)
        starts, counts = equal_runs(numbers.view(np.uint64))
        if not starts.size:
            return _TextPairs(starts, starts, starts, starts, starts)
        new = np.add.reduceat(worths * (packed & 1), starts)
        (at,) = np.nonzero(new >= least)
        targets, sources = np.divmod(numbers[starts[at]], self._source.within.size)
        return _TextPairs(sources, targets, new[at], np.add.reduceat(worths, starts)[at], counts[at])

    def possible(self, pairs: _TextPairs, least: int) -> list[Edge]:
        """Return the paragraphs of those pairs that share enough for their size, whichever words are names."""
        if not pairs.new.size:
            return []
        before = _least_worths(self._source, self._shared.source_worths)[pairs.sources]
        after = _least_worths(self._target, self._shared.target_worths)[pairs.targets]
        is_possible = (pairs.counts > 1) & (pairs.new * pairs.shared >= least * np.minimum(before, after))
        sources = self._source.within[pairs.sources[is_possible]].tolist()
        targets = self._target.within[pairs.targets[is_possible]].tolist()
        return [*map(Edge, sources, targets)]

    def _numbers(self, matches: _Matches) -> NDArray[np.int64]:
        """Return a number for the two texts of each match; int64[n]."""
        before, after = self._source.texts[matches.sources], self._target.texts[matches.targets]
        pairs: NDArray[np.int64] = after * self._source.within.size + before
        return pairs


def _shared_words(source: ContentPlaces, target: ContentPlaces) -> _SharedWords:
    """Find the words that two articles have in common, and weigh all: the less, the more sentences of both have one."""
    ours, theirs = source.sentences.times, target.sentences.times
    at = np.searchsorted(source.words, target.words)
    at[at == source.words.size] = 0
    (after,) = np.nonzero(source.words[at] == target.words) if source.words.size else (at[:0],)
    before = at[after]
    source_worths, target_worths = ONE // (ours + 1), ONE // (theirs + 1)
    worths = ONE // (ours[before] + theirs[after])
    source_worths[before] = target_worths[after] = worths
    return _SharedWords(before[worths > 0], after[worths > 0], source_worths, target_worths)


def _least_worths(places: WordPlaces, worths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what the words of each text are worth at least, names counting half; int64[texts]."""
    halves = np.repeat(worths // 2, places.times)
    return np.bincount(places.texts, halves, places.within.size).astype(np.int64)
