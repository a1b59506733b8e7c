"""What stands out of order, and what is only said twice."""

from __future__ import annotations

from itertools import combinations, pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.moved_paragraphs import find_moved
from dedupe.prepare.passages import passages
from tests.unit.align.articles import COST, HISTORY, LEAD, UNION, aligned

edges = st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True), max_size=5)


def _is_in_order(sources: list[list[int]]) -> bool:
    """Whether one source can be picked for each target so that none goes back, by trying all."""
    return any(all(a <= b for a, b in pairwise(picked)) for picked in product(*sources))


@given(edges)
def test_the_fewest_are_moved_that_leave_the_rest_in_order(sources: list[list[int]]) -> None:
    targets = range(len(sources))
    orders = [
        kept
        for size in range(len(sources), -1, -1)
        for kept in combinations(targets, size)
        if _is_in_order([sources[target] for target in kept])
    ]
    moved = {kept: frozenset(target for target in targets if not _are_used(sources, kept, target)) for kept in orders}
    found = find_moved(dict(enumerate(sources)))
    assert found in moved.values()
    assert len(found) <= max(len(moved[kept]) for kept in orders if len(kept) == len(orders[0]))


def _are_used(sources: list[list[int]], kept: tuple[int, ...], target: int) -> bool:
    """Whether what a target is made of is in order, or else used again."""
    return target in kept or set(sources[target]) <= {at for own in kept for at in sources[own]}


def test_the_first_of_equal_paragraphs_is_the_one_that_is_repeated() -> None:
    texts = [LEAD, "Read more", COST, LEAD.upper(), "Read more", LEAD]
    assert AlignableArticle(passages(texts), "en").repeats == {3: 0, 5: 0}


def test_a_repeated_paragraph_is_said_to_repeat_and_not_to_be_moved() -> None:
    found = aligned([LEAD, COST, UNION], [LEAD, COST, UNION, LEAD])
    assert [paragraph.repeats for paragraph in found.target] == [None, None, None, 0]
    assert not any(paragraph.moved for paragraph in found.target)
    assert found.target[3].partners == (0,)


def test_a_paragraph_in_order_with_one_of_equal_ones_is_not_moved() -> None:
    found = aligned([LEAD, "Read more", COST, "Read more", UNION], [LEAD, COST, "Read more", UNION])
    assert not any(paragraph.moved for paragraph in found.target)


def test_a_paragraph_made_of_several_stands_in_order_where_one_of_them_does() -> None:
    found = aligned([LEAD, COST, UNION, HISTORY], [LEAD, f"{HISTORY} {COST}", UNION])
    assert not any(paragraph.moved for paragraph in found.target)
