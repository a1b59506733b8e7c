"""Credits in the words that an outlet's configuration names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.judge.credit.credit import Credit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.article import Article
    from dedupe.judge.credit.credit import CreditPosition

_EDGE = 3  # paragraphs at either end that can be a credit
_MOST_WORDS = 25


def find_outlet_credit(article: Article, patterns: Sequence[str]) -> Credit | None:
    """Find an outlet's own form of credit, where a credit counts: in metadata, byline or tail.

    Args:
        article: the copy.
        patterns: words of such credits, such as "Ledger wires"; case and spacing do not count.

    Returns:
        A credit to nobody by name.
    """
    wanted = {_plain(pattern): pattern for pattern in patterns if pattern.strip()}
    for place, paragraph, text in _lines(article):
        for plain, pattern in wanted.items():
            if f" {plain} " in f" {_plain(text)} ":
                return Credit("generic", (pattern,), place, paragraph)
    return None


def _lines(article: Article) -> Iterator[tuple[CreditPosition, int | None, str]]:
    for text in filter(None, (article.credit, article.author)):
        yield "metadata", None, text
    last = len(article.paragraphs) - 1
    for at, paragraph in enumerate(article.paragraphs):
        is_short = len(paragraph.text.split()) <= _MOST_WORDS
        if is_short and (at < _EDGE or at > last - _EDGE):
            yield "tail" if at > last - _EDGE else "byline", at, paragraph.text


def _plain(text: str) -> str:
    """Fold case, and make every run of anything but letters and digits one space."""
    return " ".join("".join(it if it.isalnum() else " " for it in text.casefold()).split())
