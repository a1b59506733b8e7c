"""The overview of a check, and the rows of the lists that lead on from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from dedupe.report.check_report import CheckReport
from dedupe.report.html_page import text
from dedupe.report.web.outlets import CREDITS, CreditShare, closest_pairs, copied_words, credit_shares
from dedupe.report.web.page_links import Links
from dedupe.report.web.pairs import WebArticle, WebChange, WebPair
from dedupe.report.web.stories import Story

_CHANGES = 12  # changes that matter on the overview
_KINDS = ("negation", "figure", "name", "quote", "attribution")  # of them, the gravest first
_OF_PAIR = 3  # shown of a pair
_OUTLETS = 6  # named of a story


class TextShares(NamedTuple):
    """How much of all text is copied, in per cent, and how that is credited."""

    copied: str
    words: int
    credits: list[CreditShare]


def facts(report: CheckReport, pairs: Sequence[WebPair]) -> list[tuple[str, str]]:
    """Return the numbers of the overview, each with what it counts."""
    result = report.result
    numbers = {
        "fact_articles": result.checked,
        "fact_copies": len({pair.copy.id for pair in pairs}),
        "fact_stories": len(result.clusters),
        "fact_findings": len(report.open),
        "fact_accepted": len(report.findings) - len(report.open),
        "fact_skipped": len(result.skipped),
    }
    always = ("fact_articles", "fact_copies", "fact_stories", "fact_findings")
    return [(f"{number:,}", text(name, number)) for name, number in numbers.items() if number or name in always]


def scope(report: CheckReport) -> str:
    """Return how many outlets the articles are of, and from which day to which."""
    articles = report.result.articles
    outlets = len({article.outlet for article in articles if article.outlet})
    days = sorted(article.date[:10] for article in articles if article.date)
    parts = [text("outlets_counted", outlets)] if outlets else []
    if days:
        parts.append(days[0] if days[0] == days[-1] else text("period", first=days[0], last=days[-1]))
    return " · ".join(parts)


def text_shares(report: CheckReport, pairs: Sequence[WebPair]) -> TextShares | None:
    """Measure how much of all text is copied and how it is credited, None where nothing is."""
    copied = copied_words(report.result, pairs)
    total, everything = (sum(copied.values()), sum(article.words for article in report.result.articles))
    if not total or not everything:
        return None
    words = dict.fromkeys(CREDITS, 0)
    for name, pair in closest_pairs(pairs).items():
        words[pair.credit] += copied[name]
    return TextShares(f"{total / everything:.1%}", everything, credit_shares(words))


def leading_changes(pairs: Sequence[WebPair]) -> list[tuple[WebPair, WebChange]]:
    """Return changes that matter: of every story one before the second of any, of every kind in turn."""
    places: Counter[str] = Counter()
    turns: Counter[tuple[int, str]] = Counter()
    ranked = []
    for pair in pairs:
        for change in sorted(pair.changes, key=lambda change: _KINDS.index(change.kind)):
            place = places[pair.story]
            turn = turns[place, change.kind]
            places[pair.story] += 1
            turns[place, change.kind] += 1
            ranked.append((place, turn, _KINDS.index(change.kind), pair, change))
    ranked.sort(key=lambda row: row[:3])
    return [(pair, change) for *_, pair, change in ranked[:_CHANGES]]


def copy_rows(pairs: Iterable[WebPair], link: Links) -> Iterator[dict[str, Any]]:
    """Yield a row for each pair: what is shown, and what it is found by."""
    for pair in pairs:
        more = len(pair.changes) - _OF_PAIR
        yield {
            "pair": pair.key,
            "by": pair.copy.outlet,
            "from": pair.giver,
            "credit": pair.credit,
            "rule": pair.rules,
            "date": pair.copy.date,
            "share": round(pair.share, 4),
            "delay": pair.delay,
            "href": link("pair", pair.key),
            "copy": _article(pair.copy),
            "relation": pair.relation,
            "source": _article(pair.source),
            "shown_share": pair.shown_share,
            "width": f"{100 * pair.share:.1f}%",
            "shown_delay": pair.shown_delay,
            "credit_phrase": "" if pair.is_open else pair.credit_phrase,
            "rules": ", ".join(pair.rules) or text("accepted"),
            "story": link("story", pair.story) if pair.story else "",
            "paths": f"{pair.source.id} → {pair.copy.id}",
            "changes": [
                {
                    "href": link("change", pair.key, change.number),
                    "kind": change.kind,
                    "before": change.before,
                    "arrow": text("became") if change.before and change.after else "",
                    "after": change.after,
                    "alone": text("dropped") * (not change.after) or text("added") * (not change.before),
                }
                for change in pair.changes[:_OF_PAIR]
            ],
            "more_changes": text("more_changes", more) if more > 0 else "",
        }


def story_rows(stories: Iterable[Story], link: Links) -> Iterator[dict[str, Any]]:
    """Yield a row for each story: what is shown, and what it is found by."""
    for story in stories:
        takers = Counter(pair.copy.outlet for pair in story.pairs)
        named = ", ".join(story.outlets[1 : 1 + _OUTLETS])
        more = len(story.outlets) - 1 - _OUTLETS
        yield {
            "story": story.source.id,
            "by": [*takers],
            "from": sorted({pair.giver for pair in story.pairs}),
            "date": story.source.date,
            "size": len(story.moments),
            "matter": len(story.changes),
            "href": link("story", story.key),
            "source": _article(story.source),
            "articles": text("articles", len(story.moments)),
            "outlets": text("outlets_counted", len(story.outlets)),
            "texts": text("texts", story.texts),
            "span": story.span and text("within", length=story.span),
            "changes": text("changes_counted", len(story.changes)) if story.changes else "",
            "takers": f"{named} {text('and_more', more)}" if more > 0 else named,
            "paths": story.source.id,
        }


def _article(article: WebArticle) -> dict[str, str]:
    return {"outlet": article.outlet, "name": article.name, "date": article.date[:16].replace("T", " ")}
