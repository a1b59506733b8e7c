"""How much of what two aligned articles share is narrative, not quotation, name or stock phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from dedupe.align.alignment import LEAST_NARRATIVE, Narrative

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from dedupe.align.edges import Edge
    from dedupe.text.passages import Passage

WIDTH = 3  # words that must stand in a row in both to count
_NOUNS_CAPITALISED = frozenset({"de"})
Trigram = tuple[str, ...]
T = TypeVar("T")


def quoted_trigrams(passages: Iterable[Passage]) -> frozenset[Trigram]:
    """Collect every three words in a row that stand inside one article's quotations."""
    return frozenset(
        trigram
        for passage in passages
        if True in passage.quoted
        for trigram, quoted in zip(_in_a_row(passage.words), _in_a_row(passage.quoted), strict=True)
        if all(quoted)
    )


def _in_a_row(values: tuple[T, ...]) -> Iterable[tuple[T, ...]]:
    """Yield every three values in a row."""
    return zip(values, values[1:], values[2:], strict=False)


def shared_narrative(
    source: Sequence[Passage],
    target: Sequence[Passage],
    edges: Sequence[Edge],
    code: str | None,
    least: int = LEAST_NARRATIVE,
) -> Narrative:
    """Count the narrative words that aligned paragraphs share.

    A word counts where it stands in three words in a row that both have, that neither quotes anywhere,
    and is not capitalised, so that lists of names and offices count nothing; in German, where nouns
    are capitalised, only names of several words are left out.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        edges: between them.
        code: language of both, None where it is unknown.
        least: words that make a copy.
    """
    quoted = quoted_trigrams(source) | quoted_trigrams(target)
    shared: dict[int, set[Trigram]] = {}
    for edge in edges:
        own = _narrative(target[edge.target]) & _narrative(source[edge.source])
        shared.setdefault(edge.target, set()).update(own - quoted)
    runs = [run for at, trigrams in shared.items() for run in _runs(target[at], trigrams, code)]
    available = min(_available(source, code), _available(target, code))
    return Narrative(sum(runs), max(runs, default=0), available, least)


def _available(passages: Sequence[Passage], code: str | None) -> int:
    return sum(
        list(map(max, passage.quoted, _names(passage, code))).count(False)
        for passage in passages
        if not passage.furniture
    )


def _names(passage: Passage, code: str | None) -> tuple[bool, ...]:
    return passage.named if code in _NOUNS_CAPITALISED else passage.capital


def _narrative(passage: Passage) -> set[Trigram]:
    own = slice(passage.body, passage.end)
    trigrams = _in_a_row(passage.words[own])
    if True not in passage.quoted:
        return set(trigrams)
    return {
        trigram
        for trigram, quoted in zip(trigrams, _in_a_row(passage.quoted[own]), strict=True)
        if True not in quoted
    }


def _runs(passage: Passage, trigrams: Set[Trigram], code: str | None) -> list[int]:
    """Count the words that count in each maximal stretch covered by the trigrams."""
    words, quoted = passage.words[: passage.end], passage.quoted
    covered = [False] * len(passage.words)
    for at, trigram in enumerate(_in_a_row(words[passage.body :]), passage.body):
        if trigram in trigrams and True not in quoted[at : at + WIDTH]:
            covered[at : at + WIDTH] = [True] * WIDTH
    runs = [0]
    for is_covered, name in zip(covered, _names(passage, code), strict=True):
        if not is_covered:
            runs.append(0)
        elif not name:
            runs[-1] += 1
    return runs
