"""How much of what two aligned articles share is narrative, not quotation, name or stock phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import LEAST_NARRATIVE, Narrative

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from dedupe.align.edges import Edge
    from dedupe.text.passages import Passage

WIDTH = 3  # words that must stand in a row in both to count
_NOUNS_CAPITALISED = frozenset({"de"})
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
        not (quoted or name)
        for passage in passages
        if not passage.furniture
        for quoted, name in zip(passage.quoted, _names(passage, code), strict=True)
    )


def _names(passage: Passage, code: str | None) -> tuple[bool, ...]:
    return passage.named if code in _NOUNS_CAPITALISED else passage.capital


def _narrative(passage: Passage) -> set[Trigram]:
    words, quoted = passage.words, passage.quoted
    return {
        words[at : at + WIDTH]
        for at in range(passage.body, passage.end - WIDTH + 1)
        if not any(quoted[at : at + WIDTH])
    }


def _runs(passage: Passage, trigrams: Set[Trigram], code: str | None) -> list[int]:
    """Count the words that count in each maximal stretch covered by the trigrams."""
    words, quoted = passage.words, passage.quoted
    covered = [False] * len(words)
    for at in range(passage.body, passage.end - WIDTH + 1):
        if words[at : at + WIDTH] in trigrams and not any(quoted[at : at + WIDTH]):
            covered[at : at + WIDTH] = [True] * WIDTH
    runs = [0]
    for is_covered, name in zip(covered, _names(passage, code), strict=True):
        if not is_covered:
            runs.append(0)
        elif not name:
            runs[-1] += 1
    return runs
