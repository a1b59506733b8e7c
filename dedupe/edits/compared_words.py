"""The words of the paragraphs of two articles, cut and gathered when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from operator import not_
from typing import NamedTuple

import numpy as np

from dedupe.edits.figure_tokens import FIGURE_MARKS
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.paragraph_tokens import KEPT, ParagraphTokens, paragraph_tokens
from dedupe.prepare.passages import Passages
from dedupe.text.batch.hashing import hash_words


class CutParagraphs(Mapping[int, "ParagraphTokens"]):
    """Some of an article's paragraphs by index, each cut into tokens when it is first looked at."""

    def __init__(self, article: Passages, indices: Iterable[int], lexicon: Lexicon) -> None:
        self.texts: Sequence[str] = article.texts
        self._article, self._lexicon = article, lexicon
        self._cut: dict[int, ParagraphTokens | None] = dict.fromkeys(indices)

    def __getitem__(self, at: int) -> ParagraphTokens:
        cut = self._cut[at]
        if cut is None:
            cut = self._cut[at] = paragraph_tokens(self._article[at], self._lexicon)
        return cut

    def having(self, key: str) -> Iterator[ParagraphTokens]:
        """Yield the paragraphs with a word, given its key; perhaps others as well where several words make it."""
        if " " in key or key[0] in FIGURE_MARKS:
            yield from self.values()
            return
        tokens = self._article.tokens
        (found,) = np.nonzero(tokens.hashes == hash_words([key])[0])
        paragraphs = np.searchsorted(tokens.bounds, found, "right") - 1
        yield from (self[at] for at in sorted({*paragraphs.tolist()} & self._cut.keys()))

    def __iter__(self) -> Iterator[int]:
        return iter(self._cut)

    def __len__(self) -> int:
        return len(self._cut)


@dataclass(frozen=True, eq=False)
class ComparedWords:
    """The words of the paragraphs of two articles that share text."""

    before: CutParagraphs  # those paragraphs of the source
    after: CutParagraphs  # those of the target
    denials: Mapping[int, ParagraphTokens]  # the source's paragraphs that deny something, if the target denies nothing
    lexicon: Lexicon

    def of_source(self, at: int) -> ParagraphTokens:
        """Return a paragraph of the source that shares text, or denies something."""
        return self.before[at] if at in self.before else self.denials[at]

    @cached_property
    def source(self) -> frozenset[str]:
        """The keys of the source's words."""
        return frozenset[str]().union(*(side.known for side in self.before.values()))

    @cached_property
    def target(self) -> frozenset[str]:
        """The keys of the target's words."""
        return frozenset[str]().union(*(side.known for side in self.after.values()))

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of words that are names wherever they stand."""
        return proper_names((*self.before.values(), *self.after.values()), self.lexicon)

    def is_name(self, key: str) -> bool:
        """Return whether a word is among these names; only paragraphs that have it are looked at."""
        sides = (*self.before.having(key), *self.after.having(key))
        return key in proper_names(sides, self.lexicon)


def proper_names(sides: Iterable[ParagraphTokens], lexicon: Lexicon) -> frozenset[str]:
    """Collect the keys of words that are names: capitalised inside sentences, nowhere in lower case.

    Where all nouns are capitalised, only words in capitals count, known places, and words that stand
    beside another capitalised one.
    """
    cased = [_cased(side, lexicon) for side in sides]
    evident = frozenset[str]().union(*(side.evident for side in cased))
    return evident.difference(*(side.lower for side in cased), lexicon.titles, lexicon.function)


class _Cased(NamedTuple):
    """Keys of the words of a paragraph: names for all that stands there, and words in lower case."""

    evident: frozenset[str]
    lower: frozenset[str]


@lru_cache(KEPT)
def _cased(side: ParagraphTokens, lexicon: Lexicon) -> _Cased:
    is_evident = _is_evident_among_nouns if lexicon.nouns_are_capitalised else _is_evident
    evident = frozenset(
        side.keys[at]
        for at, is_capital in enumerate(side.is_capital)
        if is_capital and not side.is_figure(at) and is_evident(side, at, lexicon)
    )
    return _Cased(evident, frozenset(compress(side.keys, map(not_, side.is_capital))))


def _is_evident(side: ParagraphTokens, at: int, lexicon: Lexicon) -> bool:
    """Return whether a word stands inside a sentence, or as one person at its beginning ("Roe said")."""
    if not side.starts_sentence[at]:
        return True
    is_one = not side.keys[at].endswith("s")
    return is_one and lexicon.reporting.count(side.keys_in(range(at + 1, at + 2))) > 0


def _is_evident_among_nouns(side: ParagraphTokens, at: int, lexicon: Lexicon) -> bool:
    raw = side.raws[at]
    key = side.keys[at]
    if (raw.isupper() and len(raw) > 1) or key in lexicon.places or key in lexicon.peoples:
        return True
    return any(
        not side.starts_sentence[at] and side.gaps[max(at, near)] == " " and _may_be_name(side, near, lexicon)
        for near in (at - 1, at + 1)
        if 0 <= near < len(side)
    )


def _may_be_name(side: ParagraphTokens, at: int, lexicon: Lexicon) -> bool:
    is_name = side.is_capital[at] and not (side.is_figure(at) or side.starts_sentence[at])
    return is_name and side.keys[at] not in lexicon.function
