"""The stories of a check: a source and its copies, over time, paragraph by paragraph and change by change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dedupe.comparison.comparison import Comparison
from dedupe.findings.messages import percent
from dedupe.judge.clusters import Cluster
from dedupe.judge.relation import Relation
from dedupe.report.check_report import CheckReport
from dedupe.report.compare.matrix import MatrixRow, matrix
from dedupe.report.table_rows import delay_in_hours
from dedupe.report.web.days_and_delays import TimeScale, delay_phrase, length_phrase
from dedupe.report.web.pairs import WebArticle, WebChange, WebPair, page_key

_COLUMNS = 16  # copies in the table of a story
_ROWS = 80  # paragraphs in it


class Moment(NamedTuple):
    """An article of a story."""

    article: WebArticle
    pair: WebPair | None  # with the source of which it has most, None for the story's source
    text: int  # number of its text; near-duplicates have the same
    delay: str  # after the source, in words; empty where unknown
    x: float | None  # its place on the time line, 0 to 100; None where its date is unknown


class Appearance(NamedTuple):
    """A change that matters: by whom it was made first, with the delay in words, and who has it as well."""

    change: WebChange
    pair: WebPair
    delay: str
    others: tuple[str, ...]


class ParagraphTable(NamedTuple):
    """Who kept what: the pairs of its columns with the share of paragraphs that survived, and its rows."""

    columns: tuple[tuple[WebPair, str], ...]
    rows: tuple[MatrixRow, ...]
    left_out: int


class Story(NamedTuple):
    """A source and its copies."""

    key: str  # name of its page
    source: WebArticle  # the source, or the article that stands for an undetermined one
    outlets: tuple[str, ...]  # names of the known outlets, the source's first
    texts: int  # number of texts that are not near-duplicates of each other
    pairs: tuple[WebPair, ...]  # its copies, each with the source of which it has most, in the order of their dates
    moments: tuple[Moment, ...]  # its articles in the order of their dates
    scale: TimeScale  # of its time line
    span: str  # from the first to the last article, in words; empty where unknown
    changes: tuple[Appearance, ...]  # that matter, in the order in which they appeared

    @property
    def is_open(self) -> bool:
        """Whether it is open for every copy which text came first."""
        return all(pair.is_open for pair in self.pairs)


def stories(report: CheckReport, pairs: Sequence[WebPair]) -> list[Story]:
    """Describe the stories, the largest first."""
    by_story: dict[str, list[WebPair]] = {}
    for pair in pairs:
        by_story.setdefault(pair.story, []).append(pair)
    return [
        _story(cluster, by_story[page_key(cluster.source)])
        for cluster in report.result.clusters
        if page_key(cluster.source) in by_story
    ]


def _story(cluster: Cluster, among: Sequence[WebPair]) -> Story:
    articles = {article.id: article for pair in among for article in (pair.source, pair.copy)}
    source = articles[cluster.source]
    members = sorted(
        (articles[name] for name in cluster.members if name in articles),
        key=lambda article: (article.date or "~", article.id != source.id, article.id),
    )
    closest = _closest(among, source.id)
    texts = _texts(members, among)
    delays = {article.id: delay_in_hours(source.date or None, article.date or None) for article in members}
    known = [delay for delay in delays.values() if delay is not None]
    scale = TimeScale(known)
    moments = [
        Moment(
            article,
            None if article.id == source.id else closest.get(article.id),
            texts[article.id],
            "" if article.id == source.id else delay_phrase(delay),
            None if delay is None else scale.place(delay),
        )
        for article in members
        for delay in [delays[article.id]]
    ]
    copies = tuple(moment.pair for moment in moments if moment.pair)
    span = max(known) - min(known) if known else 0.0
    return Story(
        page_key(cluster.source),
        source,
        tuple(dict.fromkeys(article.outlet for article in (source, *members))),
        len(set(texts.values())),
        copies,
        tuple(moments),
        scale,
        length_phrase(span) if span else "",
        tuple(_appearances(copies)),
    )


def _closest(pairs: Iterable[WebPair], source: str) -> dict[str, WebPair]:
    """Find for each copy the pair with the story's source, else with what it has most of."""
    found: dict[str, WebPair] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.source.id != source, -pair.share)):
        found.setdefault(pair.copy.id, pair)
    return found


def _texts(members: Sequence[WebArticle], pairs: Iterable[WebPair]) -> dict[str, int]:
    """Number the texts of articles, near-duplicates of an earlier one with its number."""
    same = {
        frozenset((pair.source.id, pair.copy.id))
        for pair in pairs
        if pair.pair.relation in (Relation.EXACT, Relation.NEAR)
    }
    firsts: list[str] = []
    numbers: dict[str, int] = {}
    for article in members:
        first = next((first for first in firsts if frozenset((first, article.id)) in same), article.id)
        if first == article.id:
            firsts.append(first)
        numbers[article.id] = firsts.index(first) + 1
    return numbers


def _appearances(pairs: Sequence[WebPair]) -> list[Appearance]:
    """Return each change once, with the first copy that has it and the outlets of the others."""
    found: dict[tuple[str, ...], list[tuple[WebPair, WebChange]]] = {}
    for pair in pairs:
        for change in pair.changes:
            words = (change.before.casefold(), change.after.casefold())
            place = (pair.source.id, str(change.source_paragraph), change.kind)
            found.setdefault((*place, *words), []).append((pair, change))
    return [
        Appearance(change, pair, pair.shown_delay, tuple(dict.fromkeys(other.copy.outlet for other, _ in others)))
        for (pair, change), *others in found.values()
    ]


def paragraph_table(story: Story, comparisons: Mapping[str, Comparison]) -> ParagraphTable | None:
    """Find which copy kept which paragraph of a story's source, None where none is compared with it.

    The comparisons are those of its pairs by key, as far as the texts are at hand.
    """
    columns = [pair for pair in story.pairs if pair.source.id == story.source.id and pair.key in comparisons]
    if not columns:
        return None
    shown = columns[:_COLUMNS]
    found = matrix([comparisons[pair.key] for pair in shown])
    survived = [found.survived(column) for column in range(len(shown))]
    return ParagraphTable(
        tuple((pair, percent(kept / body) if body else "") for pair, (kept, body) in zip(shown, survived, strict=True)),
        found.rows[:_ROWS],
        len(columns) - len(shown),
    )
