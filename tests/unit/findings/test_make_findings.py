from __future__ import annotations

from dataclasses import replace

import pytest

from dedupe.align.alignment import EditKind
from dedupe.findings.finding import Region
from dedupe.findings.make_findings import make_findings
from dedupe.judge.judged_pair import Credit, Origin
from dedupe.judge.relation import Relation
from tests.unit.findings.sample import NO_CREDIT, article, compared, edit, finding, findings_of, pair, source_is

REUTERS = Credit("named", ("Reuters",), "dateline", 0)


def rules_of(*found: object) -> list[str]:
    return [finding.rule for finding in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("relation", "rule"),
    [
        (Relation.EXACT, "exact-copy"),
        (Relation.NEAR, "near-duplicate"),
        (Relation.WHOLLY, "wholly-derived"),
        (Relation.PARTIALLY, "partly-derived"),
        (Relation.QUOTES, "shared-quotes"),
        (Relation.VERSION, "own-version"),
    ],
)
def test_every_relation_has_its_rule(relation: Relation, rule: str) -> None:
    assert rules_of(*findings_of(pair("a", "b", relation))) == [rule]


def test_unrelated_articles_give_no_finding() -> None:
    assert findings_of(pair("a", "b", Relation.NONE)) == ()


def test_an_article_has_one_finding_a_rule_with_all_sources_the_closest_first() -> None:
    found = findings_of(
        pair("w2", "b", Relation.PARTIALLY, containment=0.9),
        pair("w1", "b", Relation.NEAR, containment=0.7),
        pair("w0", "b", Relation.NEAR, containment=0.8),
        pair("q", "b", Relation.QUOTES),
        pair("p", "b", Relation.QUOTES),
        pair("w0", "c", Relation.EXACT),
    )

    assert [(finding.article, finding.rule, finding.sources) for finding in found] == [
        ("b", "near-duplicate", ("w0", "w1", "w2")),
        ("b", "shared-quotes", ("p", "q")),
        ("c", "exact-copy", ("w0",)),
    ]
    assert found[0].message.startswith("nearly the same as w0 and 2 more")


def test_the_order_of_pairs_does_not_matter() -> None:
    pairs = [pair("a", "b"), pair("c", "b"), pair("a", "d", Relation.EXACT), pair("b", "d")]

    assert findings_of(*pairs) == findings_of(*reversed(pairs))


def test_a_finding_stands_at_the_first_copied_paragraph_and_points_at_what_was_taken() -> None:
    wire = article("wire.txt", "One.", "Two.", "Three.", "Four.", "Five.")
    copy = article("copy.txt", "Own lead.", "Two again.", "Three again.", "Five again.")
    articles = {known.id: known for known in (wire, copy)}

    (found,) = make_findings([pair("wire.txt", "copy.txt")], articles, compared(wire, copy, {1: 1, 2: 2, 3: 4}))

    assert found.region == Region("copy.txt", 3, 3)
    assert found.related == (Region("wire.txt", 3, 5), Region("wire.txt", 9, 9))


def test_articles_of_a_corpus_are_located_in_the_corpus() -> None:
    wire = replace(article("w1", "One.", "Two.", path="wire.jsonl"), line=7)
    copy = replace(article("c1", "Own.", "Two.", path="daily.jsonl"), line=3)

    (found,) = make_findings([pair("w1", "c1")], {"w1": wire, "c1": copy}, compared(wire, copy, {1: 1}))

    assert (found.path, found.region) == ("daily.jsonl", Region("daily.jsonl", 3, 3))
    assert found.related == (Region("wire.jsonl", 7, 7),)


FIGURE = edit(EditKind.FIGURE, 0, 0, "18,000", "1,800")


def test_edits_that_matter_are_findings_and_the_others_are_not() -> None:
    wire = article("wire.txt", "18,000 people", "said police", "“No”", "Holm")
    copy = article("copy.txt", "1,800 people", ".", "“Nope”", "Holt")
    edits = [
        FIGURE,
        edit(EditKind.ATTRIBUTION, 1, 1, "said police", "."),
        edit(EditKind.QUOTE, 2, 2, "“No”", "“Nope”"),
        edit(EditKind.NAME, 3, 3, "Holm", "Holt"),
        edit(EditKind.STYLE, 0, 0, "grey", "gray"),
        edit(EditKind.WORDING, 0, 0, "big", "large"),
    ]
    comparisons = compared(wire, copy, {at: at for at in range(4)}, *edits)

    found = make_findings([pair("wire.txt", "copy.txt")], {"wire.txt": wire, "copy.txt": copy}, comparisons)

    assert {finding.rule: finding.message for finding in found[1:]} == {
        "altered-quote": "has “Nope” where wire.txt:5 has “No”",
        "altered-figure": "has “1,800” where wire.txt:1 has “18,000”",
        "altered-name": "has “Holt” where wire.txt:7 has “Holm”",
        "lost-attribution": "leaves out “said police”, which stands in wire.txt:3",
    }
    assert found[2].region == Region("copy.txt", 1, 1, "1,800")
    assert found[2].related == (Region("wire.txt", 1, 1, "18,000"),)


def test_an_attribution_that_was_added_is_not_lost() -> None:
    wire, copy = article("w", "He ran."), article("c", "He ran, police said.")
    comparisons = compared(wire, copy, {0: 0}, edit(EditKind.ATTRIBUTION, 0, 0, "", "police said"))

    found = make_findings([pair("w", "c")], {"w": wire, "c": copy}, comparisons)

    assert rules_of(*found) == ["near-duplicate"]


def test_versions_and_shared_quotations_are_not_searched_for_edits() -> None:
    wire, copy = article("w", "18,000"), article("c", "1,800")
    comparisons = compared(wire, copy, {0: 0}, FIGURE)

    for relation in (Relation.VERSION, Relation.QUOTES):
        found = make_findings([pair("w", "c", relation)], {"w": wire, "c": copy}, comparisons)
        assert len(found) == 1


def test_what_stands_so_in_one_of_the_sources_is_not_altered() -> None:
    first, second = article("w1", "18,000"), article("w2", "1,800")
    copy = article("c", "1,800")
    articles = {known.id: known for known in (first, second, copy)}
    pairs = [pair("w1", "c", containment=0.9), pair("w2", "c")]
    comparisons = compared(first, copy, {0: 0}, FIGURE) | compared(second, copy, {0: 0})

    assert rules_of(*make_findings(pairs, articles, comparisons)) == ["near-duplicate"]
    assert rules_of(*make_findings(pairs[:1], articles, comparisons)) == ["near-duplicate", "altered-figure"]


def faults(origin: Origin, credit: Credit, *, is_due: bool = False, **outlets: str) -> list[tuple[str, str]]:
    articles = {name: article(name, outlet=outlets.get(name)) for name in ("w", "c")}
    copied = pair("w", "c", origin=origin, credit=credit, is_credit_due=is_due)
    found = make_findings([copied], articles, {})
    return [(finding.rule, finding.message) for finding in found if finding.rule != "near-duplicate"]


def test_a_copy_without_credit_is_an_error_where_the_source_is_known() -> None:
    known, common = source_is("w", "Reuters"), Origin("common", None, "Reuters", (), ("reuters",))

    assert faults(known, Credit("none")) == [
        ("uncredited-copy", "its text is that of w (Reuters), which is not credited")
    ]
    assert faults(common, Credit("none")) == [
        ("uncredited-copy", "its text is Reuters's, as is that of w, which is not credited")
    ]
    assert faults(Origin("common", None, None, ()), Credit("none")) == []
    assert faults(Origin("undetermined", None, None, ()), Credit("none")) == []


def test_a_credit_that_is_due_and_stands_apart_will_do() -> None:
    known = source_is("w", "Reuters")

    assert faults(known, REUTERS, is_due=True) == []
    assert faults(known, Credit("generic", ("agencies",), "tail", 3), is_due=True) == []
    assert faults(known, Credit("none"), is_due=True) == []  # it is its own


def test_a_credit_in_the_text_alone_has_a_rule_of_its_own() -> None:
    told = Credit("named", ("Reuters",), "text", 0)

    assert faults(source_is("w", "Reuters"), told, is_due=True) == [
        ("credit-in-text", "names Reuters only in the text; its text is that of w (Reuters)")
    ]
    assert faults(source_is("w", "AFP"), told)[0][0] == "uncredited-copy"


def test_a_credit_to_somebody_else_is_a_mismatch() -> None:
    wrong = Credit("named", ("AFP",), "tail", 0)

    assert faults(source_is("w", "Reuters"), wrong) == [
        ("credit-mismatch", "credits AFP, but its text is that of w (Reuters)")
    ]
    assert faults(source_is("w"), wrong, w="The Ledger") == [
        ("credit-mismatch", "credits AFP, but its text is that of w (The Ledger)")
    ]


def test_a_credit_to_one_of_several_sources_will_do() -> None:
    articles = {name: article(name) for name in ("w1", "w2", "c")}
    pairs = [
        pair("w1", "c", origin=source_is("w1", "AFP"), credit=REUTERS),
        pair("w2", "c", origin=source_is("w2", "Reuters"), credit=REUTERS, is_credit_due=True),
    ]

    assert rules_of(*make_findings(pairs, articles, {})) == ["near-duplicate"]
    assert rules_of(*make_findings(pairs[:1], articles, {})) == ["near-duplicate", "credit-mismatch"]


def test_fingerprints_tell_findings_apart() -> None:
    first = finding("b", "a")

    assert first.fingerprint == finding("b", "a", message="said otherwise", line=7).fingerprint
    others = [
        finding("b", "c"),
        finding("a", "b"),
        finding("b", "a", rule="exact-copy"),
        finding("ba", ""),
        replace(first, pairs=(*first.pairs, pair("c", "b"))),
        finding("\udcff", "a"),
    ]
    assert len({found.fingerprint for found in (first, *others)}) == len(others) + 1


def test_an_excerpt_is_called_one_and_credited_by_a_name_in_the_text() -> None:
    wire, copy = article("w", "The gate was shut."), article("c", "The Wire: “The gate was shut.”")
    known = compared(wire, copy, {0: 0})
    credit = Credit("named", ("The Wire",), "text", 0)
    listed = [
        replace(
            pair("w", "c", Relation.PARTIALLY, origin=source_is("w"), credit=given, is_credit_due=given is credit),
            is_excerpt=is_excerpt,
        )
        for given in (credit, NO_CREDIT)
        for is_excerpt in (False, True)
    ]
    found = [
        [
            (finding.rule, finding.message.startswith("prints an excerpt of w:"))
            for finding in make_findings([one], {"w": wire, "c": copy}, known)
        ]
        for one in listed
    ]
    assert found == [
        [("partly-derived", False), ("credit-in-text", False)],
        [("partly-derived", True)],
        [("partly-derived", False), ("uncredited-copy", False)],
        [("partly-derived", True), ("uncredited-copy", False)],
    ]
