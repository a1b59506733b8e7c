"""Arrow batches as Spark hands them over, and their columns as arrays of numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame

from dedupe.sketch.sorted_arrays import joined, unique_sorted

TEXT, BYTES, LONG, DOUBLE, FLAG = (pa.string(), pa.binary(), pa.int64(), pa.float64(), pa.bool_())
LONGS, TEXTS = pa.list_(LONG), pa.list_(TEXT)
_NAMES = {TEXT: "string", BYTES: "binary", LONG: "bigint", DOUBLE: "double", FLAG: "boolean"}
_NAMES |= {LONGS: "array<bigint>", TEXTS: "array<string>"}
_PORTION = 128  # articles, or pairs of them, whose texts are looked at together


def map_batches(
    frame: DataFrame, work: Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]], schema: pa.Schema
) -> DataFrame:
    """Put the batches of each partition through a function that yields batches of a schema, on all executors."""
    columns = (f"`{field.name}` {_NAMES[field.type]}" for field in schema)
    return frame.mapInArrow(work, ", ".join(columns))


def in_runs(frame: DataFrame, key: str, *then: str) -> DataFrame:
    """Bring the rows with the same value of a column together, in ascending order of it, and then of other columns."""
    return frame.repartition(key).sortWithinPartitions(key, *then)


def whole_runs(batches: Iterable[pa.RecordBatch], key: str) -> Iterator[pa.Table]:
    """Divide the rows of a partition of `in_runs` anew, so that no two parts have the same value of its column."""
    run: list[pa.RecordBatch] = []  # that may go on
    for batch in batches:
        if not batch.num_rows:
            continue
        values = batch.column(key).to_numpy(zero_copy_only=False)
        starts = np.flatnonzero(values[1:] != values[:-1]) + 1
        if run and run[-1].column(key)[-1] != batch.column(key)[0]:
            starts = np.append(starts, 0) if not starts.size else starts
        if starts.size:
            last = int(starts[-1])
            yield pa.Table.from_batches([*run, batch.slice(0, last)])
            run = []
            batch = batch.slice(last)
        run.append(batch)
    if run:
        yield pa.Table.from_batches(run)


def portions(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Cut batches into portions whose texts fit the memory."""
    for batch in batches:
        for start in range(0, batch.num_rows, _PORTION):
            yield batch.slice(start, _PORTION)


def numbers(table: pa.Table | pa.RecordBatch, name: str) -> NDArray[np.int64]:
    """Return a column of numbers without gaps; int64[rows]."""
    return np.asarray(table.column(name).to_numpy(), dtype=np.int64)


def flags(table: pa.Table | pa.RecordBatch, name: str) -> NDArray[np.bool_]:
    """Return a column of truth values without gaps; bool[rows]."""
    return np.array(table.column(name).to_pylist(), dtype=np.bool_)


def hashes(table: pa.Table | pa.RecordBatch, name: str) -> NDArray[np.uint64]:
    """Return a column of hashes, which Spark has no type for but one with a sign; uint64[rows]."""
    return numbers(table, name).view(np.uint64)


def signed(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return hashes as Spark can hold them."""
    return values.view(np.int64)


def hash_set(lists: Iterable[Sequence[int] | None]) -> NDArray[np.uint64]:
    """Return the distinct hashes of some lists of signed ones; uint64[n], ascending."""
    parts = (np.array(values, dtype=np.int64) for values in lists if values)
    return unique_sorted(joined(parts, np.int64).view(np.uint64))


def lists_of(values: NDArray[np.int64], bounds: NDArray[np.int64]) -> pa.Array:
    """Make a column of lists, of the values from each bound to the next."""
    return pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), pa.array(values, LONG))


def ranges(bounds: NDArray[np.int64]) -> Iterator[slice]:
    """Yield the slices from each bound to the next."""
    return (slice(low, high) for low, high in pairwise(bounds.tolist()))


def batch_of(columns: Mapping[str, Any], schema: pa.Schema) -> pa.RecordBatch:
    """Make a batch of a schema; columns that are not given are empty."""
    rows = len(next(iter(columns.values())))
    arrays = [
        pa.array(columns[field.name], field.type) if field.name in columns else pa.nulls(rows, field.type)
        for field in schema
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def numbered(*columns: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[NDArray[np.int64]]]:
    """Return the distinct values of columns, ascending, int64[n], and each column with their numbers from 0 instead.

    Ranks are then as small as the stages want them that pack an article and a hash into one number.
    """
    values, at = np.unique(np.concatenate(columns), return_inverse=True)
    bounds = np.cumsum([0, *(column.size for column in columns)])
    return values, [at[part].astype(np.int64) for part in ranges(bounds)]
