"""What holds for the edits between any two paragraphs."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from dedupe.align.alignment import MINOR, EditKind
from dedupe.edits.find_edits import find_significant_edits
from dedupe.prepare.passages import passages
from tests.unit.edits.pairs import aligned, apply_edits, edits_among, edits_between
from tests.unit.prepare.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = [
    "the",
    "harbor",
    "harbour",
    "master",
    "Mr.",
    "Roe",
    "Mrs",
    "Vale",
    "U.S.",
    "US",
    "USA",
    "said",
    "that",
    "“",
    "”",
    '"',
    "'",
    "’",
    "„",
    "«",
    "»",
    ",",
    ".",
    ":",
    ";",
    "-",
    "–",
    "—",
    "(",
    ")",
    "18,000",
    "1,800",
    "18.000",
    "$3.2",
    "billion",
    "$3.2bn",
    "£5m",
    "5",
    "%",
    "percent",
    "per",
    "cent",
    "January",
    "5,",
    "2024",
    "5.",
    "Januar",
    "May",
    "10:30",
    "am",
    "10.30am",
    "2023/24",
    "2023-24",
    "-5",
    "degrees",
    "twenty-five",
    "fünfundzwanzig",
    "first",
    "21st",
    "½",
    "1½",
    "€",
    "A$",
    "US$7",
    "about",
    "around",
    "more",
    "than",
    "not",
    "isn't",
    "is",
    "not",
    "never",
    "alleged",
    "may",
    "Straße",
    "Strasse",
    "Überführung",
    "café",
    "café",
    "don’t",
    "re-election",
    "reelection",
    "cross-border",
    "ﬁsh",
    "\u200b",
    "\xa0",
    "港口",
    "官员",
    "ໜ",
    "🚢",
    "...",
    "…",
    "DO",
    "WHAT'S",
    "RIGHT",
]
pieces = st.one_of(st.sampled_from(WORDS), st.text(max_size=4))
texts = st.one_of(
    st.text(max_size=60),
    st.builds(
        lambda words, blank: blank.join(words), st.lists(pieces, max_size=25), st.sampled_from([" ", " ", "  ", ""])
    ),
)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text and what some deletions, insertions and swaps make of it."""
    before = draw(st.lists(pieces, min_size=1, max_size=30))
    after = list(before)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(after)))
        after[at : at + draw(st.integers(0, 3))] = draw(st.lists(pieces, max_size=3))
    return " ".join(before), " ".join(after)


@given(st.one_of(edited(), st.tuples(texts, texts)))
@example(("AUS$5 $ 6", "AUS$5 7"))
@example(("5 $ 6", "5€"))
@example(("", "only new"))
@example((" (", ")"))
def test_applied_to_the_source_they_give_the_target(pair: tuple[str, str]) -> None:
    before, after = pair
    assert apply_edits(before, edits_between(before, after)) == after


@given(texts)
def test_equal_paragraphs_have_none(text: str) -> None:
    assert edits_between(text, text) == ()


@given(edited())
@example(("It made 1½ B in May.", "It made 1 B in May."))
def test_they_tell_where_their_words_stand(pair: tuple[str, str]) -> None:
    for edit in edits_between(*pair):
        assert pair[0][edit.source.start : edit.source.end] == edit.before
        assert pair[1][edit.target.start : edit.target.end] == edit.after
        assert edit.before != edit.after or edit.kind is EditKind.QUOTE


@st.composite
def entangled(draw: st.DrawFn) -> tuple[list[str], list[str], set[tuple[int, int]]]:
    """Paragraphs cut and pasted from each other, with any edges between them."""
    before = draw(st.lists(st.lists(pieces, max_size=15), min_size=1, max_size=4))
    rng = random.Random(draw(st.integers(0, 999)))
    after = [
        [*rng.choice(before)[: rng.randrange(16)], *rng.choice(before)[rng.randrange(16) :]]
        for _ in range(draw(st.integers(1, 4)))
    ]
    every = [(s, t) for s in range(len(before)) for t in range(len(after))]
    edges = set(draw(st.lists(st.sampled_from(every), max_size=8)))
    return [" ".join(words) for words in before], [" ".join(words) for words in after], edges


@given(entangled())
def test_they_stand_inside_their_pair_and_in_order(case: tuple[list[str], list[str], set[tuple[int, int]]]) -> None:
    before, after, edges = case
    found = edits_among(before, after, edges)
    for edit in found:
        assert (edit.source.paragraph, edit.target.paragraph) in edges
        assert before[edit.source.paragraph][edit.source.start : edit.source.end] == edit.before
        assert after[edit.target.paragraph][edit.target.start : edit.target.end] == edit.after
    for index in range(len(after)):
        assert _in_order([edit.target[1:] for edit in found if edit.target.paragraph == index])


@given(entangled())
@example((["Prices rose 1½ percent."], ["Prices rose 1 percent.", "Prices rose."], {(0, 0), (0, 1)}))
@example((["Tolls rose 5 percent in May."], ["Tolls rose 6 percent in May."], {(0, 0)}))
def test_those_that_matter_are_the_same_without_the_others(
    case: tuple[list[str], list[str], set[tuple[int, int]]],
) -> None:
    before, after, edges = case
    old, new = passages(before), passages(after)
    alignment = aligned(edges, len(before), len(after))
    found = find_significant_edits(old, new, alignment, language_of(old, new))
    assert found == tuple(edit for edit in edits_among(before, after, edges) if edit.kind not in MINOR)


def _in_order(places: Sequence[tuple[int, ...]]) -> bool:
    return all(one[1] <= other[0] for one, other in pairwise(places))


HOUSE = {
    "the harbor": "the harbour",
    "$3.2 billion": "$3.2bn",
    "40 percent": "40%",
    "Mr. Roe": "Roe",
    "U.S. ships": "US ships",
    "January 5, 2024": "5 January 2024",
    "10:30 a.m.": "10.30am",
    "18,000 tons": "18 000 tonnes",
    "a re-election": "a reelection",
    "the pier isn't safe": "the pier is not safe",
    "twenty-five boats": "25 boats",
    "Straße": "Strasse",
    "2023/24": "2023-24",
}


@given(st.lists(st.sampled_from(sorted(HOUSE)), min_size=1, max_size=12))
def test_house_style_is_nothing_but_style(phrases: list[str]) -> None:
    before = "The port said " + " and ".join(phrases)
    after = "The port said " + " and ".join(HOUSE[phrase] for phrase in phrases)
    assert {edit.kind for edit in edits_between(before, after)} == {EditKind.STYLE}
