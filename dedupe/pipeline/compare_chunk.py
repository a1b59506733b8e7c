"""One chunk of the candidates compared, by whichever process does it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.comparison.compare_articles import credit_of
from dedupe.comparison.criteria import Depth
from dedupe.comparison.pair_result import PackedResult, PairResult, pack
from dedupe.comparison.relate_articles import Known, Related, relate_directed
from dedupe.comparison.text_pair_cache import ArticlePair, TextPairs
from dedupe.errors import Failure, attempt
from dedupe.index.file_texts import keeps_text, pack_text
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.judged_pair import Pair
from dedupe.judge.relation import Relation
from dedupe.map_chunks import Recovery, halves
from dedupe.pipeline.article_loader import ArticleLoader, ArticleRequest, KnownPassages
from dedupe.pipeline.found_candidates import CandidateSearch


class PairTask(NamedTuple):
    """A pair to be compared."""

    earlier: ArticleRequest  # the article that was published first
    later: ArticleRequest
    known: Known


class CompareSeed(NamedTuple):
    """What every process that compares is given."""

    found: CandidateSearch  # the articles, and how to read them again
    passages: KnownPassages  # what all of them together say of words in a row
    publishers: Publishers  # agencies and outlets that articles can name
    depth: Depth  # how much is to be found out of pairs that are no copies


class ComparedChunk(NamedTuple):
    """What became of the pairs of one chunk."""

    results: list[PackedResult | Failure | None]  # one a pair, None for one of which no more is to be said
    texts: dict[bytes, bytes]  # the packed bytes of articles that reports may cite, by digest


class CompareState(NamedTuple):
    """A process ready to compare."""

    articles: ArticleLoader
    found: CandidateSearch
    publishers: Publishers
    texts: TextPairs


def begin_comparing(seed: CompareSeed) -> CompareState:
    """Make a process ready to compare."""
    articles = ArticleLoader(seed.passages, seed.publishers)
    texts = TextPairs(seed.found.parameters.least_narrative, seed.depth)
    return CompareState(articles, seed.found, seed.publishers, texts)


def compare_chunk(state: CompareState, pairs: list[tuple[int, int]]) -> ComparedChunk:
    """Compare the pairs of a chunk, the earlier article before the other, all prepared together."""
    chunk = ComparedChunk([], {})
    requests = {at: state.found.request(at) for at in dict.fromkeys(chain.from_iterable(pairs))}
    tasks = [PairTask(requests[a], requests[b], _known(state.found, a, b)) for a, b in pairs]
    state.articles.prepare(requests.values())
    attempt(_prepare, tasks, state)  # what cannot be prepared together is left to be tried alone
    for task in tasks:
        result = attempt(_compare, task, state)
        if not isinstance(result, PairResult):
            chunk.results.append(result)
            continue
        chunk.results.append(pack(result))
        for article in (task.earlier, task.later):
            digest = article.record.digest
            if digest not in chunk.texts and keeps_text(article.record):
                chunk.texts[digest] = pack_text(state.articles.load(article).raw)
    return chunk


def _known(found: CandidateSearch, earlier: int, later: int) -> Known:
    archive, wire = found.index.archive, found.index.wire
    return Known(bool(wire[earlier] and not wire[later]), bool(archive[earlier]))


def _prepare(tasks: Sequence[PairTask], state: CompareState) -> None:
    pairs = (attempt(_articles, task, state) for task in tasks)
    state.texts.prepare([pair for pair in pairs if isinstance(pair, ArticlePair)])


def _articles(task: PairTask, state: CompareState) -> ArticlePair:
    return ArticlePair(state.articles(task.earlier), state.articles(task.later))


def _compare(task: PairTask, state: CompareState) -> PairResult | None:
    return compare_pair(*_articles(task, state), state.publishers, state.texts, task.known)


def compare_pair(
    earlier: ComparableArticle, later: ComparableArticle, publishers: Publishers, texts: TextPairs, known: Known
) -> PairResult | None:
    """Return the result of a pair, the earlier article first, None for one of which no more is to be said."""
    related = relate_directed(earlier, later, texts, known)
    relation = related.relation
    if relation is Relation.NONE or (texts.depth is Depth.COPIES and not relation.is_copy):
        return None
    return _result(related, publishers, texts.depth)


def _result(related: Related, publishers: Publishers, depth: Depth) -> PairResult:
    """Return what a check keeps of a pair; what changed matters between a copy and its source only."""
    pair = _pair(related, publishers)
    source, target = (side.without_text for side in (related.source, related.target))
    if not related.relation.is_copy:
        return PairResult(pair, source, target, related.aligned.alignment)
    if depth < Depth.DIFFERENCES:
        return PairResult(pair, source, target, *related.aligned.significant_changes)
    return PairResult(pair, source, target, *related.aligned.changes)


def _pair(related: Related, publishers: Publishers) -> Pair:
    credit, is_due = credit_of(related, publishers)
    return Pair(
        related.source.article.id,
        related.target.article.id,
        related.relation,
        related.measures,
        related.origin,
        credit,
        is_due,
        related.is_excerpt,
    )


def _merged(chunks: Sequence[ComparedChunk]) -> ComparedChunk:
    return ComparedChunk(
        [result for chunk in chunks for result in chunk.results],
        {content: text for chunk in chunks for content, text in chunk.texts.items()},
    )


def _lost(pairs: list[tuple[int, int]]) -> ComparedChunk:
    failure = Failure("its process died, for want of memory perhaps", is_passing=True)
    return ComparedChunk([failure for _ in pairs], {})


RECOVERY = Recovery(halves, _merged, _lost)
