"""Stories whose paragraphs are parted by line breaks, and breaks that part nothing."""

from __future__ import annotations

import pytest

from dedupe.read.formats.html import read_page
from dedupe.read.formats.html_in_text import markup_columns

STORY = (
    "The ferry between Skerry and the mainland will stop running from December until March.",
    "Its owner had asked for another two million crowns, which the council would not pay.",
    "“We were promised a bridge,” said Hanne Prüett, who runs the shop on the quay.",
)
VERSE = "The boats lie still<br>upon the hill<br>and no one will<br>go down to fill<br>the lamps"


def page(body: str) -> tuple[str, ...]:
    html = f"<html><body><nav><a href='/'>Home</a></nav><h1>Ferry stops</h1>{body}</body></html>"
    return tuple(read_page(html.encode()).paragraphs.texts)


@pytest.mark.parametrize("element", ["p", "div"])
@pytest.mark.parametrize("mark", ["<br>", "<br/>\n<br/>", "<br> <br><br>"])
def test_a_story_in_one_element_has_a_paragraph_a_break(element: str, mark: str) -> None:
    story = f"<{element}>{mark.join(STORY)}</{element}>"

    assert page(story)[-3:] == STORY
    assert tuple(markup_columns(story).texts) == STORY


def test_a_story_in_one_paragraph_without_breaks_stays_one() -> None:
    assert page(f"<p>{' '.join(STORY)}</p>")[-1] == " ".join(STORY)


def test_the_lines_of_a_verse_stay_together() -> None:
    (verse,) = markup_columns(f"<p>{VERSE}</p>").texts

    assert verse == VERSE.replace("<br>", " ")


def test_words_with_emphasis_stay_in_their_paragraphs() -> None:
    emphasised = [text.replace("the", "<b>the</b>", 1) for text in STORY]

    assert page(f"<p>{'<br>'.join(emphasised)}</p>") == STORY


def test_a_subheading_between_breaks_is_a_paragraph_of_its_own() -> None:
    parted = f"<div>{STORY[0]}<br>{STORY[1]}<br><b>A bridge</b><br>{STORY[2]}<br>{STORY[0]}</div>"

    assert tuple(markup_columns(parted).texts) == (*STORY[:2], "A bridge", STORY[2], STORY[0])


def test_breaks_between_blocks_leave_what_stands_there() -> None:
    parted = f"<div>Sport<br><p>{STORY[0]}</p><br>News<br><br><p>{STORY[1]}</p>Weather</div>"

    assert tuple(markup_columns(parted).texts) == ("Sport", STORY[0], "News", STORY[1], "Weather")


def test_paragraphs_know_their_lines() -> None:
    found = markup_columns("<p>\n" + "<br>\n".join(STORY) + "</p>")

    assert tuple(found.starts) == (1, 2, 3)


def test_control_characters_between_breaks_are_no_text() -> None:
    assert tuple(markup_columns(f"<p>{STORY[0]}<br>\x01{STORY[1]}\x0b<br>{STORY[2]}</p>").texts) == STORY
