"""The words of content of an article: in columns for all at once, and paragraph by paragraph when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.prepare.passages import Passages
from dedupe.prepare.stems import stem_hashes
from dedupe.sketch.sorted_arrays import begins_run, equal_runs


@dataclass(frozen=True, slots=True, eq=False)
class ContentWords:
    """The words of content of a sentence or paragraph, by the hashes of their stems, and which of them are names."""

    words: Set[int]
    names: Set[int]


class WordPlaces(NamedTuple):
    """In which of `t` texts of an article each of its `v` words stands: `m` places, word by word."""

    starts: NDArray[np.int64]  # [v], the first place of each word
    times: NDArray[np.int64]  # [v], in how many texts it stands
    texts: NDArray[np.int64]  # [m], the text, ascending for each word
    within: NDArray[np.int64]  # [t], the paragraph of each text


class ContentPlaces(NamedTuple):
    """Where the `v` distinct words of content of an article stand."""

    words: NDArray[np.uint64]  # [v], ascending
    sentences: WordPlaces  # among its sentences, furniture aside
    paragraphs: WordPlaces  # among its paragraphs
    in_paragraphs: NDArray[np.int64]  # which of the latter places each of the former is part of, ascending


class ArticleContent:
    """The words of content of an article, furniture, datelines and signatures aside, by the hashes of their stems.

    Attributes:
        paragraphs: the indices of its paragraphs, those of furniture left out.

    Args:
        code: its language (ISO 639-1), None where it is unknown.
        is_content: bool[n], whether a word says anything by itself.
    """

    def __init__(self, passages: Passages, code: str | None, is_content: NDArray[np.bool_]) -> None:
        tokens = passages.tokens
        self._passages, self._code = passages, code
        (self._own,) = np.nonzero(is_content & tokens.is_story & ~tokens.is_page)
        self._stems = stem_hashes(passages.texts, tokens, self._own)
        self._sentences: dict[int, Sequence[ContentWords]] = {}
        self._words: dict[int, Set[int]] = {}
        self._whole: dict[int, ContentWords] = {}
        self.paragraphs: Sequence[int] = np.flatnonzero(~tokens.is_furniture).tolist()

    @cached_property
    def places(self) -> ContentPlaces:
        """Where its words stand."""
        paragraphs, firsts, _ = self._spans.T
        order = np.argsort(self._stems, kind="stable")
        stems, sentences = self._stems[order], firsts.searchsorted(self._own[order], "right") - 1
        is_new = begins_run(stems, sentences)
        stems, sentences = stems[is_new], sentences[is_new]
        is_first = begins_run(stems, paragraphs[sentences])
        wholes = stems[is_first]
        (starts, times), (whole_starts, whole_times) = equal_runs(stems), equal_runs(wholes)
        every = np.arange(len(self._passages))
        return ContentPlaces(
            stems[starts],
            WordPlaces(starts, times, sentences, paragraphs),
            WordPlaces(whole_starts, whole_times, paragraphs[sentences[is_first]], every),
            np.cumsum(is_first) - 1,
        )

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """In how many sentences each word stands."""
        return dict(zip(self.places.words.tolist(), self.places.sentences.times.tolist(), strict=True))

    def words(self, at: int) -> Set[int]:
        """Return the words of a paragraph, none of furniture."""
        if at not in self._words:
            own = slice(*self._own.searchsorted(self._passages.tokens.bounds[at : at + 2]).tolist())
            self._words[at] = set(self._stems[own].tolist())
        return self._words[at]

    def words_of(self, paragraphs: Iterable[int]) -> Set[int]:
        """Return the words of some paragraphs together."""
        return set[int]().union(*map(self.words, paragraphs))

    def sentences(self, at: int) -> Sequence[ContentWords]:
        """Return the words of the sentences of a paragraph, none of furniture."""
        if at not in self._sentences:
            own = slice(*self._spans[:, 0].searchsorted([at, at + 1]).tolist())
            self._sentences[at] = [
                ContentWords(set(self._stems[words].tolist()), set(self._stems[words][self._is_name[words]].tolist()))
                for words in starmap(slice, self._own.searchsorted(self._spans[own, 1:]).tolist())
            ]
        return self._sentences[at]

    def paragraph(self, at: int) -> ContentWords:
        """Return the words of a paragraph, with those that are names in one of its sentences."""
        if at not in self._whole:
            names = set[int]().union(*(sentence.names for sentence in self.sentences(at)))
            self._whole[at] = ContentWords(self.words(at), names)
        return self._whole[at]

    @property
    def _spans(self) -> NDArray[np.int64]:
        """Its sentences: of each the paragraph, the first token, and the one after the last; int64[s, 3]."""
        return self._passages.story_sentences(self._code)

    @cached_property
    def _is_name(self) -> NDArray[np.bool_]:
        """Which of its words may be a name; any word that begins a sentence has a capital."""
        tokens, firsts = self._passages.tokens, self._spans[:, 1]
        may_be_name = tokens.is_capital & (self._code not in NOUNS_CAPITALISED)
        may_be_name[firsts[firsts < may_be_name.size]] = False
        is_name: NDArray[np.bool_] = (tokens.is_named | may_be_name)[self._own]
        return is_name
