"""The paragraphs of an article one by one, with their words, for what is looked at word by word."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from typing import overload

import numpy as np
from numpy.typing import NDArray

from dedupe.prepare.token_columns import ArticleTokens, Texts, batch_tokens
from dedupe.sketch.sorted_arrays import NO_HASHES, HashSet
from dedupe.text.sentences import Span, sentence_spans
from dedupe.text.tokens import Tokens, tokens_at


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, cut into `n` tokens."""

    text: str
    tokens: Tokens  # in reading order
    marked: tuple[bool, ...]  # n flags, whether the token stands inside quotation marks or in a reprinted text
    capital: tuple[bool, ...]  # n flags, whether the token begins with a capital letter
    page: tuple[bool, ...]  # n flags, whether the token belongs to the page and not to the story
    body: int  # index of the first token after a dateline
    furniture: bool  # whether all of it belongs to the page

    def __hash__(self) -> int:
        """Hash the text alone: paragraphs are looked up, and seldom differ in anything else."""
        return hash(self.text)

    @property
    def words(self) -> tuple[str, ...]:
        """The n folded words."""
        return self.tokens.texts

    def page_parts(self) -> Iterator[tuple[int, int]]:
        """Yield the first token of each part that belongs to the page, and the one after its last."""
        for is_page, places in groupby(range(len(self.page)), self.page.__getitem__):
            if is_page:
                run = list(places)
                yield run[0], run[-1] + 1

    def text_of(self, start: int, end: int) -> str:
        """Return the text from one token up to another, with the marks that follow the last of them."""
        following = self.tokens.starts[end : end + 1] or (len(self.text),)
        return self.text[self.tokens.starts[start] : following[0]].rstrip()


class Passages(Sequence[Passage]):
    """The paragraphs of an article, each cut into words when it is first looked at.

    Attributes:
        tokens: of these, in columns.

    Args:
        cut: returns the words of a paragraph, by its index.
    """

    def __init__(self, texts: Sequence[str], tokens: ArticleTokens, cut: Callable[[int], Tokens] | None = None) -> None:
        self.texts, self.tokens = texts, tokens
        self._cut = cut
        self._latest: dict[int, Passage] = {}
        self._sentences: dict[str | None, Sequence[Sequence[Span]]] = {}
        self._story_sentences: dict[str | None, NDArray[np.int64]] = {}

    def sentences(self, code: str | None) -> Sequence[Sequence[Span]]:
        """Return where the sentences of each paragraph are, in a language (ISO 639-1), None for unknown.

        A paragraph that is furniture counts as one.
        """
        if code not in self._sentences:
            self._sentences[code] = [
                ((0, len(text)),) if is_furniture else sentence_spans(text, code)
                for text, is_furniture in zip(self.texts, self.tokens.is_furniture.tolist(), strict=True)
            ]
        return self._sentences[code]

    def story_sentences(self, code: str | None) -> NDArray[np.int64]:
        """Return the sentences of a language (ISO 639-1), None for unknown, but for furniture; int64[s, 3].

        Of each its paragraph, its first token, and the one after its last. Datelines and signatures are left out.
        """
        if code not in self._story_sentences:
            self._story_sentences[code] = sentences_in_tokens(self.texts, self.tokens, self.sentences(code))
        return self._story_sentences[code]

    def _tokens_of(self, at: int) -> Tokens:
        own = slice(*self.tokens.bounds[at : at + 2].tolist())
        starts, ends = self.tokens.starts[own].tolist(), self.tokens.ends[own].tolist()
        return tokens_at(self.texts[at], starts, ends)

    def __len__(self) -> int:
        """The number of paragraphs."""
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Passage]: ...
    def __getitem__(self, at: int | slice) -> Passage | Sequence[Passage]:
        """One paragraph, or some of them."""
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        if at not in self._latest:
            words = self._cut(at) if self._cut else self._tokens_of(at)
            self._latest[at] = self._passage(at, words)
        return self._latest[at]

    def _passage(self, at: int, words: Tokens) -> Passage:
        marked, capital, page, bounds = self._columns
        own = slice(bounds[at], bounds[at + 1])
        body, is_furniture = int(self.tokens.body[at]), bool(self.tokens.is_furniture[at])
        return Passage(self.texts[at], words, marked[own], capital[own], page[own], body, is_furniture)

    @cached_property
    def _columns(self) -> tuple[tuple[bool, ...], tuple[bool, ...], tuple[bool, ...], list[int]]:
        tokens = self.tokens
        marked, capital, page = (
            tuple(flags.tolist()) for flags in (tokens.is_marked, tokens.is_capital, tokens.is_page)
        )
        return marked, capital, page, tokens.bounds.tolist()


def sentences_in_tokens(
    texts: Sequence[str], tokens: ArticleTokens, sentences: Sequence[Sequence[Span]]
) -> NDArray[np.int64]:
    """Return where the sentences of paragraphs are in their tokens, as `Passages.story_sentences` does; int64[s, 3]."""
    story = np.flatnonzero(~tokens.is_furniture)
    own = [sentences[at] for at in story.tolist()]
    spans = np.array([*chain.from_iterable(own)], dtype=np.int64).reshape(-1, 2)
    paragraphs = np.repeat(story, np.array([*map(len, own)], dtype=np.int64))
    apart = max(map(len, texts), default=0) + 1  # so that a place is after all of the paragraphs before
    found = np.searchsorted(tokens.starts + tokens.paragraphs * apart, spans + (paragraphs * apart)[:, None])
    firsts = tokens.bounds[paragraphs]
    low = np.maximum(found[:, 0], firsts + tokens.body[paragraphs])
    high = np.minimum(found[:, 1], firsts + tokens.end[paragraphs])
    return np.stack([paragraphs, low, high], axis=1)


def passages(paragraphs: Sequence[str], learned: Collection[int] = (), kept: Collection[int] = ()) -> Passages:
    """Prepare the paragraphs of one article.

    Args:
        paragraphs: their texts, in reading order.
        learned: indices of paragraphs known to be furniture, whatever their shape.
        kept: indices of paragraphs known to be none.
    """
    tokens, _ = batch_tokens([Texts(paragraphs, learned, kept)], 1, HashSet(NO_HASHES), NO_HASHES)
    return Passages(paragraphs, tokens)
