"""The stock text of a folder, passage by passage, for a human to read and edit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dedupe.comparison.criteria import Criteria, K
from dedupe.furniture.furniture_file import ANY, UNKNOWN
from dedupe.furniture.learn_stock_text import LEAST_STORIES
from dedupe.pipeline.find_candidates import search_folder
from dedupe.pipeline.found_candidates import CandidateSearch
from dedupe.prepare.prepared_text import PreparedText, prepare
from dedupe.prepare.stock_text import LEAST_PASSAGE, long_runs, stock_tokens
from dedupe.read.file_selection import ALL_FILES, FileSelection

_BATCH = 1024  # articles whose tokens are held at a time


@dataclass(frozen=True, slots=True)
class StockPassage:
    """A paragraph, or a part of one, that stands in unrelated stories."""

    outlet: str  # that it is of, empty where unknown; "*" for several, and for a part of a paragraph
    text: str  # in its most frequent wording
    stories: int  # number of stories that it stands in, near-duplicates counted once


def learn(paths: Iterable[str | Path], *, k: int = K, selection: FileSelection = ALL_FILES) -> tuple[StockPassage, ...]:
    """Learn the stock text of a folder, as a check of it does, by outlet, passages in most stories first.

    An InputError says that nothing at all could be read.
    """
    search = search_folder(paths, criteria=Criteria(k=k), selection=selection)
    by_words: defaultdict[tuple[str, ...], _Printed] = defaultdict(_Printed)
    for at in _with_stock(search):
        outlet = search.records[at].outlet or UNKNOWN
        article = prepare(search.index.catalogue.article(at), k, stock=search.stock)
        for words, text, is_whole in _passages(article):
            by_words[words].add(outlet if is_whole else ANY, text, int(search.groups[at]))
    learned = [printed.passage() for printed in by_words.values() if len(printed.stories) >= LEAST_STORIES]
    return tuple(sorted(learned, key=lambda passage: (passage.outlet, -passage.stories, passage.text)))


@dataclass(slots=True)
class _Printed:
    """Where the same words were printed."""

    outlets: set[str] = field(default_factory=set)
    wordings: Counter[str] = field(default_factory=Counter)
    stories: set[int] = field(default_factory=set)

    def add(self, outlet: str, text: str, story: int) -> None:
        self.outlets.add(outlet)
        self.wordings[text] += 1
        self.stories.add(story)

    def passage(self) -> StockPassage:
        text = min(self.wordings, key=lambda wording: (-self.wordings[wording], wording))
        outlet = self.outlets.pop() if len(self.outlets) == 1 else ANY
        return StockPassage(outlet, text, len(self.stories))


def _with_stock(search: CandidateSearch) -> Iterator[int]:
    """Yield the articles that have a passage of stock text."""
    for start in range(0, len(search.records) if search.stock.size else 0, _BATCH):
        tokens = search.index.catalogue.words(range(start, min(start + _BATCH, len(search.records))))
        owners = np.repeat(np.arange(tokens.bounds.size - 1), np.diff(tokens.bounds))
        is_stock = stock_tokens(tokens.hashes, owners, search.stock, search.parameters.k)
        yield from (start + np.unique(owners[long_runs(is_stock, owners)])).tolist()


def _passages(prepared: PreparedText) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Yield the words and the text of each stock passage, and whether it is a whole paragraph."""
    for passage in prepared.passages:
        if all(passage.page) and passage.words:
            yield passage.words, passage.text, True
            continue
        for start, end in passage.page_parts():
            if end - start >= LEAST_PASSAGE:
                yield passage.words[start:end], passage.text_of(start, end), False
