"""The words of content of an article: by paragraph at once, by sentence when somebody asks for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.prepare.passages import Passages
from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted


@dataclass(frozen=True, slots=True, eq=False)
class ContentWords:
    """The words of content of a sentence or paragraph, by the hashes of their stems, and which of them are names."""

    words: Set[int]
    names: Set[int]


class ArticleContent:
    """The words of content of an article, furniture, datelines and signatures aside, by the hashes of their stems.

    Attributes:
        paragraphs: the indices of its paragraphs, those of furniture left out.

    Args:
        code: its language (ISO 639-1), None where it is unknown.
        stems: uint64[n], hashes of the stems of its words.
        is_content: bool[n], whether a word says anything by itself.
    """

    def __init__(
        self, passages: Passages, code: str | None, stems: NDArray[np.uint64], is_content: NDArray[np.bool_]
    ) -> None:
        tokens = passages.tokens
        self._passages, self._code, self._stems = passages, code, stems
        self._is_own = is_content & ~tokens.is_page
        (self._own,) = np.nonzero(self._is_own & tokens.is_story)
        self._bounds = np.searchsorted(self._own, tokens.bounds).tolist()
        self._words: dict[int, Set[int]] = {}
        self._whole: dict[int, ContentWords] = {}
        self.paragraphs: Sequence[int] = np.flatnonzero(~tokens.is_furniture).tolist()

    def words(self, at: int) -> Set[int]:
        """Return the words of a paragraph, none of furniture."""
        if at not in self._words:
            self._words[at] = set(self._listed[self._bounds[at] : self._bounds[at + 1]])
        return self._words[at]

    @cached_property
    def _listed(self) -> list[int]:
        return list(self._stems[self._own].tolist())

    def words_of(self, paragraphs: Iterable[int]) -> Set[int]:
        """Return the words of some paragraphs together."""
        return set[int]().union(*map(self.words, paragraphs))

    def holders(self, words: Collection[int]) -> Mapping[int, Collection[int]]:
        """Return the paragraphs that have each of some words that the article has."""
        wanted = unique_sorted(np.fromiter(words, np.uint64, len(words)))
        at = self._own[isin_sorted(wanted, self._stems[self._own])]
        holders = defaultdict[int, set[int]](set)
        for word, paragraph in zip(
            self._stems[at].tolist(), self._passages.tokens.paragraphs[at].tolist(), strict=True
        ):
            holders[word].add(paragraph)
        return holders

    @cached_property
    def sentences(self) -> Mapping[int, Sequence[ContentWords]]:
        """The words of the sentences of each paragraph."""
        tokens = self._passages.tokens
        may_be_name = tokens.is_named | (tokens.is_capital & (self._code not in NOUNS_CAPITALISED))
        words, own = self._stems.tolist(), self._is_own.tolist()
        is_first_name, is_name = ((self._is_own & flags).tolist() for flags in (tokens.is_named, may_be_name))
        sentences = defaultdict[int, list[ContentWords]](list)
        for index, low, high in self._passages.story_sentences(self._code).tolist():
            names = set(compress(words[low + 1 : high], is_name[low + 1 : high]))
            if low < high and is_first_name[low]:
                names.add(words[low])
            sentences[index].append(ContentWords(set(compress(words[low:high], own[low:high])), names))
        return dict(sentences)

    def paragraph(self, at: int) -> ContentWords:
        """Return the words of a paragraph, with those that are names in one of its sentences."""
        if at not in self._whole:
            names = set[int]().union(*(sentence.names for sentence in self.sentences[at]))
            self._whole[at] = ContentWords(self.words(at), names)
        return self._whole[at]

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """In how many sentences each word stands."""
        every = chain.from_iterable(self.sentences.values())
        return Counter(chain.from_iterable(sentence.words for sentence in every))
