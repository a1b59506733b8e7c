"""Two articles side by side: paragraphs, or sentences where these were compared, and which stand on one level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from dedupe.align.alignment import AlignedParagraph, Alignment, TextSpan
from dedupe.align.moved_paragraphs import in_order
from dedupe.article import Article, Paragraph
from dedupe.comparison.comparison import Comparison
from dedupe.report.marked_text import Side


class Row(NamedTuple):
    """Neighbouring paragraphs of both sides."""

    source: range  # indices of the source's paragraphs
    target: range  # indices of the target's paragraphs
    linked: bool  # whether those of one side share text with those of the other


def rows(alignment: Alignment) -> list[Row]:
    """Lay two articles out in rows, each side in its own order and every paragraph once.

    Paragraphs in the source's order stand beside their partners. What was cut, added or moved stands
    between them, where it stands in its own article.

    >>> from dedupe.align.alignment import AlignedParagraph, Alignment, Change
    >>> kept = AlignedParagraph(0, Change.KEPT, (0,))
    >>> for row in rows(Alignment((kept, AlignedParagraph(1, Change.CUT)), (kept,))):
    ...     print(row)
    Row(source=range(0, 1), target=range(0, 1), linked=True)
    Row(source=range(1, 2), target=range(1, 1), linked=False)
    """
    groups = list(_groups(alignment.target))
    ends = [(len(alignment.source), len(alignment.target))]
    bounds = [(0, 0), *((group.source.stop, group.target.stop) for group in groups)]
    starts = [*((group.source.start, group.target.start) for group in groups), *ends]
    found: list[Row] = []
    for (low, bottom), (high, top), group in zip(bounds, starts, [*groups, None], strict=True):
        if low < high or bottom < top:
            found.append(Row(range(low, high), range(bottom, top), linked=False))
        if group:
            found.append(group)
    return found


def moved_paragraphs(alignment: Alignment, side: Side) -> frozenset[int]:
    """Find the paragraphs that stand out of order; of the source's, those with no partner in order."""
    moved = frozenset(paragraph.index for paragraph in alignment.target if paragraph.moved)
    if side == "target":
        return moved
    return frozenset(
        paragraph.index for paragraph in alignment.source if paragraph.partners and moved.issuperset(paragraph.partners)
    )


def _groups(target: Sequence[AlignedParagraph]) -> Iterator[Row]:
    """Yield the linked rows."""
    edges = list(_level(target))
    start = 0
    for at, (one, other) in enumerate(pairwise([*edges, (-1, -1)]), 1):
        if one[0] != other[0] and one[1] != other[1]:
            group = edges[start:at]
            source = range(group[0][0], group[-1][0] + 1)
            yield Row(source, range(group[0][1], group[-1][1] + 1), linked=True)
            start = at


def _level(target: Sequence[AlignedParagraph]) -> Iterator[tuple[int, int]]:
    """Yield the edges, source and target, that do not cross: neither side's index ever falls."""
    repeats = [paragraph.index for paragraph in target if paragraph.repeats is not None]
    level = in_order({paragraph.index: paragraph.partners for paragraph in target if paragraph.partners}, repeats)
    paragraphs = [paragraph for paragraph in target if paragraph.index in level]
    nexts = [min(paragraph.partners) for paragraph in paragraphs[1:]]
    last = 0
    for paragraph, following in zip_longest(paragraphs, nexts):
        first, *others = sorted(paragraph.partners)
        if first < last:
            continue
        last = first
        yield first, paragraph.index
        for partner in others:
            if partner == last + 1 and (following is None or partner <= following):
                last = partner
                yield partner, paragraph.index


def by_sentence(comparison: Comparison) -> tuple[Comparison, str]:
    """Return sentences in the place of paragraphs where the comparison was made by sentence, and what they are called."""
    found = comparison.sentences
    if found is None:
        return comparison, "paragraph"
    by_sentence = replace(
        comparison,
        source=_cut(comparison.source, found.source),
        target=_cut(comparison.target, found.target),
        alignment=found.alignment,
        edits=found.edits,
        sentences=None,
    )
    return by_sentence, "sentence"


def _cut(article: Article, places: Iterable[TextSpan]) -> Article:
    return replace(article, paragraphs=tuple(_sentences(article, places)))


def _sentences(article: Article, places: Iterable[TextSpan]) -> Iterator[Paragraph]:
    for place in places:
        whole = article.paragraphs[place.paragraph]
        yield whole._replace(text=whole.text[place.start : place.end])
