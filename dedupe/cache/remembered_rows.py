"""Numbers of many things at once, remembered in a single value: one look-up for a hundred thousand pairs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.cache.codec import BrokenError
from dedupe.cache.keys import key, program_key
from dedupe.cache.packed_arrays import pack_arrays, unpack_arrays
from dedupe.cache.store import Store


class FoundRows(NamedTuple):
    """Numbers of `n` things."""

    rows: NDArray[np.uint64]  # [n, w]
    lasting: NDArray[np.bool_]  # [n], whether they are the same in the next run


def remembered_rows(
    store: Store,
    kind: tuple[object, ...],
    keys: NDArray[np.uint64],
    width: int,
    find: Callable[[NDArray[np.int64]], FoundRows],
) -> NDArray[np.uint64]:
    """Return the numbers of some things, of which only those are found out that no earlier run has.

    What this run did not ask for is forgotten where it is more than what it asked for.

    Args:
        kind: what all of them depend on, this program aside.
        keys: uint64[n], of the things, made of what else the numbers of each depend on.
        width: numbers of each.
        find: returns the numbers of things by their places among the keys.

    Returns:
        uint64[n, width].
    """
    if not store.is_open:
        return find(np.arange(keys.size)).rows
    name = key(program_key(), *kind)
    known_keys, known = _load(store, name, width)
    places = np.searchsorted(known_keys, keys)
    places[places == known_keys.size] = 0
    is_known = known_keys[places] == keys if known_keys.size else np.zeros(keys.size, np.bool_)
    rows = np.empty((keys.size, width), np.uint64)
    rows[is_known] = known[places[is_known]]
    missing = np.flatnonzero(~is_known)
    if missing.size:
        found = find(missing)
        rows[missing] = found.rows
        lasting = np.ones(keys.size, np.bool_)
        lasting[missing] = found.lasting
        is_unused = np.ones(known_keys.size, np.bool_)
        is_unused[places[is_known]] = False
        if np.count_nonzero(is_unused) > keys.size:
            is_unused[:] = False
        kept = np.append(keys[lasting], known_keys[is_unused])
        store.put(name, _packed(kept, np.concatenate([rows[lasting], known[is_unused]])))
    return rows


def _packed(keys: NDArray[np.uint64], rows: NDArray[np.uint64]) -> bytes:
    order = np.argsort(keys, kind="stable")
    ascending = keys[order]
    is_first = np.append(True, ascending[1:] != ascending[:-1])[: keys.size]
    return pack_arrays((ascending[is_first], rows[order[is_first]]))


def _load(store: Store, name: bytes, width: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    try:
        keys, rows = unpack_arrays(store.get(name) or b"")
    except (BrokenError, ValueError):
        keys = rows = np.empty(0, np.uint64)
    if keys.shape != (rows.shape[0],) or rows.shape[1:] != (width,):
        return np.empty(0, np.uint64), np.empty((0, width), np.uint64)
    return keys, rows
