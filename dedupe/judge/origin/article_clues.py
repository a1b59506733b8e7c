"""What one article says about where it is from, found once for all its comparisons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dedupe.article import Article
from dedupe.judge.credit.known_publishers import Publishers, agency_marks
from dedupe.judge.credit.source_mentions import Mention
from dedupe.prepare.prepared_text import PreparedText

CREDITS = ("dateline", "sign-off", "byline", "tail", "metadata")
CITATIONS = ("text", "link")
WIRES = ("agency", "release")

_MARKS = ("dateline", "sign-off")
_BYLINES = ("byline", "metadata")
_LEAD = 3  # paragraphs of the story


@dataclass(frozen=True, slots=True)
class ArticleClues:
    """What one article says about where it is from."""

    article: Article
    mentions: tuple[Mention, ...]  # of agencies and outlets, in reading order
    publisher: str | None  # key of its outlet, None where unknown
    is_agency: bool  # whether an agency published it
    lead: int  # index of the last paragraph of its lead
    dateline: bool  # whether its lead opens with a place, agency or not

    @property
    def marks(self) -> tuple[Mention, ...]:
        """Datelines and sign-offs of agencies and of its own outlet; they say whose text it is."""
        return tuple(
            mention
            for mention in self.mentions
            if mention.place in _MARKS and (mention.kind in WIRES or self.is_own(mention))
        )

    @property
    def bylines(self) -> tuple[Mention, ...]:
        """Agencies that are named as its author."""
        return tuple(mention for mention in self.mentions if mention.place in _BYLINES and mention.kind in WIRES)

    @property
    def credits(self) -> tuple[Mention, ...]:
        """Mentions beside the prose, of others than its outlet."""
        return self._of_others(CREDITS)

    @property
    def cited(self) -> tuple[Mention, ...]:
        """Mentions in the prose and in links, of others than its outlet."""
        return self._of_others(CITATIONS)

    @property
    def cited_names(self) -> tuple[str, ...]:
        """The names of agencies and outlets that its prose cites, as printed, and what agencies are called in short."""
        cited = [mention for mention in self.cited if mention.place == "text" and mention.kind in ("agency", "outlet")]
        marks = [mark for mention in cited for key in mention.publishers for mark in agency_marks(key)]
        return tuple(dict.fromkeys([*(mention.name for mention in cited), *marks]))

    @property
    def named(self) -> tuple[Mention, ...]:
        """All mentions of others than its outlet."""
        return tuple(mention for mention in self.mentions if not self.is_own(mention))

    @property
    def cited_in_lead(self) -> tuple[Mention, ...]:
        """Outlets that are no agencies, cited in the lead."""
        return tuple(mention for mention in self.named_in_lead if mention.place == "text")

    @property
    def named_in_lead(self) -> tuple[Mention, ...]:
        """Outlets that are no agencies, cited in the lead or named there in passing, its own aside."""
        return tuple(
            mention
            for mention in self._of_others(("text", "passing"))
            if mention.kind == "outlet" and mention.paragraph is not None and mention.paragraph <= self.lead
        )

    def is_own(self, mention: Mention) -> bool:
        """Return whether a mention means the article's own outlet, or can by a short name."""
        if not mention.is_certain:
            return self.publisher in mention.publishers
        return mention.publishers[:1] == (self.publisher,)

    def names_itself(self, paragraphs: Collection[int]) -> bool:
        """Return whether some of its paragraphs name its outlet in passing, as a company's announcement does."""
        return any(
            mention.place == "passing" and mention.paragraph in paragraphs and self.publisher in mention.publishers
            for mention in self.mentions
        )

    def _of_others(self, places: tuple[str, ...]) -> tuple[Mention, ...]:
        """Return the mentions in some places of others than its outlet."""
        return tuple(mention for mention in self.mentions if mention.place in places and not self.is_own(mention))


def collect_clues(
    article: Article, text: PreparedText, mentions: tuple[Mention, ...], publishers: Publishers
) -> ArticleClues:
    """Collect what an article and its mentions of agencies and outlets say about where it is from."""
    furniture = text.tokens.is_furniture.tolist()
    story = [index for index, is_furniture in enumerate(furniture) if not is_furniture][:_LEAD]
    outlet = article.outlet or None
    return ArticleClues(
        article,
        mentions,
        publisher=publishers.key(outlet) if outlet else None,
        is_agency=outlet is not None and publishers.is_agency(outlet),
        lead=story[-1] if story else 0,
        dateline=bool(text.tokens.body[story].any()),
    )
