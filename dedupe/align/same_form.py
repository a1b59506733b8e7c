"""Forms: the same sentences filled in with other facts, such as reports of weather, courts or results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
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
    kept, frame = 0, 0
    replaced = list[_Replaced]()
    ours, theirs = _sides(source, language), _sides(target, language)
    vocabularies = _Vocabularies(*(frozenset(side.tokens.hashes.tolist()) for side in (source, target)))
    for paragraph in alignment.target:
        for partner in paragraph.partners:
            before, after = ours[partner], theirs[paragraph.index]
            if len(before.words) * len(after.words) > _LARGEST:
                continue  # no form has paragraphs without measure
            if before.words == after.words:
                frame += len(after.words)
                kept += _facts_in(after, 0, len(after.words))
                continue
            opcodes = Indel.opcodes(before.words, after.words)
            equal = _without_chance([code for code in opcodes if code.tag == "equal"], before, after)
            frame += sum(code.dest_end - code.dest_start for code in equal)
            kept += sum(_facts_in(after, code.dest_start, code.dest_end) for code in equal)
            replaced += _facts_replaced(before, after, equal, vocabularies)
    is_later = days_apart is not None and days_apart >= _LATER
    share = _LEAST_SHARE_LATER if is_later else _LEAST_SHARE
    evident = sum(found.facts for found in replaced if found.is_evident)
    # without another name or figure, another word is only another way to say it
    count = evident + min(evident, sum(not found.is_evident for found in replaced))
    is_replaced = count >= max(_LEAST_REPLACED, share * (kept + count))
    return is_replaced and frame >= least_frame


def _most_in_common(source: Passages, target: Passages, alignment: Alignment) -> int:
    """Count the words that aligned paragraphs would have in common if one of them were part of the other."""
    ours, theirs = (np.diff(article.tokens.bounds).tolist() for article in (source, target))
    return sum(
        min(ours[partner], theirs[paragraph.index]) for paragraph in alignment.target for partner in paragraph.partners
    )


def _size(article: Passages) -> int:
    """Count the words of an article, furniture aside."""
    return int(np.diff(article.tokens.bounds)[~article.tokens.is_furniture].sum())


class _Side(NamedTuple):
    """A paragraph: its article and index, the hashes of its words, which are facts, and which figures."""

    article: Passages
    at: int
    words: Sequence[int]
    is_fact: Sequence[bool]
    is_figure: Sequence[bool]

    def printed(self, places: Iterable[int]) -> str:
        """Return some of its words, folded."""
        words = self.article[self.at].words
        return " ".join(words[at] for at in places)


def _sides(article: Passages, language: str | None) -> list[_Side]:
    """Return the paragraphs of an article; a fact is a figure, a weekday, or a name that begins no sentence."""
    tokens, texts = article.tokens, article.texts
    is_name = tokens.is_capital & (tokens.is_named | (language != "de")) & ~tokens.is_figure
    is_day = isin_sorted(_weekdays(language), tokens.hashes)
    starts, ends, is_fact = tokens.starts.tolist(), tokens.ends.tolist(), (tokens.is_figure | is_day).tolist()
    words, is_figure, bounds = (tokens.hashes.tolist(), tokens.is_figure.tolist(), tokens.bounds.tolist())
    is_name[tokens.bounds[:-1][np.diff(tokens.bounds) > 0]] = False  # nothing is, which begins a paragraph
    at = np.flatnonzero(is_name)
    for place, paragraph in zip(at.tolist(), tokens.paragraphs[at].tolist(), strict=True):
        gap = texts[paragraph][ends[place - 1] - 1 : starts[place]]
        is_fact[place] = gap.rstrip()[-1:] not in ".!?:"
    return [
        _Side(article, index, words[low:high], is_fact[low:high], is_figure[low:high])
        for index, (low, high) in enumerate(pairwise(bounds))
    ]


@cache
def _weekdays(language: str | None) -> NDArray[np.uint64]:
    """Return the hashes of the names of weekdays in a language, ascending."""
    listed = read_table("edits").get(language or "", {}).get("weekdays", "")
    return unique_sorted(hash_words(tokenize(listed).texts))


def _facts_in(side: _Side, start: int, end: int) -> int:
    """Count the facts, each of one word or more, that begin in a stretch of a paragraph."""
    facts = side.is_fact[start:end]
    return sum(map(gt, facts, [False, *facts]))  # where one follows what is none


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


class _Vocabularies(NamedTuple):
    """The hashes of all words of either article."""

    source: frozenset[int]
    target: frozenset[int]


class _Replaced(NamedTuple):
    """How many facts another text has in a stretch, and whether they are names or figures."""

    facts: int
    is_evident: bool


def _facts_replaced(before: _Side, after: _Side, equal: Sequence[Opcode], words: _Vocabularies) -> Iterator[_Replaced]:
    """Yield for each stretch between equal words how many facts on both sides are others, if any are.

    Facts that stand elsewhere in the other article have only moved.
    """
    starts = [(0, 0), *((code.src_end, code.dest_end) for code in equal)]
    ends = [*((code.src_start, code.dest_start) for code in equal)]
    last = len(before.words), len(after.words)
    for (low, left), (high, right) in zip(starts, [*ends, last], strict=True):
        if not (_is_slot(before, low, high) and _is_slot(after, left, right)):
            continue
        # another crime, sky or verdict is another fact as well
        is_word = high - low == right - left == 1
        old = _facts(before, low, high, is_fact=is_word)
        new = _facts(after, left, right, is_fact=is_word)
        if not (old and new) or (_stand_in(words.target, before, old) and _stand_in(words.source, after, new)):
            continue
        if ratio(before.printed(old), after.printed(new)) < _ALIKE:
            most = min(_facts_in(before, low, high), _facts_in(after, left, right))
            yield _Replaced(max(1, most), most > 0)


def _stand_in(vocabulary: frozenset[int], side: _Side, places: Sequence[int]) -> bool:
    """Return whether some words of a paragraph stand in the other article, and not by chance as small figures do."""
    stands = vocabulary.issuperset(side.words[at] for at in places)
    return stands and all(len(side.printed([at])) > _LONGEST_CHANCE for at in places)


def _is_slot(side: _Side, start: int, end: int) -> bool:
    """Return whether a stretch is short enough to be filled in; a row of figures may be long."""
    return 0 < end - start <= _LONGEST_SLOT + sum(side.is_figure[start:end])


def _facts(side: _Side, start: int, end: int, *, is_fact: bool) -> list[int]:
    """Return which words of a stretch are facts; all of them where they are known to be."""
    return [at for at in range(start, end) if is_fact or side.is_fact[at]]
