"""Comparisons to try reports on: the demo, random ones, and one in which every text is nasty."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import strategies as st

import dedupe
from dedupe.align.alignment import AlignedParagraph, Alignment, Change, Edit, EditKind, TextSpan
from dedupe.article import Article, Paragraph
from dedupe.comparison.compare_articles import compare
from dedupe.comparison.comparison import Comparison
from tests.unit.report.nasty import NASTY

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
WIRE = "kestrel/cable.txt"
REWRITE, COPY, OTHER = (
    "eastmouth-herald/calder-cable.txt",
    "valley-tribune/power-cable.txt",
    "island-observer/vote.txt",
)


@cache
def demo(target: str = REWRITE) -> Comparison:
    """Compare the demo's wire story with another article of the demo."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(DEMO)
        return compare(WIRE, target)


def comparison(source: Article, target: Article, alignment: Alignment, *edits: Edit) -> Comparison:
    """Make a comparison of two articles, the rest of it taken from the demo."""
    return replace(demo(), source=source, target=target, alignment=alignment, edits=edits)


def articles(*texts: list[str]) -> tuple[Article, ...]:
    return tuple(
        Article(f"{at}.txt", f"{at}.txt", tuple(Paragraph(paragraph, 1, 1) for paragraph in paragraphs))
        for at, paragraphs in enumerate(texts)
    )


def linked(sources: int, targets: int, edges: set[tuple[int, int]], moved: set[int]) -> Alignment:
    """Align paragraphs by edges; those without one are cut or added."""
    before = [tuple(sorted(t for s, t in edges if s == at)) for at in range(sources)]
    after = [tuple(sorted(s for s, t in edges if t == at)) for at in range(targets)]
    return Alignment(
        tuple(
            AlignedParagraph(at, Change.REWRITTEN if partners else Change.CUT, partners)
            for at, partners in enumerate(before)
        ),
        tuple(
            AlignedParagraph(at, Change.REWRITTEN if partners else Change.ADDED, partners, at in moved)
            for at, partners in enumerate(after)
        ),
    )


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    """Draw any edges and any paragraphs said to be moved, whether that makes sense or not."""
    sources, targets = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    edge = st.tuples(st.integers(0, sources - 1), st.integers(0, targets - 1))
    edges = draw(st.sets(edge, max_size=9))
    return linked(sources, targets, edges, draw(st.sets(st.integers(0, targets - 1))))


@cache
def nasty() -> Comparison:
    """Compare two articles in which everything that comes from outside is nasty."""
    kinds = cycle(EditKind)
    size = len(NASTY)
    edits = []
    for at, text in enumerate(NASTY):
        half = len(text) // 2
        places = TextSpan(at, 0, half), TextSpan(size - 1 - at, 0, half)
        edits.append(Edit(next(kinds), *places, text[:half], text[:half]))
    paragraphs = tuple(Paragraph(text, 1, 1) for text in NASTY)
    source = Article(NASTY[8], NASTY[9], paragraphs, *NASTY[4:8])
    target = Article(NASTY[5], NASTY[7], paragraphs[::-1], *NASTY[10:14])
    edges = {(at, size - 1 - at) for at in range(size)}
    found = comparison(source, target, linked(size, size, edges, set(range(1, size))), *edits)
    origin = replace(
        found.origin,
        source=source.id,
        agency=NASTY[8],
        evidence=tuple(replace(found.origin.evidence[0], favours=words, detail=words) for words in NASTY),
    )
    return replace(found, origin=origin, credit=replace(found.credit, names=NASTY))
