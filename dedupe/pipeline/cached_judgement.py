"""The whole answer of a run, remembered under the names and the state of all files, and what was asked of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from dedupe.article import Article, Unreadable
from dedupe.cache.codec import BrokenError, Codec
from dedupe.cache.keys import hashed, key
from dedupe.cache.store import Store
from dedupe.comparison.criteria import Criteria, Depth
from dedupe.comparison.pair_result import PairResults
from dedupe.index.file_texts import FileTexts, RawTexts
from dedupe.index.find_pieces import FoundInput
from dedupe.pipeline.cached_results import criteria_key, load_run
from dedupe.pipeline.judgement import Judgement, StorableJudgement, not_at_hand
from dedupe.read.file_selection import FileSelection

if TYPE_CHECKING:
    from dedupe.index.article_record import ArticleRecord


class _StoredRun(NamedTuple):
    """What of a judgement can be stored, and what the rest is made of."""

    answer: StorableJudgement
    records: bytes  # of the members, in order of publication, by `records_codec`
    run: bytes  # key of the results, as `run_key` makes it

    def is_sound(self) -> bool:
        """Return whether everything is there that is named."""
        answer = self.answer
        pairs = {(pair.a, pair.b) for pair in answer.pairs}
        named = {*chain.from_iterable(pairs)}
        return (
            all(finding.pairs for finding in answer.findings)
            and pairs.issuperset((pair.a, pair.b) for finding in answer.findings for pair in finding.pairs)
            and named.issuperset(chain.from_iterable(cluster.members for cluster in answer.clusters))
            and named == {*answer.members}
        )


@lru_cache(maxsize=1)
def _codec() -> Codec[_StoredRun]:
    return Codec(_StoredRun)


def _storable(answer: StorableJudgement) -> dict[str, Any]:
    """Return what can be stored of an answer, by field."""
    return {known.name: getattr(answer, known.name) for known in fields(StorableJudgement)}


def answer_key(
    found: FoundInput, criteria: Criteria, since: str | None, selection: FileSelection, depth: Depth
) -> bytes | None:
    """Return the key of everything that the answer depends on; None where that may change unseen."""
    states = [*found.checked.states, *found.against.states]
    keys = [state.key for state in states if state.key and state.settled]
    if found.archives or len(keys) < len(states):
        return None
    given = [list(map(str, place.given)) for place in (found.checked, found.against)]
    files = len(found.checked.states), given, selection.prefix, selection.wire, selection.date_order
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
    try:
        stored = _StoredRun(StorableJudgement(**_storable(report)), records_codec().encode(members), run)
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
    if {*comparisons} != {(pair.a, pair.b) for pair in known.answer.pairs}:
        return None
    found = {name for finding in known.answer.findings for name in (finding.article, *finding.sources)}
    return Judgement(
        **_storable(known.answer),
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
        return not_at_hand(name)
    return reread(members.records[name]).article()
