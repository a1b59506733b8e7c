"""Explain a pair: everything that decided whether, and as what, a check reports it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dedupe.article import Article
from dedupe.candidates.proposals import MAX_BUCKET, MIN_SHARED_SAMPLES
from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.comparison.compare_articles import describe
from dedupe.comparison.comparison import Comparison
from dedupe.comparison.criteria import USUAL, Criteria
from dedupe.comparison.relate_articles import Known, relate_directed
from dedupe.comparison.text_pair_cache import TextPairs
from dedupe.errors import InputError
from dedupe.findings.messages import relation_reason
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.credit.outlet_names import OutletProfile
from dedupe.judge.relation import Relation
from dedupe.pipeline.find_candidates import search_folder
from dedupe.pipeline.found_candidates import CandidateSearch, article_loader
from dedupe.prepare.passages import Passage
from dedupe.read.article_reference import ArticleReference, parse_reference
from dedupe.read.discovered_file import identity
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.read.formats.registry import format_by_name
from dedupe.sketch.fracminhash import proposal_probability
from dedupe.sketch.minhash import detection_probability, sign
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sizes import BINS, SCALE
from dedupe.verify.shared_shingle_counts import count_shared_shingles, distinct_shingles

Cause = Literal["shape", "learned", "listed"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph, or a part of one, that does not count."""

    paragraph: int
    cause: Cause  # how it is known to be furniture
    text: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One of the two articles in numbers."""

    article: Article
    words: int  # folded words, furniture and datelines left out
    shingles: int  # distinct ones of these words
    quoted: int  # how many of the shingles touch a quotation
    furniture: tuple[LeftOut, ...]  # the paragraphs left out


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whether one way to find candidates proposed the pair."""

    probability: float  # that it proposes two articles that share as much as these
    proposed: bool  # whether it did


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pair is reported, or is not."""

    comparison: Comparison  # of the two, whether or not a check would have made it
    source: Counted  # the source in numbers
    target: Counted  # the target in numbers
    resemblance: float  # of the whole articles, furniture included; the sketches are of these
    shared: int  # number of distinct shingles that the whole articles share
    estimate: float  # of the resemblance, from the signatures
    near: Proposal  # what the bands of the signatures did
    partial: Proposal  # what the sampled shingles did
    is_reworded: bool  # whether the two are short, and their pairs of words propose them
    is_compared: bool  # whether the pair shares enough, or the same words, to be compared by a check
    is_reported: bool  # whether a check reports it
    reason: str


def explain(
    a: str | Path,
    b: str | Path,
    paths: Iterable[str | Path] = (),
    *,
    criteria: Criteria = USUAL,
    selection: FileSelection = ALL_FILES,
) -> Explanation:
    """Explain why a check reports two articles as a pair, or does not.

    They are files, articles of a corpus (CORPUS#ID or CORPUS:LINE), or identities of articles within the paths, which
    teach furniture and quotations. An InputError says that one is not there, or that they are one.
    """
    files = [file for file in map(_file_of, (a, b)) if file is not None]
    if not (paths := list(paths)) and len(files) < 2:
        missing = next(article for article in (a, b) if _file_of(article) is None)
        raise InputError(f"{missing} is no file; name the folder or corpus that it is in as well")
    search = search_folder([*paths, *files], criteria=criteria, selection=selection)
    earlier, later = sorted(_find_article(search, str(article)) for article in (a, b))
    if earlier == later:
        raise InputError(f"{a} and {b} are the same article")
    return _explain_pair(search, earlier, later, criteria.outlets)


def _explain_pair(
    search: CandidateSearch, earlier: int, later: int, outlets: Sequence[OutletProfile] = ()
) -> Explanation:
    """Explain a pair of a folder, given by its indices, the smaller first."""
    publishers = Publishers((outlet or "" for outlet in search.records.outlets), outlets)
    article, parameters = article_loader(search, publishers), search.parameters
    known = Known(bool(search.index.wire[earlier] and not search.index.wire[later]))
    texts = TextPairs(parameters.least_narrative)
    related = relate_directed(article(earlier), article(later), texts, known)
    comparison = describe(related, publishers)
    is_in_order = comparison.source.id == search.records[earlier].id
    order = (earlier, later) if is_in_order else (later, earlier)
    pair = np.array([[earlier, later]])
    words = search.index.catalogue.words([earlier, later])
    shared = count_shared_shingles(np.array([[0, 1]]), distinct_shingles(words, None, parameters.k))
    signatures = sign(shingle(words.hashes, words.bounds, parameters.k), BINS)
    whole, common = float(shared.resemblance[0]), int(shared.common[0])
    near = Proposal(detection_probability(whole, parameters.bands, parameters.rows), _has(search.near, pair))
    partial = Proposal(proposal_probability(common, SCALE, MIN_SHARED_SAMPLES), _has(search.partial, pair))
    is_compared = _has(search.candidates, pair)
    return Explanation(
        comparison,
        _count(search, order[0], article(order[0])),
        _count(search, order[1], article(order[1])),
        whole,
        common,
        float(np.mean(signatures[0] == signatures[1])),
        near,
        partial,
        _has(search.reworded, pair),
        is_compared,
        is_compared and comparison.relation is not Relation.NONE,
        _reason(search, pair[0].tolist(), comparison, is_compared=is_compared),
    )


def _count(search: CandidateSearch, at: int, article: ComparableArticle) -> Counted:
    text = article.text
    listed = search.marked.listed[search.index.paragraphs.range_of(at)].tolist()
    return Counted(
        article.article,
        len(text.words),
        int(text.shingles.all.size),
        int(text.shingles.quoted.size),
        tuple(_left_out(text.passages, listed)),
    )


def _left_out(passages: Sequence[Passage], listed: Sequence[bool]) -> Iterator[LeftOut]:
    for index, (passage, by_hand) in enumerate(zip(passages, listed, strict=True)):
        if passage.furniture:
            cause: Cause = "listed" if by_hand else "learned" if any(passage.page) else "shape"
            yield LeftOut(index, cause, passage.text)
        else:
            for start, end in passage.page_parts():
                yield LeftOut(index, "learned", passage.text_of(start, end))


def _has(pairs: NDArray[np.int64], pair: NDArray[np.int64]) -> bool:
    return bool((pairs == pair).all(axis=1).any())


def _reason(search: CandidateSearch, pair: Sequence[int], comparison: Comparison, *, is_compared: bool) -> str:
    if is_compared:
        unit = "sentences" if comparison.sentences else "paragraphs"
        return relation_reason(comparison.relation, comparison.measures, comparison.decisive, unit)
    least = search.parameters.least_words
    for at in pair:
        if search.index.sizes[at] < least:
            name, size = search.records[at].id, search.index.sizes[at]
            return f"not compared: {name} has {size} words, under {least} only equality counts"
        if not search.index.sampled[at]:
            name = search.records[at].id
            return f"not compared: {name} is so short that none of its shingles is sampled"
    proposed = any(_has(pairs, np.array([pair])) for pairs in (search.near, search.partial, search.reworded))
    first = search.groups[pair[0]]
    size = np.count_nonzero(search.groups == first)
    if size > MAX_BUCKET and search.groups[pair[1]] == first:
        name = search.records[first].id
        return f"not compared: {size} articles nearly equal {name}, and are compared with that one"
    if proposed:
        return "not compared: too few shingles are shared, furniture aside"
    return "not compared: neither the signatures nor the sampled shingles nor pairs of words propose the pair"


def _file_of(article: str | Path) -> str | Path | None:
    """Return the file that an article is named by, None where it is named by its identity."""
    if reference := parse_reference(str(article)):
        return reference.corpus
    known = format_by_name(str(article))
    has_many = known is not None and known.many
    return article if Path(article).is_file() and not has_many else None


def _find_article(search: CandidateSearch, name: str) -> int:
    """Find the index of an article by its identity, its file, or its corpus and identity or line, else an InputError."""
    if reference := parse_reference(name):
        return _find_in_corpus(search, reference)
    own = identity(name, str(Path.cwd()))
    places = {article: at for at, article in enumerate(search.records.ids)}
    for candidate in (name, own):
        if candidate in places:
            return places[candidate]
    for skipped in search.index.skipped:
        if skipped.id in (name, own):
            raise InputError(f"{name}: {skipped.reason}")
    close = get_close_matches(name, places, 1)
    raise InputError(f"no article {name}" + (f"; did you mean {close[0]}?" if close else ""))


def _find_in_corpus(search: CandidateSearch, reference: ArticleReference) -> int:
    corpus = identity(reference.corpus, str(Path.cwd()))
    ids: list[str] = []
    for at, record in enumerate(search.records):
        if record.path == corpus:
            if reference.names(record.id, record.place.line):
                return at
            ids.append(record.id)
    for skipped in search.index.skipped:
        if skipped.id in (corpus, f"{corpus}:{reference.line}"):
            raise InputError(f"{skipped.id}: {skipped.reason}")
    raise reference.not_found(ids)
