"""Denials that a copy leaves out while it carries what is denied."""

from __future__ import annotations

from itertools import chain, starmap
from typing import TYPE_CHECKING, NamedTuple

from dedupe.edits.sentence_pairs import content, sentences_of, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.paragraph_pair import ParagraphTokens
    from dedupe.edits.sentence_pairs import Sentence, SentencePair

DENIAL = "denial"  # the sense of words of denying, beside those that only rebut
_LEAST_CARRIED = 0.5  # of a claim's words of content
_BACK = 2  # sentences before a denial, one of which says what is denied
_BARE = (
    3  # words of content of a denial that can only be of the sentence before it: "Both men deny it"
)
_SHARED = 2  # words of content that another has in common with what it denies


class LostDenial(NamedTuple):
    """A sentence of the source that denies what a sentence of the copy still says."""

    denial: Sentence
    claim: Sentence


def lost_denials(
    source: Mapping[int, ParagraphTokens],
    target: Mapping[int, ParagraphTokens],
    pairs: Iterable[SentencePair],
    denials: Mapping[int, ParagraphTokens],
    lexicon: Lexicon,
) -> Iterator[LostDenial]:
    """Find whole sentences that deny something, and were cut although the copy carries what they deny.

    Example: "The skippers rammed a launch. Both men deny it." became "The skippers rammed a launch."

    Args:
        source: the source's paragraphs that have partners, by index.
        target: the copy's paragraphs that have partners, by index.
        pairs: sentences that tell the same, those left out that are printed as they were.
        denials: the source's paragraphs that deny something which the copy denies nowhere, by index.
        lexicon: of their language.
    """
    if not denials:
        return
    told = _Told(target, pairs, lexicon)
    paragraphs = sorted({**source, **denials}.items())
    sentences = list(chain.from_iterable(starmap(sentences_of, paragraphs)))
    for at, sentence in enumerate(sentences):
        if _denies(sentence, lexicon) and not told.of(sentence):
            for back, one in enumerate(reversed(sentences[max(0, at - _BACK) : at])):
                claim = told.of(one) if sentence.paragraph - one.paragraph <= 1 else None
                if claim and _is_of(sentence, claim, lexicon, is_next=not back):
                    yield LostDenial(sentence, claim)
                    break


def _denies(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Return whether a sentence is a denial, and not that somebody does not deny."""
    return DENIAL in lexicon.denials.senses(sentence.keys)


def _is_of(denial: Sentence, claim: Sentence, lexicon: Lexicon, *, is_next: bool) -> bool:
    """Return whether a denial is of what a sentence of the copy says, told in the source before it."""
    words = content(denial, lexicon) - lexicon.denials.words
    is_bare = len(words) <= _BARE or not words.isdisjoint(lexicon.claims)
    shared = {stem(key) for key in words} & {stem(key) for key in content(claim, lexicon)}
    return (is_bare and is_next) or len(shared) >= _SHARED


class _Told:
    """Which sentence of a copy tells what a sentence of its source tells."""

    def __init__(
        self,
        target: Mapping[int, ParagraphTokens],
        pairs: Iterable[SentencePair],
        lexicon: Lexicon,
    ) -> None:
        own = (one for at, tokens in target.items() for one in sentences_of(at, tokens))
        self._same = {one.imprint: one for one in own}
        self._close: dict[tuple[int, range], Sentence] = {}
        for pair in pairs:
            words = content(pair.source, lexicon)
            if len(words & content(pair.target, lexicon)) >= _LEAST_CARRIED * len(words):
                self._close[pair.source.paragraph, pair.source.words] = pair.target

    def of(self, sentence: Sentence) -> Sentence | None:
        """Return the copy's sentence, None where it has none."""
        place = sentence.paragraph, sentence.words
        return self._close.get(place) or self._same.get(sentence.imprint)
