"""A folder of articles that is filled case by case, with the truth about every pair."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.newsroom.derive_truth import truth
from benchmarks.newsroom.draws import pick, seeded
from benchmarks.newsroom.outlets import houses, outlets, page
from benchmarks.newsroom.relation import relation
from benchmarks.newsroom.revision import revised
from benchmarks.newsroom.story import printed
from benchmarks.newsroom.truth import Edited, TruePair
from benchmarks.newsroom.wording import house_style
from benchmarks.newsroom.writer import named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from benchmarks.newsroom.revision import Change, Revision
    from benchmarks.newsroom.segments import StoryParagraph
    from benchmarks.newsroom.story import Story
    from dedupe.article import Article

OUTLETS = 12
SISTERS = 4  # outlets of one house


@dataclass(frozen=True, slots=True)
class Published:
    """An article in the folder with the paragraphs it was printed from."""

    article: Article
    paragraphs: tuple[StoryParagraph, ...]


class Folder:
    """Collects the articles of a corpus and the truth about them.

    Args:
        seed: of the corpus.
        language: of its outlets.
    """

    def __init__(self, seed: object, language: str) -> None:
        self.language = language
        self.outlets = outlets(seed, language, OUTLETS)
        self.houses = houses(seed, language, OUTLETS // SISTERS)
        self.articles: list[Article] = []
        self.printed_by: defaultdict[str, list[str]] = defaultdict(list)
        self.pairs: list[TruePair] = []
        self.edited: list[Edited] = []

    def wire(self, story: Story) -> Published:
        """Publishes a story as its agency sent it."""
        agency = named(story.event, "agency").text
        return self._publish(revised(story, (), seeded("wire")), agency, agency.lower())

    def copy(
        self, story: Story, changes: Iterable[Change], rng: Random, *, outlet: int | None = None, plain: bool = False
    ) -> Published:
        """Publishes what an outlet made of a story, on its page and in its style unless plain.

        Args:
            story: the source.
            changes: what was done to it.
            rng: decides on the outlet and where the changes fall.
            outlet: index of the outlet; one that has not printed the story yet if None.
            plain: leaves the text as the changes made it.
        """
        printed_by = self.printed_by[story.event.seed]
        others = [other for other in self.outlets if other.name not in printed_by]
        by = pick(rng, others) if outlet is None else self.outlets[outlet]
        dress = (house_style,) if by.restyles else ()
        page_change = partial(page, outlet=by)
        revision = revised(story, changes if plain else (*changes, *dress, page_change), rng)
        return self._publish(revision, by.name, by.slug)

    def pair(self, case: str, a: Published, b: Published, *, known: str = "", origin: str = "none") -> None:
        """Notes how two articles relate, as counted on their segments unless it is known."""
        found = known or relation(a.paragraphs, b.paragraphs)
        source = a.article.id if origin == "source" else None
        self.pairs.append(TruePair(a.article.id, b.article.id, found, source, origin, case))

    def derived(self, case: str, story: Story, source: Published, copy: Published) -> None:
        """Notes a copy of a source in the folder, paragraph by paragraph."""
        self.pair(case, source, copy, origin="source")
        found = truth(story, copy.paragraphs, copy.article)
        self.edited.append(replace(found, source=source.article))

    def _publish(self, revision: Revision, outlet: str, slug: str) -> Published:
        """Puts an article into the folder, three hours after the last one on its event."""
        printed_by = self.printed_by[revision.story.event.seed]
        delay = timedelta(hours=3 * len(printed_by))
        when = datetime.fromisoformat(revision.story.article.date or "") + delay
        printed_by.append(outlet)
        name = f"{slug}/{len(self.articles):05}.txt"
        article = replace(
            revision.story.article,
            id=name,
            path=name,
            paragraphs=printed(revision.paragraphs),
            outlet=outlet,
            date=when.isoformat().replace("+00:00", "Z"),
            title=revision.title,
        )
        self.articles.append(article)
        return Published(article, revision.paragraphs)
