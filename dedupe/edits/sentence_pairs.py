"""Which sentence of a copy tells which sentence of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, product

from rapidfuzz.distance import LCSseq

from dedupe.edits.compared_sentences import Sentence, sentences_of, stem
from dedupe.edits.compared_words import ComparedWords
from dedupe.edits.date_figures import agree, is_same_day
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.match_words import Hunk, Match, hunks_between
from dedupe.edits.paragraph_tokens import ParagraphTokens

# Content words that two sentences about one thing have in common, and their least share of those of the
# sentence that has fewer.
_SHARED_AND_LIKENESS = ((5, 0.3), (3, 0.4), (2, 0.6))
_LEAST_SHARED = min(_SHARED_AND_LIKENESS)[0]
_LEAST_OF_BEST = 0.75  # of the likeness of a sentence's closest partner, for another one
_LARGEST = 1 << 18  # pairs of sentences that are compared in one paragraph
_FUNCTION = 0.3  # what a function word counts beside a content word
_LEAST_FRAME, _LEAST_LIKENESS = (1.0, 0.6)  # weight of the words beside a hunk, and likeness of its sentences;
_STRONG_FRAME, _LOW_FRAME, _LOW_LIKENESS = (3.0, 0.5, 0.5)  # or less where more words agree on one side
_NEAR = 5  # words on either side that a difference is seen among


@dataclass(frozen=True, eq=False)
class SentencePair:
    """A sentence of the source and one of the copy that tells the same, or a part of it."""

    source: Sentence
    target: Sentence
    likeness: float  # share of the content words, of the sentence that has fewer, that both have
    is_closest: bool  # whether neither is more like any other sentence
    matches: tuple[Match, ...]  # indices of equal words, ascending on both sides
    hunks: tuple[Hunk, ...]  # what stands between them, in order
    lexicon: Lexicon

    @property
    def is_telling(self) -> bool:
        """Whether either sentence is quoted in part, or a word that can make a change that matters differs."""
        return (
            self.source.has_quotation
            or self.target.has_quotation
            or any(_has_telling(side, words, self.lexicon) for hunk in self.hunks for side, words in self.sides(hunk))
        )

    @cached_property
    def is_of_one_day(self) -> bool:
        """Whether nothing shows that the two tell of different days."""
        ours, theirs = self.source.days, self.target.days
        if not (ours and theirs):
            ours, theirs = self.source.days_around, self.target.days_around
        return not (ours and theirs) or any(is_same_day(one, other) for one in ours for other in theirs)

    @property
    def is_of_one_date(self) -> bool:
        """The same of full dates alone, where both have some."""
        ours, theirs = (
            [key for key in sentence.keys if key[0] == "@" and "-" in key] for sentence in (self.source, self.target)
        )
        return not (ours and theirs) or any(agree(one, other) for one in ours for other in theirs)

    def keys(self, hunk: Hunk) -> tuple[list[str], list[str]]:
        """The keys of a hunk's words on both sides."""
        return self.source.tokens.keys_in(hunk.source), self.target.tokens.keys_in(hunk.target)

    def sides(self, hunk: Hunk) -> tuple[tuple[ParagraphTokens, range], tuple[ParagraphTokens, range]]:
        """Both paragraphs, each with its words of a hunk."""
        return (self.source.tokens, hunk.source), (self.target.tokens, hunk.target)

    def stems_beside(self, hunk: Hunk) -> tuple[set[str], set[str]]:
        """The stems of the words of content on both sides that are no part of a hunk."""
        return _stems_beside(hunk.source, self.source), _stems_beside(hunk.target, self.target)

    def names(self, hunk: Hunk) -> tuple[list[str], list[str]]:
        """The keys of a hunk's words without the endings of possessives."""
        return self.source.tokens.bare_keys(hunk.source), self.target.tokens.bare_keys(hunk.target)

    def frame(self, hunk: Hunk) -> tuple[float, float]:
        """Weigh the words that are the same directly before and behind a hunk.

        A content word weighs 1; so does the beginning or the end of both sentences.
        """
        before = self._run(hunk.source.start - 1, hunk.target.start - 1, -1)
        return before, self._run(hunk.source.stop, hunk.target.stop, 1)

    def is_framed(self, hunk: Hunk) -> bool:
        """Return whether so much agrees around a hunk that its sides stand for each other."""
        before, behind = self.frame(hunk)
        if before + behind >= _STRONG_FRAME:
            return self.likeness >= _LOW_LIKENESS and min(before, behind) >= _LOW_FRAME
        return self.likeness >= _LEAST_LIKENESS and min(before, behind) >= _LEAST_FRAME

    def is_equivalent(self, hunk: Hunk) -> bool:
        """Return whether a hunk hedges or negates in words for which the other sentence has words that mean the same."""
        lost, gained = self.keys(hunk)
        pairs = chain(product(lost, self.target.keys), product(self.source.keys, gained))
        return not self.lexicon.equivalents.isdisjoint(pairs)

    def _run(self, i: int, j: int, step: int) -> float:
        weight = 0.0
        ours, theirs = self.source.tokens.keys, self.target.tokens.keys
        for _ in range(_NEAR):
            is_ours, is_theirs = i in self.source.words, j in self.target.words
            if not (is_ours and is_theirs):
                return weight if is_ours or is_theirs else weight + 1.0
            if ours[i] != theirs[j]:
                return weight
            weight += _FUNCTION if ours[i] in self.lexicon.function else 1.0
            i, j = i + step, j + step
        return weight


def _has_telling(side: ParagraphTokens, words: range, lexicon: Lexicon) -> bool:
    return any(side.is_capital[at] or side.is_figure(at) or side.keys[at] in lexicon.telling for at in words)


def _stems_beside(words: range, sentence: Sentence) -> set[str]:
    keys, first = sentence.keys, sentence.words.start
    beside = *keys[: max(0, words.start - first)], *keys[max(0, words.stop - first) :]
    return set(map(stem, sentence.content.intersection(beside)))


def pair_sentences(words: ComparedWords, partners_of: Mapping[int, Iterable[int]]) -> list[SentencePair]:
    """Pair the sentences of aligned paragraphs in the target's order, leaving out those printed as they were.

    A sentence may stand in several pairs: two sentences made one, or one made two.

    Args:
        partners_of: indices of paragraphs of the source by those of the target.
    """
    source, target, lexicon = words.before, words.after, words.lexicon
    ours = cache(lambda at: sentences_of(at, source[at], lexicon))
    found: list[SentencePair] = []
    for at, partners in partners_of.items():
        candidates = [one for partner in partners for one in ours(partner)]
        theirs = sentences_of(at, target[at], lexicon)
        printed = [[one.imprint for one in sentences] for sentences in (candidates, theirs)]
        kept = set(printed[0]).intersection(printed[1])
        before, after = (
            [one for one, imprint in zip(sentences, imprints, strict=True) if imprint not in kept]
            for sentences, imprints in zip((candidates, theirs), printed, strict=True)
        )
        if len(before) * len(after) <= _LARGEST:
            found += _pairs(before, after, lexicon)
    return found


def _pairs(source: Sequence[Sentence], target: Sequence[Sentence], lexicon: Lexicon) -> Iterator[SentencePair]:
    """Pair each sentence with the closest on the other side, and with others nearly as close."""
    contents = [one.content for one in source]
    others = [one.content for one in target]
    likeness = [[_likeness(ours, theirs) for ours in contents] for theirs in others]
    if len(source) == len(target) == 1 and not likeness[0][0]:
        likeness = [[_share(contents[0], others[0])]]
    best_of_source = [max(column) for column in zip(*likeness, strict=True)]
    for row, after in zip(likeness, target, strict=True):
        best = max(row, default=0.0)
        for value, limit, before in zip(row, best_of_source, source, strict=True):
            if value and value >= _LEAST_OF_BEST * min(best, limit):
                is_closest = value >= max(best, limit)
                matches = _match(before, after, lexicon)
                hunks = tuple(hunks_between(matches, Hunk(before.words, after.words)))
                yield SentencePair(before, after, value, is_closest, matches, hunks, lexicon)


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    least = min(len(ours), len(theirs))
    return len(ours & theirs) / least if least else 0.0


def _likeness(ours: frozenset[str], theirs: frozenset[str]) -> float:
    shared = len(ours & theirs)
    if shared < _LEAST_SHARED:
        return float(ours == theirs and shared > 0)
    likeness = shared / min(len(ours), len(theirs))
    is_like = any(shared >= some and likeness >= share for some, share in _SHARED_AND_LIKENESS)
    return likeness if is_like else 0.0


def _match(source: Sentence, target: Sentence, lexicon: Lexicon) -> tuple[Match, ...]:
    """Match equal words in order, without function words that stand alone among words that differ."""
    found: list[Match] = []
    for block in LCSseq.opcodes(source.keys, target.keys).as_matching_blocks():
        i, j = source.words.start + block.a, target.words.start + block.b
        keys = source.keys[block.a : block.a + block.size]
        at_edge = block.a == block.b == 0 or (
            block.a + block.size == len(source.keys) and block.b + block.size == len(target.keys)
        )
        if at_edge or block.size > 1 or not lexicon.function.issuperset(keys):
            last = found[-1] if found else (source.words.start - 1, target.words.start - 1)
            before = _equal_before(source, target, (i, j), last)
            found += ((i + at, j + at) for at in range(-before, block.size))
    return tuple(found)


def _equal_before(source: Sentence, target: Sentence, match: Match, last: Match) -> int:
    """Count equal words directly before a match, back to the last one: "the" of "the ferry"."""
    (i, j), found = match, 0
    while i - found - 1 > last[0] and j - found - 1 > last[1]:
        if source.tokens.keys[i - found - 1] != target.tokens.keys[j - found - 1]:
            break
        found += 1
    return found
