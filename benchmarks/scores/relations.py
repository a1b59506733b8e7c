"""Pairs and clusters against the truth: which are copies, how they relate, which is the source."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from benchmarks.scores.checked import is_copy
from benchmarks.scores.counts import COLUMNS, Counts, decided
from benchmarks.tables import Table
from dedupe.judge.relation import Relation

if TYPE_CHECKING:
    from benchmarks.newsroom import TruePair
    from benchmarks.scores.checked import Checked
    from benchmarks.tables import Row
    from dedupe.judge.judged_pair import Pair

UNRELATED = "unrelated"
_SHOWN = 20
VERDICTS = ("source", "wrong source", "common", "undetermined", "not found")


def copies(checked: Checked, title: str) -> Table:
    """Whether each pair is a copy, by the case that it is one of."""
    cases: defaultdict[str, list[Counts]] = defaultdict(list)
    for true, found in checked.pairs():
        decision = decided(wanted=is_copy(true), found=is_copy(found))
        for case in (true.case if true else UNRELATED, "all"):
            cases[case].append(decision)
    cases["all"] = cases.pop("all")
    rows: tuple[Row, ...] = tuple((case, len(it), *sum(it, Counts()).cells()) for case, it in cases.items())
    return Table(f"Is it a copy? {title}", ("case", "pairs", *COLUMNS), rows)


def relations(checked: Checked, title: str) -> Table:
    """Which relation was found for which true one."""
    kinds = [str(relation) for relation in Relation]
    confusion: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for true, found in checked.pairs():
        kind, other = _named(true, found)
        confusion[kind][other] += 1
    rows: tuple[Row, ...] = tuple((kind, *(confusion[kind][other] for other in kinds)) for kind in kinds)
    note = "True relations downwards, found ones across."
    return Table(f"Relations, {title}", ("relation", *kinds), rows, note)


def wrong(checked: Checked, title: str) -> Table:
    """The pairs whose relation is wrong, the first of them."""
    rows: tuple[Row, ...] = tuple(
        (true.case if true else UNRELATED, *_ids(true or found), *_named(true, found))
        for true, found in checked.pairs()
        if len(set(_named(true, found))) > 1
    )
    note = f"The first {_SHOWN} of {len(rows)}." if len(rows) > _SHOWN else ""
    columns = ("case", "a", "b", "truth", "found")
    return Table(f"Wrong relations, {title}", columns, rows[:_SHOWN], note)


def origins(checked: Checked, title: str) -> Table:
    """Where the text of true copies and versions was said to come from."""
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for true, found in checked.pairs():
        if true and (is_copy(true) or true.relation == Relation.VERSION):
            right = "its source" if true.source else "a third text"
            rows[f"{true.case}: {right}"][_verdict(true, found)] += 1
    cells: tuple[Row, ...] = tuple((row, *(counts[verdict] for verdict in VERDICTS)) for row, counts in rows.items())
    return Table(f"Origin, {title}", ("truth", *VERDICTS), cells)


def clusters(checked: Checked, title: str) -> Table:
    """How many clusters hold articles unrelated to their source, and how many copies are in place."""
    related = {frozenset((it.a, it.b)) for it in checked.truth.pairs if is_copy(it)}
    strangers = [
        sum(frozenset((it.source, member)) not in related for member in it.members[1:])
        for it in checked.report.clusters
    ]
    homes = {member: it.source for it in checked.report.clusters for member in it.members}
    derived = [it for it in checked.truth.pairs if it.source and is_copy(it)]
    together = sum(it.a in homes and homes[it.a] == homes.get(it.b) for it in derived)
    rows: tuple[Row, ...] = (
        ("clusters", len(strangers)),
        ("with an article unrelated to its source", sum(map(bool, strangers))),
        ("with two or more", sum(count >= 2 for count in strangers)),
        ("copies in the cluster of their source", together),
        ("copies whose source is in the corpus", len(derived)),
        ("articles", checked.report.checked),
    )
    return Table(f"Clusters, {title}", ("what", "number"), rows)


def _ids(pair: TruePair | Pair | None) -> tuple[str, str]:
    return (pair.a, pair.b) if pair else ("", "")


def _named(true: TruePair | None, found: Pair | None) -> tuple[str, str]:
    shared = "none" if found is None or found.shares_only_stock else str(found.relation)
    return true.relation if true else "none", shared


def _verdict(true: TruePair, found: Pair | None) -> str:
    if found is None:
        return "not found"
    if found.origin.verdict != "source":
        return found.origin.verdict
    return "source" if found.origin.source == true.source else "wrong source"
