"""Many texts in one array."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.expand_ranges import expand_ranges

_PORTION = 1 << 16  # texts that are taken at a time, for which each byte needs an index of 8


@dataclass(frozen=True, slots=True)
class Strings:
    """A column of `n` texts.

    >>> column = Strings.of(["ferry", "", "quay"])
    >>> len(column), column[2], list(column.take(np.array([2, 0])))
    (3, 'quay', ['quay', 'ferry'])
    """

    data: NDArray[np.uint8]  # uint8, UTF-8, one text after the other
    ends: NDArray[np.int64]  # [n], where each ends

    @classmethod
    def of(cls, texts: Sequence[str]) -> Strings:
        """Make a column."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
        return cls(np.frombuffer(b"".join(encoded), np.uint8), np.cumsum(sizes))

    def __len__(self) -> int:
        return self.ends.size

    def __getitem__(self, row: int) -> str:
        start = int(self.ends[row - 1]) if row else 0
        end = int(self.ends[row])
        return self.data[max(start, 0) : max(end, 0)].tobytes().decode("utf-8", "replace")

    def __iter__(self) -> Iterator[str]:
        data, start = self.data.tobytes(), 0
        for end in np.maximum(self.ends, 0).tolist():
            yield data[start:end].decode("utf-8", "replace")
            start = end

    def take(self, rows: NDArray[np.int64]) -> Strings:
        """Return some of the texts, in this order."""
        starts = np.concatenate([[0], self.ends[:-1]])
        sizes = (self.ends - starts)[rows]
        portions = (
            self.data[expand_ranges(starts[rows[at : at + _PORTION]], sizes[at : at + _PORTION])]
            for at in range(0, rows.size, _PORTION)
        )
        return Strings(np.concatenate([np.empty(0, np.uint8), *portions]), np.cumsum(sizes))


def join_strings(parts: Sequence[Strings]) -> Strings:
    """Concatenate columns."""
    starts = np.cumsum([0, *(part.data.size for part in parts)])
    ends = [part.ends + start for part, start in zip(parts, starts, strict=False)]
    return Strings(
        np.concatenate([np.empty(0, np.uint8), *(part.data for part in parts)]),
        np.concatenate([np.empty(0, np.int64), *ends]),
    )
