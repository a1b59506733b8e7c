"""The articles of an archive that matter for what is checked against it.

These are the articles that share a band, all words, several sampled shingles or pairs of words with a checked one; and,
so that stock text is known to be stock, some of the articles that hold what those pairs share, and what those articles
share with others of the archive.

Stock text and quotations are learned from these few at every check. They are stored nowhere: what was stored
would be out of date with the next article, and keep words of those that were removed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.key_lookup import Holders, KeyIndex, find_holders
from dedupe.candidates.pairs_from_keys import PairCounter
from dedupe.candidates.proposals import MAX_BUCKET, MIN_SHARED_SAMPLES, SHORT_SKETCH
from dedupe.furniture.learn_stock_text import LEAST_STORIES
from dedupe.sketch.packed_postings import articles_of, keys_of
from dedupe.sketch.sorted_arrays import isin_sorted, joined, unique_sorted
from dedupe.sketch.word_pairs import LEAST_SHARED
from dedupe.text.batch.expand_ranges import expand_ranges

_NOBODY = -1
_HOLDERS = MAX_BUCKET  # earliest and latest ones of what is shared with a checked article
_FURTHER = 4  # and of what is shared within the archive, to know whether that is stock text


class Lookups(NamedTuple):
    """Sketches of `q` articles that are looked up."""

    bands: NDArray[np.uint64]  # [q, bands]; none where only samples are looked up
    digests: NDArray[np.uint64]  # [q], of their words
    samples: NDArray[np.uint64]  # [.], sampled shingles packed with the articles from 0 to q - 1, ascending
    pairs: NDArray[np.uint64]  # [.], pairs of words of short articles, likewise


def find_neighbours(
    key_indexes: Sequence[KeyIndex], checked: Lookups, samples_of: Callable[[NDArray[np.int64]], NDArray[np.uint64]]
) -> NDArray[np.int64]:
    """Find the articles that matter for those that are checked; int64[n], their numbers, ascending.

    `samples_of` returns the sampled shingles of some articles, packed with their places among these, ascending.
    """
    near = _same_words_or_bands(key_indexes, checked)
    strangers = np.full(checked.digests.size, _NOBODY)
    partial, beside = _sharing_samples(key_indexes, checked.samples, strangers, _HOLDERS)
    reworded = _sharing_pairs(key_indexes, checked.pairs, strangers)
    proposed = np.union1d(np.union1d(near, partial), reworded)
    _, further = _sharing_samples(key_indexes, samples_of(proposed), proposed, _FURTHER)
    return np.union1d(np.union1d(proposed, beside), further)


def _same_words_or_bands(key_indexes: Sequence[KeyIndex], checked: Lookups) -> NDArray[np.int64]:
    found = []
    for at, column in enumerate((*checked.bands.T, checked.digests)):
        keys, bands = unique_sorted(keys_of(column)), [key_index.bands[at] for key_index in key_indexes]
        found.append(find_holders(key_indexes, bands, keys, MAX_BUCKET).articles)
    return unique_sorted(joined(found, np.int64))


def _sharing_samples(
    key_indexes: Sequence[KeyIndex], samples: NDArray[np.uint64], numbers: NDArray[np.int64], most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find who shares several sampled shingles with some articles, and some of those that hold what is so shared.

    Args:
        samples: sampled shingles packed with the `q` articles, ascending.
        numbers: int64[q], of those articles that are in a key index themselves, else negative.
        most: of those that hold what is shared, so many of the earliest and of the latest.
    """
    packed_keys, owners = keys_of(samples), articles_of(samples)
    keys = unique_sorted(packed_keys)
    holders = find_holders(key_indexes, [key_index.samples for key_index in key_indexes], keys, most)
    places, asking, held = meet(holders, np.searchsorted(keys, packed_keys), owners, MAX_BUCKET)
    is_other = held != numbers[asking]
    places, asking, held = places[is_other], asking[is_other], held[is_other]
    pairs, times = _count_meetings(asking, held)
    sizes = np.bincount(owners, minlength=numbers.size)
    brief = (sizes[pairs[:, 0]] < SHORT_SKETCH) | (sampled_of(key_indexes, pairs[:, 1]) < SHORT_SKETCH)
    shared = pairs[(times >= MIN_SHARED_SAMPLES) | brief]
    is_shared = np.zeros(keys.size, dtype=np.bool_)
    is_shared[places[isin_sorted(_packed(*shared.T), _packed(asking, held))]] = True
    # What fewer stories hold is no stock text, whoever they are.
    is_shared &= holders.counts + np.any(numbers < 0) >= LEAST_STORIES
    return unique_sorted(shared[:, 1]), unique_sorted(holders.articles[is_shared[holders.keys]])


def _sharing_pairs(
    key_indexes: Sequence[KeyIndex], pairs: NDArray[np.uint64], numbers: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the articles that share enough pairs of words, packed and ascending, with those of `numbers`; int64[n]."""
    keys = unique_sorted(keys_of(pairs))
    holders = find_holders(key_indexes, [key_index.pairs for key_index in key_indexes], keys, MAX_BUCKET)
    places = np.searchsorted(keys, keys_of(pairs))
    _, asking, held = meet(holders, places, articles_of(pairs), MAX_BUCKET)
    is_other = held != numbers[asking]
    met, times = _count_meetings(asking[is_other], held[is_other])
    return unique_sorted(met[times >= LEAST_SHARED, 1])


def _count_meetings(asking: NDArray[np.int64], held: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return who meets whom, int64[p, 2], ascending, and how often, int64[p]."""
    counter = PairCounter()
    counter.add(np.stack([asking, held], axis=1))
    return counter.pairs()


def meet(
    holders: Holders, places: NDArray[np.int64], owners: NDArray[np.int64], most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return who of those that ask meets whom of those that hold, and at which key; int64[meetings] each.

    Args:
        places: int64[a], the key that is asked for, ascending.
        owners: int64[a], who asks.
        most: holders of a key up to which all are met; of more only the first.
    """
    counts = np.bincount(holders.keys, minlength=holders.counts.size)
    starts = np.cumsum(counts) - counts
    met = np.where(holders.counts > most, np.minimum(counts, 1), counts)
    held = holders.articles[expand_ranges(starts[places], met[places])]
    return np.repeat(places, met[places]), np.repeat(owners, met[places]), held


def sampled_of(key_indexes: Sequence[KeyIndex], articles: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many sampled shingles articles have; int64[articles]."""
    sampled = np.zeros(articles.size, dtype=np.int64)
    for key_index in key_indexes:
        own = (articles >= key_index.first) & (articles < key_index.first + key_index.times.size)
        sampled[own] = key_index.sampled[articles[own] - key_index.first]
    return sampled


def _packed(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.uint64]:
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)
