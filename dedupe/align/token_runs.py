"""Common runs of tokens between two articles, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from dedupe.sketch.rolling import roll
from dedupe.text.batch.arrays import expand_ranges

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

ParagraphPair = tuple[int, int]
T = TypeVar("T")
# Of two tokens in a row; what stands 256 times in both articles tells nothing.
_MOST_POINTS = 1 << 16


class CommonRun(NamedTuple):
    """Tokens that stand in both, in a row: where they begin in either paragraph, and how many."""

    source: int
    target: int
    length: int


@dataclass(frozen=True, slots=True)
class TokenSequence:
    """The `n` tokens of an article's `p` paragraphs in a row.

    Attributes:
        hashes: uint64[n], of the tokens.
        bounds: int64[p + 1], index of each paragraph's first token, then n.
        paragraphs: int64[n], the paragraph of each token.
        pairs: int64[m], ascending, the tokens that another one of the paragraph follows.
    """

    hashes: NDArray[np.uint64]
    bounds: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    pairs: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CommonRuns:
    """The `r` common runs of two articles, by their place in the target, then in the source.

    Attributes:
        before: the source.
        after: the target.
        source: int64[r], index of each run's first token among the source's.
        target: int64[r], the same among the target's.
        lengths: int64[r], in tokens.
    """

    before: TokenSequence
    after: TokenSequence
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @property
    def sources(self) -> NDArray[np.int64]:
        """The source paragraph of each run, int64[r]."""
        return self.before.paragraphs[self.source]

    @property
    def targets(self) -> NDArray[np.int64]:
        """The target paragraph of each run, int64[r]."""
        return self.after.paragraphs[self.target]

    def at(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> CommonRuns:
        """Give some of them."""
        places = self.source[which], self.target[which], self.lengths[which]
        return CommonRuns(self.before, self.after, *places)

    def located(self) -> Iterator[CommonRun]:
        """Give the runs one by one, their places counted from the beginning of their paragraphs."""
        starts = self.source - self.before.bounds[self.sources]
        places = self.target - self.after.bounds[self.targets]
        return map(CommonRun, starts.tolist(), places.tolist(), self.lengths.tolist())

    def by_pair(self, values: Iterable[T]) -> dict[ParagraphPair, list[T]]:
        """List a value of each run by its pair of paragraphs (source, target), in target order."""
        found: dict[ParagraphPair, list[T]] = {}
        pairs = zip(self.sources.tolist(), self.targets.tolist(), strict=True)
        for pair, value in zip(pairs, values, strict=True):
            found.setdefault(pair, []).append(value)
        return found


def token_sequence(
    paragraphs: Sequence[NDArray[np.uint64]], skipped: Collection[int] = ()
) -> TokenSequence:
    """Put the paragraphs of an article in a row.

    Args:
        paragraphs: token hashes of each.
        skipped: indices of those that share nothing, whatever they hold.
    """
    sizes = np.array([tokens.size for tokens in paragraphs], dtype=np.int64)
    hashes = np.concatenate([*paragraphs, np.empty(0, np.uint64)])
    own = np.repeat(np.arange(sizes.size), sizes)
    follows = own[1:] == own[:-1]
    if skipped:
        is_out = np.zeros(sizes.size, np.bool_)
        is_out[list(skipped)] = True
        follows &= ~is_out[own[1:]]
    return TokenSequence(hashes, np.append(0, np.cumsum(sizes)), own, np.flatnonzero(follows))


def common_runs(
    source: TokenSequence, target: TokenSequence, is_content: NDArray[np.bool_] | None = None
) -> CommonRuns:
    """Find the maximal common runs of two or more tokens.

    Two tokens in a row that both articles have are a point in the plane of their places; a run is a
    diagonal of such points.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        is_content: tells of each of the target's tokens whether it says anything; runs of two that say
            nothing are left out.
    """
    first, second = _points(source, target)
    order = np.lexsort((second, second - first))
    first, second = first[order], second[order]
    starts = np.flatnonzero(
        (np.diff(second, prepend=-2) != 1) | (np.diff(second - first, prepend=-1 << 60) != 0)
    )
    lengths = np.diff(np.append(starts, first.size)) + 1
    found = CommonRuns(source, target, first[starts], second[starts], lengths)
    if is_content is not None:
        found = found.at((lengths > 2) | is_content[found.target] | is_content[found.target + 1])
    return found.at(np.lexsort((found.source, found.target)))


def _points(
    source: TokenSequence, target: TokenSequence
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find where two tokens in a row stand in both: their indices in either, int64[points] each."""
    ours, theirs = (roll(side.hashes).windows(2)[side.pairs] for side in (source, target))
    order = np.argsort(ours, kind="stable")
    ours = ours[order]
    low = np.searchsorted(ours, theirs)
    count = np.searchsorted(ours, theirs, "right") - low
    if count.sum() > _MOST_POINTS:  # else no two tokens have so many
        count[count * _times(theirs) > _MOST_POINTS] = 0
    return source.pairs[order[expand_ranges(low, count)]], np.repeat(target.pairs, count)


def _times(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Count how often each value occurs among all."""
    _, which, times = np.unique(values, return_inverse=True, return_counts=True)
    counted: NDArray[np.int64] = times[which]
    return counted
