"""One of two articles, with what it says about where it is from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dedupe.judge.credit.mentions import AgencyMention, find_agency_mentions
from dedupe.judge.credit.publishers import agency_of, known_outlets, publisher_key

if TYPE_CHECKING:
    from dedupe.article import Article
    from dedupe.prepare.prepared_article import PreparedArticle

CREDITS = ("dateline", "sign-off", "byline", "tail", "metadata")
WIRES = ("agency", "release")

_MARKS = ("dateline", "sign-off")
_LEAD = 3  # paragraphs of the story


@dataclass(frozen=True, slots=True)
class ArticleClues:
    """One of two articles.

    Attributes:
        article: as it was read.
        mentions: of agencies and outlets, in reading order.
        lead: index of the last paragraph of its lead.
        dateline: whether its lead opens with a place, agency or not.
    """

    article: Article
    mentions: tuple[AgencyMention, ...]
    lead: int
    dateline: bool

    @property
    def publisher(self) -> str | None:
        """Key of its outlet, None where unknown."""
        return publisher_key(self.article.outlet) if self.article.outlet else None

    @property
    def is_agency(self) -> bool:
        """Whether an agency published it."""
        return self.article.outlet is not None and agency_of(self.article.outlet) is not None

    @property
    def marks(self) -> tuple[AgencyMention, ...]:
        """Datelines and sign-offs of agencies, its own too; they say whose text it is."""
        return tuple(it for it in self.mentions if it.place in _MARKS and it.kind in WIRES)

    @property
    def credits(self) -> tuple[AgencyMention, ...]:
        """Mentions beside the prose, of others than its outlet."""
        return tuple(it for it in self._others if it.place in CREDITS)

    @property
    def cited(self) -> tuple[AgencyMention, ...]:
        """Mentions in the prose, of others than its outlet."""
        return tuple(it for it in self._others if it.place == "text")

    @property
    def cited_in_lead(self) -> tuple[AgencyMention, ...]:
        """Outlets that are no agencies, cited in the lead."""
        return tuple(
            it
            for it in self.cited
            if it.kind == "outlet" and it.paragraph is not None and it.paragraph <= self.lead
        )

    @property
    def _others(self) -> tuple[AgencyMention, ...]:
        own = self.publisher
        return tuple(it for it in self.mentions if it.agency is None or it.agency != own)


def collect_clues(own: PreparedArticle, other: PreparedArticle) -> ArticleClues:
    """Make a witness of one article against another, whose outlet it may name."""
    outlet = other.article.outlet
    named = (outlet,) if outlet and publisher_key(outlet) not in _known_keys() else ()
    furniture = tuple(passage.furniture for passage in own.passages)
    story = [index for index, it in enumerate(own.passages) if not it.furniture][:_LEAD]
    return ArticleClues(
        own.article,
        find_agency_mentions(own.article, furniture, (*known_outlets(), *named)),
        lead=story[-1] if story else 0,
        dateline=any(own.passages[index].body for index in story),
    )


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(map(publisher_key, known_outlets()))
