"""What is known of each article of a segment, in columns, ordered by date of publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.text.batch.strings import Strings, join_strings

UNDATED = 9999_00_00_00_00_00  # sorts behind every date
_NO_OUTLET = 0
# The kind and the name of a group of articles that write dates alike, and the order that one of them shows.
ShownOrder = tuple[Literal["outlet", "path"], str, Literal["day-first", "month-first"]]
_DIGITS = 14  # of a date and time, to the second


class StoredArticle(NamedTuple):
    """One article as an archive keeps it, without its text."""

    id: str
    path: str  # the file that it was read from
    line: int  # of that file, 0 for a file of its own
    record: int  # how many articles of that file are before it
    outlet: str  # who published it, empty where unknown
    date: str  # ISO 8601 date or date and time, empty where unknown


class EstimatedPair(NamedTuple):
    """What a checked article shares with one of an archive, in sampled shingles."""

    checked: int  # the place of the one among those that are checked
    stored: int  # the number of the other
    shared: int  # that both have, stock text aside
    stock: int  # that both have, of stock text
    own: int  # that the checked article has in all
    others: int  # that the other has in all
    is_same: bool  # whether all their words are the same


def date_group(path: str, line: int, outlet: str | None) -> tuple[Literal["outlet", "path"], str]:
    """Return what articles that write their dates alike have in common: its kind and its name.

    The line of a file of its own is 0, an outlet that is unknown None.
    """
    return ("path", path) if line else ("outlet", outlet or "")


def id_hash(name: str) -> int:
    """Hash the identity of an article."""
    return xxhash.xxh3_64_intdigest(name.encode("utf-8", "surrogatepass"))


def word_hashes(heads: NDArray[np.uint64], digests: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return uint64[n], equal for articles that are one article whatever their identities, 0 where nothing can be said.

    Args:
        heads: uint64[n], hashes of outlet, date and title; 0 where the outlet is unknown.
        digests: uint64[n], of their words.
    """
    return np.where(heads > 0, heads ^ digests, np.uint64(0))


def time_number(date: str | None) -> int:
    """Return a date as a number by which articles are ordered.

    >>> time_number("2031-03-04T10:30+01:00"), time_number("2031-03-04")
    (20310304103000, 20310304000000)
    """
    clock = (date or "").partition("+")[0][:19]
    digits = "".join(filter(str.isdecimal, clock))
    return int(digits.ljust(_DIGITS, "0")[:_DIGITS]) if digits else UNDATED


@dataclass(frozen=True, slots=True)
class Columns:
    """The articles of a segment, `n` in all."""

    times: NDArray[np.uint64]  # [n], the date of each as `time_number` returns it
    id_hashes: NDArray[np.uint64]  # [n]
    word_hashes: NDArray[np.uint64]  # [n], equal for articles of one outlet and date with one title and the same words
    sampled: NDArray[np.uint32]  # [n], sampled shingles an article
    outlets: NDArray[np.uint32]  # [n], the place of each one's among the names, from 1; 0 where it is unknown
    outlet_names: Strings  # the names of outlets, each once
    ids: Strings
    dates: Strings  # ISO 8601 dates, empty where unknown
    paths: Strings  # the files that they were read from
    lines: NDArray[np.uint32]  # [n], of these files, 0 for a file of its own
    records: NDArray[np.uint32]  # [n], how many articles of the same file are before each
    blocks: NDArray[np.uint64]  # [n], where the block of texts begins that has the text; 0 where none are kept
    places: NDArray[np.uint32]  # [n], how many lines of that block are before its own

    def article(self, row: int) -> StoredArticle:
        """Return what is known of an article."""
        outlet = int(self.outlets[row])
        return StoredArticle(
            self.ids[row],
            self.paths[row],
            int(self.lines[row]),
            int(self.records[row]),
            self.outlet_names[outlet - 1] if outlet else "",
            self.dates[row],
        )

    def order(self) -> NDArray[np.int64]:
        """Return the rows by date, and by identity where that is the same; int64[n]."""
        return np.lexsort((self.id_hashes, self.times))

    def take(self, rows: NDArray[np.int64]) -> Columns:
        """Return some of the articles, in this order, and no names of other outlets than theirs."""
        outlets = self.outlets[rows]
        used = unique_sorted(outlets[outlets != _NO_OUTLET])
        places = np.where(outlets == _NO_OUTLET, _NO_OUTLET, np.searchsorted(used, outlets) + 1)
        taken = {name: getattr(self, name).take(rows) for name in _BY_ARTICLE}
        names = self.outlet_names.take(used.astype(np.int64) - 1)
        return Columns(**taken, outlets=places.astype(np.uint32), outlet_names=names)

    def by_block(self) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Yield where each block of texts begins, ascending, with the rows of the articles that it has."""
        order = np.argsort(self.blocks, kind="stable")
        offsets, starts = np.unique(self.blocks[order], return_index=True)
        yield from zip(offsets.tolist(), np.split(order, starts[1:]), strict=True)


_BY_ARTICLE = [field.name for field in fields(Columns) if not field.name.startswith("outlet")]


def outlet_column(names: Sequence[str]) -> tuple[NDArray[np.uint32], Strings]:
    """Return the place of each outlet among the distinct ones, and these."""
    distinct = sorted({*names} - {""})
    places = {name: at for at, name in enumerate(distinct, 1)} | {"": _NO_OUTLET}
    column = np.fromiter((places[name] for name in names), np.uint32, len(names))
    return column, Strings.of(distinct)


def join_columns(parts: Sequence[Columns]) -> Columns:
    """Concatenate the articles of several segments."""
    names = [list(part.outlet_names) for part in parts]
    distinct = sorted({name for those in names for name in those})
    places = {name: at for at, name in enumerate(distinct, 1)}
    outlets = [
        np.array([_NO_OUTLET, *(places[name] for name in those)], np.uint32)[part.outlets]
        for part, those in zip(parts, names, strict=True)
    ]

    joined = {name: _joined([getattr(part, name) for part in parts]) for name in _BY_ARTICLE}
    return Columns(**joined, outlets=np.concatenate(outlets), outlet_names=Strings.of(distinct))


def _joined(columns: Sequence[Any]) -> Any:  # noqa: ANN401 - numbers, or texts
    return join_strings(columns) if isinstance(columns[0], Strings) else np.concatenate(columns)
