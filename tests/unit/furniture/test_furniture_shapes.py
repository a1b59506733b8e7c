from __future__ import annotations

import pytest

from dedupe.furniture.furniture_shapes import furniture, inserted_links, text_end

BRIEF = (
    "A man of 34 died when his car left the coast road near Tolley late on Saturday and hit a tree, and "
    "two passengers were taken to hospital with broken bones. Police are looking for witnesses."
)


@pytest.mark.parametrize("credit", ["(AFP)", "(dpa)", "(Ap)", "(Reuters)", "(dpa/AFP)", "( AP )", "(SDA)."])
def test_an_agency_behind_a_text_is_cut_off_and_the_text_stays(credit: str) -> None:
    text = f"{BRIEF} {credit}"
    assert furniture([[text]]) == [False]
    assert text[: text_end(text)] == BRIEF


def test_other_brackets_are_text() -> None:
    text = f"{BRIEF} (two of them in Tolley)"
    assert text_end(text) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Residents of Tolley look at the tree on Sunday. (AP Photo/Ida Moe)",
        "Residents of Tolley look at the tree. (Photo by Ida Moe)",
        "(AFP)",
        "Residents of Tolley look at the tree (Getty Images)",
    ],
)
def test_captions_and_lone_credits_are_furniture(text: str) -> None:
    assert furniture([[BRIEF, text, BRIEF]]) == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "JUST WATCHED The tree of Tolley Replay More Videos ... MUST WATCH The tree of Tolley 02:11",
        "Also see:",
        "[Image via Kestrel]",
        "Follow @tolleynews Follow @IdaMoe",
        "The Coast Report, Sundays at nine. For the latest from the coast click here.",
    ],
)
def test_what_a_page_has_to_be_clicked_on_is_furniture(text: str) -> None:
    assert furniture([[BRIEF, text, BRIEF]]) == [False, True, False]


def test_a_paragraph_that_goes_on_with_another_event_is_text() -> None:
    also = "Also on Tuesday, divers looked for the cause of the leak that had emptied the upper basin."
    assert furniture([[BRIEF, also]]) == [False, False]


def test_links_glued_to_a_name_are_found_up_to_their_end() -> None:
    glued = "PruettMayor asks for a bridge Five things to know about the ferry MORE"
    text = f"The vote on Hanne Pruett Hanne {glued} ended in a draw, said Bo McAllister of the council."
    assert [text[start:end] for start, end in inserted_links(text)] == [glued]
    assert not list(inserted_links("Bo McAllister asks for MORE light and MacDonald for less."))
