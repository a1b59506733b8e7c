"""The quotation marks of a batch as arrays, with what stands around each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.encode import IS_SPACE, IS_WORD, MARK_BY_CODE, Bytes
from dedupe.text.batch.words import RawWords
from dedupe.text.quotation_marks import merge_double_marks
from dedupe.text.quoted_spans import Mark, Side

_SIDES: tuple[Side, ...] = ("word", "space", "other")
WORD, SPACE, OTHER = range(len(_SIDES))
_SIDE_OF = np.array(
    [
        WORD if IS_WORD[code] or code in b"%&" else SPACE if IS_SPACE[code] else OTHER
        for code in range(256)
    ],
    dtype=np.uint8,
)
_KIND_OF = np.zeros(256, dtype=np.uint16)
_KIND_OF[list(MARK_BY_CODE)] = [ord(mark) for mark in MARK_BY_CODE.values()]


@dataclass(frozen=True, slots=True)
class QuotationMarks:
    """The quotation marks of a batch, as arrays of equal length.

    Attributes:
        at: int64, offset in the stream.
        kinds: uint16, code point of the mark.
        before: uint8, WORD, SPACE or OTHER: what stands directly before it.
        after: uint8, the same for what stands directly after it.
        tokens: int64, index of the first token at or after it.
        paragraphs: int64, ascending, index of its paragraph.
    """

    at: NDArray[np.int64]
    kinds: NDArray[np.uint16]
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    tokens: NDArray[np.int64]
    paragraphs: NDArray[np.int64]

    def among(self, chosen: NDArray[np.bool_]) -> Iterator[Mark]:
        """Yield the chosen ones one by one."""
        columns = (self.at, self.kinds, self.before, self.after, self.tokens, self.paragraphs)
        rows = zip(*(column[chosen].tolist() for column in columns), strict=True)
        yield from merge_double_marks(
            (at, Mark(chr(kind), _SIDES[before], _SIDES[after], token, paragraph))
            for at, kind, before, after, token, paragraph in rows
        )


def find_marks(stream: Bytes, raw: RawWords, breaks: NDArray[np.int64]) -> QuotationMarks:
    """Find the marks of a folded stream.

    Args:
        stream: uint8[s], as `encode_batch` gives it.
        raw: the words cut from it.
        breaks: int64[p], offset of the end of each paragraph.
    """
    kinds = _KIND_OF.take(stream.take(raw.others))
    found = np.flatnonzero(kinds)
    at = raw.others[found]
    return QuotationMarks(
        at,
        kinds[found],
        _SIDE_OF.take(stream.take(at - 1)),
        _SIDE_OF.take(stream.take(at + 1)),
        np.searchsorted(raw.starts, at),
        np.searchsorted(breaks, at),
    )
