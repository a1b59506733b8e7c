"""A corpus of news from several outlets in which every relation is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.newsroom.cases import CASES
from benchmarks.newsroom.draws import seeded, shuffled
from benchmarks.newsroom.folder import Folder
from benchmarks.newsroom.truth import CorpusTruth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.newsroom.cases import Case
    from dedupe.article import Article


def corpus(seed: object, stories: int, language: str = "en", *, cases: Sequence[Case] = CASES) -> CorpusTruth:
    """A corpus of so many events, each a case of what happens to news.

    Args:
        seed: the same seed gives the same corpus.
        stories: number of events; each gives one to four articles.
        language: "en" or "de".
        cases: functions of `cases`, taken in turn.
    """
    folder = Folder(seed, language)
    for number in range(stories):
        rng = seeded(seed, language, number)
        cases[number % len(cases)](folder, f"{seed}/{language}/{number}", rng)
    order = shuffled(seeded(seed, "order"), folder.articles)
    return CorpusTruth(tuple(order), tuple(folder.pairs), tuple(folder.edited))


def record(article: Article) -> str:
    """An article as one line of a .jsonl corpus."""
    text = "\n\n".join(paragraph.text for paragraph in article.paragraphs)
    fields = {"id": article.id, "outlet": article.outlet, "date": article.date}
    more = {"title": article.title, "author": article.author, "text": text}
    return json.dumps(fields | more, ensure_ascii=False)
