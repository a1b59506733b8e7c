"""The report of a check as pages: a folder of them, or all of them in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from dedupe.article import Article
from dedupe.comparison.comparison import Comparison
from dedupe.errors import Failure, attempt
from dedupe.report.check_report import CheckReport
from dedupe.report.compare.html import render as render_pair
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.html_page import page, text
from dedupe.report.web.days_and_delays import copies_over_time
from dedupe.report.web.outlets import outlet_matrix, scorecards
from dedupe.report.web.overview import copy_rows, facts, leading_changes, scope, story_rows, text_shares
from dedupe.report.web.page_links import LISTS, Links
from dedupe.report.web.pairs import WebPair, web_pairs
from dedupe.report.web.stories import Story, paragraph_table, stories
from dedupe.report.web.versions import source_versions, versions_of_sources

_STYLES = ("page.css", "report.css")
_SKIPPED = 200
_LEADING = 5  # outlets and stories on the overview


class _WebReport:
    """What the pages of a report show."""

    def __init__(self, report: CheckReport) -> None:
        self.report = report
        self.pairs = web_pairs(report)
        self.stories = stories(report, self.pairs)
        self.outlets = scorecards(report.result, self.pairs)

    @cached_property
    def overview(self) -> dict[str, Any]:
        """The variables of the overview."""
        result = self.report.result
        dates = {pair.copy.id: (pair.copy.outlet, pair.copy.date) for pair in self.pairs}
        return {
            "verdict": self.report.verdict,
            "scope": scope(self.report),
            "facts": facts(self.report, self.pairs),
            "chart": copies_over_time(dates.values()),
            "shares_of_text": text_shares(self.report, self.pairs),
            "matrix": outlet_matrix(self.pairs),
            "leading": leading_changes(self.pairs),
            "takers": [card for card in self.outlets if card.copies][:_LEADING],
            "largest": self.stories[:_LEADING],
            "skipped": [f"{skipped.id}: {skipped.reason}" for skipped in result.skipped[:_SKIPPED]],
            "more_skipped": max(len(result.skipped) - _SKIPPED, 0),
            "unread": list(map(str, result.unread)),
            "remarks": self.report.remarks,
        }

    @property
    def choices(self) -> dict[str, dict[str, str]]:
        """What the filters of a list can be set to: the values and what is shown of them."""
        found = {
            "by": {pair.copy.outlet for pair in self.pairs},
            "from": {pair.giver for pair in self.pairs},
            "rule": {rule for pair in self.pairs for rule in pair.rules},
        }
        return {name: {value: value for value in sorted(found[name])} for name in found}

    def page(self, name: str, root: str | None, values: Mapping[str, Any] | None = None) -> str:
        """Write one page, with variables of its template beside those that every page has; `root` is as of `Links`."""
        own = {
            "link": Links(root),
            "current": name,
            "version": self.report.version,
            "names": {card.name: card.key for card in self.outlets},
        }
        return page(f"{name}.html.j2", _STYLES, "report.js", {**own, **(values or {})})


def render(report: CheckReport) -> Iterator[str]:
    """Yield the report as one page, which has all but the texts."""
    web, link = _WebReport(report), Links(None)
    cards = [card for card in web.outlets if card.copies or card.open or card.given_to]
    values = {
        "names": {card.name: card.key for card in cards},
        "cards": cards,
        **web.overview,
        "outlets": web.outlets,
        "stories": web.stories,
        "rows": list(copy_rows(web.pairs, link)),
        "choices": web.choices,
    }
    yield web.page("report", None, values)


def pages(report: CheckReport) -> Iterator[tuple[str, str]]:
    """Yield the pages of a folder: the path of each below it, with forward slashes, and its text."""
    web, link = _WebReport(report), Links("")
    choices = web.choices
    yield "index.html", web.page("overview", "", web.overview)
    yield "outlets.html", web.page("outlets", "", {"outlets": web.outlets})
    rows = list(story_rows(web.stories, link))
    yield "stories.html", web.page("stories", "", {"rows": rows, "choices": choices})
    rows = list(copy_rows(web.pairs, link))
    yield "copies.html", web.page("copies", "", {"rows": rows, "choices": choices})
    for card in web.outlets:
        yield f"outlet/{card.key}.html", web.page("outlet", "../", {"card": card})
    yield from _stories(web)


def _stories(web: _WebReport) -> Iterator[tuple[str, str]]:
    """Yield the page of each story after those of its pairs, so that its texts are read once."""
    by_story: dict[str, list[WebPair]] = {}
    for pair in web.pairs:
        by_story.setdefault(pair.story, []).append(pair)
    known = {story.key: story for story in web.stories}
    versions = versions_of_sources(web.report.result.pairs)
    for key, pairs in by_story.items():
        story, read = known.get(key), _Reader(web.report)
        comparisons: dict[str, Comparison] = {}
        for pair in pairs:
            compared = read.comparison(pair)
            yield f"pair/{pair.key}.html", _pair_page(web, pair, story, compared)
            if not isinstance(compared, Failure):
                comparisons[pair.key] = compared
        if story:
            yield f"story/{key}.html", _story_page(web, story, comparisons, versions, read)


def _story_page(
    web: _WebReport,
    story: Story,
    comparisons: Mapping[str, Comparison],
    versions: Mapping[str, list[str]],
    read: _Reader,
) -> str:
    copies = [
        (pair, comparisons[pair.key])
        for pair in story.pairs
        if pair.source.id == story.source.id and pair.key in comparisons
    ]
    source, others = read(story.source.id), map(read, versions.get(story.source.id, ()))
    found = (
        []
        if isinstance(source, Failure)
        else source_versions(source, [other for other in others if not isinstance(other, Failure)], copies)
    )
    table = paragraph_table(story, comparisons)
    return web.page("story", "../", {"story": story, "table": table, "versions": found})


def _pair_page(web: _WebReport, pair: WebPair, story: Story | None, compared: Comparison | Failure) -> str:
    link = Links("../")
    trail = [(text("overview"), link("overview")), *((text(name), link(name)) for name in LISTS)]
    if story:
        trail.append((text("this_story"), link("story", story.key)))
    if isinstance(compared, Failure):
        return web.page("missing", "../", {"pair": pair, "reason": compared.reason})
    return render_pair(compared, CompareOptions(), trail)


class _Reader:
    """Reads the articles of a story again, each once."""

    def __init__(self, report: CheckReport) -> None:
        self._report = report
        self._known: dict[str, Article | Failure] = {}

    def __call__(self, name: str) -> Article | Failure:
        if name not in self._known:
            self._known[name] = attempt(self._report.result.read, name)
        return self._known[name]

    def comparison(self, pair: WebPair) -> Comparison | Failure:
        """Return the comparison of a pair, or why its texts are not at hand."""
        source, target = self(pair.pair.a), self(pair.pair.b)
        if isinstance(source, Failure):
            return source
        if isinstance(target, Failure):
            return target
        compared = self._report.result.comparisons[pair.pair.a, pair.pair.b]
        if compared.shape is None:
            return Failure("its archive keeps no texts, and what it shares is estimated", False)
        return compared.comparison(source, target, pair.pair.origin)
