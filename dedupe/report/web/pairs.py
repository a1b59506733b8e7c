"""The copies that a check found, as its pages show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import xxhash

from dedupe.align.alignment import Edit
from dedupe.article import Article
from dedupe.comparison.pair_result import PairResult
from dedupe.findings.messages import OUTER_MARKS, percent
from dedupe.judge.judged_pair import Pair
from dedupe.report.check_report import CheckReport, code_of
from dedupe.report.html_page import text
from dedupe.report.marked_text import significant_edits
from dedupe.report.phrases import credit_phrase, relation_phrase, shortened
from dedupe.report.table_rows import cluster_of, delay_in_hours
from dedupe.report.web.days_and_delays import delay_phrase

_WORDS = 110  # characters of a change's words
_TITLE = 140


def page_key(*names: str) -> str:
    """Return a name for the page of something that has these names, the same in every report.

    >>> page_key("kestrel/cable.txt")
    '26612bc03c063df7'
    """
    return xxhash.xxh3_64_hexdigest("\0".join(names).encode("utf-8", "surrogatepass"))


class WebArticle(NamedTuple):
    """An article: its identity, outlet, title and date, the last two empty where unknown."""

    id: str
    outlet: str
    title: str
    date: str

    @property
    def name(self) -> str:
        """Its title, else its identity."""
        return self.title or self.id


class WebChange(NamedTuple):
    """A change that matters."""

    number: int  # among all changes of its pair, from 1
    kind: str  # "figure", "quote", "name", "attribution" or "negation"
    place: str  # of the copy's paragraph or sentence, in words
    source_paragraph: int  # index of the source's paragraph or sentence
    before: str  # words of the source, empty where words were added
    after: str  # words of the copy, empty where words were dropped


@dataclass(frozen=True, slots=True)
class WebPair:
    """A copy and one of its sources."""

    key: str  # name of its page
    pair: Pair  # what was found out about it
    source: WebArticle  # the source, or the article taken as one
    copy: WebArticle
    giver: str  # outlet whose text it is; the agency, if both articles are of a third text
    relation: str  # in words; the source's name is to follow
    delay: float | None  # hours from source to copy, None where unknown
    credit_phrase: str  # whom the copy credits, in words
    rules: tuple[str, ...]  # codes of the rules that the copy breaks
    accepted: bool  # whether all that was found was accepted
    changes: tuple[WebChange, ...]  # those that matter, in the order of the copy
    story: str  # name of the page of the story that the copy belongs to, empty for none
    cuts: tuple[bool, ...]  # of the source's paragraphs, furniture left out, which were cut

    @property
    def is_open(self) -> bool:
        """Whether it is open which of the two texts came first."""
        return self.pair.origin.verdict == "undetermined"

    @property
    def credit(self) -> str:
        """How the copy credits its text: "named", "generic", "none", or "open" where nothing is due."""
        return "open" if self.is_open else self.pair.credit.exactness

    @property
    def share(self) -> float:
        """Share (0 to 1) of the copy that stands in the source."""
        return self.pair.measures.target_in_source

    @property
    def shown_share(self) -> str:
        """The copy's share in per cent."""
        return percent(self.share)

    @property
    def shown_delay(self) -> str:
        """The delay in words."""
        return delay_phrase(self.delay)


def web_pairs(report: CheckReport) -> list[WebPair]:
    """Return the copies in the findings with their sources; those with most changes that matter come first."""
    result = report.result
    rules: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    pairs: dict[tuple[str, str], Pair] = {}
    for finding in report.findings:
        for pair in finding.pairs:
            if pair.is_copy and (pair.a, pair.b) in result.comparisons:
                pairs[pair.a, pair.b] = pair
                rules[pair.a, pair.b] |= set() if finding.accepted else {code_of(finding)}
    stories = cluster_of(result.clusters)
    found = [
        _web_pair(pair, result.comparisons[names], rules[names], stories.get(pair.b, ""))
        for names, pair in pairs.items()
    ]
    return sorted(found, key=lambda pair: (-len(pair.changes), -pair.share, pair.copy.id, pair.source.id))


def web_article(article: Article) -> WebArticle:
    """Return what the pages show of an article."""
    title = shortened(article.title or "", _TITLE)
    return WebArticle(article.id, article.outlet or text("unknown"), title, article.date or "")


def _web_pair(pair: Pair, compared: PairResult, rules: set[str], story: str) -> WebPair:
    source, copy = web_article(compared.source), web_article(compared.target)
    origin = pair.origin
    third = origin.agency or text("third_text")
    return WebPair(
        page_key(pair.a, pair.b),
        pair,
        source,
        copy,
        third if origin.verdict == "common" else source.outlet,
        relation_phrase(pair, pair.a),
        delay_in_hours(source.date or None, copy.date or None),
        credit_phrase(pair.credit),
        tuple(sorted(rules)),
        not rules,
        tuple(_changes(compared)),
        page_key(story) if story else "",
        tuple(
            paragraph.change.value == "cut"
            for paragraph in compared.alignment.source
            if paragraph.change.value != "furniture"
        ),
    )


def _changes(compared: PairResult) -> Iterator[WebChange]:
    """Yield the changes that matter, numbered as on the page of the pair."""
    unit = "sentence" if compared.sentences else "paragraph"
    edits = compared.sentences.edits if compared.sentences else compared.edits
    numbers: dict[Edit, int] = {edit: number for number, edit in enumerate(edits, 1)}
    for edit in significant_edits(edits):
        yield WebChange(
            numbers[edit],
            edit.kind.value,
            text(f"at_{unit}", number=edit.target.paragraph + 1),
            edit.source.paragraph,
            *(shortened(words.strip(OUTER_MARKS), _WORDS) for words in edit.told),
        )
