"""What comparing a pair came to, without the texts that were compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from dedupe.align.alignment import Alignment, Edit, SentenceAlignment
from dedupe.article import Article
from dedupe.cache.codec import Codec
from dedupe.comparison.comparison import Comparison, RewriteSummary
from dedupe.judge.judged_pair import Origin, Pair

_LATEST, _LARGEST = 1024, 4096  # results that stay decoded, and bytes of one: an article may be in thousands


@dataclass(frozen=True, slots=True)
class PairResult:
    """A pair that is related, with what its findings are made of."""

    pair: Pair  # what was found out about it
    source: Article  # the article taken as the source, its paragraphs without text
    target: Article  # the other one, likewise
    alignment: Alignment  # which paragraph came from which
    edits: tuple[Edit, ...] = ()  # differences inside aligned paragraphs, or those that matter; of a copy only
    shape: RewriteSummary | None = None  # what the target made of the source as a whole, None if nobody asked
    sentences: SentenceAlignment | None = None  # as in a comparison

    def comparison(self, source: Article, target: Article, origin: Origin) -> Comparison:
        """Return the comparison of a copy, with the origin that all pairs together give it."""
        pair, shape = self.pair, self.shape
        if shape is None:
            raise ValueError(f"not every difference of {pair.b} from {pair.a} is known")
        return Comparison(
            source,
            target,
            pair.relation,
            pair.measures,
            self.alignment,
            self.edits,
            origin,
            pair.credit,
            pair.is_credit_due,
            shape,
            self.sentences,
        )


@lru_cache(maxsize=1)
def result_codec() -> Codec[PairResult]:
    """Return the codec by which results go from process to process and stay in memory."""
    return Codec(PairResult)


class PackedResult(NamedTuple):
    """A result as it is kept, in a tenth of the memory."""

    pair: Pair
    titles: tuple[str | None, str | None]  # headlines of its source and target, None where unknown
    encoded: bytes  # all of it, by `result_codec`


@lru_cache(maxsize=1)
def packed_codec() -> Codec[PackedResult]:
    """Return the codec by which packed results are cached: what most reports want needs no unpacking."""
    return Codec(PackedResult, compressed=False)


def pack(result: PairResult) -> PackedResult:
    """Pack a result."""
    titles = result.source.title, result.target.title
    return PackedResult(result.pair, titles, result_codec().encode(result))


class PairResults(Mapping[tuple[str, str], PairResult]):
    """Results by the identities of source and copy, ascending; each is decoded when it is looked at."""

    def __init__(self, packed: Iterable[PackedResult] = ()) -> None:
        ordered = sorted(packed, key=lambda result: (result.pair.a, result.pair.b))
        self._packed = {(result.pair.a, result.pair.b): result for result in ordered}
        self._decoded = lru_cache(_LATEST)(self._decode)

    def _decode(self, names: tuple[str, str]) -> PairResult:
        return result_codec().decode(self._packed[names].encoded)

    def __getitem__(self, names: tuple[str, str]) -> PairResult:
        is_small = len(self._packed[names].encoded) <= _LARGEST
        return self._decoded(names) if is_small else self._decode(names)

    def __contains__(self, names: object) -> bool:
        return names in self._packed

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of the results."""
        return [packed.pair for packed in self._packed.values()]

    @property
    def titles(self) -> dict[str, str | None]:
        """The headlines of the articles by identity."""
        return {
            name: title
            for names, packed in self._packed.items()
            for name, title in zip(names, packed.titles, strict=True)
        }


class Articles(Mapping[str, Article]):
    """The articles of results by identity, their paragraphs without text."""

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
