"""The folder of pages of a check in a real browser."""

from __future__ import annotations

import json
import re
from contextlib import chdir
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from axe_core_python.base import AXE_SCRIPT

import dedupe
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from dedupe.report.compare import html as compare_html
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.formats import render_pages
from tests.browser.chromium import answers, find, in_frames, visit, with_script
from tests.unit.report.comparisons import demo
from tests.unit.report.nasty import nasty_corpus
from tests.unit.report.reports import written

pytestmark = pytest.mark.skipif(find() is None, reason="chromium is missing, so that no page can be opened")
DEMO = Path(dedupe.__file__).with_name("data") / "demo"
HERALD = "The Eastmouth Herald"
SOURCE = "kestrel/cable.txt"


@cache
def report() -> CheckReport:
    with chdir(DEMO):
        return CheckReport(check(["."]))


@cache
def site() -> dict[str, str]:
    with chdir(DEMO):
        return dict(render_pages(report()))


def only(kind: str, having: str) -> str:
    """Return the path of the one page of a kind that has some words in its heading."""
    found = [
        path for path, page in site().items() if path.startswith(f"{kind}/") and having in page.partition("<main>")[0]
    ]
    assert len(found) == 1
    return found[0]


def output(dom: str) -> str:
    (text,) = re.findall(r"<output[^>]*>(.*?)</output>", dom)
    return str(text)


def title(dom: str) -> str:
    return unescape(re.findall(r"<title>(.*?)</title>", dom, re.DOTALL)[0])


def many(copies: int) -> dict[str, str]:
    """Return the site with a list of more copies than a page of it has."""

    def more(match: re.Match[str]) -> str:
        rows = json.loads(match[2])
        listed = [{**rows[at % len(rows)], "share": at / copies} for at in range(copies)]
        return f"{match[1]}{json.dumps(listed)}{match[3]}"

    found = re.compile(r'(class="data">)(.*?)(</script>)', re.DOTALL)
    return {**site(), "copies.html": found.sub(more, site()["copies.html"])}


def test_every_page_opens_without_a_complaint_and_asks_for_nothing() -> None:
    found = visit(in_frames(site()))
    assert found.console == []
    assert sorted(found.requests) == sorted(f"/{path}" for path in ("", *site()))


def linked(path: str, selector: str) -> str:
    """Return where a link on a page leads, after its script has run."""
    more = f"document.title = document.querySelector('{selector}').getAttribute('href');"
    (page, *fragment) = path.split("#")
    pages = {**site(), page: with_script(site()[page], more)}
    return title(visit(pages, "#".join([page, *fragment])).dom)


def test_a_cell_of_the_matrix_leads_to_its_copies_and_a_copy_to_its_page() -> None:
    copies = linked("index.html", ".matrix td a")
    assert output(visit(site(), copies).dom) == "1–1 of 1"
    assert "is the source." in visit(site(), linked(copies, ".rows a")).dom


def test_a_change_leads_to_where_it_stands() -> None:
    for path, selector in (("index.html", ".changes a"), ("copies.html", ".rows .changes a")):
        dom = visit(site(), linked(path, selector)).dom
        assert re.search(r'<(?:ins|del) class="edit \w+ on"', dom)


@pytest.mark.parametrize("page", ["index.html", "stories.html", "copies.html"])
def test_the_identity_of_its_source_leads_to_a_story(page: str) -> None:
    assert 'class="moments"' in visit(site(), f"{page}#story={SOURCE}").dom


def test_the_address_filters() -> None:
    shown = {
        "by=The+Eastmouth+Herald&from=Kestrel": "1–1 of 1",
        "q=approve+tribune": "1–1 of 1",
        "q=no+such+words": "nothing found",
        "rule=DUP201": "1–1 of 1",
        "since=2031-03-05&until=2031-03-05": "1–2 of 2",
        "until=2031-03-04": "nothing found",
        "rule=DUP999": "1–2 of 2",
    }
    expected = {f"copies.html#{fragment}": text for fragment, text in shown.items()}
    assert answers(site(), "document.querySelector('output').value", expected) == expected


def test_what_is_chosen_is_in_the_address_and_going_back_undoes_it() -> None:
    choose = (
        "const rule = document.querySelector('[name=rule]'); rule.value = 'DUP201';"
        "rule.dispatchEvent(new Event('input', {bubbles: true}));"
        "document.title = document.querySelector('output').value + location.hash;"
    )
    page = with_script(site()["copies.html"], choose)
    assert title(visit(page).dom) == "1–1 of 1#rule=DUP201"
    back = f"{choose} history.back(); document.querySelector('form').dataset.went = 'back';"
    dom = visit(with_script(site()["copies.html"], back)).dom
    assert output(dom) == "1–2 of 2"
    clear = f"{choose} document.querySelector('form').reset();"
    assert output(visit(with_script(site()["copies.html"], clear)).dom) == "1–2 of 2"


def test_a_long_list_has_pages() -> None:
    pages = many(120)
    first = visit(pages, "copies.html#sort=-share").dom
    assert output(first) == "1–50 of 120"
    assert output(visit(pages, "copies.html#page=3").dom) == "101–120 of 120"
    turn = "document.querySelector('.pages [value=\"1\"]').click(); document.title = location.hash;"
    pages["copies.html"] = with_script(pages["copies.html"], turn)
    dom = visit(pages, "copies.html").dom
    assert (title(dom), output(dom)) == ("#page=2", "51–100 of 120")


def test_keys_search_and_walk() -> None:
    press = (
        "for (const key of ['j', 'j', 'k', '/']) document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));"
        "document.title = document.activeElement.name;"
    )
    assert title(visit(with_script(site()["copies.html"], press)).dom) == "q"
    walk = press.replace(", '/'", "").replace("activeElement.name", "activeElement.textContent")
    assert title(visit(with_script(site()["copies.html"], walk)).dom).startswith("Calder Islands")


def test_columns_sort_both_ways() -> None:
    click = "document.querySelectorAll('.sortable th button')[1].click();"
    names = "[...document.querySelectorAll('.sortable tbody tr')].map((row) => row.cells[1].textContent)"
    for clicks in (1, 2):
        more = click * clicks + f"document.title = {names};"
        numbers = [int(word) for word in title(visit(with_script(site()["outlets.html"], more)).dom).split(",")]
        assert numbers == sorted(numbers, reverse=clicks == 1)


def test_pages_fit_a_phone() -> None:
    overflow = "document.documentElement.scrollWidth - innerWidth"
    assert set(answers(site(), overflow, width=390).values()) == {0}


def test_hostile_text_does_nothing(tmp_path: Path) -> None:
    with chdir(tmp_path):
        report = CheckReport(check([nasty_corpus(tmp_path)]))
        pages = dict(render_pages(report))
    assert sum(path.startswith("pair/") for path in pages) >= 10
    found = visit(in_frames({**pages, "one.html": written(report, "html")}))
    assert found.console == []
    assert sorted(found.requests) == sorted(f"/{path}" for path in ("", "one.html", *pages))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(*, dark: bool) -> None:
    kinds = {path.partition("/")[0]: path for path in site()}
    pages = {path: site()[path] for path in kinds.values()}
    pages["one.html"] = written(report(), "html")
    pages["matrix.html"] = compare_html.render_matrix([demo(), demo()], CompareOptions())
    opened = "for (const folded of document.querySelectorAll('details')) folded.open = true;" + AXE_SCRIPT
    pages = {path: with_script(page, opened) for path, page in pages.items()}
    broken = (
        "axe.run({resultTypes: ['violations']}).then(({violations}) => violations.map("
        "({id, nodes: [node]}) => `${id}: ${node.html} ${node.failureSummary}`))"
    )
    found = answers(pages, broken, dark=dark)
    assert found == {path: [] for path in pages}
