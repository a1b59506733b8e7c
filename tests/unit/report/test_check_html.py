from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import dedupe
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from dedupe.report.web.outlets import matrix, scorecards
from dedupe.report.web.pairs import web_pairs
from dedupe.report.web.stories import stories
from dedupe.report.web.time import copies_over_time, on_log_scale
from tests.unit.report.reports import check_report, written
from tests.unit.report.test_compare_html import Reader

if TYPE_CHECKING:
    from dedupe.report.web.pairs import WebPair

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
HERALD = "The Eastmouth Herald"


@pytest.fixture(scope="module")
def report() -> CheckReport:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(DEMO)
        return CheckReport(check(["."]))


@pytest.fixture(scope="module")
def pairs(report: CheckReport) -> list[WebPair]:
    return web_pairs(report)


def test_the_page_nests_and_has_every_copy(report: CheckReport, pairs: list[WebPair]) -> None:
    root = Reader(written(report, "html")).root
    ids = {
        it.attributes["id"] for it in root.all() if it.attributes.get("id", "").startswith("copy-")
    }
    assert ids == {f"copy-{pair.number}" for pair in pairs}


def test_every_link_in_the_page_leads_somewhere(report: CheckReport) -> None:
    page = written(report, "html")
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(re.findall(r'id="([^"]+)"', page))
    assert "http:" not in page
    assert "https:" not in page


def test_the_matrix_and_the_scorecards_count_the_copies(
    report: CheckReport, pairs: list[WebPair]
) -> None:
    found = matrix(pairs)
    numbers = {
        (taker, source): number
        for taker, row, _ in found.rows
        for source, number in zip(found.sources, row, strict=True)
    }
    assert numbers[HERALD, "Kestrel"] == 1
    cards = {card.name: card for card in scorecards(report.result, pairs)}
    assert sum(card.articles for card in cards.values()) == report.result.checked
    assert (cards[HERALD].articles, cards[HERALD].copies, cards[HERALD].own) == (1, 1, "0%")
    assert cards[HERALD].taken_from.startswith("Kestrel 1")
    assert "The Eastmouth Herald 1" in cards["Kestrel"].given_to
    assert cards["Kestrel"].copies == 0


def test_changes_that_matter_are_those_of_the_pair(pairs: list[WebPair]) -> None:
    pair = next(it for it in pairs if it.copy.outlet == HERALD)
    assert ("figure", "$85 million", "$58m") in {
        (change.kind, change.before, change.after) for change in pair.changes
    }
    assert pair.shown_delay == "1 day later"


def test_a_story_has_its_articles_in_order_and_each_paragraph(
    report: CheckReport, pairs: list[WebPair]
) -> None:
    (story,) = stories(report, pairs)
    assert story.moments[0].is_source
    assert [it.article.id for it in story.moments[1:]] == sorted(
        (it.article.id for it in story.moments[1:]),
        key=lambda name: next(m.article.date for m in story.moments if m.article.id == name),
    )
    assert story.paragraphs[0].preview.startswith("PORT HALLAM")
    assert all(len(row.cells) == len(story.copies) for row in story.paragraphs)


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "day"), (120, "day"), (121, "month"), (3000, "month"), (9000, "year")]
)
def test_the_chart_has_as_many_bars_as_there_is_room_for(days: int, unit: str) -> None:
    first = date(2001, 5, 17)
    dates = [(first + timedelta(at)).isoformat() for at in (0, days - 1)]
    chart = copies_over_time([*dates, "", "long ago"])
    assert chart is not None
    assert (chart.unit, chart.undated) == (unit, 2)
    assert chart.width <= 1200
    assert sum(bar.copies for bar in chart.bars) == 2
    assert all(bar.x + 10 <= chart.width for bar in chart.bars)
    assert copies_over_time([""]) is None


def test_a_log_scale_is_from_0_to_100() -> None:
    assert [on_log_scale(it, 500) for it in (-3, 0, 500)] == [0.0, 0.0, 100.0]
    assert 10 < on_log_scale(1, 500) < on_log_scale(24, 500) < 60
    assert on_log_scale(0, 0) == 0.0


def test_without_copies_that_is_said() -> None:
    page = written(check_report(articles=["a"]), "html")
    assert "No article is a copy of another." in page
    assert Reader(page).root.all("h1")
