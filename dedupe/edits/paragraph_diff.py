"""Aligned paragraphs laid side by side, stretch by stretch: what matches, and what is in its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from dedupe.align.alignment import Alignment, Edge
from dedupe.edits.compared_words import ComparedWords
from dedupe.edits.drop_chance_matches import Tidier
from dedupe.edits.match_words import Hunk, Match, ParagraphPair, expand_hunks, hunks_between, match, shift_boundaries
from dedupe.edits.split_by_source import shares

_REACH = 3  # words beside lost words that tell whose to report they are


@dataclass(frozen=True, slots=True)
class ParagraphDiff:
    """A source paragraph and the stretch of a target paragraph that comes from it, compared."""

    pair: ParagraphPair
    matches: tuple[Match, ...]  # indices of words that match, ascending on both sides
    hunks: tuple[Hunk, ...]  # what stands in between, in order; words in no diff's matches are in one diff at most


def pair_paragraphs(words: ComparedWords, alignment: Alignment, targets: Collection[int]) -> list[ParagraphPair]:
    """Pair each stretch of some target paragraphs with the source paragraph that it comes from, in order.

    With them come the stretches of all other target paragraphs that have one of the same partners.
    """
    sources = {partner for at in targets for partner in alignment.target[at].partners}
    rivals = {at for source in sources for at in alignment.source[source].partners}
    return [pair for at in words.after if at in rivals for pair in _pairs(at, words, alignment)]


def _pairs(index: int, words: ComparedWords, alignment: Alignment) -> Iterator[ParagraphPair]:
    source, side, lexicon = words.before, words.after[index], words.lexicon
    partners = alignment.target[index].partners
    for at, stretch in shares(side, [source[partner] for partner in partners], lexicon):
        before = source[partners[at]]
        is_exclusive = len(partners) == len(alignment.source[partners[at]].partners) == 1
        extent = Hunk(range(len(before)), stretch)
        yield ParagraphPair(Edge(partners[at], index), before, side, extent, is_exclusive, lexicon)


def diff_paragraphs(pairs: Iterable[ParagraphPair], chosen: Collection[ParagraphPair]) -> list[ParagraphDiff]:
    """Collate pairs of paragraphs.

    Args:
        pairs: all stretches that come from the source paragraphs of those chosen.
        chosen: which of them are wanted.
    """
    sources = {pair.edge.source for pair in chosen}
    by_source: defaultdict[int, list[ParagraphDiff]] = defaultdict(list)
    for pair in pairs:
        if pair.edge.source in sources:
            by_source[pair.edge.source].append(_diff(pair))
    found: dict[ParagraphPair, ParagraphDiff] = {}
    for diffs in by_source.values():
        lost = _lost_words(diffs)
        found.update((diff.pair, _without_others(diff, lost)) for diff in diffs)
    return [found[pair] for pair in chosen]


def _diff(pair: ParagraphPair) -> ParagraphDiff:
    if _is_same(pair):
        matches = [(at, at) for at in pair.extent.source]
    else:
        tidier = Tidier(pair)
        matches = tidier.tidied(shift_boundaries(match(pair), pair))
        matches = tidier.tidied(expand_hunks(shift_boundaries(matches, pair), pair))
    return ParagraphDiff(pair, tuple(matches), tuple(hunks_between(matches, pair.extent)))


def _is_same(pair: ParagraphPair) -> bool:
    """Return whether two paragraphs are the same but for spelling and punctuation."""
    before, after = pair.source, pair.target
    if not pair.is_exclusive or len(before) != len(after):
        return False
    if before is after:
        return True
    is_same = before.keys == after.keys and before.is_quoted == after.is_quoted
    return is_same and all(before.is_hyphenated(at) == after.is_hyphenated(at) for at in range(len(before)))


def _lost_words(diffs: Sequence[ParagraphDiff]) -> list[tuple[range, ParagraphDiff]]:
    """Find the words of a source paragraph that stand in no target, each run with the diff that tells it.

    That is the diff that has matches close to them on both sides, if there is one; then the one that
    carries most of their sentence, and the first of those that carry as much. Function words that were
    lost between two stretches that were not are in none.
    """
    source = diffs[0].pair.source
    if diffs[0].pair.is_exclusive:
        return []
    places = [[at for at, _ in diff.matches] for diff in diffs]
    used = set(chain.from_iterable(places))
    starts = [at for at, starts_sentence in enumerate(source.starts_sentence) if starts_sentence]
    found: list[tuple[range, ParagraphDiff]] = []
    for run in _runs(at for at in range(len(source)) if at not in used):
        sentence = _whole_sentences(run, starts, len(source))
        claims = [_claim(run, sentence, matched) for matched in places]
        best = max(range(len(diffs)), key=claims.__getitem__)
        near = range(run.start - _REACH, run.stop + _REACH)
        says_much = not diffs[best].pair.lexicon.function.issuperset(source.keys_in(run))
        if says_much or _count(places[best], near) > _REACH:
            found.append((run, diffs[best]))
    return found


def _claim(run: range, sentence: range, matched: Sequence[int]) -> tuple[bool, int, int]:
    """Weigh how near the matches of a diff, ascending, stand to lost words."""
    before = _count(matched, range(run.start - _REACH, run.start))
    after = _count(matched, range(run.stop, run.stop + _REACH))
    return before > 0 < after, _count(matched, sentence), before + after


def _count(matched: Sequence[int], places: range) -> int:
    return bisect_left(matched, places.stop) - bisect_left(matched, places.start)


def _whole_sentences(run: range, starts: Sequence[int], size: int) -> range:
    """Return the sentence that words stand in, or the sentences."""
    first = bisect_right(starts, run.start) - 1
    last = bisect_left(starts, run.stop)
    return range(starts[first] if first >= 0 else 0, starts[last] if last < len(starts) else size)


def _without_others(diff: ParagraphDiff, lost_words: Iterable[tuple[range, ParagraphDiff]]) -> ParagraphDiff:
    """Take out of the hunks what of the source stands elsewhere, or is told in another diff."""
    if diff.pair.is_exclusive or not diff.hunks:
        return diff
    own = [run for run, teller in lost_words if teller is diff]
    found: list[Hunk] = []
    for source, target in diff.hunks:
        lost = [run for run in own if run.start in source]
        longest = max(lost, key=len, default=range(source.start, source.start))
        for run in lost or [longest]:
            place = target.start if run.start < longest.start else target.stop
            new = target if run is longest else range(place, place)
            if run or new:
                found.append(Hunk(run, new))
    return replace(diff, hunks=tuple(found))


def _runs(places: Iterable[int]) -> list[range]:
    runs: list[range] = []
    for at in places:
        if runs and runs[-1].stop == at:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return runs
