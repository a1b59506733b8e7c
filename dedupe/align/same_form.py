"""Forms: the same sentences filled in with other facts, such as reports of weather, courts or results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from operator import gt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, Opcode
from rapidfuzz.fuzz import ratio

from dedupe.align.alignment import Alignment
from dedupe.package_data import read_table
from dedupe.prepare.passages import Passages
from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted
from dedupe.text.batch.hashing import hash_words
from dedupe.text.tokens import tokenize

_LEAST_REPLACED = 2  # facts; one is an error, or a correction
_LEAST_SHARE = 0.4  # of the facts,
_LATER, _LEAST_SHARE_LATER = 7, 0.25  # or, days later, when a copy is old news
_LEAST_FRAME = 0.5  # of the words of the shorter article are the form's; the longer may hold several
_LONGEST_SLOT = 6  # words
_LONGEST_CHANCE = 2  # letters or digits of a word that another article can well have, of another fact
_LARGEST = 1 << 28  # pairs of words that are compared; the comparison takes a bit for each
_ALIKE = 60  # of 100; a name that is only spelled otherwise is the same fact


def is_same_form(
    source: Passages, target: Passages, alignment: Alignment, language: str | None, *, days_apart: int | None
) -> bool:
    """Return whether two articles are one form with other facts.

    A copy keeps most names and figures of its source, whatever it does to the words; a form keeps the
    words and replaces the facts.

    Example: "The court dismissed the appeal of Otto Brandt against a sentence of 4 months" and "The court
    dismissed the appeal of Silas Ferrow against a sentence of 18 months".

    Args:
        language: ISO 639-1, None where it is unknown.
        days_apart: days between their publication, None where unknown.
    """
    least_frame = _LEAST_FRAME * min(_size(source), _size(target))
    if _most_in_common(source, target, alignment) < least_frame:
        return False
    pairs = [*_compared(_FormText(source, language), _FormText(target, language), alignment)]
    if _frame(pairs) < least_frame:
        return False
    is_later = days_apart is not None and days_apart >= _LATER
    share, kept = _LEAST_SHARE_LATER if is_later else _LEAST_SHARE, sum(pair.kept for pair in pairs)

    def are_enough(facts: int) -> bool:
        return facts >= max(_LEAST_REPLACED, share * (kept + facts))

    slots = [slot for pair in pairs for slot in _slots(pair)]
    if not are_enough(sum(slot.facts for slot in slots)):
        return False
    replaced = [slot for slot in slots if slot.is_replaced]
    evident = sum(slot.facts for slot in replaced if slot.is_evident)
    # without another name or figure, another word is only another way to say it
    return are_enough(evident + min(evident, sum(not slot.is_evident for slot in replaced)))


def _most_in_common(source: Passages, target: Passages, alignment: Alignment) -> int:
    """Count the words that aligned paragraphs would have in common if one of them were part of the other."""
    ours, theirs = (np.diff(article.tokens.bounds).tolist() for article in (source, target))
    return sum(
        min(ours[partner], theirs[paragraph.index]) for paragraph in alignment.target for partner in paragraph.partners
    )


def _size(article: Passages) -> int:
    """Count the words of an article, furniture aside."""
    return int(np.diff(article.tokens.bounds)[~article.tokens.is_furniture].sum())


class _FormText:
    """An article word by word, with what is asked of its words."""

    def __init__(self, article: Passages, language: str | None) -> None:
        self.article, self._language = article, language
        self.words: list[int] = article.tokens.hashes.tolist()
        self.bounds: list[int] = article.tokens.bounds.tolist()

    @cached_property
    def vocabulary(self) -> frozenset[int]:
        """The hashes of all its words."""
        return frozenset(self.words)

    @cached_property
    def is_figure(self) -> list[bool]:
        """Whether each word is a figure."""
        return list(self.article.tokens.is_figure.tolist())

    @cached_property
    def is_fact(self) -> list[bool]:
        """Whether each word is a fact: a figure, a weekday, or a name that begins no sentence."""
        tokens, texts = self.article.tokens, self.article.texts
        is_name = tokens.is_capital & (tokens.is_named | (self._language != "de")) & ~tokens.is_figure
        is_name[tokens.bounds[:-1][np.diff(tokens.bounds) > 0]] = False  # nothing is, which begins a paragraph
        is_day = isin_sorted(_weekdays(self._language), tokens.hashes)
        is_fact: list[bool] = (tokens.is_figure | is_day).tolist()
        at = np.flatnonzero(is_name)
        columns = (tokens.paragraphs[at], tokens.ends[at - 1], tokens.starts[at])
        for place, paragraph, end, start in zip(at.tolist(), *(column.tolist() for column in columns), strict=True):
            is_fact[place] = texts[paragraph][end - 1 : start].rstrip()[-1:] not in ".!?:"
        return is_fact


class _Side:
    """A paragraph of an article, word by word."""

    def __init__(self, text: _FormText, at: int) -> None:
        self.text, self._at, self._own = text, at, slice(*text.bounds[at : at + 2])
        self.start: int = self._own.start
        self.words = text.words[self._own]

    @cached_property
    def is_figure(self) -> list[bool]:
        """Whether each word is a figure."""
        return self.text.is_figure[self._own]

    @cached_property
    def is_fact(self) -> list[bool]:
        """Whether each word is a fact."""
        return self.text.is_fact[self._own]

    def facts_in(self, start: int, end: int) -> int:
        """Count the facts, each of one word or more, that begin in a stretch."""
        facts = self.is_fact[start:end]
        return sum(map(gt, facts, [False, *facts]))  # where one follows what is none

    def printed(self, places: Iterable[int]) -> str:
        """Return some of its words, folded."""
        words = self.text.article[self._at].words
        return " ".join(words[at] for at in places)


class _Pair(NamedTuple):
    """Two paragraphs, the second of which has the first as a partner, and the words that they have in common."""

    before: _Side
    after: _Side
    equal: Sequence[Opcode]

    @property
    def kept(self) -> int:
        """How many facts they have in common."""
        return sum(self.after.facts_in(code.dest_start, code.dest_end) for code in self.equal)


def _compared(source: _FormText, target: _FormText, alignment: Alignment) -> Iterator[_Pair]:
    """Yield the paragraphs that are partners, but for those without measure: no form has any."""
    befores = cache(partial(_Side, source))
    for paragraph in alignment.target:
        after = _Side(target, paragraph.index)
        for before in map(befores, paragraph.partners):
            size = len(after.words)
            if before.words == after.words:
                yield _Pair(before, after, [Opcode("equal", 0, size, 0, size)])
            elif len(before.words) * size <= _LARGEST:
                codes = Indel.opcodes(before.words, after.words)
                yield _Pair(
                    before, after, _without_chance([code for code in codes if code.tag == "equal"], before, after)
                )


def _frame(pairs: Iterable[_Pair]) -> int:
    """Count the words that partners have in common, each once, however many partners its paragraph has."""
    ours, theirs = set[int](), set[int]()
    for before, after, equal in pairs:
        for code in equal:
            ours.update(range(before.start + code.src_start, before.start + code.src_end))
            theirs.update(range(after.start + code.dest_start, after.start + code.dest_end))
    return min(len(ours), len(theirs))


@cache
def _weekdays(language: str | None) -> NDArray[np.uint64]:
    """Return the hashes of the names of weekdays in a language, ascending."""
    listed = read_table("edits").get(language or "", {}).get("weekdays", "")
    return unique_sorted(hash_words(tokenize(listed).texts))


def _without_chance(equal: Sequence[Opcode], before: _Side, after: _Side) -> list[Opcode]:
    """Leave out single figures that are equal in a row of others that are not, such as numbers that were drawn."""
    return [
        code
        for code in equal
        if code.src_end - code.src_start > 1
        or not (_is_amid_figures(before, code.src_start) or _is_amid_figures(after, code.dest_start))
    ]


def _is_amid_figures(side: _Side, at: int) -> bool:
    """Return whether a word and the ones beside it are figures."""
    return 0 < at < len(side.words) - 1 and all(side.is_figure[at - 1 : at + 2])


class _Slot(NamedTuple):
    """A stretch between equal words in which both sides have facts, and which words these are."""

    before: _Side
    after: _Side
    old: Sequence[int]
    new: Sequence[int]
    named: int  # how many names and figures there are on the side that has fewer

    @property
    def is_evident(self) -> bool:
        """Whether the facts are names or figures."""
        return self.named > 0

    @property
    def facts(self) -> int:
        """How many facts there are; another crime, sky or verdict is one as well."""
        return max(1, self.named)

    @property
    def is_replaced(self) -> bool:
        """Whether the facts of one side are others than those of the other, and have not only moved."""
        before, after, old, new, _ = self
        if _stand_in(after.text, before, old) and _stand_in(before.text, after, new):
            return False
        return ratio(before.printed(old), after.printed(new)) < _ALIKE


def _slots(pair: _Pair) -> Iterator[_Slot]:
    """Yield the stretches between equal words in which both sides have facts."""
    before, after, equal = pair
    starts = [(0, 0), *((code.src_end, code.dest_end) for code in equal)]
    ends = [*((code.src_start, code.dest_start) for code in equal), (len(before.words), len(after.words))]
    for (low, left), (high, right) in zip(starts, ends, strict=True):
        if not (_is_slot(before, low, high) and _is_slot(after, left, right)):
            continue
        is_word = high - low == right - left == 1
        old = _facts(before, low, high, is_fact=is_word)
        new = _facts(after, left, right, is_fact=is_word)
        if old and new:
            yield _Slot(before, after, old, new, min(before.facts_in(low, high), after.facts_in(left, right)))


def _stand_in(other: _FormText, side: _Side, places: Sequence[int]) -> bool:
    """Return whether some words of a paragraph stand in the other article, and not by chance as small figures do."""
    stands = other.vocabulary.issuperset(side.words[at] for at in places)
    return stands and all(len(side.printed([at])) > _LONGEST_CHANCE for at in places)


def _is_slot(side: _Side, start: int, end: int) -> bool:
    """Return whether a stretch is short enough to be filled in; a row of figures may be long."""
    return 0 < end - start <= _LONGEST_SLOT + sum(side.is_figure[start:end])


def _facts(side: _Side, start: int, end: int, *, is_fact: bool) -> list[int]:
    """Return which words of a stretch are facts; all of them where they are known to be."""
    return [at for at in range(start, end) if is_fact or side.is_fact[at]]
