"""The whole answer of a run, remembered under the names and the state of all files, and what was asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

from dedupe.article import Article, NoteSummary, Skipped, Unreadable
from dedupe.cache.codec import BrokenError, Codec
from dedupe.cache.keys import hashed, key
from dedupe.cache.store import Store
from dedupe.comparison.criteria import Criteria, Depth, Parameters
from dedupe.comparison.pair_result import PairResults
from dedupe.errors import InputError
from dedupe.findings.finding import Finding
from dedupe.index.article_record import ArticleRecord, reread
from dedupe.index.file_texts import FileTexts, RawTexts
from dedupe.index.find_pieces import FoundInput
from dedupe.judge.clusters import Cluster, Member
from dedupe.judge.judged_pair import Pair
from dedupe.pipeline.cached_results import criteria_key, load_run
from dedupe.pipeline.judgement import CheckedArticle, Judgement
from dedupe.read.file_selection import FileSelection
from dedupe.read.suppression_comments import Suppression
from dedupe.read.unread_files import UnreadKind


class _StoredJudgement(NamedTuple):
    """The fields of a judgement, and what the others are made of."""

    findings: tuple[Finding, ...]
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    skipped: tuple[Skipped, ...]
    short: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...]
    checked: int
    parameters: Parameters
    articles: tuple[CheckedArticle, ...]
    suppressions: dict[str, tuple[Suppression, ...]]
    notes: tuple[NoteSummary, ...]
    unread: tuple[UnreadKind, ...]
    qualified: tuple[str, ...]
    on_one_passage: int
    members: dict[str, Member]
    records: tuple[ArticleRecord, ...]  # of the members, in order of publication
    run: bytes  # key of the results, as `run_key` makes it

    def is_sound(self) -> bool:
        """Return whether everything is there that is named."""
        pairs = {(pair.a, pair.b) for pair in self.pairs}
        named = {*chain.from_iterable(pairs)}
        return (
            all(finding.pairs for finding in self.findings)
            and pairs.issuperset((pair.a, pair.b) for finding in self.findings for pair in finding.pairs)
            and named.issuperset(chain.from_iterable(cluster.members for cluster in self.clusters))
            and named == {*self.members} == {record.id for record in self.records}
        )


_COPIED = [name for name in _StoredJudgement._fields if name in Judgement.__slots__]


@lru_cache(maxsize=1)
def _codec() -> Codec[_StoredJudgement]:
    return Codec(_StoredJudgement)


def answer_key(
    found: FoundInput, criteria: Criteria, since: str | None, selection: FileSelection, depth: Depth
) -> bytes | None:
    """Return the key of everything that the answer depends on; None where that may change unseen."""
    states = [*found.checked.states, *found.against.states]
    keys = [state.key for state in states if state.key and state.settled]
    if found.archives or len(keys) < len(states):
        return None
    given = [list(map(str, place.given)) for place in (found.checked, found.against)]
    files = len(found.checked.states), given, selection.at, selection.wire, selection.date_order
    return key("answer", hashed(keys), *files, since, criteria_key(criteria, depth))


def store_judgement(
    store: Store, answer: bytes, report: Judgement, run: bytes, records: Iterable[ArticleRecord]
) -> None:
    """Remember the answer of a run, unless the next one may find out more of the same files.

    Args:
        run: key of the results of the run.
        records: of all articles, in order of publication.
    """
    if any(isinstance(skipped, Unreadable) for skipped in report.skipped):
        return
    members = tuple(_lasting(record) for record in records if record.id in report.members)
    fields = {name: getattr(report, name) for name in _COPIED}
    try:
        store.put(answer, _codec().encode(_StoredJudgement(**fields, records=members, run=run)))
    except UnicodeEncodeError:  # the name of a file is no text
        return


def _lasting(record: ArticleRecord) -> ArticleRecord:
    """Return a record whose article is read from its own file, and not from a copy that is gone after the run."""
    place = record.place
    return record._replace(place=place._replace(offset=None, copy="")) if place.copy else record


def load_judgement(store: Store, answer: bytes) -> Judgement | None:
    """Load the answer of an earlier run; None if there is none, or it is time to renew what it is made of."""
    try:
        known = _codec().decode(store.recent(answer) or b"")
    except BrokenError:
        return None
    results = load_run(store, known.run)
    if results is None or not known.is_sound():
        return None
    comparisons = PairResults(results)
    if {*comparisons} != {(pair.a, pair.b) for pair in known.pairs}:
        return None
    found = {name for finding in known.findings for name in (finding.article, *finding.sources)}
    return Judgement(
        **{name: getattr(known, name) for name in _COPIED},
        comparisons=comparisons,
        read=partial(_read_again, {record.id: record for record in known.records}),
        texts=FileTexts((record for record in known.records if record.id in found), RawTexts(store)),
    )


def _read_again(records: Mapping[str, ArticleRecord], name: str) -> Article:
    if name not in records:
        raise InputError(f"{name} is not at hand any more")
    return reread(records[name]).article()
