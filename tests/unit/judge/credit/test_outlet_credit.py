from __future__ import annotations

from dataclasses import replace

import pytest

from dedupe.judge.credit.credit import find_outlet_credit
from dedupe.judge.judged_pair import Credit, Evidence, Origin
from dedupe.judge.origin.article_clues import ArticleClues
from dedupe.judge.origin.origin import with_wire_source
from tests.unit.findings.sample import article

STORY = [f"Paragraph {at} tells of the ferry." for at in range(8)]
WORDS = ("Ledger wires",)


@pytest.mark.parametrize(
    ("at", "line", "place", "printed"),
    [
        (0, "LEDGER  WIRES | 12 March", "byline", "LEDGER WIRES"),
        (2, "By the Ledger Wires, Skerry", "byline", "Ledger Wires"),
        (8, "(Ledger wires)", "tail", "Ledger wires"),
        (6, "—Ledger-wires", "tail", "Ledger-wires"),
    ],
)
def test_a_house_credit_counts_at_the_edges(at: int, line: str, place: str, printed: str) -> None:
    lines = [*STORY[:at], line, *STORY[at:]]

    found = find_outlet_credit(article("b.txt", *lines), WORDS)

    assert found is not None
    assert (found.exactness, found.names, found.place, found.paragraph) == ("generic", (printed,), place, at)


@pytest.mark.parametrize(
    "lines",
    [
        STORY,
        [*STORY[:4], "(Ledger wires)", *STORY[4:]],
        [*STORY, "Ledger wireshark"],
        [*STORY, f"{'They asked the Ledger wires and everybody else on the island. ' * 3}"],
    ],
)
def test_elsewhere_or_in_prose_it_does_not(lines: list[str]) -> None:
    assert find_outlet_credit(article("b.txt", *lines), WORDS) is None
    assert find_outlet_credit(article("b.txt", *lines, "(Ledger wires)"), ()) is None


def test_metadata_counts() -> None:
    credited = replace(article("b.txt", *STORY), credit="Ledger Wires")
    assert find_outlet_credit(credited, WORDS) == Credit("generic", ("Ledger Wires",), "metadata")


def test_a_wire_file_is_the_source_whatever_else_speaks() -> None:
    evidence = (Evidence("date", "b.txt", 2.0, "dated earlier"),)
    wire = ArticleClues(article("a.txt"), (), "northwire", True, 0, False)
    origin = with_wire_source(Origin("undetermined", None, "Northwire", evidence), wire)
    assert (origin.verdict, origin.source, origin.agency) == ("source", "a.txt", "Northwire")
    assert [item.kind for item in origin.evidence] == ["wire", "date"]
    assert origin.owners == ("northwire",)
