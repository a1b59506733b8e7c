"""How much of what two aligned articles share is narrative, not quotation, name or stock phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from dedupe.align.edges import Edge
    from dedupe.text.passages import Passage

WIDTH = 3  # words that must stand in a row in both to count
_LEAST = 25  # shared narrative words that make a copy,
_LEAST_OF_RUN, _LEAST_RUN = 12, 8  # or this many, where one run holds as many as that
Trigram = tuple[str, ...]


def quoted_trigrams(passages: Iterable[Passage]) -> frozenset[Trigram]:
    """Collect every three words in a row that stand inside one article's quotations."""
    return frozenset(
        words[at : at + WIDTH]
        for words, quoted in ((passage.words, passage.quoted) for passage in passages)
        for at in range(len(words) - WIDTH + 1)
        if all(quoted[at : at + WIDTH])
    )


def shared_narrative(
    source: Sequence[Passage],
    target: Sequence[Passage],
    edges: Sequence[Edge],
) -> tuple[int, int]:
    """Count the narrative words that aligned paragraphs share.

    A word counts where it stands in three words in a row that both have, that neither quotes anywhere,
    and is not capitalised, so that lists of names and offices count nothing.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        edges: between them.

    Returns:
        The words in all, and the most in one run.
    """
    quoted = quoted_trigrams(source) | quoted_trigrams(target)
    shared: dict[int, set[Trigram]] = {}
    for edge in edges:
        own = _narrative(target[edge.target]) & _narrative(source[edge.source])
        shared.setdefault(edge.target, set()).update(own - quoted)
    runs = [run for index, trigrams in shared.items() for run in _runs(target[index], trigrams)]
    return sum(runs), max(runs, default=0)


def is_derived(words: int, longest: int) -> bool:
    """Tell whether so much shared narrative makes one article a copy of the other."""
    return words >= _LEAST or (words >= _LEAST_OF_RUN and longest >= _LEAST_RUN)


def _narrative(passage: Passage) -> set[Trigram]:
    words, quoted = passage.words, passage.quoted
    return {
        words[at : at + WIDTH]
        for at in range(passage.body, passage.end - WIDTH + 1)
        if not any(quoted[at : at + WIDTH])
    }


def _runs(passage: Passage, trigrams: Set[Trigram]) -> list[int]:
    """Count the words that count in each maximal stretch covered by the trigrams."""
    words, quoted = passage.words, passage.quoted
    covered = [False] * len(words)
    for at in range(passage.body, passage.end - WIDTH + 1):
        if words[at : at + WIDTH] in trigrams and not any(quoted[at : at + WIDTH]):
            covered[at : at + WIDTH] = [True] * WIDTH
    runs = [0]
    for at, is_covered in enumerate(covered):
        if not is_covered:
            runs.append(0)
        elif not passage.capital[at]:
            runs[-1] += 1
    return runs
