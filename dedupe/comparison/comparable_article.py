"""An article with what its comparisons need, found out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial

from dedupe.align.alignable_article import AlignableArticle
from dedupe.article import Article
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.origin.article_clues import ArticleClues, collect_clues
from dedupe.prepare.prepared_article import PreparedArticle


@dataclass(frozen=True)
class ComparableArticle:
    """An article with all that is found out about it once, for all its comparisons, when it is asked for.

    Nothing that it keeps leads back to it, so that it is gone as soon as nobody needs it.

    Attributes:
        text: prepared.
        publishers: agencies and outlets that it can name, its own among them.
    """

    text: PreparedArticle
    publishers: Publishers = field(compare=False, repr=False)
    _alignable: dict[str | None, AlignableArticle] = field(
        default_factory=dict, compare=False, repr=False
    )
    _find_clues: Callable[[], ArticleClues] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        find_clues = cache(partial(collect_clues, self.text, self.publishers))
        object.__setattr__(self, "_find_clues", find_clues)

    @property
    def article(self) -> Article:
        """It as it was read."""
        return self.text.article

    @property
    def clues(self) -> ArticleClues:
        """What it says about where it is from."""
        return self._find_clues()

    def alignable(self, code: str | None) -> AlignableArticle:
        """Return what alignments in a language (ISO 639-1) need of it."""
        if code not in self._alignable:
            find_clues = self._find_clues
            self._alignable[code] = AlignableArticle(
                self.text.passages, code, lambda: find_clues().cited_names
            )
        return self._alignable[code]
