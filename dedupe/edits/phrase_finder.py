"""Phrases found among the words of a sentence, each with a sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from dedupe.sketch.sorted_arrays import HashSet, unique_sorted
from dedupe.text.batch.hashing import hash_words
from dedupe.text.tokens import words_alone

_GAP, _WIDEST_GAP = "...", 12  # words

FoundPhrase = tuple[int, int, str]  # its first word, the word after its last, its sense
NO = "no"  # the sense of phrases that only look like the others


class _Phrase(NamedTuple):
    """The words of a phrase, by its parts, between which any others may stand."""

    parts: Sequence[list[str]]
    sense: str


class Phrases:
    """Words and phrases of one sort, each with a sense, to be found among the keys of words.

    Three dots in a phrase stand for up to a dozen other words: "weist ... zurück". An ordinal has its number's key.
    """

    def __init__(self, senses: Mapping[str, Iterable[str]], ordinals: Mapping[str, str] | None = None) -> None:
        sense = {_key(phrase, ordinals or {}): name for name, all_ in senses.items() for phrase in all_}
        self.words = frozenset(word for phrase in sense for word in phrase.split()) - {_GAP}
        self._phrases = defaultdict[str, list[_Phrase]](list)  # by their first words, the longest first
        for phrase in sorted(filter(None, sense), key=lambda phrase: (-len(phrase), phrase)):
            parts = [part.split() for part in phrase.split(f" {_GAP} ")]
            self._phrases[parts[0][0]].append(_Phrase(parts, sense[phrase]))

    @cached_property
    def openings(self) -> Mapping[str, HashSet]:
        """The hashes of the words that phrases begin with, by the sense of these."""
        words = defaultdict[str, set[str]](set)
        for first, phrases in self._phrases.items():
            for phrase in phrases:
                words[phrase.sense].add(first)
        return {sense: HashSet(unique_sorted(hash_words(sorted(firsts)))) for sense, firsts in words.items()}

    def find(self, words: Sequence[str]) -> list[FoundPhrase]:
        """Find the phrases among words in a row."""
        if self._phrases.keys().isdisjoint(words):
            return []
        words, found, free = list(words), list[FoundPhrase](), 0
        for at in (at for at, word in enumerate(words) if word in self._phrases):
            for phrase in self._phrases[words[at]] if at >= free else ():
                if end := _end(phrase.parts, words, at):
                    found.append((at, end, phrase.sense))
                    free = end
                    break
        return found

    def senses(self, words: Sequence[str]) -> frozenset[str]:
        """Return the senses found among words in a row."""
        return frozenset(sense for _, _, sense in self.find(words))

    def count(self, words: Sequence[str]) -> int:
        """Count the phrases found among words in a row, but for those that only look like them."""
        return count(self.find(words))


def count(found: Iterable[FoundPhrase]) -> int:
    """Count phrases, but for those that only look like the others."""
    return sum(sense != NO for _, _, sense in found)


def _end(parts: Sequence[list[str]], words: list[str], at: int) -> int:
    """Return the index after the last word of a phrase that begins at a word, as late as can be; 0 where none does."""
    end = at + len(parts[0])
    if words[at:end] != parts[0]:
        return 0
    if len(parts) == 1:
        return end
    return next((last for gap in range(_WIDEST_GAP, -1, -1) if (last := _end(parts[1:], words, end + gap))), 0)


def _key(phrase: str, ordinals: Mapping[str, str]) -> str:
    """Fold a phrase, as the keys of words are folded."""
    parts = map(words_alone, phrase.split(_GAP))
    return f" {_GAP} ".join(
        " ".join(f"#{ordinals[word]}th" if word in ordinals else word for word in words) for words in parts
    )
