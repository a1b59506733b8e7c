"""Furniture learned from a folder: paragraphs that one outlet prints over unrelated stories."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.ordered import contains, distinct, runs, shared
from dedupe.sketch.packing import keys_of, owners_of
from dedupe.sketch.scaled import sample
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sketches import SCALE
from dedupe.text.batch.hashing import hash_words
from dedupe.text.language import stopwords
from dedupe.verify.counts import distinct_shingles
from dedupe.verify.recurring import recurring_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from dedupe.sketch.packing import Blocks
    from dedupe.text.batch.tokenize import TokenBatch
    from dedupe.verify.recurring import Paragraphs

    Shingles = Sequence[NDArray[np.uint64]]

LEAST_STORIES = 3  # unrelated stories that make a recurring paragraph furniture
_MOST_LOOKED_AT = 6
_MOST_HELD = 4096  # stories whose tokens are held at a time
# Two articles tell the same story where, recurring paragraphs aside, they share this much:
_RELATED = 0.02  # of the shingles of the shorter one,
_RELATED_IN_WORDS = 0.05  # or of its rare words, names for the most part
_SAMPLE = 256  # articles that tell which words are rare
_RARE = 0.02  # share of them that a rare word stands in at most


def learn_furniture(
    paragraphs: Paragraphs,
    outlets: Sequence[str | None],
    groups: NDArray[np.int64],
    samples: Blocks,
    words_of: Callable[[Sequence[int]], TokenBatch],
    k: int,
) -> NDArray[np.bool_]:
    """Find the paragraphs that recur within one outlet over unrelated stories.

    Near-duplicates count as one story. Stories that share more than the paragraphs in question, such as
    an outlet's follow-ups with the same background, are related. A text that other outlets carry as
    well, such as a passage of a speech, is no outlet's furniture. Articles whose outlet is unknown
    count as one outlet's.

    Args:
        paragraphs: of all articles.
        outlets: of each article.
        groups: int64[a], first article of each one's near-duplicate group.
        samples: of the articles.
        words_of: gives the tokens of some articles.
        k: tokens a shingle.

    Returns:
        bool[p], for each paragraph whether it is furniture.
    """
    codes = {outlet: code for code, outlet in enumerate(dict.fromkeys(outlets))}
    outlet_of = np.array([codes[outlet] for outlet in outlets], dtype=np.uint64)
    recurring = recurring_paragraphs(paragraphs, outlet_of, groups, LEAST_STORIES)
    learned = np.zeros(paragraphs.hashes.size, dtype=np.bool_)
    if not recurring:
        return learned
    learned[list(chain.from_iterable(recurring))] = True
    stories = [_few(groups[paragraphs.owners(np.array(rows))]) for rows in recurring]
    everywhere = learned.copy()
    common = _common_words(words_of, groups.size)
    for some in _portions(stories):
        read = sorted({story for at in some for story in stories[at]})
        words, left_out = words_of(read), everywhere[paragraphs.of(read)]
        place = {story: at for at, story in enumerate(read)}
        texts = (distinct_shingles(words, left_out, k), distinct_shingles(words, left_out, 1))
        for at in some:
            if not _are_unrelated([place[story] for story in stories[at]], texts, common):
                learned[recurring[at]] = False
    return learned & ~_carried_elsewhere(paragraphs, learned, outlet_of, samples, words_of, k)


def _portions(stories: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Divide the paragraphs so that the stories of each portion can be held in memory."""
    portion: list[int] = []
    held = 0
    for at, own in enumerate(stories):
        portion.append(at)
        held += len(own)
        if held >= _MOST_HELD:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion


def _few(stories: NDArray[np.int64]) -> list[int]:
    """Pick a few of the stories, evenly."""
    listed: list[int] = sorted(set(stories.tolist()))
    return listed[:: max(1, len(listed) // _MOST_LOOKED_AT)][:_MOST_LOOKED_AT]


def _common_words(
    words_of: Callable[[Sequence[int]], TokenBatch], articles: int
) -> NDArray[np.uint64]:
    """Find the words that are not rare: function words, and those that many articles of a sample have.

    Returns:
        uint64[n], ascending.
    """
    sampled = range(0, articles, max(1, articles // _SAMPLE))
    words = words_of(sampled)
    everything = np.sort(np.concatenate(distinct_shingles(words, None, 1)))
    starts, lengths = runs(everything)
    frequent = everything[starts[lengths > max(3, _RARE * len(sampled))]]
    listed = hash_words(sorted(frozenset[str]().union(*stopwords().values())))
    function = shingle(listed, np.array([0, listed.size]), 1).hashes
    return distinct(np.concatenate([frequent, function]))


def _are_unrelated(
    stories: Sequence[int], texts: tuple[Shingles, Shingles], common: NDArray[np.uint64]
) -> bool:
    """Tell whether most of the stories share next to nothing, recurring paragraphs aside.

    Args:
        stories: articles.
        texts: the distinct shingles, and the distinct words, of each.
        common: words that are not rare.
    """
    shingles, words = ([text[story] for story in stories] for text in texts)
    rare = [it[~contains(common, it)] for it in words]
    return _median_share(shingles) <= _RELATED and _median_share(rare) <= _RELATED_IN_WORDS


def _median_share(sets: Sequence[NDArray[np.uint64]]) -> float:
    shares = [shared(a, b).size / max(1, min(a.size, b.size)) for a, b in combinations(sets, 2)]
    return float(np.median(shares))


def _carried_elsewhere(
    paragraphs: Paragraphs,
    learned: NDArray[np.bool_],
    outlets: NDArray[np.uint64],
    samples: Blocks,
    words_of: Callable[[Sequence[int]], TokenBatch],
    k: int,
) -> NDArray[np.bool_]:
    """Tell which learned paragraphs other outlets print, or share most sampled shingles with; bool[p]."""
    rows = np.flatnonzero(learned)
    known, first, which = np.unique(paragraphs.hashes[rows], return_index=True, return_inverse=True)
    printed = paragraphs.with_hashes(known)
    at = np.searchsorted(known, paragraphs.hashes[printed])
    elsewhere = _differ(at, outlets[paragraphs.owners(printed)], known.size)
    one_of_each = rows[first]
    keys, of = _sampled(paragraphs, one_of_each, words_of, k)
    own = outlets[paragraphs.owners(one_of_each)]
    holders = _foreign_holders(keys, own[of], samples, outlets)
    most = np.bincount(of, holders * 2.0 - 1, minlength=known.size) > 0
    flags = np.zeros(learned.size, dtype=np.bool_)
    flags[rows] = (elsewhere | most)[which]
    return flags


def _differ(keys: NDArray[np.int64], values: NDArray[np.uint64], size: int) -> NDArray[np.bool_]:
    """Tell for each key from 0 to `size` whether it comes with different values; bool[size]."""
    least = np.full(size, np.iinfo(np.uint64).max, dtype=np.uint64)
    greatest = np.zeros(size, dtype=np.uint64)
    np.minimum.at(least, keys, values)
    np.maximum.at(greatest, keys, values)
    return least < greatest


def _sampled(
    paragraphs: Paragraphs,
    rows: NDArray[np.int64],
    words_of: Callable[[Sequence[int]], TokenBatch],
    k: int,
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the keys of the sampled shingles of some paragraphs, and which of the paragraphs each is of."""
    owners = paragraphs.owners(rows)
    keys, of = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for start in range(0, rows.size, _MOST_HELD):
        portion = slice(start, start + _MOST_HELD)
        articles = np.unique(owners[portion])
        words = words_of(articles.tolist())
        inside = paragraphs.of(articles.tolist())
        wanted = np.searchsorted(inside, rows[portion])
        kept = np.zeros(inside.size, dtype=np.bool_)
        kept[wanted] = True
        lengths = np.diff(words.paragraph_starts)
        bounds = np.concatenate([[0], np.cumsum(lengths[kept])])
        sampled = sample(shingle(words.hashes[np.repeat(kept, lengths)], bounds, k), SCALE)
        order = np.argsort(rows[portion])  # `kept` has them in reading order
        keys.append(keys_of(sampled.packed))
        of.append(start + order[owners_of(sampled.packed)])
    return np.concatenate(keys), np.concatenate(of)


def _foreign_holders(
    keys: NDArray[np.uint64],
    own: NDArray[np.uint64],
    samples: Blocks,
    outlets: NDArray[np.uint64],
) -> NDArray[np.bool_]:
    """Tell for each key whether an article of another outlet than its own has it; bool[keys]."""
    foreign = np.zeros(keys.size, dtype=np.bool_)
    for asking, holders in samples.holding(keys):
        foreign[asking[outlets[holders] != own[asking]]] = True
    return foreign
