"""Names of people, places and organisations that a change replaces."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein, Prefix

from dedupe.edits.paragraph_pair import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from dedupe.edits.context import Context
    from dedupe.edits.diff_tokens import DiffToken
    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.paragraph_pair import Hunk, ParagraphTokens

_COMPACT = 8  # words on a side in which a name can be told to stand for another
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
_LOOSE_LETTERS = re.compile(r"[eijy]|(.)(?=\1)")
_LEAST_LETTERS, _LONG = 6, 7
_ROOT = 4  # letters that "China" and "Chinese" share
_PLACE = re.compile(r"|[aeoy]|ia|s")
_PEOPLE = re.compile(r"i?ans?|ns?|ese|ish|is?|ics?|ers?|isch(?:e[nrsm]?)?|s|an[oa]s?")


def proper_names(sides: Iterable[ParagraphTokens], lexicon: Lexicon) -> frozenset[str]:
    """Collect the keys of words that are names: capitalised inside sentences, nowhere in lower case.

    Where all nouns are capitalised, only words in capitals count, known places, and words that stand
    beside another capitalised one.
    """
    cased = [_cased(side, lexicon) for side in sides]
    evident = frozenset[str]().union(*(it.evident for it in cased))
    return evident.difference(*(it.lower for it in cased), lexicon.titles, lexicon.function)


class _Cased(NamedTuple):
    """Keys of the words of a paragraph: names for all that stands there, and words in lower case."""

    evident: frozenset[str]
    lower: frozenset[str]


@lru_cache(KEPT)
def _cased(side: ParagraphTokens, lexicon: Lexicon) -> _Cased:
    is_evident = _is_evident_among_nouns if lexicon.nouns_are_capitalised else _is_evident
    evident = frozenset(
        word.key
        for at, word in enumerate(side.words)
        if word.is_capital and not word.is_figure and is_evident(side, at, lexicon)
    )
    return _Cased(evident, frozenset(word.key for word in side.words if not word.is_capital))


def _is_evident(side: ParagraphTokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word stands inside a sentence, or as one person at its beginning ("Roe said")."""
    if not side.words[at].starts_sentence:
        return True
    is_one = not side.words[at].key.endswith("s")
    return is_one and lexicon.reporting.count(side.keys_in(range(at + 1, at + 2))) > 0


def _is_evident_among_nouns(side: ParagraphTokens, at: int, lexicon: Lexicon) -> bool:
    raw = side.raws[at]
    if (raw.isupper() and len(raw) > 1) or side.words[at].key in lexicon.places:
        return True
    return any(
        side.gaps[max(at, near)] == " " and _may_be_name(side.words[near], lexicon)
        for near in (at - 1, at + 1)
        if 0 <= near < len(side.words)
    )


def _may_be_name(word: DiffToken, lexicon: Lexicon) -> bool:
    return word.is_capital and not (
        word.is_figure or word.starts_sentence or word.key in lexicon.function
    )


def is_renamed(change: Hunk, context: Context) -> bool:
    """Tell whether a change puts one name in the place of another."""
    if max(map(len, change)) > _COMPACT or not all(change):
        return False
    sides = context.pair.sides(change)
    known = [
        {_bare(side, at) for at in stretch if _is_name(side.words[at], context.names)}
        for side, stretch in sides
    ]
    if context.lexicon.nouns_are_capitalised and any(known):
        # A noun without article in the place of a name is one too.
        known = [
            names or _bare_nouns(side, stretch, context.lexicon)
            for names, (side, stretch) in zip(known, sides, strict=True)
        ]
    lost, new = known[0] - known[1], known[1] - known[0]
    return bool(lost and new) and not any(
        _is_same(a, b, context.lexicon) for a in lost for b in new
    )


def _is_name(word: DiffToken, names: Set[str]) -> bool:
    return word.is_capital and not word.is_figure and word.key in names


def _bare_nouns(side: ParagraphTokens, stretch: range, lexicon: Lexicon) -> set[str]:
    """Give the words of a stretch if all of them begin with a capital letter and none is a title."""
    words = [side.words[at] for at in stretch if side.raws[at][0].isalpha()]
    if words and all(word.is_capital and word.key not in lexicon.titles for word in words):
        return {_bare(side, at) for at in stretch}
    return set()


def _bare(side: ParagraphTokens, at: int) -> str:
    """The key of a name without its possessive ending."""
    raw, key = side.raws[at], side.words[at].key
    return key[:-1] if _POSSESSIVE.search(raw) and key.endswith("s") else key


def _is_same(one: str, other: str, lexicon: Lexicon) -> bool:
    """Tell whether two words name the same, such as a country and its people."""
    if lexicon.peoples.get(one, one) == lexicon.peoples.get(other, other):
        return True
    root = Prefix.similarity(one, other)
    ends = one[root:], other[root:]
    return root >= _ROOT and any(
        _PLACE.fullmatch(a) and _PEOPLE.fullmatch(b) for a, b in (ends, ends[::-1])
    )


def is_respelled(change: Hunk, context: Context) -> bool:
    """Tell whether a change only spells a name in another way, or gives its initials."""
    words = context.words(change)
    if not all(words) or any(
        word.is_figure or not word.is_capital for word in (*words[0], *words[1])
    ):
        return False
    before, after = (
        [side.raws[at] for at in stretch] for side, stretch in context.pair.sides(change)
    )
    if len(before) == len(after):
        keys = zip(*context.pair.keys_in(change), strict=True)
        return all(one == other or _is_spelling(one, other) for one, other in keys)
    short, long = sorted((before, after), key=len)
    initials = "".join(word[0] for word in long)
    return len(short) == 1 and len(long) > 2 and initials == short[0].replace(".", "")


def _is_spelling(one: str, other: str) -> bool:
    """Tell whether two words differ by a letter, or by letters that transliterations vary."""
    shorter = min(len(one), len(other))
    skeletons = {_LOOSE_LETTERS.sub("", word) for word in (one, other)}
    return (shorter >= _LEAST_LETTERS and len(skeletons) == 1) or (
        shorter >= _LONG and Levenshtein.distance(one, other) == 1
    )
