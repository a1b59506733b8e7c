"""The page of a comparison in a real browser."""

from __future__ import annotations

import re

import pytest

from dedupe.report.compare import html
from dedupe.report.compare.layout import CompareOptions
from tests.browser.chromium import find, visit, with_script
from tests.unit.report.comparisons import demo, nasty

pytestmark = pytest.mark.skipif(find() is None, reason="chromium is missing, so that no page can be opened")
PAGE = html.render(demo(), CompareOptions())
EDGES = sum(len(paragraph.partners) for paragraph in demo().alignment.target)


def ribbons(dom: str) -> list[str]:
    return re.findall(r'<path class="ribbon ([a-z ]+)"', dom)


def output(dom: str) -> str:
    (text,) = re.findall(r"<output[^>]*>(.*?)</output>", dom)
    return str(text)


def walk(*keys: str) -> str:
    """Return what the page says as soon as keys were pressed, whatever gains or loses the focus later."""
    events = (
        f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        f"{{key: '{key}', bubbles: true, cancelable: true}}));"
        for key in keys
    )
    told = "document.title = document.querySelector('output').textContent;"
    (title,) = re.findall(r"<title>(.*?)</title>", visit(with_script(PAGE, "".join(events) + told)).dom)
    return str(title)


def test_it_opens_without_a_complaint_and_without_a_request() -> None:
    found = visit(PAGE)
    assert found.console == []
    assert found.requests == ["/"]


def test_complaints_and_requests_would_be_seen() -> None:
    found = visit(PAGE.replace("<body>", '<body><p style="color: red">') + "<img src=x>")
    assert any("Content Security Policy" in line for line in found.console)
    assert visit("<img src=x>").requests[:2] == ["/", "/x"]


def test_a_ribbon_leads_from_each_paragraph_to_each_of_its_partners() -> None:
    found = ribbons(visit(PAGE).dom)
    assert len(found) == EDGES
    assert found.count("moved") == 1


def test_paragraphs_come_in_turn_on_a_narrow_screen() -> None:
    found = visit(PAGE, width=500)
    assert ribbons(found.dom) == []
    assert found.console == []


def test_kinds_are_chosen_by_the_address() -> None:
    whole = output(visit(PAGE).dom)
    some = output(visit(PAGE, "#kinds=figure,quote").dom)
    paragraphs = 5  # three added and two cut
    kinds = [edit.kind.value for edit in demo().edits]
    assert whole == f"{len(kinds) - kinds.count('style') + paragraphs} changes"
    assert some == f"{kinds.count('figure') + kinds.count('quote') + paragraphs} changes"


def test_the_address_leads_to_an_edit() -> None:
    (number,) = (at for at, edit in enumerate(demo().edits, 1) if edit.before == "$85 million")
    dom = visit(PAGE, f"#e{number}").dom
    lit = re.findall(r'<(?:ins|del) class="edit figure on"[^>]*data-edit="(\d+)"', dom)
    assert lit == [str(number)] * 2
    assert output(dom).endswith("figure: “$85 million” → “$58m”")
    assert [ribbon for ribbon in ribbons(dom) if ribbon.endswith(" on")] == ["rewritten on"] * 2


def test_keys_walk_through_the_changes() -> None:
    assert walk("j").startswith("1 of ")
    assert walk("j", "j", "ArrowDown", "k").startswith("2 of ")
    assert re.match(r"(\d+) of \1 ", walk("k"))
    assert walk("j", "Escape").endswith(" changes")


def test_dark_is_dark() -> None:
    page = with_script(PAGE, "document.title = getComputedStyle(document.body).backgroundColor;")
    light, dark = (
        sum(map(int, re.findall(r"\d+", visit(page, dark=dark).dom.split("title>")[1]))) for dark in (False, True)
    )
    assert dark < 150 < 600 < light


@pytest.mark.parametrize(
    "page",
    [html.render(nasty(), CompareOptions(show_style=True)), html.render_matrix([nasty()] * 2, CompareOptions())],
    ids=["comparison", "matrix"],
)
def test_hostile_text_does_nothing(page: str) -> None:
    found = visit(page)
    assert found.console == []
    assert found.requests == ["/"]
    assert "alert(1)" in found.dom
