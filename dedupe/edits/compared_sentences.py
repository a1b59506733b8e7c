"""The sentences of a paragraph, and their words of content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from dedupe.edits.figure_tokens import FIGURE_MARKS
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.paragraph_tokens import ParagraphTokens
from dedupe.edits.phrase_finder import FoundPhrase, Phrases

_LONGEST = 400  # words; what is longer is no sentence
_STEM = 5  # letters by which the forms of a word are the same


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of an article."""

    paragraph: int  # index of its paragraph
    tokens: ParagraphTokens  # those of the whole paragraph
    words: range  # indices of its own among them
    surroundings: range  # the same with the sentence before and the sentence behind
    keys: Sequence[str]  # of its words
    lexicon: Lexicon
    _found: dict[Phrases, list[FoundPhrase]] = field(default_factory=dict, repr=False)

    @property
    def text(self) -> str:
        """In its original wording."""
        return self.tokens.text[self.tokens.starts[self.words[0]] : self.tokens.ends[self.words[-1]]]

    @property
    def is_quoted(self) -> Sequence[bool]:
        """Which of its words are quoted."""
        return self.tokens.is_quoted[self.words.start : self.words.stop]

    @property
    def imprint(self) -> tuple[tuple[str, ...], tuple[bool, ...]]:
        """What two sentences that are printed alike have in common: words and quotation."""
        return tuple(self.keys), tuple(self.is_quoted)

    @property
    def has_quotation(self) -> bool:
        """Whether any of its words is quoted."""
        return any(self.is_quoted)

    @cached_property
    def content(self) -> frozenset[str]:
        """The words that say what it is about; figures are what may differ."""
        telling = frozenset(self.keys) - self.lexicon.function
        return frozenset([key for key in telling if key[0] not in FIGURE_MARKS])

    def find(self, phrases: Phrases) -> list[FoundPhrase]:
        """Find phrases among its words, the first of which has the index 0."""
        found = self._found.get(phrases)
        if found is None:
            found = self._found[phrases] = phrases.find(self.keys)
        return found

    def senses(self, phrases: Phrases, words: range) -> frozenset[str]:
        """Find the senses of the phrases that some of its words are part of."""
        low, high = words.start - self.words.start, words.stop - self.words.start
        return frozenset(sense for start, end, sense in self.find(phrases) if start < high and low < end)

    @property
    def days(self) -> frozenset[str]:
        """The keys of the dates and weekdays in it."""
        return frozenset([key for key in self.keys if key[0] == "@"])

    @property
    def days_around(self) -> frozenset[str]:
        """The same, with those of the sentences beside it."""
        around = self.tokens.keys_in(self.surroundings)
        return frozenset([key for key in around if key[0] == "@"])


def sentences_of(paragraph: int, tokens: ParagraphTokens, lexicon: Lexicon) -> list[Sentence]:
    """Cut a paragraph of an article into sentences; a quotation behind a colon is part of one."""
    starts = [
        at for at, begins in enumerate(tokens.starts_sentence) if not at or (begins and ":" not in tokens.gaps[at])
    ]
    bounds = [*starts, len(tokens)]
    around = [0, *bounds, bounds[-1]]
    return [
        Sentence(
            paragraph, tokens, range(start, end), range(around[at], around[at + 3]), tokens.keys[start:end], lexicon
        )
        for at, (start, end) in enumerate(pairwise(bounds))
        if end - start <= _LONGEST
    ]


def stem(key: str) -> str:
    """Cut a folded word down to what its forms have in common."""
    return key[:_STEM]
