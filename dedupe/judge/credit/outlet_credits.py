"""Credits in the words that an outlet's configuration names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dedupe.article import Article
from dedupe.judge.credit.credit import Credit, CreditPosition

_WORD = re.compile(r"[^\W_]+")
_EDGE = 3  # paragraphs at either end that can be a credit
_MOST_WORDS = 25


def find_outlet_credit(article: Article, patterns: Sequence[str]) -> Credit | None:
    """Find an outlet's own form of credit, where a credit counts: in metadata, byline or tail.

    Args:
        article: the copy.
        patterns: words of such credits, such as "Ledger wires"; case and spacing do not count.

    Returns:
        A credit to nobody by name, in the words printed.
    """
    wanted = [words for pattern in patterns if (words := _words(pattern))]
    for place, paragraph, text in _lines(article):
        for words in wanted:
            if printed := _printed(words, text):
                return Credit("generic", (printed,), place, paragraph)
    return None


def _lines(article: Article) -> Iterator[tuple[CreditPosition, int | None, str]]:
    for text in filter(None, (article.credit, article.author)):
        yield "metadata", None, text
    last = len(article.paragraphs) - 1
    for at, paragraph in enumerate(article.paragraphs):
        is_short = len(paragraph.text.split()) <= _MOST_WORDS
        if is_short and (at < _EDGE or at > last - _EDGE):
            yield "tail" if at > last - _EDGE else "byline", at, paragraph.text


def _printed(words: Sequence[str], text: str) -> str | None:
    """Return how words that follow one another are printed in a text, None where they are not."""
    found = list(_WORD.finditer(text))
    folded = [word[0].casefold() for word in found]
    for start in range(len(found) - len(words) + 1):
        if folded[start : start + len(words)] == words:
            line = text[found[start].start() : found[start + len(words) - 1].end()]
            return " ".join(line.split())
    return None


def _words(text: str) -> list[str]:
    """Return the runs of letters and digits in a text, case folded."""
    return [word.casefold() for word in _WORD.findall(text)]
