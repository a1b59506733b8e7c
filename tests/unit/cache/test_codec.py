from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.cache.codec import BrokenError, Codec
from dedupe.cache.packed_arrays import pack_arrays, unpack_arrays

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    digest: bytes


CODEC = Codec(Sheet)
SPOTS = st.builds(Spot, st.integers(-(2**63), 2**64 - 1), st.none() | st.text())
SHEETS = st.builds(
    Sheet,
    st.sampled_from(Tone),
    st.sampled_from(["a", "b"]),
    st.lists(SPOTS, max_size=3).map(tuple),
    st.floats(allow_nan=False),
    st.binary(),
)
SHEET = Sheet(Tone.LOUD, "a", (Spot(1, None), Spot(2, "two")), 0.5, b"12")


@given(SHEETS)
def test_what_is_encoded_is_decoded_as_it_was(sheet: Sheet) -> None:
    again = CODEC.decode(CODEC.encode(sheet))
    assert again == sheet
    assert type(again.spots) is tuple
    assert type(again.tone) is Tone


@pytest.mark.parametrize(
    "change",
    [
        {"tone": "dull"},
        {"mark": "c"},
        {"spots": {}},
        {"spots": [[1]]},
        {"spots": [[True, None]]},
        {"share": "0.5"},
        {"digest": 3},
    ],
    ids=str,
)
def test_a_value_of_another_type_is_broken(change: dict[str, object]) -> None:
    fields = {"tone": "loud", "mark": "a", "spots": [], "share": 0.5, "digest": b"", **change}
    with pytest.raises(BrokenError):
        CODEC.decode(Codec(dict).encode(fields))


def test_what_was_never_encoded_is_broken() -> None:
    nested = Codec(list).encode(msgspec.Raw(b"\x91" * 100_000))  # type: ignore[arg-type]
    for data in (b"", b"null", CODEC.encode(SHEET)[:-5], nested):
        with pytest.raises(BrokenError):
            CODEC.decode(data)


@given(st.integers(0, 200), st.integers(0, 255))
def test_damaged_bytes_are_broken_or_decoded(at: int, value: int) -> None:
    data = bytearray(CODEC.encode(SHEET))
    data[at % len(data)] = value
    with suppress(BrokenError):
        assert type(CODEC.decode(bytes(data))) is Sheet


@given(st.lists(st.integers(0, 2**64 - 1), max_size=8), st.integers(1, 3))
def test_arrays_come_back_as_they_were(values: list[int], width: int) -> None:
    table = np.array(values * width, dtype=np.uint64).reshape(-1, width)
    signed = np.array(values, dtype=np.uint64).view(np.int64)
    again = unpack_arrays(pack_arrays([table, signed, table[::2]]))
    assert [array.tolist() for array in again] == [array.tolist() for array in (table, signed, table[::2])]
    assert [array.dtype for array in again] == [table.dtype, signed.dtype, table.dtype]


@given(st.integers(0, 400), st.integers(0, 255))
def test_damaged_arrays_are_broken_or_of_integers(at: int, value: int) -> None:
    data = bytearray(pack_arrays([np.arange(9), np.zeros((2, 2), np.uint64)]))
    data[at % len(data)] = value
    for damaged in (bytes(data), bytes(data[: at % len(data)])):
        try:
            arrays = unpack_arrays(damaged)
        except BrokenError:
            continue
        assert all(array.dtype in (np.int64, np.uint64) for array in arrays)


@pytest.mark.parametrize("array", [np.array([None]), np.zeros(3, np.uint32), np.array(["a"])])
def test_an_array_of_another_kind_is_not_packed(array: NDArray[Any]) -> None:
    with pytest.raises(ValueError, match="not in"):
        pack_arrays([array])


def test_arrays_whose_bytes_do_not_fit_their_shape_are_broken() -> None:
    for fields in ([True, [2], b"12345678"], [False, [1], b"1234"], [True, [-1], b"12345678"]):
        with pytest.raises(BrokenError):
            unpack_arrays(msgspec.msgpack.encode([fields]))
