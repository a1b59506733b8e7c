"""What became of each paragraph, from the edges and the words of both sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, compress
from operator import not_
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel, Postfix, Prefix

from dedupe.align.alignment import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dedupe.align.alignment import Edge
    from dedupe.prepare.paragraphs import Passage

# A paragraph is kept where it has the same words but for what a sub-editor's hand leaves: an attribution
# moved, a first name dropped. Readers count words here, not shares: a new clause of five words in
# a paragraph of a hundred makes it rewritten.
_MOST_NEW, _MOST_LOST, _MOST_EDITED = 3, 4, 6
_LEAST_ALIKE = 0.86  # of very short paragraphs
_MOST_LACKING = 7
_LARGEST = (
    1 << 26
)  # pairs of words that are compared; of longer texts that differ all is taken for lost


class WordCounts(NamedTuple):
    """How many words are lost and how many new on the shortest way from one text to another."""

    lost: int
    new: int


def target_changes(
    source: Sequence[Passage], target: Sequence[Passage], edges: Sequence[Edge]
) -> tuple[Change, ...]:
    """Return for each target paragraph whether it was kept, rewritten, added or is furniture."""
    partners = _partners((edge.target, edge.source) for edge in edges)
    rejoined = _rejoined(source, target, edges)
    return tuple(
        Change.KEPT
        if at in rejoined
        else _target_change(passage, [source[partner] for partner in partners[at]])
        for at, passage in enumerate(target)
    )


def _target_change(passage: Passage, sources: Sequence[Passage]) -> Change:
    if passage.furniture:
        return Change.FURNITURE
    if not sources:
        return Change.ADDED
    if any(is_kept(source, passage) for source in sources) or _is_concatenation(sources, passage):
        return Change.KEPT
    return Change.REWRITTEN


def source_changes(
    source: Sequence[Passage],
    target: Sequence[Passage],
    edges: Sequence[Edge],
    changes: Sequence[Change],
) -> tuple[Change, ...]:
    """Return for each source paragraph whether it was kept, rewritten, cut or is furniture.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        edges: between them.
        changes: of the target's paragraphs.
    """
    partners = _partners(edges)
    shared = Counter(edge.target for edge in edges)
    rejoined = _rejoined(target, source, [(at, partner) for partner, at in edges])
    return tuple(
        Change.KEPT
        if at in rejoined
        else _source_change(
            passage,
            [(target[index], changes[index], shared[index] > 1) for index in partners[at]],
        )
        for at, passage in enumerate(source)
    )


def _source_change(passage: Passage, uses: Sequence[tuple[Passage, Change, bool]]) -> Change:
    if passage.furniture:
        return Change.FURNITURE
    if not uses:
        return Change.CUT
    for target, change, is_merge in uses:
        if change is not Change.KEPT and not is_merge:
            continue
        lost = count_words(_body(passage), _body(target)).lost
        if lost <= (_MOST_LACKING if change is Change.KEPT else 0):
            return Change.KEPT
    return Change.REWRITTEN


def all_kept(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the labels of an article that the other one is word for word, whatever its paragraphs."""
    return tuple(Change.KEPT if change is Change.REWRITTEN else change for change in changes)


def are_same_words(source: Sequence[Passage], target: Sequence[Passage]) -> bool:
    """Return whether two articles have the same words in the same order, furniture and datelines aside."""
    return _all_words(source) == _all_words(target)


def _all_words(passages: Sequence[Passage]) -> list[str]:
    return [word for passage in passages if not passage.furniture for word in _text(passage)]


def is_kept(source: Passage, target: Passage) -> bool:
    """Return whether a paragraph has the source's words, but for a few that change no figure or sense."""
    before, after = _body(source), _body(target)
    if abs(len(before) - len(after)) > _MOST_EDITED:
        return False
    edited = Indel.distance(before, after, score_cutoff=_MOST_EDITED)
    if not edited:
        return True
    new = (edited + len(after) - len(before)) // 2
    small = new <= _MOST_NEW and edited - new <= _MOST_LOST and edited <= _MOST_EDITED
    is_alike = 1 - edited / (len(before) + len(after)) >= _LEAST_ALIKE
    return small and is_alike and _figures(before) == _figures(after)


def count_words(before: Sequence[str], after: Sequence[str]) -> WordCounts:
    """Count the words lost and the words new on the shortest way from one text to another.

    >>> count_words("the old pier burned".split(), "the pier burned down".split())
    WordCounts(lost=1, new=1)
    """
    head = Prefix.similarity(before, after)
    tail = min(Postfix.similarity(before, after), min(len(before), len(after)) - head)
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(before) * len(after) > _LARGEST:
        return WordCounts(len(before), len(after))
    distance = Indel.distance(before, after)
    new = (distance + len(after) - len(before)) // 2
    return WordCounts(distance - new, new)


def _rejoined(
    wholes: Sequence[Passage], parts: Sequence[Passage], edges: Iterable[tuple[int, int]]
) -> frozenset[int]:
    """Find the parts that make up whole paragraphs of the other side between them, word for word.

    Args:
        wholes: paragraphs of one side.
        parts: paragraphs of the other.
        edges: pairs of a whole and a part; a part is of one whole only, or a whole by itself.
    """
    edges = list(edges)
    found: set[int] = set()
    by_whole, by_part = _partners(edges), _partners((part, whole) for whole, part in edges)
    for whole, own in by_whole.items():
        is_split = len(own) > 1 and all(len(by_part[part]) == 1 for part in own)
        if is_split and _is_joined([parts[part] for part in own], wholes[whole]):
            found.update(own)
    for part, own in by_part.items():
        is_merged = len(own) > 1 and all(len(by_whole[whole]) == 1 for whole in own)
        if is_merged and _is_joined([wholes[whole] for whole in own], parts[part]):
            found.add(part)
    return frozenset(found)


def _is_joined(parts: Sequence[Passage], whole: Passage) -> bool:
    """Return whether paragraphs, one after the other, have the words of a paragraph."""
    return tuple(chain.from_iterable(part.words for part in parts)) == whole.words


def _is_concatenation(sources: Sequence[Passage], target: Passage) -> bool:
    """Return whether several posts were only put one after the other, without their signatures."""
    if len(sources) < 2 or not all(source.post for source in sources):
        return False
    after = _body(target)
    return all(not count_words(_text(source), after).lost for source in sources) and sum(
        len(_text(source)) for source in sources
    ) >= len(after)


def _partners(edges: Iterable[tuple[int, int]]) -> Mapping[int, list[int]]:
    """Group edges by their first paragraph."""
    partners = defaultdict[int, list[int]](list)
    for one, other in edges:
        partners[one].append(other)
    return partners


def _body(passage: Passage) -> tuple[str, ...]:
    return _without_page(passage, len(passage.words))


def _text(passage: Passage) -> tuple[str, ...]:
    return _without_page(passage, passage.end)


def _without_page(passage: Passage, end: int) -> tuple[str, ...]:
    words = passage.words[passage.body : end]
    page = passage.page[passage.body : end]
    return tuple(compress(words, map(not_, page))) if any(page) else words


def _figures(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if word[0].isdigit())
