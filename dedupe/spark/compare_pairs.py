"""Proposed pairs verified, and those worth it compared, by the functions of a check in one process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from dedupe.errors import Failure, attempt
from dedupe.furniture.lists import Furniture, find_listed
from dedupe.judge.credit.publishers import OutletProfile, Publishers
from dedupe.pipeline.candidate_search import STANDING, share_enough
from dedupe.pipeline.compare_chunk import compare_pair
from dedupe.pipeline.pair_result import PairResult, result_codec
from dedupe.pipeline.relate import ComparableArticle
from dedupe.prepare.prepared_article import prepare
from dedupe.sketch.rolling_hash import paragraph_hashes
from dedupe.sketch.sorted_arrays import HashSet
from dedupe.spark.arrow import (
    BYTES,
    FLAG,
    LONG,
    TEXT,
    flags,
    hash_set,
    map_batches,
    numbered,
    numbers,
    portions,
)
from dedupe.spark.kept_articles import article_of, tokens_of
from dedupe.spark.links import link_codec, link_of
from dedupe.verify.counts import count_shared_shingles, distinct_shingles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from pyspark.sql import DataFrame

    from dedupe.furniture.lists import Marked
    from dedupe.text.batch.tokenize import TokenBatch

ARTICLE = ("id", "outlet", "date", "is_wire", "article", "quoted", "stock")
_RESULT = pa.schema(
    {
        "source": TEXT,
        "copy": TEXT,
        "source_rank": LONG,
        "copy_rank": LONG,
        "is_copy": FLAG,
        "is_wire": FLAG,  # whether the copy is an agency's own, in which nothing is found
        "link": BYTES,
        "result": BYTES,
        "reason": TEXT,  # why the two could not be compared
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What every executor must know to compare.

    Attributes:
        k: tokens a shingle.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        furniture: what is furniture beside what is learned, and what is none.
        listed: uint64[n], ascending, stock shingles that are listed by hand.
        outlets: names of all outlets.
        profiles: what is configured of outlets.
    """

    k: int
    least_narrative: int
    furniture: Furniture
    listed: NDArray[np.uint64]
    outlets: tuple[str, ...]
    profiles: tuple[OutletProfile, ...]


def compare_pairs(pairs: DataFrame, settings: Settings) -> DataFrame:
    """Verify and compare pairs.

    Args:
        pairs: `a` and `b`, ranks, the earlier first, each with the columns `ARTICLE` of both; whether the pair
            `is_proposed`, `is_standing` (shares text that may be stock) or `is_same` (has the same tokens).
        settings: what shapes the answer.

    Returns:
        The columns of `_RESULT`: a row for each related pair, and for each that could not be compared.
    """
    return map_batches(pairs, partial(_compare_batches, settings), _RESULT)


def _compare_batches(
    settings: Settings, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    publishers = _publishers(settings.outlets, settings.profiles)
    for portion in portions(batches):
        articles = _Articles(portion, settings, publishers)
        found = [
            _compare(pair, articles, settings, publishers)
            for pair in articles.pairs[_is_candidate(portion, articles, settings)].tolist()
        ]
        yield pa.RecordBatch.from_pylist([row for row in found if row], _RESULT)


@lru_cache(maxsize=1)
def _publishers(outlets: tuple[str, ...], profiles: tuple[OutletProfile, ...]) -> Publishers:
    return Publishers(outlets, profiles)


class _Articles:
    """The articles of a portion of pairs, each prepared when a pair of it is first compared."""

    def __init__(self, portion: pa.RecordBatch, settings: Settings, publishers: Publishers) -> None:
        self.ranks, sides = numbered(numbers(portion, "a"), numbers(portion, "b"))
        self.pairs = np.stack(sides, axis=1)
        known = {row["rank"]: row for side in ("a", "b") for row in _rows(portion, side)}
        self.rows = [known[rank] for rank in self.ranks.tolist()]
        self.tokens: TokenBatch = tokens_of(row["article"] for row in self.rows)
        self.marked: Marked = find_listed(
            paragraph_hashes(self.tokens),
            self.tokens.article_starts,
            [row["outlet"] for row in self.rows],
            settings.furniture,
        )
        self.listed = settings.listed
        self.prepared = lru_cache(None)(partial(self._prepare, settings.k, publishers))

    def stock(self, rows: Sequence[Mapping[str, Any]]) -> NDArray[np.uint64]:
        """Return the stock shingles that some of the articles have, learned or listed."""
        return np.union1d(hash_set(row["stock"] for row in rows), self.listed)

    def _prepare(self, k: int, publishers: Publishers, at: int) -> ComparableArticle:
        row, own = self.rows[at], slice(*self.tokens.article_starts[at : at + 2])
        listed, kept = (
            np.flatnonzero(marks[own]).tolist() for marks in (self.marked.listed, self.marked.kept)
        )
        quoted = HashSet(hash_set([row["quoted"]]))
        text = prepare(article_of(row), k, listed, quoted, kept, self.stock([row]))
        return ComparableArticle(text, publishers)


def _rows(portion: pa.RecordBatch, side: str) -> list[dict[str, Any]]:
    names = {side: "rank", **{f"{name}_{side}": name for name in ARTICLE}}
    renamed = portion.select(list(names)).rename_columns(list(names.values()))
    rows: list[dict[str, Any]] = renamed.to_pylist()
    return rows


def _is_candidate(
    portion: pa.RecordBatch, articles: _Articles, settings: Settings
) -> NDArray[np.bool_]:
    """Return for each pair whether it is worth comparing, as `find_candidates` decides."""
    left_out, k = articles.marked.listed & ~articles.marked.kept, settings.k
    shared, raw = (
        count_shared_shingles(
            articles.pairs, distinct_shingles(articles.tokens, left_out, k, stock)
        )
        for stock in (articles.stock(articles.rows), articles.listed)
    )
    is_candidate = flags(portion, "is_same")
    is_candidate |= flags(portion, "is_proposed") & share_enough(shared)
    is_candidate |= flags(portion, "is_standing") & (raw.containment >= STANDING)
    return is_candidate


def _compare(
    pair: Sequence[int], articles: _Articles, settings: Settings, publishers: Publishers
) -> dict[str, Any] | None:
    """Return the row of a pair, None for an unrelated one."""
    earlier, later = (articles.rows[at] for at in pair)
    result = attempt(_result, pair, articles, settings, publishers)
    if isinstance(result, Failure):
        reason = f"not compared with {earlier['id']}: {result.reason}"
        return {"copy": later["id"], "reason": reason}
    if result is None:
        return None
    source, copy = (earlier, later) if result.pair.a == earlier["id"] else (later, earlier)
    return {
        "source": source["id"],
        "copy": copy["id"],
        "source_rank": source["rank"],
        "copy_rank": copy["rank"],
        "is_copy": result.pair.is_copy,
        "is_wire": copy["is_wire"],
        "link": link_codec().encode(link_of(result, source["rank"], copy["rank"])),
        "result": result_codec().encode(result),
    }


def _result(
    pair: Sequence[int], articles: _Articles, settings: Settings, publishers: Publishers
) -> PairResult | None:
    first, second = pair
    is_wire = articles.rows[first]["is_wire"] and not articles.rows[second]["is_wire"]
    return compare_pair(
        articles.prepared(first),
        articles.prepared(second),
        publishers,
        settings.least_narrative,
        from_source=is_wire,
    )
