"""Articles rewritten from beginning to end: hardly a phrase is left, but what one sentence told one still tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.align.narrative import may_be_names
from dedupe.align.text_batch import TextBatch
from dedupe.sketch.hashes_by_text import HashesByText, Shared
from dedupe.sketch.sorted_arrays import begins_run
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.hashing import mix

# Of the pairs of the article with fewer, how many both must have, by whether their paragraphs tell the same in the same
# order; None where there are too few to know. Two reports of one event share a twentieth, and seldom a tenth.
_LEAST_SHARE = {True: 0.06, None: 0.09, False: 0.12}
_LEAST_WORDS, _MOST_WORDS = 3, 60  # of content in a sentence; less tells nothing, and more is a list
_SENTENCE = 10  # words of a paragraph; a shorter one is a line of a list, or a heading
_HEAVIEST = 1 << 20  # weight of the pair of words of a sentence that has no others, and each once in the article
_WORDS = 2  # of a sentence of which all pairs together weigh as much as that one
_IN_A_ROW = 3  # words in a row that tell as much as a word that stands beside the same ones in both


class ProseWords(NamedTuple):
    """The words of content of the own prose of texts, each once a sentence, `w` in all."""

    stems: HashesByText
    sentences: NDArray[np.int64]  # int64[w], ascending, in which each stands
    is_name: NDArray[np.bool_]  # bool[w], those that may be a name, or are a figure


class ProsePairs(NamedTuple):
    """The pairs of words that stand in one sentence, `n` in all.

    Attributes:
        hashes: each once a text, the same whichever word stands first.
        weights: int64[n]. A sentence weighs as much as the words it has, whatever the pairs; a pair weighs the less, the
            more sentences have its words: all writers on one event have its topic in common.
    """

    hashes: HashesByText
    weights: NDArray[np.int64]


def words_of_prose(batch: TextBatch) -> ProseWords:
    """Return the words of content of the own prose of texts, by their stems, headings and lists aside."""
    tokens, sentences = batch.tokens, batch.sentences
    is_sentence = (np.diff(tokens.bounds) >= _SENTENCE)[tokens.paragraphs]
    is_own = is_sentence & tokens.is_story & batch.is_content & ~(tokens.is_quoted | tokens.is_stock)
    at = np.flatnonzero(is_own & (sentences >= 0))
    stems = batch.stems(at)
    order = np.lexsort((stems, sentences[at]))
    order = order[begins_run(stems[order], sentences[at[order]])]
    at, stems = at[order], stems[order]
    sizes = np.bincount(sentences[at], minlength=1)[sentences[at]]
    is_told = (sizes >= _LEAST_WORDS) & (sizes <= _MOST_WORDS)
    at, stems = at[is_told], stems[is_told]
    return ProseWords(batch.by_text(stems, at), sentences[at], may_be_names(tokens, batch.code)[at])


def pairs_of_words(words: ProseWords, chosen: Shared, count: int) -> ProsePairs:
    """Return the pairs of some words of prose; none of names and figures alone.

    Args:
        chosen: the words, and int64[.], ascending, what each counts for: a text, or a pair of texts.
        count: of these.
    """
    rows, owners = chosen
    groups = np.cumsum(begins_run(owners, words.sentences[rows]))
    places = np.arange(rows.size)
    after = np.searchsorted(groups, groups, "right") - places - 1
    first, second = np.repeat(places, after), expand_ranges(places + 1, after)
    is_told = ~(words.is_name[rows[first]] & words.is_name[rows[second]])
    own, before, behind = owners[first[is_told]], rows[first[is_told]], rows[second[is_told]]
    times, others = words.stems.times(), np.bincount(words.sentences, minlength=1)[words.sentences] - 1
    weights = _HEAVIEST // (times[before] * times[behind] * others[before])
    pairs = HashesByText(mix(words.stems.hashes[before] + words.stems.hashes[behind]), own, count)
    kept, highest = pairs.highest(weights)
    return ProsePairs(HashesByText(pairs.hashes[kept], own[kept], count), highest)


def reworded_words(
    words: ProseWords, texts: NDArray[np.int64], tell_in_order: Callable[[int], bool | None], least: int = 1
) -> list[int]:
    """Measure what pairs of texts share of which one tells throughout what the other does.

    Args:
        texts: int64[p, 2], pairs of the texts whose prose it is.
        tell_in_order: returns for a pair whether its paragraphs tell the same in the same order, as the function of that
            name does.
        least: what is worth telling.

    Returns:
        As many words in a row would tell as much as all shared pairs of words; 0 where these are fewer than `least`, or
        too small a share of what there is.

    Example: "Ein Bus mit Geldautomat soll künftig zweimal in der Woche die betroffenen Dörfer anfahren" and
    "Zweimal wöchentlich soll künftig ein Bus mit Geldautomat in die betroffenen Dörfer kommen" have hardly a phrase
    in common, but the pairs of Bus and Geldautomat, Dörfer and betroffenen, künftig and Bus, and more.
    """
    shared = _shared_weights(words, texts)
    told = _IN_A_ROW * _WORDS * shared // _HEAVIEST
    (at,) = np.nonzero(told >= least)
    (own,) = np.nonzero(np.isin(words.stems.texts, texts[at]))
    count = words.stems.sizes.size
    every = pairs_of_words(words, Shared(own, words.stems.texts[own]), count)
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, every.hashes.texts, every.weights)
    share = shared / np.maximum(1, total[texts].min(axis=1))
    found = np.zeros(len(texts), dtype=np.int64)
    for pair in at[share[at] >= _LEAST_SHARE[True]].tolist():
        if share[pair] >= _LEAST_SHARE[tell_in_order(pair)]:
            found[pair] = told[pair]
    return list(map(int, found))


def _shared_weights(words: ProseWords, texts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how much the pairs of words weigh that both texts of each pair have; int64[p]."""
    ours, theirs = (
        pairs_of_words(words, words.stems.shared_with(words.stems, ordered), len(texts))
        for ordered in (texts[:, ::-1], texts)
    )
    matches, _ = theirs.hashes.matches(ours.hashes, np.repeat(np.arange(len(texts)), 2).reshape(-1, 2))
    shared = np.zeros(len(texts), dtype=np.int64)
    np.add.at(shared, matches.pairs, np.minimum(ours.weights[matches.sources], theirs.weights[matches.targets]))
    return shared
