from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.article import Article, Paragraph
from dedupe.comparison.comparable_article import comparable
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.judged_pair import Origin
from dedupe.judge.origin.article_clues import ArticleClues
from dedupe.judge.origin.date_and_version_evidence import Version, version_of
from dedupe.judge.origin.origin import find_origin
from dedupe.judge.relation import Relation
from dedupe.prepare.prepared_text import prepare
from dedupe.verify.measures import Measures

PUBLISHERS = Publishers(["The Beacon", "Harbour Ledger", "The Daily Ledger"])
EVEN = Measures(0.5, 0.6, 0.6, 0.5, 0.5, 200)
STORY = (
    "A ferry with two hundred people on board ran aground off the northern islands on Sunday night.",
    "The coast guard brought everybody to the shore before the morning, among them eleven children.",
    "Nobody was hurt, said Astrid Lund, who leads the harbour office, and the engine is being looked at.",
)


def text(
    name: str,
    *,
    head: str = "",
    tail: str = "",
    outlet: str | None = None,
    date: str | None = None,
    author: str | None = None,
    title: str | None = None,
    story: tuple[str, ...] = STORY,
) -> ArticleClues:
    listed = [f"{head}{story[0]}", *story[1:], *([tail] if tail else [])]
    paragraphs = tuple(Paragraph(it, at, at) for at, it in enumerate(listed, 1))
    article = Article(name, name, paragraphs, outlet, date, title=title, author=author)
    return comparable(article, prepare(article, 5), PUBLISHERS).clues


def origin(a: ArticleClues, b: ArticleClues, measures: Measures = EVEN) -> Origin:
    """Find the origin, which must not depend on the order of the two."""
    found = find_origin(a, b, measures, Relation.PARTIALLY)
    assert find_origin(b, a, measures.swapped(), Relation.PARTIALLY) == found
    return found


def kinds(found: Origin) -> list[tuple[str, str]]:
    return [(evidence.kind, evidence.favours) for evidence in found.evidence]


def test_a_sign_off_makes_the_source_of_a_copy_that_credits_agencies() -> None:
    wire = text("wire", head="OSLO - ", tail="(Reporting by Per Dahl in Oslo; Editing by Ola Moe)")
    copy = text("copy", tail="Additional reporting by agencies")
    found = origin(wire, copy)
    assert (found.verdict, found.source, found.agency) == ("source", "wire", None)
    assert kinds(found) == [("sign-off", "wire"), ("credit", "wire"), ("dateline", "wire")]
    assert "“(Reporting by Per Dahl in Oslo; Editing by Ola Moe)”" in found.evidence[0].detail
    assert "“Additional reporting by agencies”" in found.evidence[1].detail


def test_a_dateline_with_an_agency_outweighs_an_earlier_date() -> None:
    wire = text("wire", head="OSLO (Reuters) - ", outlet="Reuters", date="2026-01-05")
    copy = text("copy", outlet="Harbour Ledger", date="2026-01-04")
    found = origin(wire, copy)
    assert (found.verdict, found.source, found.agency) == ("source", "wire", "Reuters")
    assert kinds(found) == [("dateline", "wire"), ("outlet", "wire"), ("date", "copy")]


@pytest.mark.parametrize("tail", ["The Associated Press contributed to this report.", "(AP)", "Source: AP"])
def test_a_credit_to_the_other_outlet_makes_it_the_source(tail: str) -> None:
    found = origin(text("wire", outlet="Associated Press"), text("copy", tail=tail))
    assert (found.verdict, found.source) == ("source", "wire")
    assert kinds(found)[0] == ("credit", "wire")


def test_an_outlet_that_is_cited_in_the_prose_is_the_source() -> None:
    prose = (STORY[0], "The engine had failed twice before, the Daily Ledger reported on Monday.", STORY[2])
    found = origin(text("a", outlet="The Daily Ledger"), text("b", outlet="The Beacon", story=prose))
    assert (found.verdict, found.source) == ("source", "a")
    assert kinds(found) == [("credit", "a")]


def test_an_outlet_that_is_named_beside_an_excerpt_of_it_is_the_source() -> None:
    prose = (
        STORY[0],
        "There is a fine piece on ferries in this week's Daily Ledger, and I read it twice. Here it is.",
        STORY[2],
    )
    a, b = text("a", outlet="The Daily Ledger"), text("b", outlet="The Beacon", story=prose)
    assert origin(a, b).verdict == "undetermined"
    found = find_origin(a, b, EVEN, Relation.PARTIALLY, is_excerpt=True)
    assert (found.verdict, found.source) == ("source", "a")
    assert found == find_origin(b, a, EVEN, Relation.PARTIALLY, is_excerpt=True)


def test_two_prints_of_one_agency_text_have_a_common_source() -> None:
    a = text("a", head="OSLO (AP) — ", outlet="The Beacon", date="2026-01-04")
    b = text("b", head="OSLO (AP) — ", outlet="Harbour Ledger", date="2026-01-09")
    found = origin(a, b)
    assert (found.verdict, found.source, found.agency) == ("common", None, "AP")
    assert found.owners == ("ap",)


def test_who_prints_an_agencys_text_is_the_source_of_who_only_thanks_the_agency() -> None:
    thanks = "Material from the AP was used in this report."
    a = text("a", head="OSLO (AP) — ", outlet="The Beacon", date="2026-01-09")
    b = text("b", outlet="Harbour Ledger", date="2026-01-04", tail=thanks)
    found = origin(a, b)
    assert (found.verdict, found.source, found.agency) == ("source", "a", "AP")
    assert found.owners == ("ap", "beacon")
    both = text("b", head="OSLO (AP) — ", outlet="Harbour Ledger", tail=thanks)
    assert origin(a, both).verdict == "common"


def test_an_agency_text_of_unknown_outlet_is_the_source_of_one_that_credits_it() -> None:
    wire = text("wire", head="OSLO (AP) — ")
    found = origin(wire, text("copy", tail="With files from The Associated Press"))
    assert (found.verdict, found.source, found.agency) == ("source", "wire", "AP")


def test_a_common_source_has_the_fullest_name() -> None:
    a = text("a", outlet="The Beacon", tail="With files from AP")
    b = text("b", outlet="Harbour Ledger", tail="The Associated Press contributed to this report.")
    assert origin(a, b).agency == "The Associated Press"


def test_two_datelines_of_one_agency_do_not_tell_the_source() -> None:
    found = origin(text("a", head="OSLO (AP) — "), text("b", head="OSLO (AP) — "))
    assert (found.verdict, found.agency, found.evidence) == ("common", "AP", ())


def test_a_dateline_and_a_sign_off_without_a_name_are_of_one_agency() -> None:
    a = text("a", head="OSLO (Reuters) - ")
    b = text("b", tail="(Reporting by Per Dahl; Editing by Ola Moe)")
    assert origin(a, b).agency == "Reuters"
    assert origin(a, b).verdict == "common"


def test_an_outlet_that_both_cite_in_their_lead_is_the_common_source() -> None:
    lead = "A ferry ran aground off the northern islands on Sunday night, The New York Times reported."
    both = (lead, *STORY[1:])
    found = origin(text("a", outlet="The Beacon", story=both), text("b", outlet="Harbour Ledger", story=both))
    assert (found.verdict, found.agency) == ("common", "New York Times")
    own = origin(text("a", outlet="New York Times", story=both), text("b", outlet="The Beacon", story=both))
    assert (own.verdict, own.source) == ("source", "a")


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("2026-01-04", "2026-01-04", "undetermined"),
        ("2026-01-04", "2026-01-05", "undetermined"),
        ("2026-01-04", "2026-01-06", "source"),
        ("2026-01-04T10:00:00+01:00", "2026-01-04T09:30:00+00:00", "undetermined"),
        ("2026-01-04T10:00:00+01:00", "2026-01-04T10:30:00+00:00", "source"),
        ("2026-01-04T10:00:00", "2026-01-04T10:30:00+00:00", "undetermined"),
        ("2026-01-04", "yesterday", "undetermined"),
        ("2026-01-04", None, "undetermined"),
        ("0001-01-01T00:00:00+10:00", "9999-12-31T23:00:00-10:00", "source"),
    ],
)
def test_an_earlier_date_counts_by_how_much_earlier(first: str, second: str | None, verdict: str) -> None:
    found = origin(text("a", date=first), text("b", date=second))
    assert found.verdict == verdict
    assert found.source == ("a" if verdict == "source" else None)


def test_what_is_cut_is_the_copy_if_a_date_agrees() -> None:
    cut = Measures(0.3, 0.3, 0.8, 0.3, 0.8, 200)
    assert origin(text("a"), text("b"), cut).verdict == "undetermined"
    dated = origin(text("a", date="2026-01-04"), text("b", date="2026-01-05"), cut)
    assert (dated.verdict, dated.source) == ("source", "a")
    against = origin(text("a", date="2026-01-05"), text("b", date="2026-01-04"), cut)
    assert (against.verdict, len(against.evidence)) == ("undetermined", 2)


def test_conflicting_evidence_is_shown_and_decides_nothing() -> None:
    a = text("a", head="OSLO (AP) — ", outlet="The Beacon", date="2026-01-09")
    found = origin(a, text("b", outlet="Harbour Ledger", date="2026-01-04"))
    assert found.verdict == "undetermined"
    assert kinds(found) == [("date", "b"), ("dateline", "a")]


@pytest.mark.parametrize("relation", [Relation.QUOTES, Relation.NONE])
def test_shared_quotations_have_no_source_among_the_two(relation: Relation) -> None:
    found = find_origin(text("a", head="OSLO (AP) — "), text("b"), EVEN, relation)
    assert found == Origin("undetermined", None, None, ())


def test_an_agency_named_in_a_caption_or_in_prose_is_no_evidence() -> None:
    a = text("a", tail="open image in gallery The ferry off the islands ( Reuters )")
    b = text("b", tail="The ferry off the northern islands on Sunday. (AP Photo/Per Dahl)")
    assert origin(a, b) == Origin("undetermined", None, None, ())


def version(title: str, date: str | None, outlet: str | None = "The Beacon") -> ArticleClues:
    return text(title or "plain", title=title, date=date, outlet=outlet)


def test_the_earlier_version_is_the_source() -> None:
    first = version("Ferry runs aground", "2026-01-04")
    second = version("UPDATE 2-Ferry runs aground", "2026-01-04")
    third = version("CORRECTED-UPDATE 2-Ferry runs aground", "2026-01-04")
    for earlier, later in ((first, second), (second, third), (first, third)):
        found = find_origin(later, earlier, EVEN, Relation.VERSION)
        assert (found.verdict, found.source) == ("source", earlier.article.id)
        assert kinds(found) == [("version", earlier.article.id)]
    dated = find_origin(first, version("Ferry", "2026-01-05"), EVEN, Relation.VERSION)
    assert dated.source == first.article.id


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ferry runs aground", Version()),
        ("UPDATE 1-Ferry runs aground", Version(1)),
        ("Ferry runs aground (2nd Ld-Writethru)", Version(2)),
        ("REFILE-Ferry runs aground", Version(0, corrected=True)),
        ("CORRECTED-UPDATE 2-Ferry runs aground", Version(2, corrected=True)),
        ("Korrektur: Fähre auf Grund gelaufen", Version(0, corrected=True)),
        ("Corrected course sinks ferry", Version()),
        ("Update on ferry", Version()),
    ],
)
def test_a_version_is_marked_in_the_headline(title: str, expected: Version) -> None:
    assert version_of(version(title, None).article) == expected


def test_dates_decide_nothing_where_both_can_have_it_from_an_agency() -> None:
    a, b = text("a", date="2026-01-04"), text("b", date="2026-01-09")
    assert origin(a, b).source == "a"
    thanked = text("b", date="2026-01-09", tail="The Associated Press contributed to this report.")
    assert origin(a, thanked).verdict == "undetermined"
    cited = (*STORY, "She had been warned in the spring, the Daily Ledger reported on Monday night.")
    third = text("a", date="2026-01-04", story=cited, outlet="The Beacon")
    other = text("b", date="2026-01-09", story=(cited[3], *STORY), outlet="Harbour Ledger")
    assert origin(third, other).verdict == "undetermined"


def test_what_the_text_says_goes_before_a_day() -> None:
    cited = (*STORY, "She had been warned in the spring, the Daily Ledger reported on Monday night.")
    ledger = text("a", outlet="The Daily Ledger", date="2026-01-05")
    assert origin(ledger, text("b", date="2026-01-04", story=cited)).source == "a"
    assert origin(ledger, text("b", date="2026-01-01", story=cited)).verdict == "undetermined"


def test_an_outlet_can_be_the_source_of_an_agency() -> None:
    lead = "A ferry that ran aground had been warned in spring, the Daily Ledger reported on Monday."
    wire = text("b", outlet="Reuters", head="OSLO, Jan 5 (Reuters) - ", story=(lead, *STORY))
    found = origin(text("a", outlet="The Daily Ledger", date="2026-01-04"), wire)
    assert (found.source, kinds(found)) == ("a", [("credit", "a")])


def test_an_outlets_own_dateline_on_the_later_text_says_nothing() -> None:
    own = text("own", head="OSLO (Harbour Ledger) — ", outlet="Harbour Ledger", date="2031-03-09")
    before = text("before", outlet="The Beacon", date="2031-03-08")
    after = text("after", outlet="The Beacon", date="2031-03-10")
    assert origin(own, before).source is None
    assert origin(own, after).source == "own"


def test_dates_do_not_tell_the_source_of_a_sentence_or_two() -> None:
    first = text("first", outlet="The Beacon", date="2031-03-01")
    second = text("second", outlet="Harbour Ledger", date="2031-03-09")
    little = Measures(0.04, 0.06, 0.06, 0.05, 0.05, 20)
    assert origin(first, second).source == "first"
    assert origin(first, second, little).source is None


def test_an_outlets_own_dateline_says_whose_text_it_is() -> None:
    ledger = text("a", outlet="The Daily Ledger", head="OSLO (Daily Ledger) — ")
    assert origin(ledger, text("b", outlet="The Beacon")).source == "a"


NAMES = st.sampled_from([None, "AP", "Reuters", "The Beacon", "", "—", "the", "(x)"])


@given(st.lists(st.text(max_size=40), min_size=1), st.lists(st.text(max_size=40), min_size=1), NAMES, NAMES)
def test_any_two_articles_have_an_origin(
    first: list[str], second: list[str], outlet: str | None, other: str | None
) -> None:
    a = text("a", head=first[0], outlet=outlet, story=tuple(first), author=first[-1], date=first[0])
    b = text("b", tail=second[0], outlet=other, story=tuple(second), title=second[-1])
    found = origin(a, b)
    assert (found.source is None) == (found.verdict != "source")
    assert all(evidence.weight > 0 and evidence.favours in ("a", "b") for evidence in found.evidence)


def test_an_agency_that_names_the_other_outlet_in_its_lead_may_retell_it() -> None:
    """An announcement has no dateline, and who tells of it puts down a study to the university, and no more."""
    story = ("Gulls that were fed daily at the Harbour Ledger knew faces again five months later.", *STORY)
    found = origin(
        text("wire", head="OSLO, Jan 5 (AFP) - ", outlet="AFP", story=story), text("pr", outlet="Harbour Ledger")
    )
    assert (found.verdict, found.source) == ("undetermined", None)
