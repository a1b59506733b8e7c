"""The language of a text, by a vote of its function words."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from dedupe.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SAMPLE = 2_000
_MIN_SHARE = 0.125
_MIN_LEAD = 1.5


@cache
def stopwords() -> Mapping[str, frozenset[str]]:
    """Map each language (ISO 639-1) to its function words, raw."""
    return MappingProxyType(
        {language: frozenset(words.split()) for language, words in read_table("stopwords").items()}
    )


def detect_language(words: Iterable[str]) -> str | None:
    """Return the language that the function words of a text vote for.

    Each function word has one vote, shared between the languages that have the word.

    Args:
        words: raw words (lower case, no accents, no apostrophes); the first 2,000 count.

    Returns:
        ISO 639-1 code, one of the keys of `stopwords`; None where no language wins clearly,
        with votes from an eighth of the words and half as many again as the next language.

    >>> detect_language("la lluvia no ha parado desde el lunes y el rio sube".split())
    'es'
    >>> detect_language("merkel macron rutte".split()) is None
    True
    """
    counts = Counter(islice(words, _SAMPLE))
    voters = _voters()
    votes = dict.fromkeys(stopwords(), 0.0)
    for word, count in counts.items():
        languages = voters.get(word, ())
        for voted in languages:
            votes[voted] += count / len(languages)
    winner, runner_up = sorted(votes, key=votes.__getitem__, reverse=True)[:2]
    enough = votes[winner] >= _MIN_SHARE * max(counts.total(), 1)
    return winner if enough and votes[winner] >= _MIN_LEAD * votes[runner_up] else None


@cache
def _voters() -> Mapping[str, tuple[str, ...]]:
    """Map each function word to the languages that have it."""
    tables = stopwords()
    words = frozenset[str]().union(*tables.values())
    return {word: tuple(name for name, own in tables.items() if word in own) for word in words}
