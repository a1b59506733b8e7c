"""Pairs of texts made of pairs of articles, those of many articles together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.align.excerpts import excerpt_words, quoted_prose
from dedupe.article import Article
from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.comparison.criteria import Depth
from dedupe.comparison.possible_copies import possible_copies
from dedupe.comparison.text_pair import TextPair
from dedupe.judge.credit.credit import people
from dedupe.text.language import detect_languages

_LATEST = 8  # pairs of texts that are kept,
_LARGEST = 20_000  # if they have no more words than so many


class ArticlePair(NamedTuple):
    """Two articles that are compared."""

    source: ComparableArticle  # the article taken as the source
    target: ComparableArticle  # the other one

    @property
    def is_small(self) -> bool:
        """Whether they have so few words that all that is found out about them may be kept."""
        return bool(self.source.text.words.size + self.target.text.words.size <= _LARGEST)


class _Key(NamedTuple):
    """What all that is found out about two texts depends on."""

    ours: AlignableArticle
    theirs: AlignableArticle
    excerpt: int


class TextPairs:
    """Pairs of texts, of which the latest are kept: articles that print the same two are compared once.

    Args:
        least_narrative: shared words outside quotations, names aside, that make a copy.
        depth: how much is to be found out of articles that are no copies; of copies it is all.
    """

    def __init__(self, least_narrative: int = LEAST_NARRATIVE, depth: Depth = Depth.ALIGNMENTS) -> None:
        self._least, self.depth = least_narrative, depth
        self._latest: dict[_Key, TextPair] = {}
        self._prepared: dict[ArticlePair, TextPair] = {}
        self._possible = WeakKeyDictionary[TextPair, bool]()

    def prepare(self, articles: Sequence[ArticlePair]) -> None:
        """Find out together what decides whether the texts of articles are aligned."""
        pairs = [*dict.fromkeys(articles)]
        self._prepared = dict(zip(pairs, self._found(pairs), strict=True)) if pairs else {}
        if self.depth is Depth.ALIGNMENTS:
            return  # all of them are
        new = [pair for pair in dict.fromkeys(self._prepared.values()) if pair not in self._possible]
        self._possible.update(zip(new, possible_copies(new), strict=True))

    def of(self, source: ComparableArticle, target: ComparableArticle) -> TextPair:
        """Return the texts of two articles, the first taken as the source."""
        articles = ArticlePair(source, target)
        return self._prepared.pop(articles, None) or self._found([articles])[0]

    def can_be_copy(self, pair: TextPair) -> bool:
        """Return whether an alignment can make one of two texts a copy of the other."""
        if pair not in self._possible:
            (self._possible[pair],) = possible_copies([pair])
        return self._possible[pair]

    def _found(self, articles: Sequence[ArticlePair]) -> list[TextPair]:
        numbers = {
            text: number for number, text in enumerate(dict.fromkeys(side.text for pair in articles for side in pair))
        }
        codes = detect_languages(
            [text.tokens.hashes for text in numbers], [[numbers[side.text] for side in pair] for pair in articles]
        )
        return [self._text_pair(pair, code) for pair, code in zip(articles, codes, strict=True)]

    def _text_pair(self, articles: ArticlePair, code: str | None) -> TextPair:
        """Return the texts of two articles in a language (ISO 639-1), None for unknown."""
        source, target = articles
        ours, theirs = source.alignable(code), target.alignable(code)
        excerpt = _excerpt(articles, ours, theirs)
        key = _Key(ours, theirs, excerpt)
        pair = self._latest.pop(key, None)
        if pair is None:
            pair = TextPair(source.text, target.text, ours, theirs, excerpt, self._least)
        if articles.is_small:
            self._latest[key] = pair
        if len(self._latest) > _LATEST:
            del self._latest[next(iter(self._latest))]
        return pair


def _excerpt(articles: ArticlePair, ours: AlignableArticle, theirs: AlignableArticle) -> int:
    """Return what either article prints as an excerpt of the other, in words of one run."""
    quoted = quoted_prose(theirs, ours), quoted_prose(ours, theirs)
    return max(
        _excerpt_words(theirs, quoted[0], articles.source.article) if quoted[0].size else 0,
        _excerpt_words(ours, quoted[1], articles.target.article) if quoted[1].size else 0,
    )


def _excerpt_words(quoting: AlignableArticle, shared: NDArray[np.int64], telling: Article) -> int:
    return excerpt_words(quoting, shared, telling.outlet, list(people(telling.author or "")))
