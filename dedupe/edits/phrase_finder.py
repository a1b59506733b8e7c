"""Phrases found among the words of a sentence, each with a sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from dedupe.sketch.sorted_arrays import HashSet, unique_sorted
from dedupe.text.batch.hashing import hash_words
from dedupe.text.tokens import tokenize

_GAP, _WIDEST_GAP = "...", 12  # words

NO = "no"  # the sense of phrases that only look like the others


class Phrases:
    """Words and phrases of one sort, each with a sense, to be found among the keys of words.

    Three dots in a phrase stand for up to a dozen other words: "weist ... zurück". An ordinal has its number's key.
    """

    def __init__(self, senses: Mapping[str, Iterable[str]], ordinals: Mapping[str, str] | None = None) -> None:
        sense = {_key(phrase, ordinals or {}): name for name, all_ in senses.items() for phrase in all_}
        longest_first = sorted(sense, key=lambda phrase: (-len(phrase), phrase))
        choice = "|".join(f"({_with_gaps(phrase)})" for phrase in longest_first) or "(?!)"
        self._pattern = re.compile(f"(?:{choice})(?![^ ])")
        self._senses = [sense[phrase] for phrase in longest_first]
        self.words = frozenset(word for phrase in sense for word in phrase.split()) - {_GAP}
        self._first_words = frozenset(word for phrase in sense for word in phrase.split()[:1])

    @cached_property
    def openings(self) -> HashSet:
        """The hashes of the words that phrases begin with."""
        return HashSet(unique_sorted(hash_words(sorted(self._first_words))))

    def find(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """Find the phrases among words in a row: first word, word after the last, sense."""
        if self._first_words.isdisjoint(words):
            return []
        text, letters = " ".join(words), list(accumulate(map(len, words), initial=0))
        if text.count(" ") >= len(words):  # a word with a space in it is one all the same
            text = " ".join(word.replace(" ", "_") for word in words)
        found: list[tuple[int, int, str]] = []
        for at in (at for at, word in enumerate(words) if word in self._first_words):
            start, is_free = letters[at] + at, not found or at >= found[-1][1]
            if is_free and (match := self._pattern.match(text, start)):
                last = at + text.count(" ", start, match.end()) + 1
                found.append((at, last, self._senses[(match.lastindex or 0) - 1]))
        return found

    def senses(self, words: Sequence[str]) -> frozenset[str]:
        """Return the senses found among words in a row."""
        return frozenset(sense for _, _, sense in self.find(words))

    def count(self, words: Sequence[str]) -> int:
        """Count the phrases found among words in a row, but for those that only look like them."""
        return sum(sense != NO for _, _, sense in self.find(words))


def _with_gaps(phrase: str) -> str:
    """Return a pattern for a phrase in which three dots stand for any words."""
    return re.escape(phrase).replace(re.escape(f" {_GAP} "), f"(?: [^ ]+){{0,{_WIDEST_GAP}}} ")


def _key(phrase: str, ordinals: Mapping[str, str]) -> str:
    """Fold a phrase, as the keys of words are folded."""
    parts = ([token.text for token in tokenize(part)] for part in phrase.split(_GAP))
    return f" {_GAP} ".join(
        " ".join(f"#{ordinals[word]}th" if word in ordinals else word for word in words) for words in parts
    )
