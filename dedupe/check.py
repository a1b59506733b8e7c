"""Check a folder of articles: which are copies of which. The pipeline, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from dedupe.article import Article, Skipped
from dedupe.candidates.groups import equal_groups, near_groups
from dedupe.candidates.near import near_candidates
from dedupe.candidates.pairs import distinct
from dedupe.candidates.partial import partial_candidates
from dedupe.compare import Comparison, K, compare_texts
from dedupe.errors import InputError
from dedupe.judge.clusters import Cluster, Member, cluster
from dedupe.judge.findings import Finding, find
from dedupe.judge.pair import Pair
from dedupe.judge.relation import NEAR, Relation
from dedupe.read import MAX_FILE_SIZE, read_articles
from dedupe.sketch.signature import bands
from dedupe.sketch.sketches import Sketches, join_sketches, sketch
from dedupe.verify.learned import learn_furniture
from dedupe.verify.quotations import collect_quotations
from dedupe.verify.screen import shared_shingles, shingles_of
from dedupe.verify.texts import Text, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

BANDS, ROWS = 25, 5  # a pair at the near-duplicate threshold of .7 is proposed with p = .99
HOT = 12  # articles up to which a shared shingle or band proposes all its pairs
REQUIRED = 3  # sampled shingles that two articles must share to be looked at
LEAST_WORDS = 20  # a shorter article is only compared for equality
_LEAST_CONTAINMENT = 0.03
_LEAST_SHARED = 20
_BATCH = 128


@dataclass(frozen=True, slots=True)
class Parameters:
    """What shapes the answer of a check, for the record."""

    k: int = K
    bands: int = BANDS
    rows: int = ROWS
    near: float = NEAR
    least_words: int = LEAST_WORDS


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a check.

    Attributes:
        findings: one a copy, by path.
        pairs: every verified pair that shares text, by identities.
        comparisons: of the pairs behind the findings, by the identities of source and copy.
        clusters: sources with their copies, largest first.
        skipped: what was not read, and why.
        short: identities of articles that are too short to be compared but for equality.
        guessed: identities of articles whose encoding had to be guessed, with the encoding.
        checked: number of articles read.
        parameters: what shaped the answer.
    """

    findings: tuple[Finding, ...]
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    skipped: tuple[Skipped, ...]
    short: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...]
    checked: int
    parameters: Parameters
    comparisons: dict[tuple[str, str], Comparison] = field(repr=False, default_factory=dict)


def check(
    paths: Iterable[str | Path],
    *,
    k: int = K,
    max_file_size: int = MAX_FILE_SIZE,
) -> Report:
    """Find the copies among articles.

    Args:
        paths: files, folders and corpora.
        k: tokens a shingle.
        max_file_size: in bytes.

    Raises:
        InputError: nothing at all could be read.
    """
    parameters = Parameters(k=k)
    articles, skipped = _read(paths, max_file_size)
    sketches = _sketch(articles, k)
    sizes = np.diff(sketches.words.bounds)
    candidates, learned = _propose(articles, sketches, sizes >= LEAST_WORDS, parameters)
    comparisons = _compare(articles, sketches, candidates, learned, k)
    pairs = {(pair.a, pair.b): pair for pair in map(_pair, comparisons)}
    return Report(
        findings=find(pairs.values(), {article.id: article.path for article in articles}),
        pairs=tuple(pairs.values()),
        clusters=cluster(
            tuple(pairs.values()), {it.id: Member(it.outlet, it.date) for it in articles}
        ),
        skipped=skipped,
        short=tuple(sorted(articles[at].id for at in np.flatnonzero(sizes < LEAST_WORDS))),
        guessed=tuple(sorted((it.id, it.encoding) for it in articles if it.encoding)),
        checked=len(articles),
        parameters=parameters,
        comparisons=dict(zip(pairs, comparisons, strict=True)),
    )


def _read(
    paths: Iterable[str | Path], max_file_size: int
) -> tuple[list[Article], tuple[Skipped, ...]]:
    """Read everything, in order of publication."""
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for read in read_articles(list(paths), max_file_size=max_file_size):
        if isinstance(read, Article):
            articles.append(read)
        else:
            skipped.append(read)
    if not articles:
        reasons = "; ".join(f"{it.id}: {it.reason}" for it in skipped[:3])
        raise InputError(f"nothing could be read{': ' if reasons else ''}{reasons}")
    articles.sort(key=lambda article: (article.date or "9999", article.id))
    return articles, tuple(skipped)


def _sketch(articles: Sequence[Article], k: int) -> Sketches:
    texts = [[paragraph.text for paragraph in article.paragraphs] for article in articles]
    return join_sketches(
        [sketch(texts[at : at + _BATCH], k=k) for at in range(0, len(texts), _BATCH)]
    )


def _propose(
    articles: Sequence[Article],
    sketches: Sketches,
    long_enough: NDArray[np.bool_],
    parameters: Parameters,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Propose the pairs worth comparing; int64[p, 2], and bool[paragraphs], learned furniture."""
    words, k = sketches.words, parameters.k
    whole = shingles_of(words, np.zeros(words.paragraph_starts.size - 1, dtype=np.bool_), k)
    near = near_candidates(bands(sketches.signatures, parameters.bands, parameters.rows), HOT)
    near = near[long_enough[near].all(axis=1)]
    equal = equal_groups(sketches.digests)
    resemblance = shared_shingles(near, whole)[1]
    groups = near_groups(equal, near[resemblance >= parameters.near])
    learned = learn_furniture(words, [article.outlet for article in articles], groups, k)
    partial = partial_candidates(sketches.samples, groups, most=HOT, required=REQUIRED)
    pairs = distinct(np.concatenate([near, partial[long_enough[partial].all(axis=1)]]))
    shared, _, containment = shared_shingles(pairs, shingles_of(words, learned, k))
    kept = pairs[(shared >= _LEAST_SHARED) | (containment >= _LEAST_CONTAINMENT)]
    copies = np.flatnonzero(equal != np.arange(equal.size))
    return distinct(np.concatenate([kept, np.stack([equal[copies], copies], axis=1)])), learned


def _compare(
    articles: Sequence[Article],
    sketches: Sketches,
    candidates: NDArray[np.int64],
    learned: NDArray[np.bool_],
    k: int,
) -> list[Comparison]:
    """Compare the candidates; only those that are related, by identities of source and target."""
    quotations = collect_quotations(sketches.words, k)
    starts = sketches.words.article_starts

    @cache
    def text(at: int) -> Text:
        furniture = np.flatnonzero(learned[starts[at] : starts[at + 1]]).tolist()
        return prepare(articles[at], k, furniture, quotations)

    compared = (_directed(text(a), text(b)) for a, b in candidates.tolist())
    related = [it for it in compared if it.relation is not Relation.NONE]
    return sorted(related, key=lambda it: (it.source.id, it.target.id))


def _directed(earlier: Text, later: Text) -> Comparison:
    """Compare with the source first, or the earlier text where it is undetermined."""
    comparison = compare_texts(earlier, later)
    if comparison.origin.source == later.article.id:
        return compare_texts(later, earlier)
    return comparison


def _pair(comparison: Comparison) -> Pair:
    return Pair(
        comparison.source.id,
        comparison.target.id,
        comparison.relation,
        comparison.measures,
        comparison.origin,
        comparison.credit,
    )
