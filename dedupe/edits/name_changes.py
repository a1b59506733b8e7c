"""Names that a copy misspells, or puts in the place of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from rapidfuzz.distance import Levenshtein, Prefix

from dedupe.edits.compared_words import ComparedWords
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.match_words import Hunk
from dedupe.edits.paragraph_tokens import ParagraphTokens, is_style
from dedupe.edits.sentence_pairs import SentencePair

_SMALL = 4  # words of a name
_LEAST_LIKENESS = 0.5  # of sentences that tell the same of other names
_MUCH_LIKENESS = 0.7  # of sentences that agree, so that a name may stand elsewhere as well
_LEAST_WORDS = 4  # of a sentence that says something of a name
_FORM = 2  # names of one sentence that were replaced: the same form with other facts
_LEAST_FRAME = 1.0  # weight of the words that match on either side of it
_NICKNAME = range(3, 6)  # letters of a name that is short for another: "Chris", "Christine"
_MISSPELT = 0.65  # likeness of a name and its misspelling
_TRANSLITERATED = {"kh": "k", "gh": "g", "ph": "f", "ei": "ai", "ou": "u", "o": "u", "tsch": "ch", "sch": "sh"}
_LETTERS = str.maketrans({"y": "i", "j": "i", "q": "k", "c": "k", "w": "v"})
_DOUBLED = re.compile(r"(.)\1+")
_ABBREVIATION, _VOWELS = 2, frozenset("aeiouy")  # letters of one, and letters that others lack
_INFLECTIONS = frozenset({"", "e", "en", "n", "er", "es", "em", "in", "innen"})  # of nouns; names take an "s" alone
_ROOT = 4
_PLACE = re.compile(r"|[aeoy]|ia|s")
_PEOPLE = re.compile(r"i?ans?|ns?|ese|ish|is?|ics?|ers?|isch(?:e[nrsm]?)?|s|an[oa]s?")


def name_changes(pair: SentencePair, words: ComparedWords) -> Iterator[Hunk]:
    """Find names that stand in the place of others, in sentences that agree around them."""
    is_like = pair.likeness >= _LEAST_LIKENESS or len(pair.hunks) == 1
    if not (is_like and pair.is_of_one_day):
        return
    named = (hunk for hunk in pair.hunks if all(_has_name(side, words) for side, words in pair.sides(hunk)))
    bare = [_without_titles(hunk, pair) for hunk in named if min(pair.frame(hunk)) >= _LEAST_FRAME]
    bare += (hunk for hunk in _surnames(pair) if hunk not in bare)
    found = [hunk for hunk in bare if _is_renamed(hunk, pair, words)]
    if min(len(pair.source.words), len(pair.target.words)) < _LEAST_WORDS:
        return
    if len(found) < _FORM or all(_is_misspelt(*map(set, pair.names(hunk))) for hunk in found):
        yield from (_whole_name(hunk, pair, words) for hunk in found)


def _has_name(side: ParagraphTokens, words: range) -> bool:
    """Return whether any of some words may be part of a name."""
    return any(side.is_capital[at] or side.is_figure(at) for at in words)


def _surnames(pair: SentencePair) -> Iterator[Hunk]:
    """Find nearly equal words behind a name that both sentences have, whatever stands behind them."""
    for source, target in pair.hunks:
        first = Hunk(source[:1], target[:1])
        is_behind_name = _is_noun(source.start - 1, target.start - 1, source.start, pair)
        if all(first) and is_behind_name and _is_misspelt(*map(set, pair.names(first))):
            yield first


def _is_renamed(hunk: Hunk, pair: SentencePair, words: ComparedWords) -> bool:
    """Return whether a difference puts a name that the source does not have in the place of another."""
    if not all(hunk) or max(map(len, hunk)) > _SMALL or _is_written_alike(hunk, pair):
        return False
    if not all(_is_name(side, place, pair.lexicon) for side, place in pair.sides(hunk)):
        return False
    lost, new = pair.keys(hunk)
    ours, theirs = map(set, pair.names(hunk))
    known = [any(map(words.is_name, side)) for side in (lost, new)]
    if not (any(known) if pair.lexicon.nouns_are_capitalised else all(known)):
        return False
    peoples = pair.lexicon.peoples.keys()
    if ours.isdisjoint(peoples) != theirs.isdisjoint(peoples):
        return False  # "the Michigan Republican"
    if pair.lexicon.nouns_are_capitalised and not (ours | theirs <= peoples) and _is_before_name(hunk, pair):
        is_other = _is_misspelt(ours, theirs) and not _is_inflected(lost, new, pair.lexicon)
        return is_other and not is_alias(*pair.names(hunk), pair.lexicon)
    if (
        ours & theirs
        or _is_inflected(lost, new, pair.lexicon)
        or is_style(lost, new, pair.lexicon)
        or any(map(words.before.has, theirs))
    ):
        return False
    is_misspelt = _is_misspelt(ours, theirs)
    is_sure = pair.likeness >= _MUCH_LIKENESS and not pair.lexicon.nouns_are_capitalised
    if not (is_misspelt or is_sure) and any(map(words.after.has, ours)):
        return False
    is_in_role = is_misspelt or (not _is_headline(pair) and _is_in_role(hunk, pair))
    return is_in_role and not is_alias(*pair.names(hunk), pair.lexicon)


def _is_headline(pair: SentencePair) -> bool:
    """Return whether one of two sentences has all its words of content capitalised, so that capitals show no names."""
    return not pair.lexicon.nouns_are_capitalised and any(
        all(tokens.is_capital[at] or tokens.keys[at] in pair.lexicon.function for at in words)
        for tokens, words in pair.sides(Hunk(pair.source.words, pair.target.words))
    )


def _is_in_role(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether something says that two names stand for the same, and not only the words beside them.

    That nothing else differs, that one is a known place, that another part of the name is the same, or
    that they are who says so.
    """
    (i, j), (k, m) = (hunk.source.start, hunk.target.start), (hunk.source.stop, hunk.target.stop)
    beside = pair.source.tokens.keys_in(range(max(0, i - 1), k + 1))
    places = pair.lexicon.places
    return (
        len(pair.hunks) == 1
        or any(not places.isdisjoint(names) for names in pair.names(hunk))
        or _is_noun(i - 1, j - 1, i, pair)
        or _is_noun(k, m, k, pair)
        or pair.lexicon.reporting.count(beside) > 0
    )


def _without_titles(hunk: Hunk, pair: SentencePair) -> Hunk:
    """Leave out the articles, titles and small words that a name stands among: "the mayor Joe Vale"."""
    return Hunk(*(_bare_name(side, words, pair.lexicon) for side, words in pair.sides(hunk)))


def _bare_name(tokens: ParagraphTokens, words: range, lexicon: Lexicon) -> range:
    def is_small(at: int) -> bool:
        return tokens.keys[at] in lexicon.function and not tokens.is_capital[at]

    kept = [at for at in words if not is_small(at)]
    start = next((at for at in kept if tokens.keys[at] not in lexicon.titles), None)
    return words if start is None else range(start, kept[-1] + 1)


def _is_before_name(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether a name follows that both sides have: what stands before it may be an office.

    Example: "Torhüter Jan Roth", "Torwart Jan Roth". A first name looks the same, but that one word follows, and an
    office may stand before it: "Chef Jan Roth", "Chef Max Roth".
    """
    (i, j), (k, m) = ((hunk.source.start - 1, hunk.target.start - 1), (hunk.source.stop, hunk.target.stop))
    if not _is_noun(k, m, k, pair):
        return False
    return _is_noun(k + 1, m + 1, k + 1, pair) or not _is_noun(i, j, i + 1, pair)


def _is_noun(at: int, other: int, gap: int, pair: SentencePair) -> bool:
    """Return whether both sides have a capitalised word in some place, directly beside another."""
    if (at, other) not in pair.matches or pair.source.tokens.gaps[gap] != " ":
        return False
    return pair.source.tokens.is_capital[at] and not pair.source.tokens.is_figure(at)


def _whole_name(hunk: Hunk, pair: SentencePair, words: ComparedWords) -> Hunk:
    """Take in what both sides have before and behind of the same name: "Joe Vale", "Hunter Vale"."""
    (i, j), (k, m) = (hunk.source.start, hunk.target.start), (hunk.source.stop, hunk.target.stop)
    matches = set(pair.matches)

    def is_part(at: int, other: int, gap: int) -> bool:
        if (at, other) not in matches or pair.source.tokens.gaps[gap] not in (" ", "-"):
            return False
        return pair.source.tokens.is_capital[at] and words.is_name(pair.source.tokens.keys[at])

    while is_part(i - 1, j - 1, i):
        i, j = i - 1, j - 1
    while is_part(k, m, k):
        k, m = k + 1, m + 1
    return Hunk(range(i, k), range(j, m))


def _is_misspelt(ours: Set[str], theirs: Set[str]) -> bool:
    """Return whether two words are nearly the same; the copy may have the right one elsewhere.

    All but one letter are the same, or they begin alike: "Innensenator" and "Sportsenator" are two words.
    """
    if not len(ours) == len(theirs) == 1:
        return False
    (one,), (other,) = ours, theirs
    is_near = one[:1] == other[:1] or Levenshtein.distance(one, other) == 1
    return is_near and Levenshtein.normalized_similarity(one, other) >= _MISSPELT


def _is_written_alike(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether two names differ in blanks and capitals alone: "FirstGroup", "First Group"."""
    ours, theirs = ("".join(map(tokens.raw, words)).casefold() for tokens, words in pair.sides(hunk))
    return ours == theirs


def _is_inflected(lost: Sequence[str], new: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether two nouns are forms of one: "Zweitligisten", "Zweitligist", "Experten", "Expertinnen"."""
    one, other = " ".join(lost), " ".join(new)
    root = Prefix.similarity(one, other)
    return lexicon.nouns_are_capitalised and root > 0 and {one[root:], other[root:]} <= _INFLECTIONS


def _is_name(side: ParagraphTokens, words: range, lexicon: Lexicon) -> bool:
    """Return whether all words may be parts of a name."""
    keys = side.keys_in(words)
    return not lexicon.function.issuperset(keys) and all(
        (side.is_capital[at] and key not in lexicon.titles) or key[0] == "#"
        for at, key in zip(words, keys, strict=True)
    )


def is_alias(lost: Sequence[str], new: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether two names, by key, are of the same: an acronym, a nickname, a spelling."""
    if not (lost and new):
        return False
    short, long = sorted((lost, new), key=len)
    if len(short) == 1 < len(long) and short[0] == "".join(key[0] for key in long):
        return True
    if lexicon.aliases.senses(lost) & lexicon.aliases.senses(new):
        return True
    if len(lost) != len(new):
        return any(_is_same(one, other, lexicon) for one in lost for other in new)
    return all(_is_same(one, other, lexicon) for one, other in zip(lost, new, strict=True))


def _is_same(one: str, other: str, lexicon: Lexicon) -> bool:
    peoples = lexicon.peoples
    if one == other or peoples.get(one, one) == peoples.get(other, other):
        return True
    root = Prefix.similarity(one, other)
    if _is_abbreviated(*sorted((one, other), key=len)):
        return True
    if root in _NICKNAME and root == min(len(one), len(other)):
        return True
    ends = one[root:], other[root:]
    if root >= _ROOT and any(_PLACE.fullmatch(a) and _PEOPLE.fullmatch(b) for a, b in (ends, ends[::-1])):
        return True
    if max(len(one), len(other)) <= _NICKNAME.start:
        one, other = one.replace("e", "a"), other.replace("e", "a")  # "Tel", "Tal"
    return _skeleton(one) == _skeleton(other)


def _is_abbreviated(short: str, long: str) -> bool:
    """Return whether a name is the initial of another, or letters of it: "CA", "California", "GTMO", "Gitmo"."""
    letters = iter(long)
    is_made_of = short[0] == long[0] and all(letter in letters for letter in short)
    return is_made_of and (len(short) <= _ABBREVIATION or _VOWELS.isdisjoint(short[:-1]))


def is_transliterated(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether names, by key, differ only in letters that transliterations vary."""
    return len(before) == len(after) > 0 and list(map(_skeleton, before)) == list(map(_skeleton, after))


def _skeleton(name: str) -> str:
    """Fold the letters that transliterations vary: "Zelenskiy" and "Zelensky"."""
    for letters, plain in _TRANSLITERATED.items():
        name = name.replace(letters, plain)
    folded = _DOUBLED.sub(r"\1", name.translate(_LETTERS))
    return re.sub(r"i+", "i", folded).replace("ah", "a")
