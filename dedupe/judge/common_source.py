"""Copies of one source are siblings: what they share comes from it, and not from each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from dedupe.judge.origin.origin import Evidence, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dedupe.judge.pair import Pair

_WEIGHT = 4.0  # as much as an agency's own mark: the text they share is there to be read


def mark_common_source(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the pairs, those of two copies of the same third article with the origin "common"."""
    listed = tuple(pairs)
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for pair in listed:
        if pair.is_copy and pair.source:
            sources[pair.b].add(pair.source)
    return tuple(_common(pair, sources[pair.a] & sources[pair.b]) for pair in listed)


def _common(pair: Pair, shared: set[str]) -> Pair:
    third = sorted(shared - {pair.a, pair.b})
    if not (pair.is_copy and third):
        return pair
    evidence = Evidence("siblings", third[0], _WEIGHT, f"both are copies of {third[0]}")
    found = (evidence, *pair.origin.evidence)
    return replace(pair, origin=Origin("common", None, pair.origin.agency, found))
