"""Tune the bar between copies and the rest to a folder: borderline pairs, labels, what they say."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from math import sqrt
from pathlib import Path

import msgspec

from dedupe.align.alignment import Narrative
from dedupe.comparison.compare_articles import describe
from dedupe.comparison.comparison import Comparison
from dedupe.comparison.relate_articles import Known, Related, relate_directed
from dedupe.comparison.text_pair_cache import TextPairs
from dedupe.errors import ConfigError, InputError
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.credit.outlet_names import OutletProfile
from dedupe.judge.relation import NEAR, Relation
from dedupe.pipeline.found_candidates import CandidateSearch, article_loader
from dedupe.read.file_bytes import read_settings

Label = tuple[frozenset[str], bool]
_FORM = 'a line is of the form {"a": "one", "b": "another", "copy": true}'
Key = frozenset[str]  # identities of two articles
_SCARCE, _PLENTY = 0.1, 0.3  # containments that are surprising in a copy, and in what is none
_TIMES_THE_BAR = 5  # up to which a copy is one that a human may doubt
_MOST_COMPARED = 2_000  # pairs; of more, evenly spread ones are looked at
_CERTAINTY = 1.96  # standard deviations: 95 per cent


class _Label(msgspec.Struct):
    a: str
    b: str
    copy: bool


def read_labels(path: Path) -> dict[frozenset[str], bool]:
    """Read labels, none without a file; of a pair labelled twice the last one counts.

    A ConfigError says that the file cannot be read, or that a line is no label.
    """
    if not path.exists():
        return {}
    try:
        lines = read_settings(path).splitlines()
    except InputError as error:
        raise ConfigError(f"{path}: {error}") from None
    return dict(_label(line, f"{path}:{at}") for at, line in enumerate(lines, 1) if line.strip())


def add_label(path: Path, a: str, b: str, copy: bool) -> None:
    """Add a label to a file, which is made where there is none, or raise a ConfigError if it cannot be written."""
    line = json.dumps({"a": a, "b": b, "copy": copy}, ensure_ascii=False)
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(f"{line}\n")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None


def _label(line: str, place: str) -> Label:
    try:
        label = msgspec.json.decode(line, type=_Label)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as error:
        raise ConfigError(f"{place}: {error}; {_FORM}") from None
    if label.a == label.b:
        raise ConfigError(f"{place}: a pair of one article; {_FORM}")
    return frozenset({label.a, label.b}), label.copy


@dataclass(frozen=True, slots=True)
class Share:
    """A share of labelled pairs with its 95% confidence interval (Wilson 1927)."""

    hits: int  # pairs counted
    total: int  # pairs that they are a share of

    @property
    def value(self) -> float:
        """The share, 0 of nothing."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Its bounds; from 0 to 1 where nothing is known."""
        if not self.total:
            return 0.0, 1.0
        n, p, z = self.total, self.value, _CERTAINTY
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a decision agrees with labels."""

    least_narrative: int  # the bar it was made with
    precision: Share  # share of the pairs called copies that are
    recall: Share  # share of the copies that are called so

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision.total + self.recall.total
        return 2 * self.precision.hits / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Tuning:
    """What labels say about the decision."""

    labels: int  # number of labelled pairs of the folder
    copies: int  # how many of them are copies
    unknown: int  # labelled pairs with an article that is not in the folder
    present: Quality  # the decision as it is
    proposed: Quality  # the one with the bar that does best; the present one where none does better


class Tuner:
    """Relates the pairs of a folder, each at most once."""

    def __init__(self, search: CandidateSearch, outlets: Sequence[OutletProfile] = ()) -> None:
        self._search = search
        self._publishers = Publishers((outlet or "" for outlet in search.records.outlets), outlets)
        self._article = article_loader(search, self._publishers)
        self._places = {name: at for at, name in enumerate(search.records.ids)}
        self._candidates = {tuple(pair) for pair in search.candidates.tolist()}
        self._related: dict[tuple[int, int], Related] = {}

    def borderline(self, most: int) -> list[Comparison]:
        """Choose the pairs whose labels say most, of each kind in turn those closest to the bar.

        These are pairs with a little less narrative than it takes and a little more, copies of which little is shared,
        others of which much is; the same ones at every call.
        """
        kinds: defaultdict[str, list[Related]] = defaultdict(list)
        candidates = sorted(self._candidates)
        for pair in candidates[:: 1 + len(candidates) // _MOST_COMPARED]:
            related = self._relate(*pair)
            if related.relation is not Relation.EXACT:
                kinds[_kind(related)].append(related)
        ranked = [sorted(kinds[kind], key=_distance) for kind in sorted(kinds) if kind]
        turns = chain.from_iterable(zip_longest(*ranked))
        chosen = [related for related in turns if related is not None][:most]
        return [describe(related, self._publishers) for related in chosen]

    def tune(self, labels: Mapping[Key, bool]) -> Tuning:
        """Measure the decision on pairs labelled as copies, of each other or of a third, and look for a better bar."""
        known = {key: copy for key, copy in labels.items() if key <= self._places.keys()}
        cases = [(*self._case(key), copy) for key, copy in sorted(known.items(), key=lambda label: sorted(label[0]))]
        bar = self._search.parameters.least_narrative
        bars = {bar, *range(1, 2 + max((max(case.words, case.shared) for case, _, _ in cases), default=0))}
        qualities = [_quality(cases, least) for least in sorted(bars)]
        present = _quality(cases, bar)
        best = max(qualities, key=lambda quality: (quality.f1, -abs(quality.least_narrative - bar)))
        return Tuning(
            len(known),
            sum(known.values()),
            len(labels) - len(known),
            present,
            best if best.f1 > present.f1 else present,
        )

    def _case(self, key: Key) -> tuple[Narrative, bool | None]:
        """Return what two articles share, and the decision where no bar changes it."""
        earlier, later = sorted(self._places[name] for name in key)
        related = self._relate(earlier, later)
        narrative = related.decisive.narrative
        if (earlier, later) not in self._candidates:
            return narrative, False
        is_same = related.relation is Relation.EXACT or related.measures.resemblance >= NEAR
        return narrative, True if is_same else None

    def _relate(self, earlier: int, later: int) -> Related:
        pair = earlier, later
        if pair not in self._related:
            articles = self._article(earlier), self._article(later)
            texts = TextPairs(self._search.parameters.least_narrative)
            self._related[pair] = relate_directed(*articles, texts, Known())
        return self._related[pair]


def _kind(related: Related) -> str:
    """Return the kind of borderline case that a pair is, empty for a clear one."""
    narrative, containment = related.decisive.narrative, related.measures.containment
    if narrative.is_derived and containment < _SCARCE:
        return "a copy of which little is shared"
    if not narrative.is_derived and containment >= _PLENTY:
        return "no copy, but much is shared"
    if 0 < narrative.worth <= narrative.threshold * _TIMES_THE_BAR:
        return "above the bar" if narrative.is_derived else "below the bar"
    return ""


def _distance(related: Related) -> tuple[float, str, str]:
    narrative = related.decisive.narrative
    return (abs(narrative.worth - narrative.threshold), related.source.article.id, related.target.article.id)


def _quality(cases: Sequence[tuple[Narrative, bool | None, bool]], least: int) -> Quality:
    called = [replace(narrative, least=least).is_derived if fixed is None else fixed for narrative, fixed, _ in cases]
    copies = [copy for _, _, copy in cases]
    hits = sum(map(min, called, copies))
    return Quality(least, Share(hits, sum(called)), Share(hits, sum(copies)))
