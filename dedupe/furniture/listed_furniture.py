"""Furniture listed by hand: what counts as such in addition to what is learned, and what never does."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from dedupe.errors import ConfigError, DedupeError
from dedupe.read.file_bytes import read_settings
from dedupe.sketch.shingles import paragraph_hashes, shingle
from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted
from dedupe.text.batch.tokenize import tokenize_article, tokenize_batch

ANY, UNKNOWN = "*", ""  # any outlet, and the articles whose outlet is unknown
_KEYS = ("furniture", "keep")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Paragraphs by outlet; "*" stands for any outlet, "" for articles whose outlet is unknown.

    Paragraphs are compared by their folded words: capitals, punctuation and house style do not matter.

    Attributes:
        listed: paragraphs that are furniture.
        kept: paragraphs that are not, whatever their shape and however often they recur.
    """

    listed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    kept: Mapping[str, Sequence[str]] = field(default_factory=dict)


NO_FURNITURE = Furniture(MappingProxyType({}), MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Marked:
    """The paragraphs of a batch that are listed."""

    listed: NDArray[np.bool_]  # [p], those that are furniture
    kept: NDArray[np.bool_]  # [p], those that are not


def load_furniture(path: str | Path) -> Furniture:
    """Read a file such as `dedupe furniture` writes: a table for each outlet, with two lists.

    Raises:
        ConfigError: it cannot be read, is not TOML, or holds something else.
    """
    try:
        tables = tomllib.loads(read_settings(path))
        return Furniture(_lists(tables, "furniture"), _lists(tables, "keep"))
    except RecursionError:
        reason = "nested too deeply"
    except (ValueError, DedupeError) as error:  # what TOML is not says tomllib
        reason = str(error)
    raise ConfigError(f"{path}: {reason}")


def find_listed(
    hashes: NDArray[np.uint64], starts: NDArray[np.int64], outlets: Sequence[str | None], furniture: Furniture
) -> Marked:
    """Find the paragraphs that are listed.

    Args:
        hashes: uint64[p], of all paragraphs.
        starts: int64[a + 1], index of each article's first paragraph, then p.
    """

    def found(lists: Mapping[str, Sequence[str]]) -> NDArray[np.bool_]:
        flags = np.zeros(hashes.size, dtype=np.bool_)
        for outlet, paragraphs in lists.items():
            known = paragraph_hashes(tokenize_article(list(paragraphs)))
            is_known = np.isin(hashes, known[known != 0])
            if outlet != ANY:
                own = np.array([(name or UNKNOWN) == outlet for name in outlets], dtype=np.bool_)
                is_known &= np.repeat(own, np.diff(starts))
            flags |= is_known
        return flags

    return Marked(found(furniture.listed), found(furniture.kept))


def with_listed(stock: NDArray[np.uint64], furniture: Furniture, k: int, outlet: str = ANY) -> NDArray[np.uint64]:
    """Add to the stock shingles those of the passages listed for an outlet, without the kept ones.

    Args:
        stock: uint64[n], ascending.
        outlet: whose list it is; by default the one for any outlet.
    """
    listed, kept = (passage_shingles(lists, k, outlet) for lists in (furniture.listed, furniture.kept))
    together = unique_sorted(np.concatenate([stock, listed]))
    return together[~isin_sorted(kept, together)]


def stock_by_outlet(stock: NDArray[np.uint64], furniture: Furniture, k: int) -> dict[str, NDArray[np.uint64]]:
    """Return the stock shingles of all, and of the outlets with lists of their own; each uint64[.], ascending."""
    outlets = sorted({*furniture.listed, *furniture.kept} - {ANY})
    return {outlet: with_listed(stock, furniture, k, outlet) for outlet in outlets}


def passage_shingles(lists: Mapping[str, Sequence[str]], k: int, outlet: str = ANY) -> NDArray[np.uint64]:
    """Return the shingles of the passages that are listed for an outlet; uint64[n], ascending."""
    batch = tokenize_batch([[paragraph] for paragraph in lists.get(outlet, ())])
    return unique_sorted(shingle(batch.hashes, batch.bounds, k).hashes)


def _lists(tables: Mapping[str, object], key: str) -> dict[str, tuple[str, ...]]:
    return {outlet: _list(outlet, table, key) for outlet, table in tables.items()}


def _list(outlet: str, table: object, key: str) -> tuple[str, ...]:
    if not isinstance(table, dict):
        raise ConfigError(f"{outlet!r} is no table; an outlet is written [{outlet!r}]")
    _reject_unknown(outlet, table)
    paragraphs = table.get(key, [])
    if not isinstance(paragraphs, list) or not all(isinstance(paragraph, str) for paragraph in paragraphs):
        raise ConfigError(f"{key} of {outlet!r} is no list of paragraphs")
    return tuple(paragraphs)


def _reject_unknown(outlet: str, keys: Iterable[str]) -> None:
    for key in keys:
        if key not in _KEYS:
            close = get_close_matches(key, _KEYS, 1) or [" or ".join(_KEYS)]
            raise ConfigError(f"unknown key {key!r} of {outlet!r}; did you mean {close[0]}?")
