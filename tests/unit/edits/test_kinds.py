"""What kind an edit is, in English."""

from __future__ import annotations

import pytest

from tests.unit.edits.pairs import changes_between, edits_between


@pytest.mark.parametrize(
    ("before", "after", "style"),
    [
        ("The harbor master left.", "The harbour master left.", [("harbor", "harbour")]),
        ("Trade with the U.S. fell.", "Trade with the US fell.", [("U.S.", "US")]),
        ("The ferry, said Mr. Roe, sank.", "The ferry, said Roe, sank.", [("Mr. ", "")]),
        ("The yard and Roe agreed.", "The yard and Mr Roe agreed.", [("", "Mr ")]),
        ("The dock cost $3.2 billion.", "The dock cost $3.2bn.", [("$3.2 billion", "$3.2bn")]),
        ("He said 40 percent left.", "He said 40% left.", [("40 percent", "40%")]),
        ("Twelve men left the yard.", "12 men left the yard.", [("Twelve", "12")]),
        ("It sank on January 5, 2024.", "It sank on 5 January 2024.", [("January 5, 2024", "5 January 2024")]),
        ("They met at 10:30 a.m. on deck.", "They met at 10.30am on deck.", [("10:30 a.m.", "10.30am")]),
        ("Ships, trains, and cars stopped.", "Ships, trains and cars stopped.", [(",", "")]),
        ('He called it "safe," again.', "He called it “safe”, again.", [('"', "“"), (',"', "”,")]),
        ("The cross-border train left.", "The cross border train left.", [("cross-border", "cross border")]),
        ("The new sea wall leaks.", "The new seawall leaks.", [("sea wall", "seawall")]),
        ("The pier isn't safe.", "The pier is not safe.", [("isn't", "is not")]),
        ("He's the owner of the yard.", "He is the owner of the yard.", [("He's", "He is")]),
        ("The World Sailing Union agreed.", "The WSU agreed.", [("World Sailing Union", "WSU")]),
        ("The talks with Karelsky failed.", "The talks with Karelskyi failed.", [("Karelsky", "Karelskyi")]),
        ("PORTO (Northwire) - The yard is full.", "The yard is full.", [("PORTO (Northwire) - ", "")]),
    ],
)
def test_house_style(before: str, after: str, style: list[tuple[str, str]]) -> None:
    found = edits_between(before, after)
    assert [(edit.before, edit.after) for edit in found] == style
    assert {edit.kind.value for edit in found} == {"style"}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("The guards took the immigrants back.", "The guards took the migrants back.", ("immigrants", "migrants")),
        ("The plot on Danish soil was found.", "The plot was found.", ("on Danish soil", "")),
        ("The ferry had American-made engines.", "The ferry had American engines.", ("American-made", "American")),
        ("About 300 homes burned, he said.", "Around 300 homes burned, he said.", ("About", "Around")),
        ("The storm killed 14 people.", "The storm killed people.", ("14", "")),
        ("The minister, 54, has left.", "The minister has left.", (", 54,", "")),
        ("They met on Monday in the yard.", "They met in the yard.", ("on Monday", "")),
        ("They met in July in the yard.", "They met in the yard.", ("in July", "")),
        ("The two ministers met in the yard.", "The ministers met in the yard.", ("two", "")),
        ("The yard said Edgar Haverford won.", "The yard said Haverford won.", ("Edgar", "")),
        (
            "Yards in China and the old German dock closed.",
            "Chinese yards and the old German dock closed.",
            ("Yards in China", "Chinese yards"),
        ),
        ("The mayor told the crew it sank.", "The mayor informed the crew it sank.", ("told", "informed")),
        ("The old harbor and the old bridge closed.", "The old bridge closed.", ("The old harbor and the", "The")),
        ("They saw the old harbor and the old bridge.", "They saw the old bridge.", ("the old harbor and", "")),
        (
            "The ferry sank. Nobody knew its name in 2014. It was old.",
            "The ferry sank. It was old.",
            ("Nobody knew its name in 2014.", ""),
        ),
        ("The ferry sank.", 'The ferry sank. "We saw it," he said.', ("", '"We saw it," he said.')),
    ],
)
def test_wording(before: str, after: str, words: tuple[str, str]) -> None:
    assert changes_between(before, after) == [("wording", *words)]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "It said trade with them surpassed $118 billion.",
            "It said trade with them around $118bn.",
            ("surpassed $118 billion", "around $118bn"),
        ),
        ("The port took 18,000 boxes.", "The port took 1,800 boxes.", ("18,000", "1,800")),
        ("The dock cost $3.2 million.", "The dock cost £3.2 million.", ("$3.2 million", "£3.2 million")),
        ("The dock cost $3.2 million.", "The dock cost $3.2 billion.", ("$3.2 million", "$3.2 billion")),
        ("The vote on May 14 was moved.", "The vote on May 15 was moved.", ("May 14", "May 15")),
        ("They met on Monday in the yard.", "They met on Tuesday in the yard.", ("Monday", "Tuesday")),
        ("He came second in the race.", "He came third in the race.", ("second", "third")),
        ("The fire took nearly 300 homes.", "The fire took more than 300 homes.", ("nearly 300", "more than 300")),
        ("The yard has less than 40 men.", "The yard has more than 40 men.", ("less than 40", "more than 40")),
        ("The fire took some 300 homes.", "The fire took 300 homes.", ("some 300", "300")),
        ("The dam is 5 km long.", "The dam is 5 miles long.", ("5 km", "5 miles")),
        ("Prices rose 1½ percent again.", "Prices rose 1 percent again.", ("1½ percent", "1 percent")),
        (
            "Dozens of men left the yard when it was closed.",
            "Hundreds of men left the yard when it was closed.",
            ("Dozens", "Hundreds"),
        ),
    ],
)
def test_figures(before: str, after: str, words: tuple[str, str]) -> None:
    assert changes_between(before, after) == [("figure", *words)]


def test_a_figure_that_moves_with_another_qualifier() -> None:
    assert [
        kind
        for kind, *_ in changes_between(
            "Denmark is the port's largest partner and trade with it surpassed $118 billion in 2023/24, "
            "with the port posting a surplus of $32 billion.",
            "Denmark is the port's largest partner and the port enjoyed a surplus of $32bn on shared "
            "trade of around $118bn in 2023-24.",
        )
    ] == ["wording", "figure", "wording"]


def test_a_date_told_less_fully_is_the_same() -> None:
    assert changes_between(
        "The ferry sank on January 5, 2024, off the old pier.", "The ferry sank on 5 January off the old pier."
    ) == [("wording", "January 5, 2024,", "5 January")]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            '"We will never sell the yard," she said.',
            '"We will not sell the yard," she said.',
            ("will never", "will not"),
        ),
        (
            '"We will build the pier, stone by stone, until it stands," he said.',
            '"We will build the pier until it stands," he said.',
            (", stone by stone,", ""),
        ),
        (
            'He called it "a gift to the gamblers" again.',
            "He called it a gift to the gamblers again.",
            ('"a gift to the gamblers"', "a gift to the gamblers"),
        ),
        (
            "He called it a gift to the gamblers again.",
            'He called it "a gift to the gamblers" again.',
            ("a gift to the gamblers", '"a gift to the gamblers"'),
        ),
        (
            '"It came up in minutes," said Anna Vale of the club.',
            '"It came up in minutes," said Maria Kirk of the club.',
            ("Anna Vale", "Maria Kirk"),
        ),
        (
            'Anna Vale told the yard: "It came up in minutes."',
            'Maria Kirk told the yard: "It came up in minutes."',
            ("Anna Vale", "Maria Kirk"),
        ),
    ],
)
def test_quotations(before: str, after: str, words: tuple[str, str]) -> None:
    assert changes_between(before, after) == [("quote", *words)]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('"It is old. It is cold," he said of the boat.', '"It is old," he said of the boat.', ("It is cold", "")),
        ('"We will build the pier by May," he said.', '"We will build the pier," he said.', ("by May", "")),
        ('He said it was "over" for him. "Let us go."', 'He said it was "over" for him.', ('"Let us go."', "")),
    ],
)
def test_a_quotation_may_end_early(before: str, after: str, words: tuple[str, str]) -> None:
    assert [(kind, *words) for kind, *_ in changes_between(before, after)] == [("wording", *words)]


def test_marks_around_a_title_are_style() -> None:
    assert changes_between('They saw "Winter Ferry" in town.', "They saw Winter Ferry in town.") == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("The yard met Iranian envoys again.", "The yard met Iraqi envoys again.", ("Iranian", "Iraqi")),
        ("They sailed from Lisbon to Madrid.", "They sailed from Lisbon to Porto.", ("Madrid", "Porto")),
        ("The case of Joe Vale was heard.", "The case of Hunter Vale was heard.", ("Joe Vale", "Hunter Vale")),
        (
            "He sued Northwind Shipping for it.",
            "He sued Southgate Ferries for it.",
            ("Northwind Shipping", "Southgate Ferries"),
        ),
        (
            "Talks with Vincente Ruiz failed again.",
            "Talks with Vicente Ruiz failed again.",
            ("Vincente Ruiz", "Vicente Ruiz"),
        ),
        ("A fire in Austria was put out.", "A fire in Australia was put out.", ("Austria", "Australia")),
    ],
)
def test_names(before: str, after: str, words: tuple[str, str]) -> None:
    assert changes_between(before, after) == [("name", *words)]


def test_a_mere_title_is_no_name() -> None:
    kinds = [
        (edit.kind.value, edit.before, edit.after)
        for edit in edits_between(
            "The dam, said President Edgar Haverford, would hold.", "The dam, said Mr Haverford, would hold."
        )
    ]
    assert kinds == [("wording", "President Edgar", ""), ("style", "", "Mr")]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "Three men broke in, police said, and took a car that was in the yard.",
            "Three men broke in and took a car that was in the yard.",
            (", police said,", ""),
        ),
        ("The alleged smuggler was in the jail.", "The smuggler was in the jail.", ("alleged", "")),
        ("The yard will close before the winter.", "The yard may close before the winter.", ("will", "may")),
        ("The boat sank after a fire on deck.", "The boat reportedly sank after a fire on deck.", ("", "reportedly")),
    ],
)
def test_attributions(before: str, after: str, words: tuple[str, str]) -> None:
    assert changes_between(before, after) == [("attribution", *words)]


def test_one_of_two_attributions_of_a_quotation_may_go() -> None:
    assert changes_between(
        '"It is old," said Anna Vale of the boat. "It is cold," she said.',
        '"It is old," said Anna Vale of the boat. "It is cold."',
    ) == [("wording", '," she said.', '."')]


def test_figures_that_swap_their_places() -> None:
    assert [
        kind
        for kind, *_ in changes_between(
            "The storm killed 12 people and hurt 15 on the islands.",
            "The storm killed 15 people and hurt 12 on the islands.",
        )
    ] == ["figure", "figure"]
    moved = changes_between(
        "The bank raised its rate to 4.25% from 4% in the spring.",
        "The bank raised its rate from 4% to 4.25% in the spring.",
    )
    assert {kind for kind, *_ in moved} == {"wording"}


def test_an_attribution_that_moves_is_wording() -> None:
    found = changes_between(
        "Trade with the islands grew by a third, the ministry said on Monday.",
        "On Monday, the ministry said, trade with the islands grew by a third.",
    )
    assert {kind for kind, *_ in found} == {"wording"}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("The court did not allow the appeal.", "The court did allow the appeal.", ("did not", "did")),
        ("The pilot is to blame for it.", "The pilot isn't to blame for it.", ("is", "isn't")),
        ("He left without a word to them.", "He left with a word to them.", ("without", "with")),
        ("She has never been in the yard.", "She has been in the yard.", ("never", "")),
        ("Nobody was in the boat that sank.", "Somebody was in the boat that sank.", ("Nobody", "Somebody")),
    ],
)
def test_negations(before: str, after: str, words: tuple[str, str]) -> None:
    assert changes_between(before, after) == [("negation", *words)]


def test_what_two_edits_leave_between_them_is_more_than_a_function_word() -> None:
    assert changes_between(
        "The crew of the tug painted the hull of a ferry.", "The crew of the tug washed the deck of a ferry."
    ) == [("wording", "painted the hull", "washed the deck")]


def test_sentences_with_nothing_in_common_are_left_out_and_put_in() -> None:
    assert changes_between(
        "The ferry sank off the pier. Officials discussed earlier plans for a visit of the prince.",
        "The ferry sank off the pier. “I had a long talk with my lawyer this morning,” its owner told the crowd.",
    ) == [
        ("wording", "Officials discussed earlier plans for a visit of the prince", ""),
        ("wording", "", "“I had a long talk with my lawyer this morning,” its owner told the crowd"),
    ]


def test_what_a_cut_takes_along_of_a_sentence_is_told_apart() -> None:
    assert changes_between(
        "The repairs are paid for, the department said. It did not say by whom. The pier is old.",
        "The repairs are paid for. The pier is old.",
    ) == [("attribution", ", the department said.", ""), ("wording", "It did not say by whom", "")]


def test_a_dateline_is_told_apart_from_a_new_beginning() -> None:
    edits = edits_between(
        "ALDER (Northwire) - Engineers closed a bridge that was built in 1932.",
        "Lorries were banned from a bridge that was built in 1932.",
    )
    assert [(edit.kind.value, edit.before, edit.after) for edit in edits] == [
        ("style", "ALDER (Northwire) - ", ""),
        ("wording", "Engineers closed", "Lorries were banned from"),
    ]
