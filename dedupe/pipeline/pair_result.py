"""What comparing a pair came to, without the texts that were compared."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from dedupe.align.alignment import Alignment, Edit
from dedupe.article import Article, Paragraph
from dedupe.cache.codec import Codec
from dedupe.judge.credit.credit import Credit
from dedupe.judge.origin.evidence import Evidence
from dedupe.judge.origin.origin import Origin
from dedupe.judge.pair import Pair
from dedupe.judge.relation import Relation
from dedupe.verify.measures import Measures

_LATEST = 1024  # results that stay unpacked
_TYPES = (Alignment, Article, Credit, Edit, Evidence, Measures, Origin, Pair, Paragraph, Relation)


@dataclass(frozen=True, slots=True)
class PairResult:
    """A pair that is related, with what its findings are made of.

    Attributes:
        pair: what was found out about it.
        source: the article taken as the source, its paragraphs without text.
        target: the other one, likewise.
        alignment: which paragraph came from which.
        edits: differences inside aligned paragraphs, in the target's order.
    """

    pair: Pair
    source: Article
    target: Article
    alignment: Alignment
    edits: tuple[Edit, ...]


def without_text(article: Article) -> Article:
    """Leave of an article's paragraphs their lines only."""
    blank = tuple(Paragraph("", it.start_line, it.end_line) for it in article.paragraphs)
    return replace(article, paragraphs=blank)


def result_codec() -> Codec:
    """Make what writes and reads results."""
    return Codec(PairResult, {it.__name__: it for it in _TYPES})


class PackedResult(NamedTuple):
    """A result as it is kept in memory and handed from process to process, in a tenth of the room.

    Attributes:
        pair: of the result.
        rest: of it.
    """

    pair: Pair
    rest: bytes


def pack(result: PairResult) -> PackedResult:
    """Pack a result."""
    rest = result.source, result.target, result.alignment, result.edits
    return PackedResult(result.pair, zlib.compress(pickle.dumps(rest, pickle.HIGHEST_PROTOCOL), 1))


def unpack(packed: PackedResult) -> PairResult:
    """Unpack a result that this process, or one that it started, has packed."""
    return PairResult(packed.pair, *pickle.loads(zlib.decompress(packed.rest)))


class PairResults(Mapping[tuple[str, str], PairResult]):
    """Results by the identities of source and copy, ascending; each is unpacked when it is looked at.

    Args:
        packed: the results, in any order.
    """

    def __init__(self, packed: Iterable[PackedResult] = ()) -> None:
        ordered = sorted(packed, key=lambda it: (it.pair.a, it.pair.b))
        self._packed = {(it.pair.a, it.pair.b): it for it in ordered}
        self._unpacked = lru_cache(_LATEST)(self._unpack)

    def _unpack(self, names: tuple[str, str]) -> PairResult:
        return unpack(self._packed[names])

    def __getitem__(self, names: tuple[str, str]) -> PairResult:
        return self._unpacked(names)

    def __contains__(self, names: object) -> bool:
        return names in self._packed

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of the results."""
        return [it.pair for it in self._packed.values()]


class Articles(Mapping[str, Article]):
    """The articles of results by identity, their paragraphs without text.

    Args:
        results: in which they are looked up.
    """

    def __init__(self, results: PairResults) -> None:
        self._results = results
        self._places = {a: (a, b) for a, b in results} | {b: (a, b) for a, b in results}

    def __getitem__(self, name: str) -> Article:
        result = self._results[self._places[name]]
        return result.source if result.source.id == name else result.target

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
