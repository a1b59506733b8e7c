"""The words of the paragraphs of two articles, cut and gathered when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

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

    def has(self, key: str) -> bool:
        """Return whether a word or figure, given its key, stands in any of the paragraphs."""
        return any(key in paragraph.known for paragraph in self.having(key))

    def has_in_lower_case(self, word: str) -> bool:
        """Return whether a word, given its key, stands in any of the paragraphs without a capital."""
        places = self._places(word)
        lower = places[~self._article.tokens.is_capital[places]]
        return any(at in self._cut for at in self._article.tokens.paragraphs[lower].tolist())

    def having(self, key: str) -> Iterator[ParagraphTokens]:
        """Yield the paragraphs with a word, given its key; perhaps others as well where several words make it."""
        if " " in key or key[:1] in FIGURE_MARKS:
            yield from self.values()
            return
        paragraphs = {*self._article.tokens.paragraphs[self._places(key)].tolist()}
        yield from (self[at] for at in sorted(paragraphs & self._cut.keys()))

    def _places(self, word: str) -> NDArray[np.int64]:
        return np.flatnonzero(self._article.tokens.hashes == _hash(word))

    @cached_property
    def telling_words(self) -> Sequence[bytes]:
        """Of each paragraph of the article its telling words in order, and which of them are quoted."""
        tokens = self._article.tokens
        places = np.flatnonzero(self._is_telling)
        words = (tokens.hashes[places] + tokens.is_marked[places]).tobytes()
        bounds = np.searchsorted(places, tokens.bounds) * tokens.hashes.itemsize
        return [words[low:high] for low, high in pairwise(bounds.tolist())]

    def without_plain_words(self, at: int) -> str:
        """Return the text of a paragraph with blanks and marks, and of its words only those that are telling."""
        tokens, text = self._article.tokens, self.texts[at]
        own = slice(*tokens.bounds[at : at + 2].tolist())
        is_plain = ~self._is_telling[own]
        ends, starts = ([*places[own][is_plain].tolist()] for places in (tokens.ends, tokens.starts))
        parts = (text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True))
        return " ".join(" ".join(parts).split())

    @cached_property
    def _is_telling(self) -> NDArray[np.bool_]:
        tokens = self._article.tokens
        is_telling = self._lexicon.telling_hashes.contains(tokens.hashes)
        is_telling |= tokens.is_capital
        is_telling |= tokens.is_figure
        is_telling |= tokens.is_marked
        return is_telling

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

    def tells_otherwise(self, before: int, after: int) -> bool:
        """Return whether telling words of two paragraphs differ: only then can a change between them matter."""
        ours, theirs = self.before, self.after
        return ours.texts[before] != theirs.texts[after] and (
            ours.telling_words[before] != theirs.telling_words[after]
            or ours.without_plain_words(before) != theirs.without_plain_words(after)
        )

    def of_source(self, at: int) -> ParagraphTokens:
        """Return a paragraph of the source that shares text, or denies something."""
        return self.before[at] if at in self.before else self.denials[at]

    def is_name(self, key: str) -> bool:
        """Return whether a word is a name wherever it stands: capitalised inside sentences, nowhere in lower case.

        Where all nouns are capitalised, only words in capitals count, known places, and words that stand
        beside another capitalised one.
        """
        sides = self.before, self.after
        if key[:1] in FIGURE_MARKS or key in self.lexicon.titles or key in self.lexicon.function:
            return False
        if any(side.has_in_lower_case(key) for side in sides):
            return False
        return any(key in evident_names(one, self.lexicon) for side in sides for one in side.having(key))

    def names_in(self, tokens: ParagraphTokens, words: range) -> set[str]:
        """Return the keys of the names among some words of a paragraph."""
        return set(filter(self.is_name, {tokens.keys[at] for at in words if tokens.is_capital[at]}))


@lru_cache(KEPT)
def _hash(word: str) -> np.uint64:
    found: np.uint64 = hash_words([word])[0]
    return found


@lru_cache(KEPT)
def evident_names(side: ParagraphTokens, lexicon: Lexicon) -> frozenset[str]:
    """Return the keys of the words of a paragraph that are names for all that stands there."""
    is_evident = _is_evident_among_nouns if lexicon.nouns_are_capitalised else _is_evident
    return frozenset(
        side.keys[at]
        for at, is_capital in enumerate(side.is_capital)
        if is_capital and not side.is_figure(at) and is_evident(side, at, lexicon)
    )


def _is_evident(side: ParagraphTokens, at: int, lexicon: Lexicon) -> bool:
    """Return whether a word stands inside a sentence, or as one person at its beginning ("Roe said")."""
    if not side.starts_sentence[at]:
        return True
    is_one = not side.keys[at].endswith("s")
    return is_one and lexicon.reporting.count(side.keys_in(range(at + 1, at + 2))) > 0


def _is_evident_among_nouns(side: ParagraphTokens, at: int, lexicon: Lexicon) -> bool:
    raw = side.raw(at)
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
