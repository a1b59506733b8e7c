from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.cache.arrays import pack_arrays, unpack_arrays
from dedupe.cache.codec import BrokenError, Codec


class Tone(StrEnum):
    LOUD = "loud"
    SOFT = "soft"


class Spot(NamedTuple):
    at: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    tone: Tone
    mark: Literal["a", "b"]
    spots: tuple[Spot, ...]
    share: float
    is_new: bool


class Odd(NamedTuple):
    pair: tuple[int, str]


CODEC = Codec(Sheet, {})
SPOTS = st.builds(Spot, st.integers(), st.none() | st.text())
SHEETS = st.builds(
    Sheet,
    st.sampled_from(Tone),
    st.sampled_from(["a", "b"]),
    st.lists(SPOTS, max_size=3).map(tuple),
    st.floats(allow_nan=False),
    st.booleans(),
)


@given(SHEETS)
def test_what_is_written_is_read_as_it_was(sheet: Sheet) -> None:
    again = CODEC.decode(CODEC.encode(sheet))
    assert again == sheet
    assert type(again.spots) is tuple
    assert type(again.tone) is Tone


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"{}",
        b"[1]",
        b"[" * 100_000,
        b'["loud","a",[],0.5,1]',
        b'["loud","c",[],0.5,true]',
        b'["dull","a",[],0.5,true]',
        b'["loud","a",{},0.5,true]',
        b'["loud","a",[[1]],0.5,true]',
        b'["loud","a",[[true,null]],0.5,true]',
        b'["loud","a",[],1,true]',
        b'["loud","a",[],0.5,true,0]',
        b'[["loud"],"a",[],0.5,true]',
    ],
)
def test_what_is_no_such_value_is_broken(data: bytes) -> None:
    with pytest.raises(BrokenError):
        CODEC.decode(data)


def test_a_type_that_cannot_be_read_back_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="no tuple of one type"):
        Codec(Odd, {})


@given(
    st.recursive(st.none() | st.text() | st.integers(), st.lists, max_leaves=5),
    st.lists(st.integers(0, 2**64 - 1), max_size=8),
    st.integers(1, 3),
)
def test_arrays_come_back_as_they_were(header: object, values: list[int], width: int) -> None:
    table = np.array(values * width, dtype=np.uint64).reshape(-1, width)
    signed = np.array(values, dtype=np.uint64).view(np.int64)
    again, arrays = unpack_arrays(pack_arrays(header, {"table": table, "signed": signed}))
    assert again == header
    assert arrays["table"].tolist() == table.tolist()
    assert arrays["signed"].tolist() == signed.tolist()
    assert [arrays[name].dtype.str for name in ("table", "signed")] == ["<u8", "<i8"]


@given(st.integers(0, 200), st.integers(0, 255))
def test_a_damaged_stretch_of_bytes_is_broken_or_holds_arrays(at: int, value: int) -> None:
    data = bytearray(pack_arrays(["x"], {"a": np.arange(9), "b": np.zeros((2, 2), np.uint64)}))
    data[at % len(data)] = value
    for damaged in (bytes(data), bytes(data[: at % len(data)])):
        try:
            _, arrays = unpack_arrays(damaged)
        except BrokenError:
            continue
        assert all(array.dtype.str in ("<i8", "<u8") for array in arrays.values())


@pytest.mark.parametrize("kind", ["|O", "<u4", "<(", "", 8, None])
def test_an_array_of_another_kind_is_broken(kind: object) -> None:
    head = json.dumps([None, {"a": [kind, [1]]}]).encode()
    with pytest.raises(BrokenError):
        unpack_arrays(len(head).to_bytes(8, "little") + head + b"\0" * 8)
