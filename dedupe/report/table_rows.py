"""The rows of the tables, column by column; README has the codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter

from dedupe.align.alignment import MINOR, AlignedParagraph
from dedupe.comparison.comparison import Comparison
from dedupe.comparison.pair_result import PairResult
from dedupe.findings.finding import Finding
from dedupe.judge.clusters import Cluster
from dedupe.judge.judged_pair import Pair
from dedupe.judge.origin.date_and_version_evidence import date_difference
from dedupe.pipeline.judgement import CheckedArticle, Judgement
from dedupe.report.check_report import CheckReport, code_of
from dedupe.report.marked_text import Side
from dedupe.report.serialize import Value, rounded

Row = dict[str, Value]
FINDING_COLUMNS = (
    "severity", "code", "rule", "article", "path", "line", "message", "sources", "relation", "resemblance",
    "source_in_target", "target_in_source", "accepted", "reason", "fingerprint",
)  # fmt: skip


def finding_rows(report: CheckReport) -> Iterator[Row]:
    """Yield a row for each finding, accepted ones too; relation and measures are those of the closest source."""
    for finding in report.findings:
        yield finding_row(finding, report.location(finding.region).line)


def finding_row(finding: Finding, line: int) -> Row:
    """Return the cells of a finding on a line by their columns."""
    closest, accepted = finding.pairs[0], finding.accepted
    measures = closest.measures
    cells: list[Value] = [
        finding.severity.value,
        code_of(finding),
        finding.rule,
        finding.article,
        finding.path,
        line,
        finding.message,
        "; ".join(finding.sources),
        closest.relation.value,
        f"{measures.resemblance:.4f}",
        f"{measures.source_in_target:.4f}",
        f"{measures.target_in_source:.4f}",
        accepted.by if accepted else "",
        accepted.reason if accepted else None,
        finding.fingerprint,
    ]
    return dict(zip(FINDING_COLUMNS, cells, strict=True))


def pair_rows(result: Judgement) -> Iterator[Row]:
    """Yield a row for each pair of articles that share text."""
    clusters = cluster_of(result.clusters)
    copies = frozenset((pair.a, pair.b) for pair in result.copies)
    for pair in result.pairs:
        names = pair.a, pair.b
        yield pair_row(pair, result.comparisons[names], clusters.get(pair.b), is_copy=names in copies)


def pair_row(pair: Pair, compared: PairResult, cluster: str | None, *, is_copy: bool) -> Row:
    """Return the row of a pair, the copy of which is in the cluster of a source, given by identity.

    `is_copy` says whether the findings call it a copy.
    """
    measures = pair.measures
    return {
        **_names(compared),
        "source_title": compared.source.title,
        "copy_title": compared.target.title,
        "source_date": compared.source.date,
        "copy_date": compared.target.date,
        "delay_hours": delay_in_hours(compared.source.date, compared.target.date),
        "relation": pair.relation.value,
        "is_copy": is_copy,
        "is_excerpt": pair.is_excerpt,
        "origin": pair.origin.verdict,
        "agency": pair.origin.agency,
        "evidence": "; ".join(f"for {evidence.favours}: {evidence.detail}" for evidence in pair.origin.evidence),
        "credit": pair.credit.exactness,
        "credit_names": "; ".join(pair.credit.names),
        "credit_place": pair.credit.place,
        "resemblance": rounded(measures.resemblance),
        "source_in_copy": rounded(measures.source_in_target),
        "copy_in_source": rounded(measures.target_in_source),
        "narrative_source_in_copy": rounded(measures.narrative_source_in_target),
        "narrative_copy_in_source": rounded(measures.narrative_target_in_source),
        "shared_shingles": measures.shared,
        **{str(change): count for change, count in compared.alignment.counts().items()},
        "significant_changes": sum(edit.kind not in MINOR for edit in compared.edits) if is_copy else None,
        "cluster": cluster if is_copy else None,
    }


def article_rows(result: Judgement) -> Iterator[Row]:
    """Yield a row for each article that was checked."""
    clusters, short = cluster_of(result.clusters), frozenset(result.short)
    copies = Counter(pair.a for pair in result.copies if pair.source)
    closest = closest_sources(result.copies)
    for article in result.articles:
        pair = closest.get(article.id)
        yield article_row(
            article,
            pair,
            result.comparisons[pair.a, pair.b].source.outlet if pair else None,
            is_short=article.id in short,
            copies=copies[article.id],
            cluster=clusters.get(article.id),
        )


def article_row(
    article: CheckedArticle,
    closest: Pair | None,
    source_outlet: str | None,
    *,
    is_short: bool,
    copies: int,
    cluster: str | None,
) -> Row:
    """Return the row of an article.

    Args:
        closest: its pair with the source that has most of it, None for an article that is no copy.
        is_short: whether it is too short to be compared but for equality.
        copies: how many are made of it.
        cluster: that it is in, by the identity of its source.
    """
    copied = closest.measures.target_in_source if closest else 0.0
    return {
        "article": article.id,
        "path": article.path,
        "outlet": article.outlet,
        "date": article.date,
        "is_short": is_short,
        "words": article.words,
        "own_words": round(article.words * (1 - copied)),
        "copied_share": rounded(copied),
        "source": closest.a if closest else None,
        "source_outlet": source_outlet,
        "relation": closest.relation.value if closest else None,
        "credit": closest.credit.exactness if closest else None,
        "copies": copies,
        "cluster": cluster,
    }


def paragraph_rows(result: Judgement) -> Iterator[Row]:
    """Yield a row for each paragraph of both articles of each pair."""
    for compared in result.comparisons.values():
        yield from paragraphs_of(compared, is_copy=compared.pair.is_copy)


def change_rows(result: Judgement) -> Iterator[Row]:
    """Yield a row for each change inside a paragraph of a pair."""
    for compared in result.comparisons.values():
        yield from changes_of(compared)


def paragraphs_of(compared: PairResult | Comparison, *, is_copy: bool) -> Iterator[Row]:
    """Yield a row for each paragraph of two articles; changes are counted where one is a copy."""
    source, target = compared.alignment.source, compared.alignment.target
    for row in (*_side_rows(compared, source, "source"), *_side_rows(compared, target, "target")):
        yield row if is_copy else {**row, "changes": None}


def changes_of(compared: PairResult | Comparison) -> Iterator[Row]:
    """Yield a row for each change between two articles that were compared."""
    for edit in compared.edits:
        yield {
            **_names(compared),
            "kind": edit.kind.value,
            "is_significant": edit.kind not in MINOR,
            "source_paragraph": edit.source.paragraph + 1,
            "source_start": edit.source.start,
            "source_end": edit.source.end,
            "copy_paragraph": edit.target.paragraph + 1,
            "copy_start": edit.target.start,
            "copy_end": edit.target.end,
            "before": edit.before,
            "after": edit.after,
        }


def cluster_of(clusters: tuple[Cluster, ...]) -> Mapping[str, str]:
    """Look up the cluster of an article, by the identity of the cluster's source."""
    return {member: cluster.source for cluster in clusters for member in cluster.members}


def closest_sources(pairs: Iterable[Pair]) -> Mapping[str, Pair]:
    """Find for each copy the pair with the source that has most of it."""
    found: dict[str, Pair] = {}
    for pair in pairs:
        known = found.get(pair.b)
        if known is None or _closeness(pair) > _closeness(known):
            found[pair.b] = pair
    return found


def delay_in_hours(first: str | None, second: str | None) -> float | None:
    """Measure from one date to another in hours, of dates without a time in whole days of 24."""
    difference = date_difference(first, second)
    return None if difference is None else round(difference.length.total_seconds() / 3600, 2)


def day_of(moment: str | None) -> date | None:
    """Return the day of an ISO 8601 date, or date and time; None where it is unknown."""
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None


def _closeness(pair: Pair) -> tuple[bool, float, str]:
    return pair.source is not None, pair.measures.target_in_source, pair.a


def _names(compared: PairResult | Comparison) -> Row:
    return {
        "source": compared.source.id,
        "copy": compared.target.id,
        "source_outlet": compared.source.outlet,
        "copy_outlet": compared.target.outlet,
    }


def _side_rows(compared: PairResult | Comparison, aligned: tuple[AlignedParagraph, ...], side: Side) -> Iterator[Row]:
    article = compared.source if side == "source" else compared.target
    span = attrgetter(side)
    edits = Counter(span(edit).paragraph for edit in compared.edits)
    for status, paragraph in zip(aligned, article.paragraphs, strict=True):
        yield {
            **_names(compared),
            "side": "source" if side == "source" else "copy",
            "paragraph": status.index + 1,
            "start_line": paragraph.start_line,
            "end_line": paragraph.end_line,
            "change": status.change.value,
            "partners": " ".join(str(partner + 1) for partner in status.partners),
            "is_moved": status.moved,
            "repeats": None if status.repeats is None else status.repeats + 1,
            "changes": edits[status.index],
        }
