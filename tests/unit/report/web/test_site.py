from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest

import dedupe
from dedupe.article import Article
from dedupe.errors import InputError
from dedupe.findings.finding import Acceptance
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from dedupe.report.formats import render_pages
from dedupe.report.web.days_and_delays import TimeScale, copies_over_time
from dedupe.report.web.outlets import outlet_matrix, scorecards
from dedupe.report.web.overview import leading_changes, text_shares
from dedupe.report.web.pairs import WebChange, WebPair, web_pairs
from dedupe.report.web.stories import stories
from tests.unit.report.compare.test_html import Reader
from tests.unit.report.reports import check_report, with_findings, written

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
HERALD, TRIBUNE = "The Eastmouth Herald", "Valley Tribune"


@pytest.fixture(scope="module")
def report() -> CheckReport:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(DEMO)
        return CheckReport(check(["."]))


@pytest.fixture(scope="module")
def pairs(report: CheckReport) -> list[WebPair]:
    return web_pairs(report)


@pytest.fixture(scope="module")
def site(report: CheckReport) -> dict[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(DEMO)
        return dict(render_pages(report))


def rows(page: str) -> list[dict[str, object]]:
    (data,) = re.findall(r'class="data">(.*?)</script>', page, re.DOTALL)
    return list(json.loads(data))


def test_the_one_page_nests_and_has_every_copy(report: CheckReport, pairs: list[WebPair]) -> None:
    page = written(report, "html")
    assert Reader(page).root.all("h1")
    assert [row["pair"] for row in rows(page)] == [pair.key for pair in pairs]


def test_every_link_in_the_one_page_leads_somewhere(report: CheckReport) -> None:
    page = written(report, "html")
    links = set(re.findall(r'href="#([^"=]+)"', page))
    assert links <= set(re.findall(r'id="([^"]+)"', page))
    assert "http:" not in page
    assert "https:" not in page


def test_a_folder_has_a_page_for_each_outlet_story_and_pair(
    report: CheckReport, pairs: list[WebPair], site: dict[str, str]
) -> None:
    cards, found = scorecards(report.result, pairs), stories(report, pairs)
    assert site.keys() == {
        *(f"{name}.html" for name in ("index", "outlets", "stories", "copies")),
        *(f"outlet/{card.key}.html" for card in cards),
        *(f"story/{story.key}.html" for story in found),
        *(f"pair/{pair.key}.html" for pair in pairs),
    }
    assert [row["pair"] for row in rows(site["copies.html"])] == [pair.key for pair in pairs]


def test_every_link_in_a_folder_leads_to_one_of_its_pages(site: dict[str, str]) -> None:
    ids = {path: set(re.findall(r'\bid="([^"]+)"', page)) for path, page in site.items()}
    for path, page in site.items():
        Reader(page)
        hrefs = re.findall(r'(?<![-\w])href="([^"]*)"', page)
        if 'class="data"' in page:
            hrefs += re.findall(r'"(?:href|story)":\s*"([^"]*\.html[^"]*)"', page)
        for href in hrefs:
            way, _, fragment = unquote(href).partition("#")
            target = normal(path, way) if way else path
            assert target in site, (path, href)
            if fragment and "=" not in fragment:
                assert fragment in ids[target], (path, href)


def normal(path: str, way: str) -> str:
    """Follow a relative link from a page."""
    parts = [*PurePosixPath(path).parent.parts]
    for part in way.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_the_page_of_a_pair_is_that_of_compare_with_ways_back(site: dict[str, str], pairs: list[WebPair]) -> None:
    pair = next(pair for pair in pairs if pair.copy.outlet == HERALD)
    root = Reader(site[f"pair/{pair.key}.html"]).root
    assert "$85 million" in root.text
    links = [element.attributes["href"] for element in root.all("nav")[0].all("a")]
    assert links[-1] == f"../story/{pair.story}.html"
    assert "../index.html" in links


def test_without_its_texts_a_pair_has_a_page_that_says_so(report: CheckReport, pairs: list[WebPair]) -> None:
    def gone(name: str) -> Article:
        raise InputError(f"{name} has left")

    result = replace(report.result, read=gone)
    page = dict(render_pages(replace(report, result=result)))[f"pair/{pairs[0].key}.html"]
    assert f"{pairs[0].source.id} has left" in Reader(page).root.text


def test_the_matrix_and_the_scorecards_count_the_copies(report: CheckReport, pairs: list[WebPair]) -> None:
    found = outlet_matrix(pairs)
    numbers = {
        (taker, giver): cell for taker, row, _ in found.rows for giver, cell in zip(found.givers, row, strict=True)
    }
    assert numbers[HERALD, "Kestrel"] == (1, 0)
    cards = {card.name: card for card in scorecards(report.result, pairs)}
    assert sum(card.articles for card in cards.values()) == report.result.checked
    herald = cards[HERALD]
    assert (herald.articles, herald.copies, herald.open) == (1, 1, 0)
    assert herald.copied_words == round(herald.words * pairs_of(pairs, HERALD).share)
    assert herald.taken_from == (("Kestrel", 1),)
    assert dict(herald.credits) == {"named": 0, "generic": 1, "none": 0, "open": 0}
    assert cards["Kestrel"].given_to == ((HERALD, 1), (TRIBUNE, 1))
    assert cards["Kestrel"].copies == 0


def pairs_of(pairs: list[WebPair], outlet: str) -> WebPair:
    return next(pair for pair in pairs if pair.copy.outlet == outlet)


def test_nobody_is_said_to_have_taken_what_may_have_been_taken_from_them(
    report: CheckReport, pairs: list[WebPair]
) -> None:
    origin = replace(pairs[0].pair.origin, verdict="undetermined", source=None)
    unsure = [replace(pair, pair=replace(pair.pair, origin=origin)) for pair in pairs]
    assert all(cell.known == 0 for _, row, _ in outlet_matrix(unsure).rows for cell in row)
    cards = {card.name: card for card in scorecards(report.result, unsure)}
    assert (cards[HERALD].copies, cards[HERALD].open, cards[HERALD].taken_from) == (0, 1, ())
    assert cards["Kestrel"].given_to == ()
    shares = text_shares(report, unsure)
    assert shares is not None
    assert [share.credit for share in shares.credits if share.width] == ["open"]


def test_shares_of_copied_text_make_a_whole(report: CheckReport, pairs: list[WebPair]) -> None:
    shares = text_shares(report, pairs)
    assert shares is not None
    assert sum(share.width for share in shares.credits) == pytest.approx(100, abs=0.05)
    assert shares.words == sum(article.words for article in report.result.articles)
    assert text_shares(check_report(), []) is None


def test_changes_that_matter_are_those_of_the_pair(pairs: list[WebPair]) -> None:
    pair = pairs_of(pairs, HERALD)
    assert ("figure", "$85 million", "$58m") in {(change.kind, change.before, change.after) for change in pair.changes}
    assert pair.shown_delay == "1 day later"
    assert len(leading_changes(pairs)) == sum(len(pair.changes) for pair in pairs)


def test_leading_changes_are_of_every_story_and_kind_in_turn(pairs: list[WebPair]) -> None:
    def change(kind: str) -> WebChange:
        return WebChange(1, kind, "¶ 1", 0, "", "words")

    pair = pairs[0]
    listed = [
        replace(pair, story="a", changes=(change("quote"), change("figure"))),
        replace(pair, story="b", changes=(change("figure"), change("negation"))),
        replace(pair, story="c", changes=(change("figure"),)),
    ]

    leading = leading_changes(listed)

    assert [(pair.story, change.kind) for pair, change in leading] == [
        ("b", "negation"),
        ("a", "figure"),
        ("c", "figure"),
        ("b", "figure"),
        ("a", "quote"),
    ]


def test_the_overview_says_who_copies_most_from_whom_and_with_what_credit(site: dict[str, str]) -> None:
    page = " ".join(Reader(site["index.html"]).root.text.split())
    assert "4 outlets · 2031-03-03 to 2031-03-05" in page
    said = page[page.index("Who copies most") :]
    assert f"{HERALD} 1 copy from Kestrel 1 · 0 of 1 names the source or an agency" in said
    assert f"{TRIBUNE} 1 copy from Kestrel 1 · 0 of 1 names the source or an agency" in said


def test_what_is_accepted_is_marked_and_what_is_left_out_is_not_there(report: CheckReport) -> None:
    of_one = [finding for finding in report.findings if "tribune" in finding.article]
    accepted = [replace(finding, accepted=Acceptance("baseline")) for finding in of_one]
    (pair,) = web_pairs(with_findings(report, accepted))
    assert (pair.copy.outlet, pair.accepted, pair.rules) == (TRIBUNE, True, ())


def test_a_story_has_its_articles_in_order_and_each_paragraph(
    report: CheckReport, pairs: list[WebPair], site: dict[str, str]
) -> None:
    (story,) = stories(report, pairs)
    assert [moment.pair is None for moment in story.moments] == [True, False, False]
    dates = [moment.article.date[:10] for moment in story.moments]
    assert dates == sorted(dates)
    assert [moment.text for moment in story.moments] == [1, 2, 1]
    assert story.texts == 2
    page = Reader(site[f"story/{story.key}.html"]).root
    (table,) = page.all("table", class_="kept-by")
    source = report.result.comparisons[pairs[0].pair.a, pairs[0].pair.b].source
    body = table.all("tbody")[0].all("tr")
    assert len(body) == len(source.paragraphs)
    assert body[0].text.split("PORT")[0].strip() == "1"
    assert all(len(row.all("td")) == 2 for row in body)


def test_a_change_made_twice_appears_once_with_who_has_it_as_well(report: CheckReport, pairs: list[WebPair]) -> None:
    first = pairs_of(pairs, HERALD)
    other = replace(pairs_of(pairs, TRIBUNE), changes=first.changes)
    (story,) = stories(report, [first, other])
    assert [appearance.change for appearance in story.changes] == list(first.changes)
    assert {appearance.others for appearance in story.changes} == {(TRIBUNE,)}


@pytest.mark.parametrize(("days", "unit"), [(1, "day"), (120, "day"), (121, "month"), (3000, "month"), (9000, "year")])
def test_the_chart_has_as_many_bars_as_there_is_room_for(days: int, unit: str) -> None:
    first = date(2001, 5, 17)
    dates = [(first + timedelta(at)).isoformat() for at in (0, days - 1)]
    chart = copies_over_time([("A", dates[0]), ("B", dates[1]), ("A", ""), ("B", "long ago")])
    assert chart is not None
    assert (chart.unit, chart.undated) == (unit, 2)
    assert chart.width <= 1200
    assert sum(bar.copies for bar in chart.bars) == 2
    assert [(name, number) for name, number, _ in chart.outlets] == [("A", 1), ("B", 1)]
    assert all(bar.x + 10 <= chart.width for bar in chart.bars)
    assert copies_over_time([("A", "")]) is None


@pytest.mark.parametrize(
    ("delays", "is_logarithmic"),
    [([1, 500], True), ([1, 30], False), ([200, 500], False), ([], False), ([0, -5], False)],
)
def test_a_scale_is_logarithmic_where_hours_and_weeks_mix(delays: list[float], *, is_logarithmic: bool) -> None:
    scale = TimeScale(delays)
    assert scale.is_logarithmic == is_logarithmic
    places = [scale.place(delay) for delay in sorted(delays)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    ticks = scale.ticks()
    assert len(ticks) <= 8
    assert [place for place, _ in ticks] == sorted({place for place, _ in ticks})


def test_marks_of_a_scale_are_where_their_delay_is() -> None:
    assert TimeScale([100, 480]).ticks()[0] == (TimeScale([480]).place(168), "1 week")
    assert [label for _, label in TimeScale([1, 500]).ticks()] == ["1 hour", "6 hours", "1 day", "1 week"]


def test_without_copies_that_is_said() -> None:
    page = written(check_report(articles=["a"]), "html")
    assert "No article is a copy of another." in page
    assert Reader(page).root.all("h1")
    pages = dict(render_pages(check_report(articles=["a"])))
    assert "No article is a copy of another." in pages["index.html"]
