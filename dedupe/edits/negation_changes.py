"""Claims that a copy turns round: a "not" gained or lost, an opposite, a denial cut while the claim stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np

from dedupe.edits.claims import Claim
from dedupe.edits.compared_sentences import Sentence, sentences_of, stem
from dedupe.edits.compared_words import ComparedWords
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.match_words import Hunk
from dedupe.edits.paragraph_tokens import ParagraphTokens, paragraph_tokens
from dedupe.edits.phrase_finder import NO, Phrases, count
from dedupe.edits.sentence_pairs import SentencePair
from dedupe.prepare.passages import Passages

DENIAL = "denial"  # the sense of words of denying, beside those that only rebut
_SMALL = 4  # words on either side of a hunk that turns a claim
_SHARE_OF_BOTH = 0.6  # share of either sentence's words that the other has
_NOT = 2  # words of "not", "did not"
_CLAUSE = 14  # words of a clause that denies
_LEAST_LIKENESS = 0.6  # of a sentence that lost such a clause
_LEAST_CARRIED = 0.5  # of a claim's words of content
_BARE = 3  # words of content of a denial that can only be of the sentence before it: "Both men deny it"


def reversals(pair: SentencePair, denials: Collection[int]) -> Iterator[Hunk]:
    """Find where a copy says that something is not so which its source says is so, or the reverse.

    `denials` are indices of the source's paragraphs that deny what the copy denies nowhere.
    """
    for hunk in pair.hunks:
        is_reversed = max(map(len, hunk)) <= _SMALL and _is_reversed(hunk, pair)
        is_told = pair.is_framed(hunk) or _is_of_one_claim(hunk, pair)
        if (is_reversed and is_told and _agree_beside(hunk, pair)) or _is_denial_lost(hunk, pair, denials):
            yield hunk


def _agree_beside(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether most of what either sentence says beside a difference is said by the other."""
    ours, theirs = pair.stems_beside(hunk)
    return len(ours & theirs) >= _SHARE_OF_BOTH * max(len(ours), len(theirs))


def _is_of_one_claim(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether the same words of content, and no others, stand behind a difference on both sides."""
    claims = Claim(pair.source, hunk.source.stop), Claim(pair.target, hunk.target.stop)
    return bool(claims[0].head) and claims[0].head == claims[1].head and {*claims[0].stems} == {*claims[1].stems}


def _is_denial_lost(hunk: Hunk, pair: SentencePair, denials: Collection[int]) -> bool:
    """Return whether a clause that denies the rest was cut, and the copy has no denial anywhere."""
    if pair.source.paragraph not in denials or pair.likeness < _LEAST_LIKENESS:
        return False
    lost, gained = pair.keys(hunk)
    is_quoted = any(pair.source.tokens.is_quoted[at] for at in hunk.source)
    is_clause = len(lost) <= _CLAUSE and not gained and not is_quoted
    return is_clause and DENIAL in pair.lexicon.denials.senses(lost)


def _is_reversed(hunk: Hunk, pair: SentencePair) -> bool:
    lexicon = pair.lexicon
    lost, gained = pair.keys(hunk)
    negations = _negations(pair.source, lexicon), _negations(pair.target, lexicon)
    negated = [any(_meet(one, side) for one in found) for found, side in zip(negations, hunk, strict=True)]
    opposites = lexicon.opposites.intersection(product(lost, gained))
    if not any(negated):
        is_small = max(map(len, hunk)) == 1  # "für" and "gegen" are opposites only where nothing else differs
        return any(is_small or lexicon.function.isdisjoint(words) for words in opposites)
    if all(negated) or pair.is_equivalent(hunk):
        return False
    if len(negations[0]) == len(negations[1]):
        return False
    if any(
        "," in gap for gap in (pair.source.tokens.gaps[hunk.source.stop], pair.target.tokens.gaps[hunk.target.stop])
    ):
        return False  # "No, the lamp is safe"
    is_denial = pair.source.senses(lexicon.denials, hunk.source) | pair.target.senses(lexicon.denials, hunk.target)
    if not is_denial and count(pair.source.find(lexicon.denials)) != count(pair.target.find(lexicon.denials)):
        return False  # "denied that she is", "said that she is not"
    is_bare = all(hunk) or max(map(len, hunk)) <= _NOT
    return (is_bare and _is_same_but_for_negation(lost, gained, lexicon)) or any(
        not lexicon.negations.words.isdisjoint(words) for words in opposites
    )


def _negations(sentence: Sentence, lexicon: Lexicon) -> list[range]:
    """Find the words that negate in a sentence, by their indices; not the one that numbers, as in "No. 3"."""
    first = sentence.words.start
    found = [range(first + at, first + end) for at, end, sense in sentence.find(lexicon.negations) if sense != NO]
    return [words for words in found if not _is_numbering(words.stop, sentence)]


def _is_numbering(at: int, sentence: Sentence) -> bool:
    """Return whether a word is a figure, and a full stop stands before it."""
    tokens = sentence.tokens
    return at < len(tokens) and tokens.is_figure(at) and tokens.gaps[at].startswith(".")


def _meet(one: range, other: range) -> bool:
    return max(one.start, other.start) < min(one.stop, other.stop)


def _is_same_but_for_negation(lost: Iterable[str], gained: Iterable[str], lexicon: Lexicon) -> bool:
    """Return whether words are forms of the same on both sides, in any order, those of function aside."""
    dropped = lexicon.function | lexicon.negations.words
    before, after = ({stem(key) for key in keys if key not in dropped} for keys in (lost, gained))
    unlike = [(one, other) for one in before - after for other in after - before]
    return len(before) == len(after) and all(one.startswith(other) or other.startswith(one) for one, other in unlike)


def undisputed_denials(source: Passages, target: Passages, lexicon: Lexicon) -> dict[int, ParagraphTokens]:
    """Return the source's paragraphs that deny something, by index; none where the copy denies anything at all."""
    denials = lexicon.denials
    found = [at for at in _with_openings(source, denials, {DENIAL}) if DENIAL in denials.senses(source[at].words)]
    disputing = denials.openings.keys() - {NO}
    if not found or any(denials.count(target[at].words) for at in _with_openings(target, denials, disputing)):
        return {}
    return {at: paragraph_tokens(source[at], lexicon) for at in found}


def _with_openings(article: Passages, phrases: Phrases, senses: Set[str]) -> list[int]:
    """Return the paragraphs, furniture aside, with a word that a phrase of one of some senses begins with."""
    tokens = article.tokens
    is_opening = np.zeros(tokens.hashes.size, dtype=np.bool_)
    for sense in senses & phrases.openings.keys():
        is_opening |= phrases.openings[sense].contains(tokens.hashes)
    paragraphs = tokens.paragraphs[np.flatnonzero(is_opening)]
    return sorted({*paragraphs[~tokens.is_furniture[paragraphs]].tolist()})


class LostDenial(NamedTuple):
    """A sentence of the source that denies what a sentence of the copy still says."""

    denial: Sentence
    claim: Sentence


def lost_denials(words: ComparedWords, pairs: Callable[[], Iterable[SentencePair]]) -> Iterator[LostDenial]:
    """Find whole sentences that deny something, and were cut although the copy carries what they deny.

    Example: "The skippers rammed a launch. Both men deny it." became "The skippers rammed a launch."

    Args:
        words: of the paragraphs that share text, and of those of the source that deny something.
        pairs: returns the sentences that tell the same, those left out that are printed as they were.
    """
    denials, lexicon = words.denials, words.lexicon
    if not denials:
        return
    told = _Told(words.after, pairs(), lexicon)
    paragraphs = sorted({**words.before, **denials}.items())
    sentences = [one for at, tokens in paragraphs for one in sentences_of(at, tokens, lexicon)]
    for before, sentence in pairwise(sentences):
        if sentence.paragraph - before.paragraph <= 1 and _denies(sentence, lexicon) and not told.of(sentence):
            yield from (LostDenial(sentence, claim) for claim in [told.of(before)] if claim)


def _denies(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Return whether a sentence denies what stands before it, and not what it says itself."""
    if DENIAL not in lexicon.denials.senses(sentence.keys):
        return False
    words = sentence.content
    return len(words - lexicon.denials.words) <= _BARE or not words.isdisjoint(lexicon.claims)


class _Told:
    """Which sentence of a copy tells what a sentence of its source tells."""

    def __init__(self, target: Mapping[int, ParagraphTokens], pairs: Iterable[SentencePair], lexicon: Lexicon) -> None:
        own = (one for at, tokens in target.items() for one in sentences_of(at, tokens, lexicon))
        self._same = {one.imprint: one for one in own}
        self._close: dict[tuple[int, range], Sentence] = {}
        for pair in pairs:
            words = pair.source.content
            if len(words & pair.target.content) >= _LEAST_CARRIED * len(words):
                self._close[pair.source.paragraph, pair.source.words] = pair.target

    def of(self, sentence: Sentence) -> Sentence | None:
        """Return the copy's sentence, None where it has none."""
        place = sentence.paragraph, sentence.words
        return self._close.get(place) or self._same.get(sentence.imprint)
