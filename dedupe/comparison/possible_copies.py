"""Which pairs of texts can be copies at all, looked at together: most share far too little, and are not aligned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dedupe.align.align_articles import retold_in_either
from dedupe.align.prose_word_pairs import reworded_words, words_of_prose
from dedupe.align.retold_upper_bound import PossibleTellingWords, most_retold
from dedupe.align.text_batch import batch_texts
from dedupe.comparison.text_pair import TextPair
from dedupe.judge.relation import may_be_copy


def possible_copies(pairs: Sequence[TextPair]) -> list[bool]:
    """Return for each pair whether an alignment can make one of its texts a copy of the other."""
    by_language = defaultdict[str | None, list[TextPair]](list)
    for pair in pairs:
        if not _makes_copy(pair, 0):
            by_language[pair.code].append(pair)
    excluded = {pair for own in by_language.values() for pair in _excluded(own)}
    return [pair not in excluded for pair in pairs]


def _makes_copy(pair: TextPair, retold: int) -> bool:
    """Return whether two texts may be copies with so many words in a row that are told in other words."""
    most = pair.most
    told = replace(most, retold=retold) if retold else most
    if not may_be_copy(pair.measures, told, same_words=pair.same_words):
        return False  # however close they are, which takes longer to find out
    return not retold or may_be_copy(
        pair.measures, most.with_retold(retold, is_close=pair.is_close), same_words=pair.same_words
    )


def _excluded(pairs: Sequence[TextPair]) -> list[TextPair]:
    """Return which pairs in one language are no copies for what is told in other words; the quickest to tell first."""
    batch, texts = batch_texts([(pair.source.passages, pair.target.passages) for pair in pairs], pairs[0].code)
    least = min(pair.most.threshold for pair in pairs)
    reworded = reworded_words(words_of_prose(batch), texts, lambda at: pairs[at].tell_in_order, least)
    own, with_quotations = (PossibleTellingWords(batch, with_quotations=wanted) for wanted in (False, True))
    retold = zip(most_retold(own, with_quotations, texts), most_retold(with_quotations, own, texts), strict=True)
    return [
        pair
        for pair, words, most in zip(pairs, reworded, retold, strict=True)
        if words < pair.most.threshold and not _is_retold(pair, most)
    ]


def _is_retold(pair: TextPair, most: Sequence[int | None]) -> bool:
    """Return whether two texts may be copies for sentences told in other words, of which there are no more than `most`."""
    if not any(words is None or _makes_copy(pair, words) for words in most):
        return False
    return pair.is_one_block or _makes_copy(pair, retold_in_either(pair.ours, pair.theirs))
