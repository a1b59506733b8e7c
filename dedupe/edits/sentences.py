"""Alignment by sentence, for articles whose body is one paragraph."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dedupe.align.aligner import align, assemble
from dedupe.align.alignment import LEAST_NARRATIVE, Place
from dedupe.align.edges import Edge
from dedupe.edits.edits import find_edits
from dedupe.text.furniture import is_cued
from dedupe.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.alignment import Alignment, Edit
    from dedupe.text.passages import Passage

_LEAST_WORDS = 60  # of a paragraph that is worth splitting


@dataclass(frozen=True, slots=True)
class SentenceAlignment:
    """Two articles aligned by sentence.

    Attributes:
        source: where the source's sentences are; a paragraph that is furniture counts as one.
        target: where the target's are.
        alignment: of the sentences; its indices are those of `source` and `target`.
        edits: differences inside aligned sentences; their places are sentences and offsets in them.
    """

    source: tuple[Place, ...]
    target: tuple[Place, ...]
    alignment: Alignment
    edits: tuple[Edit, ...] = ()


def is_one_block(passages: Sequence[Passage]) -> bool:
    """Tell whether the body of an article is one long paragraph."""
    body = [passage for passage in passages if not passage.furniture]
    return len(body) == 1 and len(body[0].words) > _LEAST_WORDS


def align_sentences(
    source: Sequence[Passage],
    target: Sequence[Passage],
    code: str | None,
    least_narrative: int = LEAST_NARRATIVE,
) -> SentenceAlignment:
    """Align the sentences of two articles, many to many, without looking for edits inside them.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        code: as for `align`.
        least_narrative: as for `align`.
    """
    before, after = _sentences(source, code), _sentences(target, code)
    alignment = align(_parts(source, before), _parts(target, after), code, least_narrative)
    return SentenceAlignment(before, after, alignment)


def with_edits(
    source: Sequence[Passage],
    target: Sequence[Passage],
    found: SentenceAlignment,
    code: str | None,
) -> SentenceAlignment:
    """Add to an alignment of sentences the edits inside them."""
    parts, others = _parts(source, found.source), _parts(target, found.target)
    return replace(found, edits=find_edits(parts, others, found.alignment, code))


def by_paragraph(
    source: Sequence[Passage], target: Sequence[Passage], found: SentenceAlignment
) -> Alignment:
    """Give the alignment of paragraphs that an alignment of their sentences makes."""
    edges = {
        Edge(found.source[partner].paragraph, found.target[sentence.index].paragraph)
        for sentence in found.alignment.target
        for partner in sentence.partners
    }
    return assemble(source, target, sorted(edges), found.alignment.narrative)


def _sentences(passages: Sequence[Passage], code: str | None) -> tuple[Place, ...]:
    return tuple(
        Place(index, start, end)
        for index, passage in enumerate(passages)
        for start, end in (
            ((0, len(passage.text)),) if passage.furniture else sentence_spans(passage.text, code)
        )
    )


def _parts(passages: Sequence[Passage], places: Sequence[Place]) -> list[Passage]:
    return [_part(passages[place.paragraph], place) for place in places]


def _part(passage: Passage, place: Place) -> Passage:
    """Cut one sentence out of a paragraph."""
    low, high = (bisect_left(passage.tokens.starts, at) for at in place[1:])
    text, size = passage.text[place.start : place.end], high - low
    return replace(
        passage,
        text=text,
        tokens=passage.tokens[low:high].moved(-place.start),
        words=passage.words[low:high],
        hashes=passage.hashes[low:high],
        marked=passage.marked[low:high],
        quoted=passage.quoted[low:high],
        capital=passage.capital[low:high],
        named=passage.named[low:high],
        body=min(max(passage.body - low, 0), size),
        end=min(max(passage.end - low, 0), size),
        furniture=passage.furniture or not size or is_cued(text),
    )
