"""Articles rewritten from beginning to end: hardly a phrase is left, but what one sentence told one still tells."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.prepare.passages import Passages
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.hashing import mix

_LEAST_SHARE = 0.09  # of the pairs of the article with fewer; two reports of one event share a twentieth
_LEAST_WORDS, _MOST_WORDS = 3, 60  # of content in a sentence; less tells nothing, and more is a list
_SENTENCE = 10  # words of a paragraph; a shorter one is a line of a list, or a heading
_HEAVIEST = 1 << 20  # weight of the pair of words of a sentence that has no others, and each once in the article
_WORDS = 2  # of a sentence of which all pairs together weigh as much as that one
_IN_A_ROW = 3  # words in a row that tell as much as a word that stands beside the same ones in both


class ProsePairs(NamedTuple):
    """The pairs of words that an article's own prose has in one sentence.

    Attributes:
        hashes: uint64[n], ascending, each once, the same whichever word stands first.
        weights: int64[n]. A sentence weighs as much as the words it has, whatever the pairs; a pair weighs the less, the
            more sentences have its words: all writers on one event have its topic in common.
    """

    hashes: NDArray[np.uint64]
    weights: NDArray[np.int64]


def pairs_of_prose(
    passages: Passages,
    code: str | None,
    stems: NDArray[np.uint64],
    is_content: NDArray[np.bool_],
    is_name: NDArray[np.bool_],
) -> ProsePairs:
    """Return the pairs of words of an article's own prose, by their stems; none of names and figures alone.

    Args:
        passages: of the article, with n tokens.
        code: its language (ISO 639-1), None where it is unknown.
        stems: uint64[n], the hashes of the stems of its words.
        is_content: bool[n], whether a word says anything by itself.
        is_name: bool[n], tokens that may be a name, or are a figure.
    """
    tokens = passages.tokens
    is_sentence = (np.diff(tokens.bounds) >= _SENTENCE)[tokens.paragraphs]
    is_own = is_sentence & tokens.is_story & is_content & ~(tokens.is_quoted | tokens.is_stock)
    _, firsts, ends = passages.story_sentences(code).T
    sizes = np.maximum(ends - firsts, 0)
    at = expand_ranges(firsts, sizes)
    sentences = np.repeat(np.arange(sizes.size), sizes)[is_own[at]]
    at = at[is_own[at]]
    at, sentences = _each_once(at, sentences, stems[at])
    _, which, counts = np.unique(stems[at], return_inverse=True, return_counts=True)
    return _weighted(stems[at], sentences, is_name[at], counts[which])


def _each_once(
    at: NDArray[np.int64], sentences: NDArray[np.int64], stems: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Keep each word once a sentence, those of sentences that are neither headings nor lists, by sentence."""
    order = np.lexsort((stems, sentences))
    is_new = np.ones(at.size, dtype=np.bool_)
    is_new[1:] = (np.diff(sentences[order]) != 0) | (stems[order][1:] != stems[order][:-1])
    kept = order[is_new]
    sizes = np.bincount(sentences[kept], minlength=1)[sentences[kept]]
    kept = kept[(sizes >= _LEAST_WORDS) & (sizes <= _MOST_WORDS)]
    return at[kept], sentences[kept]


def _weighted(
    stems: NDArray[np.uint64], sentences: NDArray[np.int64], is_name: NDArray[np.bool_], counts: NDArray[np.int64]
) -> ProsePairs:
    """Pair all words of each sentence.

    Args:
        stems: uint64[w], of the words, each once a sentence.
        sentences: int64[w], ascending, in which each stands.
        is_name: bool[w], those that may be a name.
        counts: int64[w], in how many sentences each stands.
    """
    places = np.arange(sentences.size)
    after = np.searchsorted(sentences, sentences, "right") - places - 1
    first, second = np.repeat(places, after), expand_ranges(places + 1, after)
    is_told = ~(is_name[first] & is_name[second])
    first, second = first[is_told], second[is_told]
    others = np.bincount(sentences, minlength=1)[sentences] - 1
    weights = _HEAVIEST // (counts[first] * counts[second] * others[first])
    hashes = mix(stems[first] + stems[second])
    order = np.lexsort((-weights, hashes))
    is_new = np.ones(order.size, dtype=np.bool_)
    is_new[1:] = np.diff(hashes[order]) != 0
    kept = order[is_new]
    return ProsePairs(hashes[kept], weights[kept])


def reworded_words(ours: ProsePairs, theirs: ProsePairs) -> int:
    """Measure what two articles share of which one tells throughout what the other does.

    Args:
        ours: the pairs of words of the one.
        theirs: those of the other.

    Returns:
        As many words in a row would tell as much as all shared pairs; 0 where these are too small a share of what there
        is.

    Example: "Ein Bus mit Geldautomat soll künftig zweimal in der Woche die betroffenen Dörfer anfahren" and
    "Zweimal wöchentlich soll künftig ein Bus mit Geldautomat in die betroffenen Dörfer kommen" have hardly a phrase
    in common, but the pairs of Bus and Geldautomat, Dörfer and betroffenen, künftig and Bus, and more.
    """
    _, first, second = np.intersect1d(ours.hashes, theirs.hashes, assume_unique=True, return_indices=True)
    shared = int(np.minimum(ours.weights[first], theirs.weights[second]).sum())
    available = int(min(ours.weights.sum(), theirs.weights.sum()))
    return _IN_A_ROW * _WORDS * shared // _HEAVIEST if shared >= _LEAST_SHARE * available else 0
