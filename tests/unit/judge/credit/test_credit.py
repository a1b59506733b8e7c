from __future__ import annotations

import pytest

from dedupe.article import Article, Paragraph
from dedupe.comparison.comparable_article import comparable
from dedupe.judge.credit.credit import find_author_credit, find_credit
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.judged_pair import NO_CREDIT, Credit
from dedupe.prepare.prepared_text import prepare

STORY = (
    "A ferry with two hundred people on board ran aground off the northern islands on Sunday night.",
    "The coast guard brought everybody to the shore before the morning, among them eleven children.",
    "Nobody was hurt, said Astrid Lund, who leads the harbour office, and the engine is being looked at.",
)
LEDGER = ("The Daily Ledger",)


def credit(
    *paragraphs: str,
    sources: tuple[str, ...] = (),
    outlet: str | None = None,
    author: str | None = None,
    line: str | None = None,
) -> Credit:
    listed = tuple(Paragraph(text, at, at) for at, text in enumerate(paragraphs, 1))
    article = Article("b", "b", listed, outlet, author=author, credit=line)
    publishers = Publishers([*sources, outlet or ""])
    clues = comparable(article, prepare(article, 5), publishers).clues
    owners = [publishers.key(source) for source in sources]
    return find_credit(clues.named, owners)[0]


def told(sentence: str) -> tuple[str, ...]:
    return (*STORY[:2], f"{sentence}, and the engine is being looked at by the company that had built it.")


def test_a_story_that_credits_nobody() -> None:
    assert credit(*STORY, sources=("Reuters", *LEDGER)) == NO_CREDIT == Credit("none")


def test_a_name_in_passing_counts_only_if_the_text_is_theirs() -> None:
    story = told("The captain had been on Reuters the week before")
    assert credit(*story, sources=("Reuters",)) == Credit("named", ("Reuters",), "text", 2)
    assert credit(*story, sources=LEDGER) == NO_CREDIT


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ((f"OSLO (AP) — {STORY[0]}", *STORY[1:]), Credit("named", ("AP",), "dateline", 0)),
        (("By Reuters", *STORY), Credit("named", ("Reuters",), "byline", 0)),
        ((*STORY, "Mit Material von dpa und AFP"), Credit("named", ("dpa", "AFP"), "tail", 3)),
        ((*STORY, "Additional reporting by agencies"), Credit("generic", ("agencies",), "tail", 3)),
        ((*STORY, "(Reporting by Per Dahl; Editing by Ola Moe)"), Credit("generic", (), "tail", 3)),
        (told("Astrid Lund told Reuters that nobody was hurt"), Credit("named", ("Reuters",), "text", 2)),
    ],
)
def test_an_agency_is_credited(paragraphs: tuple[str, ...], expected: Credit) -> None:
    assert credit(*paragraphs) == expected


def test_metadata_credit_an_agency() -> None:
    assert credit(*STORY, author="Associated Press") == Credit("named", ("Associated Press",), "metadata")
    assert credit(*STORY, line="dpa") == Credit("named", ("dpa",), "metadata")


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody was hurt, according to The Daily Ledger",
        "Nobody was hurt, Astrid Lund told the Ledger",
        "Nobody was hurt, the Daily Ledger reported on Monday",
        "In an interview with the DAILY LEDGER she said that nobody was hurt",
    ],
)
def test_the_source_is_credited_in_the_text(sentence: str) -> None:
    found = credit(*told(sentence), sources=LEDGER)
    assert (found.exactness, found.place, found.paragraph) == ("named", "text", 2)
    assert found.names[0].endswith(("Ledger", "LEDGER"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody was hurt, according to the daily ledger of the harbour",
        "Nobody was hurt, Astrid Lund told the Harbour Ledger",
    ],
)
def test_other_uses_of_the_sources_words_are_no_credit(sentence: str) -> None:
    assert credit(*told(sentence), sources=LEDGER) == NO_CREDIT


@pytest.mark.parametrize(
    "line",
    [
        "This story first appeared in The Daily Ledger.",
        "Originally published by The Daily Ledger",
        "Source: The Daily Ledger",
        "Astrid Lund of The Daily Ledger contributed to this report.",
    ],
)
def test_the_source_is_credited_in_the_tail(line: str) -> None:
    assert credit(*STORY, line, sources=LEDGER) == Credit("named", ("The Daily Ledger",), "tail", 3)


@pytest.mark.parametrize(
    "line",
    [
        "open image in gallery The ferry off the northern islands ( Reuters )",
        "The ferry off the northern islands on Sunday. (AP Photo/Per Dahl)",
        "Photo: The Daily Ledger",
        "Read more in The Daily Ledger about the ferry and its captain",
    ],
)
def test_a_photo_credit_is_no_credit(line: str) -> None:
    assert credit(*STORY, line, sources=LEDGER) == NO_CREDIT


def test_a_credit_line_goes_before_the_prose_and_a_name_before_none() -> None:
    prose = told("Astrid Lund told Reuters that nobody was hurt")
    assert credit(*prose, "Additional reporting by agencies").place == "tail"
    both = credit("From agencies", *prose, "Material from AFP was used in this report.")
    assert both == Credit("named", ("AFP",), "tail", 4)


def test_in_the_prose_the_source_goes_before_another_agency() -> None:
    prose = told("Astrid Lund told Reuters and later confirmed to The Daily Ledger that nobody was hurt")
    assert credit(*prose, sources=LEDGER).names == ("The Daily Ledger",)
    assert credit(*prose).names == ("Reuters",)


def test_an_outlet_does_not_credit_itself() -> None:
    assert credit(f"OSLO (AP) — {STORY[0]}", *STORY[1:], outlet="Associated Press") == NO_CREDIT
    assert credit(*told("Astrid Lund told the Beacon that all was well"), outlet="The Beacon") == NO_CREDIT


def test_a_shared_last_word_stands_for_the_source_unless_another_is_named_in_full() -> None:
    prose = told("Nobody was hurt, Astrid Lund told the Post")
    assert credit(*prose, sources=("Harbour Post",)).names == ("Post",)
    full = told("Nobody was hurt, Astrid Lund told the Washington Post, and the Post believed her")
    assert credit(*full, sources=("Harbour Post",)) == NO_CREDIT
    assert credit(*told("Nobody was hurt, said the post"), sources=("Harbour Post",)) == NO_CREDIT


def test_only_who_is_due_counts_in_the_text() -> None:
    prose = told("Nobody was hurt, Astrid Lund told the Daily Ledger")
    assert credit(*prose, "(AFP)", sources=LEDGER).names == ("Daily Ledger",)
    assert credit(*prose, sources=("Harbour Post", *LEDGER)).place == "text"
    assert credit(*prose, sources=("Harbour Post",)) == NO_CREDIT


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry was old, according to a report on Wednesday evening in the Ledger",
        "A Ledger investigation in spring had found the engine to be in a bad state",
        "The Daily Ledger's Jane Roe reported that nobody on board had been hurt",
        "A survey by the Daily Ledger found that nobody on board had been hurt",
        "Nobody on board was hurt (via The Daily Ledger), and the engine is looked at",
        "From the Daily Ledger: nobody on board was hurt, and the engine is looked at",
        "Niemand sei verletzt, sagte die Kapitänin dem Daily Ledger am Montag",
        "Wie der „Daily Ledger“ berichtet, ist auf dem Schiff niemand verletzt worden",
        "Niemand sei verletzt, sagte die Kapitänin der Zeitung «Daily Ledger» (Montag)",
        "Niemand sei verletzt, wie die Kapitänin dem „Daily Ledger“ sagte",
        "Einem „Daily Ledger“-Bericht zufolge ist auf dem Schiff niemand verletzt worden",
        "Nobody was hurt, as you can read at https://www.dailyledger.com/ferry.html",
    ],
)
def test_forms_of_naming_the_source_in_the_text(sentence: str) -> None:
    assert credit(*told(sentence), sources=LEDGER).place == "text"


def test_a_sign_off_quotes_no_name_that_does_not_stand_there() -> None:
    found = credit(*STORY, "To contact the reporter on this story: Jane Roe in Oslo")
    assert found == Credit("generic", (), "tail", 3)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("As Jonah Quill writes, the weir is open.", "Jonah Quill"),
        ("Quill's long piece on the weir has everyone talking.", "Quill's"),
        ("Quill’s column names three more.", "Quill’s"),
        ("A column by Quill names three more.", "column by Quill"),
        ("Quills Recherche nennt drei weitere.", "Quills"),
        ("Nachzulesen ist das im Beitrag von Quill.", "Beitrag von Quill"),
    ],
)
@pytest.mark.parametrize("author", ["Jonah Quill", "By Ada Fenn and Jonah Quill", "Ada Fenn, Jonah Quill"])
def test_who_names_the_author_credits_the_source(text: str, printed: str, author: str) -> None:
    article = Article.from_text(f"The gate is shut.\n\n{text}")
    assert find_author_credit(article, author) == Credit("named", (printed,), "text", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Quill's brother owns the mill.",
        "A quill lay on the desk, and the article was long.",
        "Quillon's piece is about bees.",
        "The weir was built by Quill.",
    ],
)
def test_another_matter_of_that_name_is_no_credit(text: str) -> None:
    assert find_author_credit(Article.from_text(text), "Jonah Quill") is None


@pytest.mark.parametrize("author", [None, "", "Quill", "AP", "staff"])
def test_a_byline_without_a_full_name_credits_nobody(author: str | None) -> None:
    assert find_author_credit(Article.from_text("Quill's piece is long."), author) is None


def test_an_author_credits_nobody_by_his_own_name() -> None:
    article = Article.from_text("Jonah Quill writes on weirs.", author="Jonah Quill")
    assert find_author_credit(article, "Jonah Quill") is None
