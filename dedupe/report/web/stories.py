"""The stories of a check: clusters with their time line, and which paragraph went where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dedupe.report.phrases import shortened
from dedupe.report.signs import SIGNS
from dedupe.report.tables.rows import delay_in_hours
from dedupe.report.web.pairs import WebArticle, web_article
from dedupe.report.web.time import delay_phrase, on_log_scale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dedupe.judge.clusters import Cluster
    from dedupe.pipeline.pair_result import PairResult
    from dedupe.report.check_report import CheckReport
    from dedupe.report.web.pairs import WebPair

_MOST = 500  # stories
_COLUMNS = 16  # copies in the table of a story
_ROWS = 60  # paragraphs in it
_PREVIEW = 90  # characters of a paragraph
_PLAIN = (".txt", ".md", ".markdown")  # files whose lines are their text


class Moment(NamedTuple):
    """An article of a story.

    Attributes:
        article: what it is.
        pair: number of the pair that leads to it, 0 for the source.
        delay: after the source, in words; empty where unknown.
        x: its place on the time line, 0 to 100; None where its date is unknown.
        is_source: whether it is the source.
    """

    article: WebArticle
    pair: int
    delay: str
    x: float | None
    is_source: bool


class ParagraphRow(NamedTuple):
    """A paragraph of the source: its beginning, and for each copy what became of it and a sign for that."""

    number: int
    preview: str
    cells: tuple[tuple[str, str], ...]


class Story(NamedTuple):
    """A source and its copies.

    Attributes:
        number: from 1, the largest story first.
        source: the source, or the article that stands for an undetermined one.
        outlets: number of known outlets.
        independent: number of texts that are not near-duplicates of each other.
        moments: its articles in the order of their dates.
        copies: the outlets of the columns of the table.
        paragraphs: the rows of the table.
    """

    number: int
    source: WebArticle
    outlets: int
    independent: int
    moments: tuple[Moment, ...]
    copies: tuple[str, ...]
    paragraphs: tuple[ParagraphRow, ...]


def stories(report: CheckReport, pairs: Sequence[WebPair]) -> list[Story]:
    """Describe the largest stories."""
    by_copy: dict[str, WebPair] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.share):
        by_copy.setdefault(pair.copy.id, pair)
    articles = {article.id: article for pair in pairs for article in (pair.source, pair.copy)}
    return [
        _story(number, cluster, report, by_copy, articles)
        for number, cluster in enumerate(report.result.clusters[:_MOST], 1)
    ]


def _story(
    number: int,
    cluster: Cluster,
    report: CheckReport,
    by_copy: Mapping[str, WebPair],
    articles: Mapping[str, WebArticle],
) -> Story:
    source = articles[cluster.source]
    comparisons = report.result.comparisons
    compared = [
        comparisons[source.id, member]
        for member in cluster.members
        if (source.id, member) in comparisons
    ][:_COLUMNS]
    return Story(
        number,
        source,
        cluster.outlets,
        cluster.independent,
        _moments(cluster, source, by_copy, articles),
        tuple(web_article(pair.target).outlet for pair in compared),
        _paragraphs(report, compared),
    )


def _moments(
    cluster: Cluster,
    source: WebArticle,
    by_copy: Mapping[str, WebPair],
    articles: Mapping[str, WebArticle],
) -> tuple[Moment, ...]:
    members = [articles[member] for member in cluster.members]
    delays = {
        member.id: delay_in_hours(source.date or None, member.date or None) for member in members
    }
    most = max((delay for delay in delays.values() if delay is not None), default=0.0)
    moments = []
    for article in members:
        delay, pair = delays[article.id], by_copy.get(article.id)
        is_source = article.id == source.id
        moments.append(
            Moment(
                article,
                pair.number if pair and not is_source else 0,
                "" if delay is None or is_source else delay_phrase(delay),
                None if delay is None else on_log_scale(delay, most),
                is_source,
            )
        )
    return tuple(
        sorted(moments, key=lambda moment: (moment.article.date or "~", not moment.is_source))
    )


def _paragraphs(report: CheckReport, compared: Sequence[PairResult]) -> tuple[ParagraphRow, ...]:
    if not compared:
        return ()
    source = compared[0].source
    is_plain = source.line is None and source.path.endswith(_PLAIN)
    lines = report.lines(source.path) if is_plain else ()
    return tuple(
        ParagraphRow(
            index + 1,
            shortened(" ".join(lines[paragraph.start_line - 1 : paragraph.end_line]), _PREVIEW),
            tuple(
                (change.value, SIGNS[change].character)
                for pair in compared
                for change in [pair.alignment.source[index].change]
            ),
        )
        for index, paragraph in enumerate(source.paragraphs[:_ROWS])
    )
