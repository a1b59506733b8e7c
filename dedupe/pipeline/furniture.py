"""Learn from a folder which paragraphs are furniture, for a user to read and edit."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dedupe.furniture.lists import UNKNOWN
from dedupe.pipeline.compare import K
from dedupe.pipeline.survey import Parameters, survey
from dedupe.read import MAX_FILE_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dedupe.pipeline.survey import Survey


@dataclass(frozen=True, slots=True)
class LearnedParagraph:
    """A paragraph that an outlet prints over unrelated stories.

    Attributes:
        outlet: name of the outlet, empty where it is unknown.
        text: in its most frequent wording.
        stories: number of stories that it was seen in, near-duplicates counted once.
    """

    outlet: str
    text: str
    stories: int


def learn(
    paths: Iterable[str | Path], *, k: int = K, max_file_size: int = MAX_FILE_SIZE
) -> tuple[LearnedParagraph, ...]:
    """Learn the furniture of a folder, as a check of it does.

    Args:
        paths: files, folders and corpora.
        k: tokens a shingle.
        max_file_size: in bytes.

    Returns:
        The paragraphs by outlet, those in most stories first.

    Raises:
        InputError: nothing at all could be read.
    """
    found = survey(paths, Parameters(k=k), max_file_size=max_file_size)
    wordings: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    stories: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for outlet, hashed, text, story in _rows(found):
        wordings[outlet, hashed][text] += 1
        stories[outlet, hashed].add(story)
    learned = [
        LearnedParagraph(key[0], _most_frequent(texts), len(stories[key]))
        for key, texts in wordings.items()
    ]
    return tuple(sorted(learned, key=lambda it: (it.outlet, -it.stories, it.text)))


def _rows(found: Survey) -> Iterable[tuple[str, int, str, int]]:
    """Yield outlet, hash, text and story of each learned paragraph."""
    paragraphs, rows = found.index.paragraphs, np.flatnonzero(found.learned)
    article = lru_cache(1)(found.index.catalogue.article)
    for row, at in zip(rows.tolist(), paragraphs.owners(rows).tolist(), strict=True):
        text = article(at).paragraphs[row - int(paragraphs.starts[at])].text
        outlet = found.records[at].outlet or UNKNOWN
        yield outlet, int(paragraphs.hashes[row]), text, int(found.groups[at])


def _most_frequent(texts: Counter[str]) -> str:
    return min(texts, key=lambda text: (-texts[text], text))
