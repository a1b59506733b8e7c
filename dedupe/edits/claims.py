"""What a word of a sentence speaks of: the clause that it stands in, and whether another sentence says the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dedupe.edits.compared_sentences import Sentence, stem
from dedupe.punctuation import DOUBLE_MARKS

_BOUND = re.compile(rf"[,;:()–—{DOUBLE_MARKS}]|--|\s-\s")  # what stands between clauses
_LEAST_WORDS = 2  # of content that a claim has, unless its sentence has fewer

_MANY_WORDS = 4  # of content, one of which may be another in what says the same


@dataclass(frozen=True, eq=False)
class Claim:
    """What a sentence says from a word on: to the end of its clause, or further where that says little."""

    sentence: Sentence
    at: int  # index of the word, among those of the paragraph

    @cached_property
    def stems(self) -> Sequence[str]:
        """The stems of its words of content, in order."""
        words = self.sentence.words
        for scope in (range(self.at, self._clause.stop), range(self.at, words.stop), words):
            found = list(stems_of(self.sentence, scope).values())
            if len(found) >= _LEAST_WORDS:
                break
        return found

    @property
    def head(self) -> str:
        """The stem of its first word of content, empty where there is none."""
        return next(iter(stems_of(self.sentence, range(self.at, self.sentence.words.stop)).values()), "")

    @property
    def clause(self) -> Sequence[str]:
        """The keys of the words of its clause, those before it included."""
        return self.sentence.tokens.keys[self._clause.start : self._clause.stop]

    @property
    def is_denied(self) -> bool:
        """Whether its clause has a negation."""
        return self.sentence.lexicon.negations.count(self.clause) > 0

    def share_in(self, other: Sentence) -> float:
        """Return the share of its words of content that another sentence has."""
        content = set(self.stems)
        told = stems_of(other, other.words).values()
        return len(content.intersection(told)) / len(content) if content else 0.0

    def found_in(self, other: Sentence) -> Claim | None:
        """Return what another sentence says from the word on that this one begins with, None where it has no such word.

        Of a claim of many words the first may be another: "allegedly planted two bombs", "two bombs exploded".
        """
        places = {key: at for at, key in reversed(stems_of(other, other.words).items())}
        heads = [self.head, *self.stems[1:2]] if len(self.stems) >= _MANY_WORDS else [self.head]
        return next((Claim(other, places[head]) for head in heads if head in places), None)

    @cached_property
    def _clause(self) -> range:
        """Its clause: up to a mark or a word that joins clauses."""
        tokens, words, joints = self.sentence.tokens, self.sentence.words, self.sentence.lexicon.joints
        start = stop = self.at
        while start > words.start and not (_BOUND.search(tokens.gaps[start]) or tokens.keys[start - 1] in joints):
            start -= 1
        while stop < words.stop and not (_BOUND.search(tokens.gaps[stop]) or tokens.keys[stop] in joints):
            stop += 1
        return range(start, max(stop, self.at))


def say_the_same(one: Sentence, other: Sentence) -> bool:
    """Return whether two sentences have the same words of content but for one: "of stealing the lamp", "stole the lamp"."""
    ours, theirs = ({*stems_of(sentence, sentence.words).values()} for sentence in (one, other))
    others = max(len(ours - theirs), len(theirs - ours))
    return others <= 1 and len(ours & theirs) >= _LEAST_WORDS + others


def stems_of(sentence: Sentence, words: range) -> dict[int, str]:
    """Return the stems of words of content and the keys of figures, by index; hedges and negations left out."""
    lexicon = sentence.lexicon
    dropped = lexicon.function | lexicon.hedges.words | lexicon.negations.words
    keys = sentence.tokens.keys
    content = (at for at in words if keys[at] not in dropped)
    return {at: keys[at] if sentence.tokens.is_figure(at) else stem(keys[at]) for at in content}
