"""The copies of a check as the page shows them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from dedupe.findings.messages import percent
from dedupe.report.check_report import code_of
from dedupe.report.phrases import credit_phrase, relation_phrase, shortened
from dedupe.report.signs import significant_edits
from dedupe.report.tables.rows import cluster_of, delay_in_hours
from dedupe.report.web.time import delay_phrase

if TYPE_CHECKING:
    from dedupe.align.alignment import Edit
    from dedupe.article import Article
    from dedupe.report.check_report import CheckReport

_WORDS = 110  # characters of a change's words
_CHANGES = 50  # changes shown of one pair
_TITLE = 140


class WebArticle(NamedTuple):
    """An article: its identity, and its outlet, title and date, each empty where unknown."""

    id: str
    outlet: str
    title: str
    date: str

    @property
    def name(self) -> str:
        """Its title, else its identity."""
        return self.title or self.id


class WebChange(NamedTuple):
    """A change that matters: its kind, the copy's paragraph, and the words on both sides."""

    kind: str
    paragraph: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WebPair:
    """A copy and one of its sources.

    Attributes:
        number: from 1, in the order of the page.
        source: the source, or the article taken as one.
        copy: the other.
        relation: in words; the source's name is to follow.
        share: share (0 to 1) of the copy that stands in the source.
        taken: share of the source that stands in the copy.
        delay: hours from source to copy, None where unknown.
        credit: "named", "generic" or "none".
        credit_phrase: whom the copy credits, in words.
        rules: codes of the rules that the copy breaks.
        changes: those that matter, in the order of the copy.
        more_changes: how many more there are.
        story: number of the story that the copy belongs to, 0 for none.
        removed: share (0 to 1) of the source's paragraphs that were cut.
    """

    number: int
    source: WebArticle
    copy: WebArticle
    relation: str
    share: float
    taken: float
    delay: float | None
    credit: str
    credit_phrase: str
    rules: tuple[str, ...]
    changes: tuple[WebChange, ...]
    more_changes: int
    story: int
    removed: float

    @property
    def shown_share(self) -> str:
        """The copy's share in per cent."""
        return percent(self.share)

    @property
    def shown_delay(self) -> str:
        """The delay in words."""
        return "" if self.delay is None else delay_phrase(self.delay)


def web_pairs(report: CheckReport) -> list[WebPair]:
    """Return the copies with their sources; those whose changes matter most come first."""
    result = report.result
    rules: defaultdict[str, set[str]] = defaultdict(set)
    for finding in report.open:
        rules[finding.article].add(code_of(finding))
    heads = {cluster.source: number for number, cluster in enumerate(result.clusters, 1)}
    clusters = cluster_of(result.clusters)
    found = []
    for pair in result.pairs:
        if not pair.is_copy:
            continue
        compared = result.comparisons[pair.a, pair.b]
        edits = significant_edits(compared.edits)
        counts = compared.alignment.counts()
        survived = sum(bool(paragraph.partners) for paragraph in compared.alignment.source)
        cut = next(count for change, count in counts.items() if change == "cut")
        found.append(
            WebPair(
                0,
                web_article(compared.source),
                web_article(compared.target),
                relation_phrase(pair.relation, pair.origin, pair.a),
                pair.measures.target_in_source,
                pair.measures.source_in_target,
                delay_in_hours(compared.source.date, compared.target.date),
                pair.credit.exactness,
                credit_phrase(pair.credit),
                tuple(sorted(rules[pair.b])),
                tuple(map(_change, edits[:_CHANGES])),
                max(len(edits) - _CHANGES, 0),
                heads.get(clusters.get(pair.b, ""), 0),
                cut / ((cut + survived) or 1),
            )
        )
    found.sort(key=lambda pair: (-len(pair.changes), -pair.share, pair.copy.id, pair.source.id))
    return [replace(pair, number=number) for number, pair in enumerate(found, 1)]


def web_article(article: Article) -> WebArticle:
    """Return what the page shows of an article."""
    title = shortened(article.title or "", _TITLE)
    return WebArticle(article.id, article.outlet or "(unknown)", title, article.date or "")


def _change(edit: Edit) -> WebChange:
    before, after = (shortened(words, _WORDS) for words in (edit.before, edit.after))
    return WebChange(edit.kind.value, edit.target.paragraph + 1, before, after)
