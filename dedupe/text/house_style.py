"""House style in words: spellings, abbreviations, honorifics, units, as raw words and what they fold to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from dedupe.package_data import read_table

_EMPTY = "-"


@cache
def fold_table() -> Mapping[str, tuple[str, ...]]:
    """Map each raw word that house style varies to the words it stands for: one, or none at all."""
    words = read_table("words")
    table: dict[str, tuple[str, ...]] = {}
    for family in read_table("spelling").values():
        table.update(_spellings(family["roots"], family["endings"]))
    for topic in words["fold"].values():
        table.update((word, (folded,)) for word, folded in _variants(topic))
    for dropped in words["drop"].values():
        table.update(dict.fromkeys(dropped.split(), ()))
    return MappingProxyType(table)


@cache
def phrase_table() -> Mapping[tuple[str, str], str]:
    """Map pairs of folded words to the one word they stand for; no pair can overlap another."""
    topics = read_table("words")["phrase"].values()
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
    return MappingProxyType(dict(_variants(read_table("words")["suffix"])))


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
