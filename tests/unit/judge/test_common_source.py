from __future__ import annotations

from dedupe.judge.common_source import mark_common_source
from dedupe.judge.relation import Relation
from tests.unit.findings.sample import UNKNOWN, pair, source_is


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


def test_a_source_that_is_open_or_no_copys_is_no_common_source() -> None:
    between = pair("a", "b", origin=source_is("a"))
    for origin, relation in ((UNKNOWN, Relation.NEAR), (source_is("wire"), Relation.QUOTES)):
        wires = [pair("wire", name, relation, origin=origin) for name in ("a", "b")]
        assert mark_common_source([*wires, between]) == (*wires, between)
