"""The records of many articles in columns; that of one is made when it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedupe.index.article_record import NO_REMARKS, ArticleRecord, Remarks
from dedupe.read.discovered_file import FoundFile, Place
from dedupe.text.batch.strings import Strings, join_strings

_VALUES = ("outlet", "date", "encoding")
ROW = np.dtype(
    [
        ("file", np.int32),
        ("offset", np.int64),  # -1 where there is none
        *((name, np.int64) for name in ("size", "line", "record")),
        *((name, np.int32) for name in _VALUES),
        ("digest", "V16"),
        ("is_wire", np.bool_),
    ]
)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RecordColumns:
    """The records of `n` articles.

    Attributes:
        files: that they are in, each with the corpus that it was copied into, as in `Place`.
    """

    ids: Strings
    rows: NDArray[np.void]  # ROW[n], the rest of each; numbers stand for file, outlet, date and encoding
    files: tuple[tuple[FoundFile, str], ...]
    values: tuple[str | None, ...]  # the outlets, dates and encodings, each once
    remarks: Mapping[int, Remarks]  # by article, of those that have any

    @classmethod
    def of(cls, records: Sequence[ArticleRecord]) -> RecordColumns:
        """Put records into columns."""
        files, values = _Numbers[tuple["FoundFile", str]](), _Numbers[str | None]()
        rows = [
            (
                files[record.place.file, record.place.copy],
                -1 if record.place.offset is None else record.place.offset,
                record.place.size,
                record.place.line,
                record.place.record,
                *(values[value] for value in (record.outlet, record.date, record.encoding)),
                record.digest,
                record.is_wire,
            )
            for record in records
        ]
        remarks = {at: record.remarks for at, record in enumerate(records) if record.remarks != NO_REMARKS}
        ids = Strings.of([record.id for record in records])
        return cls(ids, np.array(rows, ROW), tuple(files), tuple(values), remarks)

    def __len__(self) -> int:
        return self.rows.size

    def __getitem__(self, at: int) -> ArticleRecord:
        return self._record(at, self.ids[at], self.rows[at].item())

    def __iter__(self) -> Iterator[ArticleRecord]:
        return map(self._record, range(len(self)), self.ids, self.rows.tolist())

    def _record(self, at: int, name: str, row: tuple[Any, ...]) -> ArticleRecord:
        file, offset, size, line, record, *numbers, content, is_wire = row
        found, copy = self.files[file]
        place = Place(found, None if offset < 0 else offset, size, line, record, copy)
        outlet, date, encoding = (self.values[number] for number in numbers)
        remarks = self.remarks.get(at, NO_REMARKS)
        return ArticleRecord(name, place, outlet, date, encoding, content, is_wire, remarks)

    def is_sound(self) -> bool:
        """Return whether the columns are of the same articles, and every number among what it numbers."""
        limits = {"file": len(self.files), **dict.fromkeys(_VALUES, len(self.values))}
        return len(self.ids) == len(self) and all(
            self.rows[name].min(initial=0) >= 0 and self.rows[name].max(initial=-1) < limit
            for name, limit in limits.items()
        )

    @property
    def outlets(self) -> list[str | None]:
        """The outlet of each article, None where it is unknown."""
        return [self.values[outlet] for outlet in self.rows["outlet"].tolist()]

    @property
    def dates(self) -> list[str | None]:
        """The date of each article, None where it is unknown."""
        return [self.values[date] for date in self.rows["date"].tolist()]

    @property
    def paths(self) -> list[str]:
        """The file of each article, by its identity."""
        names = [found.id for found, _ in self.files]
        return [names[file] for file in self.rows["file"].tolist()]

    def take(self, chosen: NDArray[np.int64]) -> RecordColumns:
        """Return some of the records, each at most once, in this order."""
        places = np.full(len(self), -1)
        places[chosen] = np.arange(chosen.size)
        remarks = {int(places[at]): remarks for at, remarks in self.remarks.items() if places[at] >= 0}
        return replace(self, ids=self.ids.take(chosen), rows=self.rows[chosen], remarks=remarks)

    def named(self, names: Mapping[int, str]) -> RecordColumns:
        """Return the records with other identities for some."""
        if not names:
            return self
        ids = [names.get(at, name) for at, name in enumerate(self.ids)]
        return replace(self, ids=Strings.of(ids))

    def dated(self, dates: Mapping[int, str]) -> RecordColumns:
        """Return the records with other dates for some."""
        values, rows = _Numbers(self.values), self.rows.copy()
        for at, date in dates.items():
            rows["date"][at] = values[date]
        return replace(self, rows=rows, values=tuple(values))


def join_records(parts: Iterable[RecordColumns]) -> RecordColumns:
    """Concatenate records."""
    files, values = _Numbers[tuple["FoundFile", str]](), _Numbers[str | None]()
    ids, joined, remarks, first = [], [], dict[int, "Remarks"](), 0
    for part in parts:
        rows = part.rows.copy()
        rows["file"] = files.of(part.files)[rows["file"]]
        numbers = values.of(part.values)
        for name in _VALUES:
            rows[name] = numbers[rows[name]]
        ids.append(part.ids)
        joined.append(rows)
        remarks |= {first + at: known for at, known in part.remarks.items()}
        first += rows.size
    rows = np.concatenate([np.empty(0, ROW), *joined])
    return RecordColumns(join_strings(ids), rows, tuple(files), tuple(values), remarks)


class _Numbers(dict[Value, int]):
    """The number of each value, in the order in which they are asked for; some values have the first numbers."""

    def __init__(self, values: Iterable[Value] = ()) -> None:
        super().__init__((value, number) for number, value in enumerate(values))

    def __missing__(self, value: Value) -> int:
        self[value] = number = len(self)
        return number

    def of(self, values: Sequence[Value]) -> NDArray[np.int32]:
        """Return the numbers of some values."""
        return np.array([self[value] for value in values], np.int32)
