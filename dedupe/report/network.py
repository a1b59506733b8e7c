"""The network of a check: outlets or articles, and edges from a source to what copied it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import mean, median
from typing import NamedTuple

from dedupe.judge.judged_pair import Pair
from dedupe.pipeline.judgement import Judgement
from dedupe.report.table_rows import day_of, delay_in_hours

Value = str | int | float
_UNKNOWN = "(unknown)"


class Node(NamedTuple):
    """An outlet or an article: its name, which no other has, and what is known of it."""

    name: str
    values: dict[str, Value]


class Edge(NamedTuple):
    """What leads from a source to a copy: the names of both, what is known, and the copies' first and last day.

    Days are ISO 8601 dates, None where unknown.
    """

    source: str
    copy: str
    values: dict[str, Value]
    days: tuple[str, str] | None


class Network(NamedTuple):
    """Nodes by name, and edges by the names of source and copy."""

    nodes: list[Node]
    edges: list[Edge]


def outlet_network(result: Judgement) -> Network:
    """Return the outlets, with an edge for each two of which one has copies of known sources of the other."""
    by_outlets: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in result.pairs:
        if pair.is_copy and pair.source:
            compared = result.comparisons[pair.a, pair.b]
            names = compared.source.outlet or _UNKNOWN, compared.target.outlet or _UNKNOWN
            by_outlets[names].append(pair)
    articles, words = Counter[str](), Counter[str]()
    for article in result.articles:
        articles[article.outlet or _UNKNOWN] += 1
        words[article.outlet or _UNKNOWN] += article.words
    outlets = sorted({*articles, *(name for names in by_outlets for name in names)})
    return Network(
        [Node(name, {"articles": articles[name], "words": words[name]}) for name in outlets],
        [_outlet_edge(result, *names, pairs) for names, pairs in sorted(by_outlets.items())],
    )


def _outlet_edge(result: Judgement, source: str, copy: str, pairs: list[Pair]) -> Edge:
    copies = {pair.b: pair for pair in pairs}.values()
    values: dict[str, Value] = {
        "weight": len(copies),
        "share": round(mean(pair.measures.target_in_source for pair in copies), 6),
        "credited": sum(pair.credit.exactness == "named" for pair in copies),
    }
    comparisons = [result.comparisons[pair.a, pair.b] for pair in pairs]
    delays = [delay_in_hours(compared.source.date, compared.target.date) for compared in comparisons]
    if known := [delay for delay in delays if delay is not None]:
        values["delay_hours"] = median(known)
    return Edge(source, copy, values, _days(compared.target.date for compared in comparisons))


def article_network(result: Judgement) -> Network:
    """Return the articles that are copied or copies, with an edge for each such pair.

    Where it is open which of two is the source, an edge has `origin` with another value than "source".
    """
    nodes: dict[str, Node] = {}
    edges = []
    for pair in result.pairs:
        if not pair.is_copy:
            continue
        compared = result.comparisons[pair.a, pair.b]
        for article in (compared.source, compared.target):
            values = {"outlet": article.outlet, "title": article.title, "date": article.date}
            known: dict[str, Value] = {name: value for name, value in values.items() if value}
            nodes[article.id] = Node(article.id, known)
        edge: dict[str, Value] = {
            "weight": round(pair.measures.target_in_source, 6),
            "source_in_copy": round(pair.measures.source_in_target, 6),
            "relation": pair.relation.value,
            "origin": pair.origin.verdict,
            "credit": pair.credit.exactness,
        }
        delay = delay_in_hours(compared.source.date, compared.target.date)
        if delay is not None:
            edge["delay_hours"] = delay
        edges.append(Edge(pair.a, pair.b, edge, _days([compared.target.date])))
    return Network([nodes[name] for name in sorted(nodes)], sorted(edges, key=lambda edge: (edge.source, edge.copy)))


def _days(dates: Iterable[str | None]) -> tuple[str, str] | None:
    """Return the first and the last day, of the dates that are known."""
    days = sorted(day.isoformat() for moment in dates if (day := day_of(moment)))
    return (days[0], days[-1]) if days else None
