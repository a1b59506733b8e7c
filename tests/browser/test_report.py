"""The page of a check in a real browser."""

from __future__ import annotations

import re
from contextlib import chdir
from functools import cache
from pathlib import Path

import pytest

import dedupe
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from tests.browser.chromium import find, visit, with_script
from tests.unit.report.nasty import nasty_report
from tests.unit.report.reports import written

pytestmark = pytest.mark.skipif(
    find() is None, reason="chromium is missing, so that no page can be opened"
)
DEMO = Path(dedupe.__file__).with_name("data") / "demo"


@cache
def page() -> str:
    with chdir(DEMO):
        return written(CheckReport(check(["."])), "html")


def shown(dom: str) -> set[str]:
    """Give the ids of the copies that are shown."""
    pairs = re.findall(r'<li class="pair[^>]*>', dom)
    return {re.findall(r'id="(copy-\d+)"', it)[0] for it in pairs if " hidden" not in it}


def output(dom: str) -> str:
    (text,) = re.findall(r"<output[^>]*>(.*?)</output>", dom)
    return str(text)


def test_it_opens_without_a_complaint_and_without_a_request() -> None:
    found = visit(page())
    assert found.console == []
    assert found.requests == ["/"]
    assert output(found.dom) == "3 of 3"


def test_the_address_filters() -> None:
    dom = visit(page(), "#by=The+Eastmouth+Herald&from=Kestrel").dom
    assert output(dom) == "1 of 3"
    assert len(shown(dom)) == 1
    assert output(visit(page(), "#q=no+such+words").dom) == "0 of 3"
    assert output(visit(page(), "#credit=none").dom) != "3 of 3"


def test_the_address_leads_to_a_copy_and_to_a_story() -> None:
    assert re.search(
        r'id="copy-1"(?:(?!</li>).)*<details open="">', visit(page(), "#copy-1").dom, re.S
    )
    assert 'id="story-1" open=""' in visit(page(), "#story-1").dom


def test_a_cell_of_the_matrix_leads_to_its_copies() -> None:
    script = "document.querySelector('.matrix a').click(); document.title = location.hash;"
    dom = visit(with_script(page(), script)).dom
    assert re.search(r"<title>#by=[^&]+&amp;from=[^<]+</title>", dom)
    assert len(shown(dom)) == 1


def test_typing_filters_and_clearing_shows_all() -> None:
    typed = (
        "const q = document.querySelector('[name=q]'); q.value = 'herald';"
        "q.dispatchEvent(new Event('input', {bubbles: true}));"
        "document.title = document.querySelector('output').value + location.hash;"
    )
    assert re.search(r"<title>[12] of 3#q=herald</title>", visit(with_script(page(), typed)).dom)
    assert output(visit(with_script(page(), f"{typed} q.form.reset();")).dom) == "3 of 3"


def test_columns_sort_both_ways() -> None:
    click = "document.querySelectorAll('.sortable th button')[1].click();"
    names = (
        "[...document.querySelectorAll('.sortable tbody tr')].map((it) => it.cells[1].textContent)"
    )
    for clicks, order in ((1, sorted), (2, sorted)):
        dom = visit(with_script(page(), click * clicks + f"document.title = {names};")).dom
        (title,) = re.findall(r"<title>([\d,]+)</title>", dom)
        numbers = [int(it) for it in title.split(",")]
        assert numbers == order(numbers, reverse=clicks == 1)


def test_it_fits_a_phone() -> None:
    script = "document.title = document.documentElement.scrollWidth - innerWidth;"
    dom = visit(with_script(page(), script), width=500).dom
    assert "<title>0</title>" in dom


def test_hostile_text_does_nothing() -> None:
    found = visit(written(nasty_report(), "html"))
    assert found.console == []
    assert found.requests == ["/"]
    assert "alert(1)" in found.dom


def test_the_order_can_be_chosen_and_taken_back() -> None:
    def numbers(fragment: str) -> list[float]:
        return [
            float(it) for it in re.findall(r'data-share="([\d.]+)"', visit(page(), fragment).dom)
        ]

    shares = numbers("#sort=share")
    assert shares == sorted(numbers(""), reverse=True)
    back = (
        "const sort = document.querySelector('[name=sort]'); sort.value = 'share';"
        "sort.dispatchEvent(new Event('input', {bubbles: true})); sort.value = '';"
        "sort.dispatchEvent(new Event('input', {bubbles: true}));"
    )
    dom = visit(with_script(page(), back)).dom
    assert re.findall(r'id="copy-(\d+)"', dom) == ["1", "2", "3"]
