"""Common runs of tokens between two articles, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.shingles import prefix_hashes
from dedupe.text.batch.expand_ranges import expand_ranges

ParagraphPair = tuple[int, int]
T = TypeVar("T")

# Bigrams in common that are looked at, at least; the most frequent ones are left out beyond it.
_MOST_POINTS = 1 << 18
_POINTS_A_TOKEN = 2


class CommonRun(NamedTuple):
    """Tokens that stand in a row in both of two paragraphs."""

    source: int  # index of the first one in the source paragraph
    target: int  # index of the first one in the target paragraph
    length: int  # how many they are


@dataclass(frozen=True, slots=True)
class TokenSequence:
    """The `n` tokens of an article's `p` paragraphs in a row."""

    hashes: NDArray[np.uint64]  # [n], of the tokens
    bounds: NDArray[np.int64]  # [p + 1], index of each paragraph's first token, then n
    paragraphs: NDArray[np.int64]  # [n], the paragraph of each token


@dataclass(frozen=True, slots=True)
class BigramIndex:
    """The `b` bigrams of an article, two tokens in a row in one paragraph each, by their hashes."""

    tokens: TokenSequence
    hashes: NDArray[np.uint64]  # [b], ascending, of the bigrams
    starts: NDArray[np.int64]  # [b], the first token of each
    times: NDArray[np.int64]  # [b], how often each stands in the article

    def stand_in(self, paragraphs: Collection[int]) -> NDArray[np.bool_]:
        """Return which bigrams stand in some of the paragraphs; bool[b]."""
        stand: NDArray[np.bool_] = _flagged(paragraphs, self.tokens)[self.tokens.paragraphs[self.starts]]
        return stand

    def select(self, which: NDArray[np.bool_]) -> BigramIndex:
        """Return the index of some of the bigrams, by flag."""
        return BigramIndex(self.tokens, self.hashes[which], self.starts[which], self.times[which])


class CommonBigrams(NamedTuple):
    """Bigrams that two articles have in common, `m` pairs of places."""

    source: NDArray[np.int64]  # [m], the first token among the source's
    target: NDArray[np.int64]  # [m], the same among the target's
    repeats: NDArray[np.int64]  # [m], how often the bigram stands in the article that has it more often

    def joined(self, others: CommonBigrams) -> CommonBigrams:
        """Return these and other ones of the same two articles."""
        return CommonBigrams(*map(np.append, self, others))


@dataclass(frozen=True, slots=True)
class CommonRuns:
    """The `r` common runs of two articles."""

    before: TokenSequence  # the source
    after: TokenSequence  # the target
    source: NDArray[np.int64]  # [r], index of each run's first token among the source's
    target: NDArray[np.int64]  # [r], the same among the target's
    lengths: NDArray[np.int64]  # [r], in tokens
    repeats: NDArray[np.int64]  # [r], how often the rarest bigram of each run stands where it stands more often

    @property
    def sources(self) -> NDArray[np.int64]:
        """The source paragraph of each run, int64[r]."""
        return self.before.paragraphs[self.source]

    @property
    def targets(self) -> NDArray[np.int64]:
        """The target paragraph of each run, int64[r]."""
        return self.after.paragraphs[self.target]

    def select(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> CommonRuns:
        """Return some of the runs, by index or by flag."""
        return replace(
            self,
            source=self.source[which],
            target=self.target[which],
            lengths=self.lengths[which],
            repeats=self.repeats[which],
        )

    def within_paragraphs(self) -> Iterator[CommonRun]:
        """Yield the runs one by one, their tokens counted from the beginning of their paragraphs."""
        sources = self.source - self.before.bounds[self.sources]
        targets = self.target - self.after.bounds[self.targets]
        return map(CommonRun, sources.tolist(), targets.tolist(), self.lengths.tolist())

    def by_pair(self, values: Iterable[T]) -> dict[ParagraphPair, list[T]]:
        """Group a value of each run by its pair of paragraphs (source, target)."""
        found: dict[ParagraphPair, list[T]] = {}
        pairs = zip(self.sources.tolist(), self.targets.tolist(), strict=True)
        for pair, value in zip(pairs, values, strict=True):
            found.setdefault(pair, []).append(value)
        return found


def token_sequence(paragraphs: Sequence[NDArray[np.uint64]]) -> TokenSequence:
    """Join the paragraphs of an article, given the token hashes of each."""
    sizes = np.array([tokens.size for tokens in paragraphs], dtype=np.int64)
    hashes = np.concatenate([*paragraphs, np.empty(0, np.uint64)])
    own = np.repeat(np.arange(sizes.size), sizes)
    return TokenSequence(hashes, np.append(0, np.cumsum(sizes)), own)


def index_bigrams(tokens: TokenSequence, excluded: Collection[int] = ()) -> BigramIndex:
    """Index the bigrams of an article; excluded paragraphs share nothing, whatever they hold."""
    follows = tokens.paragraphs[1:] == tokens.paragraphs[:-1]
    if excluded:
        follows &= ~_flagged(excluded, tokens)[tokens.paragraphs[1:]]
    starts = np.flatnonzero(follows)
    hashes = prefix_hashes(tokens.hashes).k_grams(2)[starts]
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    firsts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: hashes.size])
    counts = np.diff(np.append(firsts, hashes.size))
    return BigramIndex(tokens, hashes, starts[order], np.repeat(counts, counts))


def _flagged(paragraphs: Collection[int], tokens: TokenSequence) -> NDArray[np.bool_]:
    flags = np.zeros(tokens.bounds.size, np.bool_)
    flags[list(paragraphs)] = True
    return flags


def common_runs(source: BigramIndex, target: BigramIndex) -> CommonRuns:
    """Find the maximal common runs of two or more tokens, by their place in the target."""
    return join_bigrams(common_bigrams(source, target), source.tokens, target.tokens)


def common_bigrams(source: BigramIndex, target: BigramIndex) -> CommonBigrams:
    """Find the bigrams that two articles have in common.

    Where their places would outnumber the tokens several times, those of the most frequent ones are left out, so that
    time and memory stay in proportion to the articles.
    """
    low = source.hashes.searchsorted(target.hashes)
    count = source.hashes.searchsorted(target.hashes, "right") - low
    _leave_out_most_frequent(count, target.times, source.tokens.hashes.size + target.tokens.hashes.size)
    ours, theirs = expand_ranges(low, count), np.repeat(np.arange(count.size), count)
    return CommonBigrams(
        source.starts[ours], target.starts[theirs], np.maximum(source.times[ours], target.times[theirs])
    )


def join_bigrams(
    bigrams: CommonBigrams, source: TokenSequence, target: TokenSequence, is_content: NDArray[np.bool_] | None = None
) -> CommonRuns:
    """Join common bigrams to maximal common runs, by their place in the target.

    A bigram that both articles have is a point in the plane of their tokens; a run is a diagonal of
    such points. "the old pier" and "on the old pier" have the points (0, 1) and (1, 2), which make one
    run of three tokens.

    Args:
        is_content: bool[n], whether each of the target's tokens says anything by itself; runs of two
            that do not are left out.
    """
    first, second, repeats = bigrams
    bits = int(source.hashes.size + target.hashes.size + 2).bit_length()
    places = ((second - first + source.hashes.size) << bits) | second  # by diagonal, and along it
    order = np.argsort(places)
    places = places[order]
    starts = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    rarest = np.minimum.reduceat(repeats[order], starts) if starts.size else repeats
    lengths = np.diff(starts, append=order.size) + 1
    first, second = first[order[starts]], second[order[starts]]
    chosen = np.argsort((second << bits) | first)
    if is_content is not None:
        is_telling = (lengths > 2) | is_content[second] | is_content[second + 1]
        chosen = chosen[is_telling[chosen]]
    return CommonRuns(source, target, first[chosen], second[chosen], lengths[chosen], rarest[chosen])


def _leave_out_most_frequent(count: NDArray[np.int64], times: NDArray[np.int64], tokens: int) -> None:
    """Set to 0 the counts of the bigrams that make most points, so that all make a bounded number."""
    most = max(_MOST_POINTS, _POINTS_A_TOKEN * tokens)
    if count.sum() <= most:
        return
    made = count * times
    order = np.argsort(made, kind="stable")
    first_over = np.searchsorted(np.cumsum(count[order]), most, "right")
    count[made >= made[order[first_over]]] = 0
