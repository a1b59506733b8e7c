"""House style in words, stop words and agencies: the tables of `dedupe/data`, read when needed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

AgencyKind = Literal["agency", "release", "generic"]
_KINDS: tuple[AgencyKind, ...] = ("agency", "release", "generic")
_EMPTY = "-"


@dataclass(frozen=True, slots=True)
class Agency:
    """Who wrote what others print, and how a credit names it.

    Attributes:
        key: short identifier, unique, stable.
        kind: "agency" writes news, "release" distributes what companies write, "generic" stands for
            credits such as "agencies" that name nobody.
        names: full names, in several languages and scripts; case does not count.
        marks: short forms used in datelines and credits.
        exact: whether marks count only in the case given; in another they are ordinary words.
    """

    key: str
    kind: AgencyKind
    names: tuple[str, ...]
    marks: tuple[str, ...] = ()
    exact: bool = False


@cache
def fold_table() -> Mapping[str, tuple[str, ...]]:
    """Map each raw word that house style varies to the words it stands for: one, or none at all."""
    words = _read("words")
    table: dict[str, tuple[str, ...]] = {}
    for family in _read("spelling").values():
        table.update(_spellings(family["roots"], family["endings"]))
    for topic in words["fold"].values():
        table.update((word, (folded,)) for word, folded in _variants(topic))
    for dropped in words["drop"].values():
        table.update(dict.fromkeys(dropped.split(), ()))
    return MappingProxyType(table)


@cache
def phrase_table() -> Mapping[tuple[str, str], str]:
    """Map pairs of folded words to the one word they stand for; no pair can overlap another."""
    topics = _read("words")["phrase"].values()
    return MappingProxyType(
        {
            (first, second): folded
            for topic in topics
            for folded, phrases in topic.items()
            for first, second in map(str.split, phrases)
        }
    )


@cache
def suffix_table() -> Mapping[str, str]:
    """Map what may be glued to a number ("bn" in "32bn") to the word it stands for."""
    return MappingProxyType(dict(_variants(_read("words")["suffix"])))


@cache
def stopwords() -> Mapping[str, frozenset[str]]:
    """Map each language (ISO 639-1) to its function words, raw."""
    return MappingProxyType(
        {language: frozenset(words.split()) for language, words in _read("stopwords").items()}
    )


@cache
def agencies() -> tuple[Agency, ...]:
    """List the agencies, then the press-release services, then the generic credits."""
    tables = _read("agencies")
    return tuple(
        Agency(
            key,
            kind,
            tuple(entry["names"]),
            tuple(entry.get("marks", ())),
            entry.get("exact", False),
        )
        for kind in _KINDS
        for key, entry in tables[kind].items()
    )


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dedupe") / "data" / f"{name}.toml").read_text("utf-8"))


def _variants(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for folded, words in table.items():
        for word in words.split():
            yield word, folded


def _spellings(roots: str, endings: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    pairs = [_sides(ending) for ending in endings.split()]
    for raw_root, folded_root in map(_sides, roots.split()):
        for raw, folded in pairs:
            yield raw_root + raw, (folded_root + folded,)


def _sides(part: str) -> tuple[str, str]:
    """Split "a:b"; what has no colon is the same on both sides, and "-" is empty."""
    raw, _, folded = part.partition(":")
    folded = folded or raw
    return raw.replace(_EMPTY, ""), folded.replace(_EMPTY, "")
