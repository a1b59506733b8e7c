"""What is known of each article while its text is on disk, and the way back to the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.errors import InputError
from dedupe.read.articles import read_place
from dedupe.sketch.rolling import roll
from dedupe.text.words import join_words, select_words, tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dedupe.article import Article
    from dedupe.read.corpus import Place
    from dedupe.read.draft import Draft
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
        content: a digest of the bytes that it was read from.
    """

    id: str
    place: Place
    outlet: str | None
    date: str | None
    encoding: str | None
    paragraphs: int
    content: bytes

    @property
    def path(self) -> str:
        """The file it is in, as `Article.path`."""
        return self.place.found.id


def entry_of(draft: Draft, place: Place) -> Entry:
    """Keep of an article all but its text."""
    return Entry(
        draft.id,
        place,
        draft.outlet,
        draft.metadata.date,
        draft.encoding,
        len(draft.blocks.texts),
        draft.content,
    )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The articles of a run.

    Attributes:
        entries: in order of publication.
        digests: uint64[entries], of the tokens of each.
        max_file_size: in bytes, that they were read with.
        kept: the tokens of all articles as long as there are few, else None.
        rows: int64[entries], which of the articles whose tokens are kept each is.
    """

    entries: Sequence[Entry]
    digests: NDArray[np.uint64]
    max_file_size: int
    kept: Words | None
    rows: NDArray[np.int64]

    def article(self, at: int) -> Article:
        """Read an article again.

        Raises:
            InputError: it is not there any more, or another one is.
        """
        return self._draft(at).article()

    def words(self, chosen: Sequence[int]) -> Words:
        """Give the tokens of some articles, read again if they were not kept.

        Raises:
            InputError: one of them has changed.
        """
        if self.kept is not None:
            return select_words(self.kept, self.rows[list(chosen)])
        parts = [tokenize_batch([])]
        for start in range(0, len(chosen), _BATCH):
            batch = chosen[start : start + _BATCH]
            words = tokenize_batch([self._draft(at).blocks.texts for at in batch])
            self._expect_same(batch, words)
            parts.append(words)
        return join_words(parts)

    def _draft(self, at: int) -> Draft:
        entry = self.entries[at]
        try:
            draft = read_place(entry.place, self.max_file_size)
        except InputError as error:
            raise InputError(f"{entry.id}: {error}; it was there when the run began") from None
        if (draft.id, len(draft.blocks.texts)) != (entry.id, entry.paragraphs):
            raise _changed(entry)
        return draft

    def _expect_same(self, batch: Sequence[int], words: Words) -> None:
        digests = roll(words.hashes).stretches(words.bounds)
        for row in np.flatnonzero(digests != self.digests[list(batch)]).tolist():
            raise _changed(self.entries[batch[row]])


def _changed(entry: Entry) -> InputError:
    return InputError(f"{entry.id} changed during the run")
