"""Furniture listed by hand: what counts as such in addition to what is learned, and what never does."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from dedupe.errors import ConfigError
from dedupe.text.words import plain_words
from dedupe.verify.learned import paragraph_hashes
from dedupe.verify.texts import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from dedupe.article import Article
    from dedupe.text.words import Words
    from dedupe.verify.texts import Text

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
    """The paragraphs of a batch that are listed.

    Attributes:
        listed: bool[p], those that are furniture.
        kept: bool[p], those that are not.
    """

    listed: NDArray[np.bool_]
    kept: NDArray[np.bool_]


def load_furniture(path: str | Path) -> Furniture:
    """Read a file such as `dedupe furniture` writes: a table for each outlet, with two lists.

    Raises:
        ConfigError: it cannot be read, is not TOML, or holds something else.
    """
    try:
        tables = tomllib.loads(Path(path).read_bytes().decode("utf-8-sig"))
        return Furniture(_lists(tables, "furniture"), _lists(tables, "keep"))
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError:
        reason = "not UTF-8"
    except RecursionError:
        reason = "nested too deeply"
    except (ValueError, ConfigError) as error:  # what TOML is not says tomllib
        reason = str(error)
    raise ConfigError(f"{path}: {reason}")


def find_listed(words: Words, outlets: Sequence[str | None], furniture: Furniture) -> Marked:
    """Find the paragraphs that are listed.

    Args:
        words: of all articles.
        outlets: of each article.
        furniture: the lists.
    """
    hashes = paragraph_hashes(words)
    owners = np.repeat(np.arange(len(outlets)), np.diff(words.article_starts))
    names = np.array([outlet or UNKNOWN for outlet in outlets], dtype=np.object_)[owners]
    return Marked(_found(hashes, names, furniture.listed), _found(hashes, names, furniture.kept))


def prepare_alone(article: Article, k: int, furniture: Furniture) -> Text:
    """Make an article ready to be compared of which no folder is known."""
    words = plain_words([paragraph.text for paragraph in article.paragraphs])
    marked = find_listed(words, [article.outlet], furniture)
    listed, kept = (np.flatnonzero(flags).tolist() for flags in (marked.listed, marked.kept))
    return prepare(article, k, listed, kept=kept)


def _found(
    hashes: NDArray[np.uint64], names: NDArray[np.object_], lists: Mapping[str, Sequence[str]]
) -> NDArray[np.bool_]:
    found = np.zeros(hashes.size, dtype=np.bool_)
    for outlet, paragraphs in lists.items():
        known = paragraph_hashes(plain_words(list(paragraphs)))
        is_known = np.isin(hashes, known[known != 0])
        found |= is_known if outlet == ANY else is_known & (names == outlet)
    return found


def _lists(tables: Mapping[str, object], key: str) -> dict[str, tuple[str, ...]]:
    return {outlet: _list(outlet, table, key) for outlet, table in tables.items()}


def _list(outlet: str, table: object, key: str) -> tuple[str, ...]:
    if not isinstance(table, dict):
        raise ConfigError(f"{outlet!r} is no table; an outlet is written [{outlet!r}]")
    _reject_unknown(outlet, table)
    paragraphs = table.get(key, [])
    if not isinstance(paragraphs, list) or not all(isinstance(it, str) for it in paragraphs):
        raise ConfigError(f"{key} of {outlet!r} is no list of paragraphs")
    return tuple(paragraphs)


def _reject_unknown(outlet: str, keys: Iterable[str]) -> None:
    for key in keys:
        if key not in _KEYS:
            close = get_close_matches(key, _KEYS, 1) or [" or ".join(_KEYS)]
            raise ConfigError(f"unknown key {key!r} of {outlet!r}; did you mean {close[0]}?")
