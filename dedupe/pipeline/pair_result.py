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
from dedupe.judge.credit import Credit
from dedupe.judge.evidence import Evidence
from dedupe.judge.origin import Origin
from dedupe.judge.pair import Pair
from dedupe.judge.relation import Relation
from dedupe.verify.measures import Measures

_LATEST = 1024  # outcomes that stay unpacked
_TYPES = (Alignment, Article, Credit, Edit, Evidence, Measures, Origin, Pair, Paragraph, Relation)


@dataclass(frozen=True, slots=True)
class Outcome:
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


def outcome_codec() -> Codec:
    """Make what writes and reads outcomes."""
    return Codec(Outcome, {it.__name__: it for it in _TYPES})


class Packed(NamedTuple):
    """An outcome as it is kept in memory and handed from process to process, in a tenth of the room.

    Attributes:
        pair: of the outcome.
        rest: of it.
    """

    pair: Pair
    rest: bytes


def pack(outcome: Outcome) -> Packed:
    """Pack an outcome."""
    rest = outcome.source, outcome.target, outcome.alignment, outcome.edits
    return Packed(outcome.pair, zlib.compress(pickle.dumps(rest, pickle.HIGHEST_PROTOCOL), 1))


def unpack(packed: Packed) -> Outcome:
    """Unpack an outcome that this process, or one that it started, has packed."""
    return Outcome(packed.pair, *pickle.loads(zlib.decompress(packed.rest)))


class Outcomes(Mapping[tuple[str, str], Outcome]):
    """Outcomes by the identities of source and copy, ascending; each is unpacked when it is looked at.

    Args:
        packed: the outcomes, in any order.
    """

    def __init__(self, packed: Iterable[Packed] = ()) -> None:
        ordered = sorted(packed, key=lambda it: (it.pair.a, it.pair.b))
        self._packed = {(it.pair.a, it.pair.b): it for it in ordered}
        self._unpacked = lru_cache(_LATEST)(self._unpack)

    def _unpack(self, names: tuple[str, str]) -> Outcome:
        return unpack(self._packed[names])

    def __getitem__(self, names: tuple[str, str]) -> Outcome:
        return self._unpacked(names)

    def __contains__(self, names: object) -> bool:
        return names in self._packed

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of the outcomes."""
        return [it.pair for it in self._packed.values()]


class Articles(Mapping[str, Article]):
    """The articles of outcomes by identity, their paragraphs without text.

    Args:
        outcomes: in which they are looked up.
    """

    def __init__(self, outcomes: Outcomes) -> None:
        self._outcomes = outcomes
        self._places = {a: (a, b) for a, b in outcomes} | {b: (a, b) for a, b in outcomes}

    def __getitem__(self, name: str) -> Article:
        outcome = self._outcomes[self._places[name]]
        return outcome.source if outcome.source.id == name else outcome.target

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
