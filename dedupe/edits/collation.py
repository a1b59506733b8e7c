"""Aligned paragraphs laid side by side, stretch by stretch: what matches, and what is in its place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from dedupe.edits.growing import grown
from dedupe.edits.matches import Match, changes, match
from dedupe.edits.pairing import Pairing, Stretch
from dedupe.edits.shares import shares
from dedupe.edits.sliding import slid
from dedupe.edits.tidying import Tidier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dedupe.align.alignment import Alignment
    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.pairing import Side

_REACH = 3  # words beside lost words that tell whose to report they are


@dataclass(frozen=True, slots=True)
class Collation:
    """A source paragraph and the stretch of a target paragraph that comes from it, compared.

    Attributes:
        source: index of the source paragraph.
        target: index of the target paragraph.
        pairing: of the two.
        matches: indices of words that match, ascending on both sides.
        changes: what stands in between, in order. Words of the source that stand in no collation's
            matches are in the changes of one collation at most.
    """

    source: int
    target: int
    pairing: Pairing
    matches: tuple[Match, ...]
    changes: tuple[Stretch, ...]


def collate(
    source: Mapping[int, Side], target: Mapping[int, Side], alignment: Alignment, lexicon: Lexicon
) -> list[Collation]:
    """Collate every target paragraph that has partners with them.

    Args:
        source: the source's paragraphs that have partners, by index.
        target: the same for the target.
        alignment: of the two.
        lexicon: of their language.

    Returns:
        One collation for each stretch of a target paragraph, in order.
    """
    found = [
        _collation(index, partner, pairing)
        for index, side in target.items()
        for partner, pairing in _pairings(index, side, source, alignment, lexicon)
    ]
    by_source: defaultdict[int, list[_Sibling]] = defaultdict(list)
    for collation in found:
        places = [at for at, _ in collation.matches]
        by_source[collation.source].append(_Sibling(collation, places))
    return [_without_used(collation, by_source[collation.source]) for collation in found]


def _pairings(
    index: int, side: Side, source: Mapping[int, Side], alignment: Alignment, lexicon: Lexicon
) -> Iterator[tuple[int, Pairing]]:
    """Pair each stretch of a target paragraph with the partner that it comes from."""
    partners = alignment.target[index].partners
    for at, stretch in shares(side, [source[partner] for partner in partners], lexicon):
        before = source[partners[at]]
        is_exclusive = len(partners) == len(alignment.source[partners[at]].partners) == 1
        whole = Stretch(range(len(before.words)), stretch)
        yield partners[at], Pairing(before, side, whole, is_exclusive, lexicon)


def _collation(target: int, source: int, pairing: Pairing) -> Collation:
    if _is_same(pairing):
        matches = [(at, at) for at in pairing.whole.source]
    else:
        tidier = Tidier(pairing)
        matches = tidier.tidied(slid(match(pairing), pairing))
        matches = tidier.tidied(grown(slid(matches, pairing), pairing))
    return Collation(
        source, target, pairing, tuple(matches), tuple(changes(matches, pairing.whole))
    )


def _is_same(pairing: Pairing) -> bool:
    """Tell whether two paragraphs are the same but for spelling and punctuation."""
    before, after = pairing.source, pairing.target
    if not pairing.is_exclusive or len(before.words) != len(after.words):
        return False
    return before is after or all(
        (one.key, one.is_quoted, one.is_tied) == (other.key, other.is_quoted, other.is_tied)
        for one, other in zip(before.words, after.words, strict=True)
    )


class _Sibling(NamedTuple):
    """One of the collations of a source paragraph, and the places in it where it has matches."""

    collation: Collation
    places: list[int]

    def count(self, places: range) -> int:
        """Count the matches at some places."""
        return bisect_left(self.places, places.stop) - bisect_left(self.places, places.start)


def _without_used(collation: Collation, siblings: Sequence[_Sibling]) -> Collation:
    """Take out of the changes what of the source stands elsewhere, or is a sibling's to report."""
    if collation.pairing.is_exclusive:
        return collation
    used = {at for sibling in siblings for at in sibling.places}
    found: list[Stretch] = []
    for source, target in collation.changes:
        lost = [
            run
            for run in _runs(at for at in source if at not in used)
            if _reports(collation, run, siblings)
        ]
        longest = max(lost, key=len, default=range(source.start, source.start))
        for run in lost or [longest]:
            new = target if run is longest else range(target.start, target.start)
            if run or new:
                found.append(Stretch(run, new))
    return replace(collation, changes=tuple(found))


def _runs(places: Iterable[int]) -> list[range]:
    runs: list[range] = []
    for at in places:
        if runs and runs[-1].stop == at:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return runs


def _reports(collation: Collation, lost: range, siblings: Sequence[_Sibling]) -> bool:
    """Tell whether a collation reports lost words: the first that has most matches beside them.

    Matches in the same sentence come first. Function words that were lost between two stretches that
    were not are nobody's to report.
    """
    near = range(lost.start - _REACH, lost.stop + _REACH)
    inside = _inside_sentence(near, lost, collation.pairing.source)
    reporter = max(siblings, key=lambda one: (one.count(inside), one.count(near)))
    if reporter.collation is not collation:
        return False
    pairing = collation.pairing
    says_much = any(key not in pairing.lexicon.function for key in pairing.source.keys(lost))
    return says_much or reporter.count(near) > _REACH


def _inside_sentence(near: range, lost: range, side: Side) -> range:
    """Keep what stands in the same sentence, or sentences, as lost words."""
    starts = [at for at in near if 0 <= at < len(side.words) and side.words[at].opens]
    start = max((at for at in starts if at <= lost.start), default=near.start)
    return range(start, min((at for at in starts if at >= lost.stop), default=near.stop))
