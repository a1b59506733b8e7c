"""What every alignment of an article needs, found out once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.align.narrative import NarrativeTrigrams
from dedupe.align.scores import WeightedTokens
from dedupe.align.token_runs import index_bigrams, token_sequence
from dedupe.align.weights import low_weight_words, weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from dedupe.align.token_runs import BigramIndex
    from dedupe.prepare.paragraphs import Passage

_MOST_REPEATED = 8  # times a wording is looked at; further ones follow the first


class Wording(NamedTuple):
    """What two paragraphs have in common that are the same word for word.

    Attributes:
        words: all of them.
        post: whether they are a post printed as it stands.
        end: index after the last word that is text.
    """

    words: tuple[str, ...]
    post: bool
    end: int


@dataclass(frozen=True, slots=True)
class AlignableArticle:
    """An article of `n` tokens in `p` paragraphs.

    Attributes:
        passages: its paragraphs.
        bigrams: of the paragraphs that are compared: not of furniture, nor of a wording beyond its first
            few repeats.
        weights: of the tokens, in hundredths of a word, by paragraph.
        weighted: the same in a row.
        is_content: bool[n], whether a token says anything by itself.
        unique: index of each paragraph whose words no other one has, furniture aside.
        narrative: its trigrams.
    """

    passages: Sequence[Passage]
    bigrams: BigramIndex
    weights: Sequence[tuple[int, ...]]
    weighted: WeightedTokens
    is_content: NDArray[np.bool_]
    unique: Mapping[Wording, int]
    narrative: NarrativeTrigrams


def alignable(passages: Sequence[Passage], code: str | None) -> AlignableArticle:
    """Return an article with what its alignments need.

    Args:
        passages: its paragraphs.
        code: the language in which it is compared (ISO 639-1), None where it is unknown.
    """
    plain = low_weight_words(code)
    tokens = token_sequence([passage.hashes for passage in passages])
    weighed = [weights(passage, plain) for passage in passages]
    is_content = [word not in plain for passage in passages for word in passage.words]
    return AlignableArticle(
        passages,
        index_bigrams(tokens, _excluded_paragraphs(passages)),
        weighed,
        WeightedTokens(tokens, weighed),
        np.array(is_content, dtype=np.bool_),
        _unique_paragraphs(passages),
        NarrativeTrigrams(passages, code),
    )


def _excluded_paragraphs(passages: Sequence[Passage]) -> list[int]:
    seen: Counter[tuple[str, ...]] = Counter()
    excluded: list[int] = []
    for at, passage in enumerate(passages):
        seen[passage.words] += 1
        if passage.furniture or seen[passage.words] > _MOST_REPEATED:
            excluded.append(at)
    return excluded


def _unique_paragraphs(passages: Sequence[Passage]) -> dict[Wording, int]:
    times = Counter(passage.words for passage in passages if not passage.furniture)
    return {
        Wording(passage.words, passage.post, passage.end): at
        for at, passage in enumerate(passages)
        if not passage.furniture and times[passage.words] == 1
    }
