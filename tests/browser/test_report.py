"""The one page of a check in a real browser; what it shares with a folder of pages is tested there."""

from __future__ import annotations

import re

import pytest

from tests.browser.chromium import find, visit, with_script
from tests.browser.test_site import SOURCE, output, report, title
from tests.unit.report.nasty import nasty_report
from tests.unit.report.reports import written

pytestmark = pytest.mark.skipif(find() is None, reason="chromium is missing, so that no page can be opened")


def page() -> str:
    return written(report(), "html")


def test_it_opens_without_a_complaint_and_without_a_request() -> None:
    found = visit(page())
    assert found.console == []
    assert found.requests == ["/"]
    assert output(found.dom) == "1–2 of 2"


def test_the_address_leads_to_a_story_an_outlet_and_a_pair() -> None:
    opened = re.compile(r'<details class="part" id="(\w+)-[^>]*open=""')
    assert opened.findall(visit(page(), f"#story={SOURCE}").dom) == ["story"]
    (outlet, *_) = re.findall(r'href="#(outlet-\w+)"', page())
    assert opened.findall(visit(page(), f"#{outlet}").dom) == ["outlet"]
    (pair, *_) = re.findall(r'href="#(pair=\w+)"', page())
    assert output(visit(page(), f"#{pair}").dom) == "1–1 of 1"


def test_a_cell_of_the_matrix_leads_to_its_copies() -> None:
    click = (
        "document.querySelector('.matrix td a').click();"
        "addEventListener('hashchange', () => { document.title = location.hash; });"
    )
    dom = visit(with_script(page(), click)).dom
    assert re.fullmatch("#by=[^&]+&from=[^&]+", title(dom))
    assert output(dom) == "1–1 of 1"


def test_it_fits_a_phone() -> None:
    script = "document.title = document.documentElement.scrollWidth - innerWidth;"
    assert title(visit(with_script(page(), script), width=500).dom) == "0"


def test_hostile_findings_do_nothing() -> None:
    found = visit(written(nasty_report(), "html"))
    assert found.console == []
    assert found.requests == ["/"]
    assert "alert(1)" in found.dom
