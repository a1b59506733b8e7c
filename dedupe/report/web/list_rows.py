"""The rows of the lists that a page searches, filters and sorts by itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dedupe.report.interface_texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dedupe.report.web.page_links import Links
    from dedupe.report.web.pairs import WebArticle, WebPair
    from dedupe.report.web.stories import Story

_CHANGES = 3  # shown of a pair
_OUTLETS = 6  # named of a story


def copy_rows(pairs: Iterable[WebPair], link: Links) -> Iterator[dict[str, Any]]:
    """Yield a row for each pair: what is shown, and what it is found by."""
    for pair in pairs:
        more = len(pair.changes) - _CHANGES
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
                    "alone": text("dropped") * (not change.after)
                    or text("added") * (not change.before),
                }
                for change in pair.changes[:_CHANGES]
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
    return {
        "outlet": article.outlet,
        "name": article.name,
        "date": article.date[:16].replace("T", " "),
    }
