from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.judge.clusters import Member, cluster, mark_common_source
from dedupe.judge.relation import Relation
from tests.unit.findings.sample import UNKNOWN, pair, source_is

if TYPE_CHECKING:
    from dedupe.judge.judged_pair import Pair


def members_of(*pairs: Pair) -> dict[str, Member]:
    names = {name for pair in pairs for name in (pair.a, pair.b)}
    return {name: Member(f"outlet of {name}", "2031-03-0" + name[-1]) for name in names}


def copied(a: str, b: str, relation: Relation, containment: float = 0.8) -> Pair:
    return pair(a, b, relation, containment=containment, origin=source_is(a))


def test_copies_of_one_source_are_one_cluster() -> None:
    pairs = [copied("w1", "c2", Relation.WHOLLY, 0.6), copied("w1", "c3", Relation.PARTIALLY, 0.4)]
    (found,) = cluster(pairs, members_of(*pairs))
    assert (found.source, found.members) == ("w1", ("w1", "c2", "c3"))
    assert (found.weakest, found.independent, found.outlets) == (0.4, 3, 3)
    assert (found.first, found.last) == ("2031-03-01", "2031-03-03")


def test_a_chain_of_partial_copies_is_not_one_cluster() -> None:
    pairs = [
        copied("a1", "b2", Relation.PARTIALLY),
        copied("b2", "c3", Relation.PARTIALLY),
        copied("c3", "d4", Relation.PARTIALLY),
    ]
    found = cluster(pairs, members_of(*pairs))
    assert [finding.members for finding in found] == [("a1", "b2"), ("c3", "d4")]


def test_a_near_duplicate_of_the_source_is_a_bridge() -> None:
    pairs = [copied("a1", "b2", Relation.NEAR, 0.9), copied("b2", "c3", Relation.PARTIALLY, 0.3)]
    (found,) = cluster(pairs, members_of(*pairs))
    assert (found.members, found.weakest) == (("a1", "b2", "c3"), 0.3)
    assert found.independent == 2


@pytest.mark.parametrize("relation", [Relation.VERSION, Relation.QUOTES, Relation.NONE])
def test_what_is_no_copy_makes_no_cluster(relation: Relation) -> None:
    pairs = [copied("a1", "b2", relation)]
    assert cluster(pairs, members_of(*pairs)) == ()


def test_ties_and_the_order_of_pairs_change_nothing() -> None:
    pairs = [copied("a1", "c2", Relation.NEAR), copied("b1", "c2", Relation.NEAR), copied("a1", "d3", Relation.NEAR)]
    assert cluster(pairs, members_of(*pairs)) == cluster(pairs[::-1], members_of(*pairs))


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("ghijkl"), st.booleans()), unique_by=lambda pair: pair[:2]
    )
)
def test_every_copy_is_with_a_head_that_it_or_a_near_duplicate_of_the_head_is_paired_with(
    drawn: list[tuple[str, str, bool]],
) -> None:
    pairs = [copied(f"{a}1", f"{b}2", Relation.NEAR if is_near else Relation.PARTIALLY) for a, b, is_near in drawn]
    near = {frozenset((pair.a, pair.b)) for pair in pairs if pair.relation is Relation.NEAR}
    linked = {frozenset((pair.a, pair.b)) for pair in pairs}
    everyone = frozenset().union(*linked)
    clusters = cluster(pairs, members_of(*pairs))
    names = [name for group in clusters for name in group.members]
    assert len(names) == len(set(names))
    for found in clusters:
        bridges = {found.source, *(name for name in everyone if frozenset((name, found.source)) in near)}
        for copy in found.members[1:]:
            assert any(frozenset((copy, bridge)) in linked for bridge in bridges)


def test_two_copies_of_a_third_article_have_it_in_common() -> None:
    pairs = [
        pair("wire", "a", origin=source_is("wire")),
        pair("wire", "b", origin=source_is("wire")),
        pair("a", "b", origin=source_is("a")),
    ]
    first, second, siblings = mark_common_source(pairs)
    assert (first, second) == (pairs[0], pairs[1])
    assert (siblings.origin.verdict, siblings.source) == ("common", None)
    assert siblings.origin.evidence[0].detail == "both are copies of wire"


def test_a_copy_of_a_copy_is_no_sibling_of_it() -> None:
    pairs = [
        pair("wire", "a", origin=source_is("wire"), containment=0.3),
        pair("wire", "b", origin=source_is("wire"), containment=0.2),
        pair("a", "b", origin=source_is("a"), containment=0.6),
    ]
    assert mark_common_source(pairs) == tuple(pairs)


def test_a_source_that_is_open_or_no_copys_is_no_common_source() -> None:
    between = pair("a", "b", origin=source_is("a"))
    for origin, relation in ((UNKNOWN, Relation.NEAR), (source_is("wire"), Relation.QUOTES)):
        wires = [pair("wire", name, relation, origin=origin) for name in ("a", "b")]
        assert mark_common_source([*wires, between]) == (*wires, between)
