"""The whole answer of a run, remembered under the names and the state of all files, and what was asked of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from dedupe.article import Article, NoteSummary, Skipped, Suppression, Unreadable
from dedupe.cache.codec import BrokenError, Codec
from dedupe.cache.keys import hashed, key
from dedupe.cache.store import Store
from dedupe.comparison.criteria import Criteria, Depth, Parameters
from dedupe.comparison.pair_result import PairResults
from dedupe.errors import InputError
from dedupe.findings.finding import Finding
from dedupe.index.file_texts import FileTexts, RawTexts
from dedupe.index.find_pieces import FoundInput
from dedupe.judge.clusters import Cluster, Member
from dedupe.judge.judged_pair import Pair
from dedupe.pipeline.cached_results import criteria_key, load_run
from dedupe.pipeline.judgement import CheckedArticle, Judgement
from dedupe.read.file_selection import FileSelection
from dedupe.read.unread_files import UnreadKind

if TYPE_CHECKING:
    from dedupe.index.article_record import ArticleRecord


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
    records: bytes  # of the members, in order of publication, by `records_codec`
    run: bytes  # key of the results, as `run_key` makes it

    def is_sound(self) -> bool:
        """Return whether everything is there that is named."""
        pairs = {(pair.a, pair.b) for pair in self.pairs}
        named = {*chain.from_iterable(pairs)}
        return (
            all(finding.pairs for finding in self.findings)
            and pairs.issuperset((pair.a, pair.b) for finding in self.findings for pair in finding.pairs)
            and named.issuperset(chain.from_iterable(cluster.members for cluster in self.clusters))
            and named == {*self.members}
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
        records: of the articles in pairs, in order of publication.
    """
    if any(isinstance(skipped, Unreadable) for skipped in report.skipped):
        return
    from dedupe.index.article_record import lasting, records_codec

    members = tuple(map(lasting, records))
    fields = {name: getattr(report, name) for name in _COPIED}
    try:
        stored = _StoredJudgement(**fields, records=records_codec().encode(members), run=run)
        store.put(answer, _codec().encode(stored))
    except UnicodeEncodeError:  # the name of a file is no text
        return


def load_judgement(store: Store, answer: bytes) -> Judgement | None:
    """Load the answer of an earlier run; None if there is none, or it is time to renew what it is made of."""
    try:
        known = _codec().decode(store.recent(answer) or b"")
    except BrokenError:
        return None
    results = load_run(store, known.run)
    if results is None or not known.is_sound():
        return None
    comparisons, members = PairResults(results), _Members(known.records)
    if {*comparisons} != {(pair.a, pair.b) for pair in known.pairs}:
        return None
    found = {name for finding in known.findings for name in (finding.article, *finding.sources)}
    return Judgement(
        **{name: getattr(known, name) for name in _COPIED},
        comparisons=comparisons,
        read=partial(_read_again, members),
        texts=FileTexts(_of_names(members, found), RawTexts(store)),
    )


class _Members:
    """The records of the articles in pairs, decoded when one of them is asked for, as few reports do."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    @cached_property
    def records(self) -> Mapping[str, ArticleRecord]:
        from dedupe.index.article_record import records_codec

        try:
            return {record.id: record for record in records_codec().decode(self._packed)}
        except BrokenError:
            return {}


def _of_names(members: _Members, names: Container[str]) -> Iterator[ArticleRecord]:
    yield from (record for record in members.records.values() if record.id in names)


def _read_again(members: _Members, name: str) -> Article:
    from dedupe.index.article_record import reread

    if name not in members.records:
        raise InputError(f"{name} is not at hand any more")
    return reread(members.records[name]).article()
