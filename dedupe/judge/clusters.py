"""What all pairs together say: clusters of a source and its copies, and copies that are siblings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dedupe.judge.judged_pair import Evidence, Origin, Pair
from dedupe.judge.relation import Relation

_SAME = (Relation.EXACT, Relation.NEAR)
_STRENGTH = {Relation.EXACT: 3, Relation.NEAR: 2, Relation.WHOLLY: 1, Relation.PARTIALLY: 0}
_CLEARLY_MORE, _LEAST_MORE = 1.25, 0.1  # of a copy stands in its source than in that one's own, times and share
_WEIGHT = 4.0  # as much as an agency's own mark: the text they share is there to be read


@dataclass(frozen=True, slots=True)
class Cluster:
    """A source and its copies.

    Attributes:
        source: identity of the source, or of the article that stands for an undetermined one.
        members: identities of all articles in it, the source first, the others ascending.
        weakest: the smallest share of a member that stands in the source or in a near-duplicate of it, as
            findings have it.
        independent: number of texts in it that are not near-duplicates of each other.
        outlets: number of known outlets.
        first: earliest date, None where none is known.
        last: latest date.
    """

    source: str
    members: tuple[str, ...]
    weakest: float
    independent: int
    outlets: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """What is known of an article in a cluster."""

    outlet: str | None  # who published it, None where unknown
    date: str | None  # of publication, None where unknown
    rank: int = 0  # its place in the order of publication, which decides between equals
    title: str | None = None  # headline, None where unknown


def cluster(pairs: Sequence[Pair], members: Mapping[str, Member]) -> tuple[Cluster, ...]:
    """Gather copies around their sources, without chaining.

    Args:
        pairs: the pairs in which one is a copy; others are left aside.
        members: outlet and date of each article by identity.

    Returns:
        The clusters, largest first. Every copy is in one.
    """
    links: defaultdict[str, dict[str, Pair]] = defaultdict(dict)
    for pair in pairs:
        if pair.is_copy:
            links[pair.a][pair.b] = pair
            links[pair.b][pair.a] = pair
    same = {
        article: frozenset(other for other, pair in pairs.items() if pair.relation in _SAME)
        for article, pairs in links.items()
    }
    heads = _assign(links, same, members)
    found = [_describe(head, copies, links, same, members) for head, copies in heads.items() if copies]
    return tuple(sorted(found, key=lambda cluster: (-len(cluster.members), cluster.source)))


def _assign(
    links: Mapping[str, Mapping[str, Pair]], same: Mapping[str, frozenset[str]], members: Mapping[str, Member]
) -> dict[str, list[str]]:
    """Assign each article to the head that it is closest to, or make it a head."""
    heads: dict[str, list[str]] = {}
    heads_at: defaultdict[str, set[str]] = defaultdict(set)  # heads that an article is, or equals
    for article in sorted(links, key=lambda name: _priority(name, links[name].values(), members)):
        found = [
            (_STRENGTH[pair.relation], pair.measures.containment, -members[head].rank, head)
            for other, pair in links[article].items()
            for head in heads_at[other]
        ]
        if found:
            heads[max(found)[-1]].append(article)
            continue
        heads[article] = []
        for other in (article, *same[article]):
            heads_at[other].add(article)
    return heads


def _priority(article: str, pairs: Iterable[Pair], members: Mapping[str, Member]) -> tuple[int, str, int, str]:
    """Sort sources before copies, then by date."""
    balance = sum(1 if pair.b == article else -1 for pair in pairs if pair.source)
    member = members[article]
    return balance, member.date or "9999", member.rank, article


def _describe(
    head: str,
    copies: Sequence[str],
    links: Mapping[str, Mapping[str, Pair]],
    same: Mapping[str, frozenset[str]],
    members: Mapping[str, Member],
) -> Cluster:
    everyone = (head, *sorted(copies))
    via = {head} | same[head]
    weakest = min(
        max(pair.measures.target_in_source for of, pair in links[copy].items() if of in via) for copy in copies
    )
    dates = sorted(date for member in everyone if (date := members[member].date))
    return Cluster(
        head,
        everyone,
        weakest,
        _independent(everyone, same),
        len({outlet for member in everyone if (outlet := members[member].outlet)}),
        dates[0] if dates else None,
        dates[-1] if dates else None,
    )


def _independent(articles: Sequence[str], same: Mapping[str, frozenset[str]]) -> int:
    """Count texts, near-duplicates of an earlier one aside."""
    texts: set[str] = set()
    for article in articles:
        if texts.isdisjoint(same[article]):
            texts.add(article)
    return len(texts)


def mark_common_source(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the pairs, those of two copies of the same third article with the origin "common"."""
    listed = tuple(pairs)
    thirds = common_sources(listed)
    return tuple(with_common_source(pair, thirds.get((pair.a, pair.b))) for pair in listed)


def common_sources(pairs: Iterable[Pair]) -> dict[tuple[str, str], str]:
    """Find the pairs of two copies of the same third article among all copies, with the first of such articles.

    Where clearly more of the one stands in the other, its source, than in the third, it is a copy of a copy.
    """
    copies = [pair for pair in pairs if pair.is_copy]
    taken: defaultdict[str, dict[str, float]] = defaultdict(dict)  # share of each copy that stands in each source
    for pair in copies:
        if pair.source:
            taken[pair.b][pair.source] = pair.measures.target_in_source
    found: dict[tuple[str, str], str] = {}
    for pair in copies:
        of_a, of_b = taken.get(pair.a, {}), taken.get(pair.b, {})
        from_a = of_b.get(pair.a, 0.0)
        least = from_a / _CLEARLY_MORE if from_a >= _LEAST_MORE else 0.0  # of the copy in a third that both are from
        thirds = [name for name, share in of_b.items() if name in of_a and name != pair.a and share >= least]
        if thirds:
            found[pair.a, pair.b] = min(thirds)
    return found


def with_common_source(pair: Pair, third: str | None) -> Pair:
    """Return a pair of copies with the origin "common" where both are copies of a third article, given by identity."""
    if third is None:
        return pair
    evidence = Evidence("siblings", third, _WEIGHT, f"both are copies of {third}")
    found = (evidence, *pair.origin.evidence)
    return replace(pair, origin=Origin("common", None, pair.origin.agency, found))
