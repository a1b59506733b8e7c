"""An article with what its comparisons need, found out once; of its text once for all articles that print it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property, partial

from dedupe.align.alignable_article import AlignableArticle
from dedupe.article import Article, without_text
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.credit.source_mentions import Mention, find_mentions
from dedupe.judge.origin.article_clues import ArticleClues, collect_clues
from dedupe.prepare.prepared_text import PreparedText


class ComparableText:
    """A prepared text with all that is found out about it once, when asked for, for all articles that print it.

    Nothing that it keeps leads back to it, so that it is gone as soon as nobody needs it.
    """

    def __init__(self, text: PreparedText, publishers: Publishers) -> None:
        self.text, self._publishers = text, publishers
        self._alignable: list[AlignableArticle] = []
        mentions: dict[tuple[str | None, ...], tuple[Mention, ...]] = {}
        self._collect_clues = partial(_collect_clues, text, publishers, mentions)

    def printed_as(self, article: Article) -> ComparableArticle:
        """Return an article that prints it."""
        house = self._publishers.house(article.outlet) if article.outlet else None
        return ComparableArticle(article, self, house, cache(partial(self._collect_clues, article)))

    def alignable(self, code: str | None, find_clues: Callable[[], ArticleClues]) -> AlignableArticle:
        """Return what alignments in a language (ISO 639-1) need of an article with such clues."""
        for known in self._alignable:
            if known.code == code and known.cited() == find_clues().cited_names:
                return known
        found = AlignableArticle(self.text.passages, code, lambda: find_clues().cited_names)
        self._alignable.append(found)
        return found


def _collect_clues(
    text: PreparedText,
    publishers: Publishers,
    mentions: dict[tuple[str | None, ...], tuple[Mention, ...]],
    article: Article,
) -> ArticleClues:
    """Collect the clues of an article; its mentions are those of others with its text, credit and author."""
    metadata = article.credit, article.author
    if metadata not in mentions:
        furniture = text.tokens.is_furniture.tolist()
        mentions[metadata] = find_mentions(article, furniture, publishers)
    return collect_clues(article, text, mentions[metadata], publishers)


@dataclass(frozen=True, eq=False)
class ComparableArticle:
    """An article with all that is found out about it once, for all its comparisons."""

    article: Article
    printed: ComparableText  # its text, which others may have as well
    house: str | None  # key of the house that its outlet belongs to, None where unknown
    _find_clues: Callable[[], ArticleClues] = field(repr=False)
    _alignable: dict[str | None, AlignableArticle] = field(default_factory=dict, repr=False)

    @property
    def text(self) -> PreparedText:
        """Its text, prepared."""
        return self.printed.text

    @property
    def clues(self) -> ArticleClues:
        """What it says about where it is from."""
        return self._find_clues()

    @cached_property
    def without_text(self) -> Article:
        """The article, its paragraphs without text."""
        return without_text(self.article)

    def alignable(self, code: str | None) -> AlignableArticle:
        """Return what alignments in a language (ISO 639-1) need of it."""
        if code not in self._alignable:
            self._alignable[code] = self.printed.alignable(code, self._find_clues)
        return self._alignable[code]


def comparable(article: Article, text: PreparedText, publishers: Publishers) -> ComparableArticle:
    """Make an article comparable whose text nobody else is known to print."""
    return ComparableText(text, publishers).printed_as(article)
