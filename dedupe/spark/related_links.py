"""What clusters need to know of a related pair: so little that the largest story fits one executor."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from dedupe.cache.codec import Codec
from dedupe.comparison.pair_result import PairResult
from dedupe.judge.clusters import Member
from dedupe.judge.pair import Pair


class Link(NamedTuple):
    """A pair without its evidence.

    Attributes:
        a: its source.
        b: its copy.
    """

    pair: Pair
    a: Member
    b: Member


@lru_cache(maxsize=1)
def link_codec() -> Codec[Link]:
    """Return the codec of the column `link`."""
    return Codec(Link)


def link_of(result: PairResult, source_rank: int, copy_rank: int) -> Link:
    """Return the link of a pair that was compared.

    Args:
        source_rank: place of its source in the order of publication.
        copy_rank: the same of its copy.
    """
    pair, source, copy = result.pair, result.source, result.target
    return Link(
        replace(pair, origin=replace(pair.origin, evidence=())),
        Member(source.outlet, source.date, source_rank),
        Member(copy.outlet, copy.date, copy_rank),
    )
