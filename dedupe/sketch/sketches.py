"""Everything that is kept of the articles of a run once their text is let go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import xxhash

from dedupe.sketch.scaled import Samples, sample
from dedupe.sketch.shingles import shingle
from dedupe.sketch.signature import sign
from dedupe.text.words import Words, join_words, tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PERMUTATIONS = 128
SCALE = 4


@dataclass(frozen=True, slots=True)
class Sketches:
    """Tokens and sketches of `a` articles.

    Attributes:
        words: their tokens.
        digests: uint64[a], equal for articles with the same tokens in the same order.
        signatures: uint32[a, permutations].
        samples: their sampled shingles.
    """

    words: Words
    digests: NDArray[np.uint64]
    signatures: NDArray[np.uint32]
    samples: Samples

    def __len__(self) -> int:
        return self.digests.size


def sketch(
    articles: Sequence[Sequence[str]],
    *,
    k: int,
    permutations: int = PERMUTATIONS,
    scale: int = SCALE,
) -> Sketches:
    """Tokenise and sketch a batch of articles, each a sequence of paragraph texts.

    Args:
        articles: the batch.
        k: tokens a shingle.
        permutations: values a signature.
        scale: one shingle in so many is sampled.
    """
    words = tokenize_batch(articles)
    shingles = shingle(words.hashes, words.bounds, k)
    digests = [
        xxhash.xxh3_64_intdigest(words.hashes[a:b].tobytes()) for a, b in pairwise(words.bounds)
    ]
    return Sketches(
        words,
        np.array(digests, dtype=np.uint64),
        sign(shingles, permutations),
        sample(shingles, scale),
    )


def join_sketches(parts: Sequence[Sketches]) -> Sketches:
    """Put batches one after the other."""
    sizes = np.cumsum([0] + [part.samples.hashes.size for part in parts])
    shifted = [part.samples.bounds[:-1] + at for part, at in zip(parts, sizes[:-1], strict=True)]
    return Sketches(
        join_words([part.words for part in parts]),
        np.concatenate([part.digests for part in parts]),
        np.concatenate([part.signatures for part in parts]),
        Samples(
            np.concatenate([part.samples.hashes for part in parts]),
            np.concatenate([*shifted, sizes[-1:]]),
        ),
    )
