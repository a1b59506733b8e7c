"""The changes that matter: what a careful editor would say after reading both articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from dedupe.align.alignment import Alignment, EditKind
from dedupe.edits.attribution_changes import attribution_changes
from dedupe.edits.compared_words import ComparedWords
from dedupe.edits.figure_changes import figure_changes
from dedupe.edits.hedge_changes import hedge_changes
from dedupe.edits.match_words import Hunk
from dedupe.edits.name_changes import name_changes
from dedupe.edits.negation_changes import lost_denials, reversals
from dedupe.edits.quantity_reader import is_caption
from dedupe.edits.quotation_changes import is_speaker, quotation_changes
from dedupe.edits.sentence_pairs import SentencePair, pair_sentences

_FACTS = frozenset({EditKind.FIGURE, EditKind.NAME, EditKind.NEGATION})
_MOST = 2  # changed facts of one sentence


Partners = dict[int, Sequence[int]]  # indices of paragraphs of the source by those of the copy


class FactChange(NamedTuple):
    """A fact that a copy tells otherwise than its source."""

    kind: EditKind  # what of it was changed
    source: int  # index of the source's paragraph
    target: int  # index of the copy's paragraph
    words: Hunk  # indices of the words that tell it on both sides; one range may be empty


def find_changes(words: ComparedWords, alignment: Alignment) -> list[FactChange]:
    """Find the facts that a copy changed, by paragraph and place of the copy; none overlaps another."""
    telling, plain = _differing_paragraphs(words, alignment)
    pairs = pair_sentences(words, telling)
    every_pair = cache(lambda: sorted([*pairs, *pair_sentences(words, plain)], key=lambda pair: pair.target.paragraph))
    telling_pairs = [pair for pair in pairs if pair.is_telling]
    figures = figure_changes(telling_pairs, every_pair, words)
    found: list[FactChange] = []
    for pair in telling_pairs:
        if is_caption(pair.source) or is_caption(pair.target):
            continue
        for kind, hunk in _of_one_fact(_changes(pair, words, figures[pair])):
            change = FactChange(kind, pair.source.paragraph, pair.target.paragraph, hunk)
            if not any(_overlap(change, other) for other in found):
                found.append(change)
    for denial, claim in lost_denials(words, every_pair):
        place = range(claim.words.stop, claim.words.stop)
        hunk = Hunk(denial.words, place)
        found.append(FactChange(EditKind.NEGATION, denial.paragraph, claim.paragraph, hunk))
    return sorted(found, key=lambda change: (change.target, change.words.target.start))


def _differing_paragraphs(words: ComparedWords, alignment: Alignment) -> tuple[Partners, Partners]:
    """Find the copy's paragraphs that differ from each of their partners: those whose telling words do, and the others."""
    telling, plain = Partners(), Partners()
    for at in words.after:
        partners = alignment.target[at].partners
        if all(words.tells_otherwise(partner, at) for partner in partners):
            telling[at] = partners
        elif all(words.before.texts[partner] != words.after.texts[at] for partner in partners):
            plain[at] = partners
    return telling, plain


def _of_one_fact(changes: Iterable[tuple[EditKind, Hunk]]) -> Iterator[tuple[EditKind, Hunk]]:
    """Leave out what differs where so much does that a sentence tells of something else."""
    found = list(changes)
    others = [hunk for kind, hunk in found if kind in _FACTS]
    for kind, hunk in found:
        if len(others) <= _MOST or kind not in _FACTS:
            yield kind, hunk


def _changes(pair: SentencePair, words: ComparedWords, figures: Iterable[Hunk]) -> Iterator[tuple[EditKind, Hunk]]:
    """Find the changes of one pair of sentences, the gravest of those in one place first."""
    for hunk in quotation_changes(pair):
        yield EditKind.QUOTE, hunk
    for hunk in figures:
        yield EditKind.FIGURE, hunk
    for hunk in reversals(pair, words.denials):
        yield EditKind.NEGATION, hunk
    for hunk in name_changes(pair, words):
        yield EditKind.QUOTE if is_speaker(hunk, pair) else EditKind.NAME, hunk
    for hunk in chain(attribution_changes(pair), hedge_changes(pair)):
        yield EditKind.ATTRIBUTION, hunk


def _overlap(one: FactChange, other: FactChange) -> bool:
    return (one.target == other.target and _meet(one.words.target, other.words.target)) or (
        one.source == other.source and _meet(one.words.source, other.words.source)
    )


def _meet(one: range, other: range) -> bool:
    return max(one.start, other.start) < min(one.stop, other.stop)
