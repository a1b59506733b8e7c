"""Copies of one source are siblings: what they share comes from it, and not from each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from dedupe.judge.origin.origin import Evidence, Origin
from dedupe.judge.pair import Pair

_WEIGHT = 4.0  # as much as an agency's own mark: the text they share is there to be read


def mark_common_source(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the pairs, those of two copies of the same third article with the origin "common"."""
    listed = tuple(pairs)
    thirds = common_sources(listed)
    return tuple(with_common_source(pair, thirds.get((pair.a, pair.b))) for pair in listed)


def common_sources(pairs: Iterable[Pair]) -> dict[tuple[str, str], str]:
    """Find the pairs of two copies of the same third article, with the first of such articles.

    Args:
        pairs: all copies of each of their articles are among them.
    """
    copies = [pair for pair in pairs if pair.is_copy]
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for pair in copies:
        if pair.source:
            sources[pair.b].add(pair.source)
    thirds = {
        (pair.a, pair.b): (sources.get(pair.a, set()) & sources.get(pair.b, set()))
        - {pair.a, pair.b}
        for pair in copies
    }
    return {names: min(third) for names, third in thirds.items() if third}


def with_common_source(pair: Pair, third: str | None) -> Pair:
    """Return a pair with the origin "common" where both are copies of a third article.

    Args:
        pair: of copies.
        third: identity of that article, None where there is none.
    """
    if third is None:
        return pair
    evidence = Evidence("siblings", third, _WEIGHT, f"both are copies of {third}")
    found = (evidence, *pair.origin.evidence)
    return replace(pair, origin=Origin("common", None, pair.origin.agency, found))
