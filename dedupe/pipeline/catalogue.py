"""What is known of each article while its text is on disk, and the way back to the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.errors import InputError
from dedupe.read.articles import read_place
from dedupe.sketch.rolling import roll
from dedupe.text.words import join_words, tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.article import Article
    from dedupe.read.corpus import Place
    from dedupe.text.words import Words

_BATCH = 128  # articles tokenised at a time


class Entry(NamedTuple):
    """One article without its text.

    Attributes:
        id: its identity.
        place: where it stands.
        outlet: who published it, None where unknown.
        date: ISO 8601 date or date and time, None where unknown.
        encoding: of its file where it had to be guessed, None for UTF-8.
        paragraphs: how many it has.
    """

    id: str
    place: Place
    outlet: str | None
    date: str | None
    encoding: str | None
    paragraphs: int

    @property
    def path(self) -> str:
        """The file it is in, as `Article.path`."""
        return self.place.found.id


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The articles of a run.

    Attributes:
        entries: in order of publication.
        digests: of the tokens of each.
        max_file_size: in bytes, that they were read with.
    """

    entries: Sequence[Entry]
    digests: Sequence[int]
    max_file_size: int

    def article(self, at: int) -> Article:
        """Read an article again.

        Raises:
            InputError: it is not there any more, or another one is.
        """
        entry = self.entries[at]
        try:
            article = read_place(entry.place, self.max_file_size)
        except InputError as error:
            raise InputError(f"{entry.id}: {error}; it was there when the run began") from None
        if (article.id, len(article.paragraphs)) != (entry.id, entry.paragraphs):
            raise _changed(entry)
        return article

    def words(self, chosen: Sequence[int]) -> Words:
        """Read some articles again, and cut them into tokens.

        Raises:
            InputError: one of them has changed.
        """
        parts = []
        for start in range(0, len(chosen), _BATCH):
            batch = chosen[start : start + _BATCH]
            words = tokenize_batch(
                [[paragraph.text for paragraph in self.article(at).paragraphs] for at in batch]
            )
            self._expect_same(batch, words)
            parts.append(words)
        return join_words(parts or [tokenize_batch([])])

    def _expect_same(self, batch: Sequence[int], words: Words) -> None:
        digests = roll(words.hashes).stretches(words.bounds)
        known = np.array([self.digests[at] for at in batch], dtype=np.uint64)
        for row in np.flatnonzero(digests != known).tolist():
            raise _changed(self.entries[batch[row]])


def _changed(entry: Entry) -> InputError:
    return InputError(f"{entry.id} changed during the run")
