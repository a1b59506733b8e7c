"""What every alignment of an article needs, found out once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.align.attributed import attributed_tokens
from dedupe.align.narrative import NarrativeTrigrams
from dedupe.align.retold import TellingWords
from dedupe.align.scores import WeightedTokens
from dedupe.align.token_runs import index_bigrams, token_sequence
from dedupe.align.weights import low_weight_words, weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from dedupe.align.token_runs import BigramIndex, TokenSequence
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


@dataclass(frozen=True)
class AlignableArticle:
    """An article of `n` tokens in `p` paragraphs, with what is found out about it when it is first asked for.

    Attributes:
        passages: its paragraphs.
        code: the language in which it is compared (ISO 639-1), None where it is unknown.
        cited: names, as printed, of the agencies and outlets that it cites.
    """

    passages: Sequence[Passage]
    code: str | None
    cited: Sequence[str] = ()

    @cached_property
    def tokens(self) -> TokenSequence:
        """Its tokens in a row."""
        return token_sequence([passage.hashes for passage in self.passages])

    @cached_property
    def bigrams(self) -> BigramIndex:
        """Those of the paragraphs that are compared: not of furniture, nor of a wording's many repeats."""
        return index_bigrams(self.tokens, _excluded_paragraphs(self.passages))

    @cached_property
    def weights(self) -> Sequence[tuple[int, ...]]:
        """The weights of the tokens, in hundredths of a word, by paragraph."""
        plain = low_weight_words(self.code)
        return [weights(passage, plain) for passage in self.passages]

    @cached_property
    def weighted(self) -> WeightedTokens:
        """The same in a row."""
        return WeightedTokens(self.tokens, self.weights)

    @cached_property
    def is_content(self) -> NDArray[np.bool_]:
        """bool[n], whether a token says anything by itself."""
        plain = low_weight_words(self.code)
        words = chain.from_iterable(passage.words for passage in self.passages)
        return ~np.fromiter(map(plain.__contains__, words), np.bool_, self.tokens.hashes.size)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All its words."""
        return frozenset(chain.from_iterable(passage.words for passage in self.passages))

    @cached_property
    def unique(self) -> Mapping[Wording, int]:
        """Index of each paragraph whose words no other one has, furniture aside."""
        return _unique_paragraphs(self.passages)

    @cached_property
    def narrative(self) -> NarrativeTrigrams:
        """Its trigrams."""
        return NarrativeTrigrams(self.passages, self.code)

    @cached_property
    def telling(self) -> TellingWords:
        """The words of its own prose that tell one sentence from another."""
        return TellingWords(self.passages, self.code)

    @cached_property
    def telling_or_excerpted(self) -> TellingWords:
        """The same, with those of the prose of others that it prints between quotation marks."""
        excerpted = attributed_tokens(self.passages, self.cited)
        if not excerpted.any():
            return self.telling
        return TellingWords(self.passages, self.code, excerpted)


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
