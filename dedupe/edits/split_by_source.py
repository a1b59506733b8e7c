"""Which stretch of a paragraph comes from which of the paragraphs it was made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedupe.align.token_runs import BigramIndex, common_runs, index_bigrams, token_sequence
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.paragraph_tokens import ParagraphTokens
from dedupe.text.batch.hashing import hash_words

_FUNCTION = 0.3  # what a function word counts
_LONG_RUN = 5  # words; those of shorter runs count for less
# What it costs to go on in another partner: at a sentence, at a clause, anywhere.
_SWITCH_AT_SENTENCE, _SWITCH_AT_CLAUSE, _SWITCH = 0.5, 1.0, 1.5


def shares(target: ParagraphTokens, partners: Sequence[ParagraphTokens], lexicon: Lexicon) -> list[tuple[int, range]]:
    """Divide a paragraph among its partners, so that each stretch goes to whom it shares most with.

    Args:
        partners: those it was made of, in order; at least one.

    Returns:
        Index of a partner and a stretch of the paragraph's words, in order and without gaps; the best
        way through by dynamic programming (Viterbi).
    """
    if len(partners) == 1 or not len(target):
        return [(0, range(len(target)))]
    own = _bigrams(target)
    weights = np.array([_FUNCTION if key in lexicon.function else 1.0 for key in target.keys])
    worth = [(weights * np.minimum(1.0, _longest_runs(partner, own) / _LONG_RUN)).tolist() for partner in partners]
    return _stretches(_best_path(target, worth))


def _bigrams(side: ParagraphTokens) -> BigramIndex:
    return index_bigrams(token_sequence([hash_words(side.keys)]))


def _longest_runs(partner: ParagraphTokens, target: BigramIndex) -> NDArray[np.int64]:
    """Return for each word of the paragraph the words of the longest run that it shares with a partner, 0 for none."""
    runs = common_runs(_bigrams(partner), target)
    longest = np.zeros(target.tokens.hashes.size, dtype=np.int64)
    for length, start in sorted(zip(runs.lengths.tolist(), runs.target.tolist(), strict=True)):
        longest[start : start + length] = length
    return longest


def _best_path(target: ParagraphTokens, worth: Sequence[Sequence[float]]) -> list[int]:
    totals = [partner[0] for partner in worth]
    back: list[list[int]] = []
    for at in range(1, len(target)):
        best = max(range(len(totals)), key=totals.__getitem__)
        switched = totals[best] - _switch(target, at)
        back.append([p if total >= switched else best for p, total in enumerate(totals)])
        totals = [max(total, switched) + worth[p][at] for p, total in enumerate(totals)]
    path = [max(range(len(totals)), key=totals.__getitem__)]
    for came_from in reversed(back):
        path.append(came_from[path[-1]])
    return path[::-1]


def _switch(target: ParagraphTokens, at: int) -> float:
    if target.starts_sentence[at]:
        return _SWITCH_AT_SENTENCE
    return _SWITCH if target.gaps[at].isspace() else _SWITCH_AT_CLAUSE


def _stretches(path: Sequence[int]) -> list[tuple[int, range]]:
    found: list[tuple[int, range]] = []
    for at, partner in enumerate(path):
        if found and found[-1][0] == partner:
            found[-1] = partner, range(found[-1][1].start, at + 1)
        else:
            found.append((partner, range(at, at + 1)))
    return found
