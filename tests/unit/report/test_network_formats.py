from __future__ import annotations

import re
from contextlib import chdir
from io import BytesIO
from pathlib import Path

import networkx
import pytest

import dedupe
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from dedupe.report.formats import GRAPH_SUFFIXES, GRAPHS, render_data
from tests.unit.report.nasty import nasty_corpus
from tests.unit.report.reports import check_report

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
HERALD, WIRE = "The Eastmouth Herald", "kestrel/cable.txt"
READERS = {".graphml": networkx.read_graphml, ".gexf": networkx.read_gexf}
QUOTED = r'"(?:[^"\\\n]|\\.)*"'
VALUES = rf"\[(?:\w+=(?:{QUOTED}|-?[\d.]+)(?:, (?=\w)|(?=\])))*\]"
STATEMENT = re.compile(rf"  ({QUOTED})(?: -> ({QUOTED}))? {VALUES};")


@pytest.fixture(scope="module")
def report() -> CheckReport:
    with chdir(DEMO):
        return CheckReport(check(["."]))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    folder = tmp_path_factory.mktemp("hostile")
    with chdir(folder):
        return CheckReport(check([nasty_corpus(folder)]))


def written(report: CheckReport, name: str, suffix: str) -> bytes:
    pieces = render_data(report, name, suffix)
    return b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)


def read(report: CheckReport, name: str, suffix: str) -> networkx.DiGraph:
    return READERS[suffix](BytesIO(written(report, name, suffix)))


def dot_statements(text: str) -> list[tuple[str, str | None]]:
    """Return the names in each statement of a graph in DOT; nothing may be in it that is none."""
    first, *lines, last = text.splitlines()
    assert (first, last) == ("digraph {", "}")
    found = [STATEMENT.fullmatch(line) for line in lines]
    return [(match[1], match[2]) for match in found if match] * all(found)


@pytest.mark.parametrize("suffix", READERS)
def test_outlets_have_an_edge_to_those_that_took_from_them(report: CheckReport, suffix: str) -> None:
    graph = read(report, "graph", suffix)
    assert set(graph.nodes) == {article.outlet for article in report.result.articles}
    assert set(graph.edges) == {("Kestrel", HERALD), ("Kestrel", "Valley Tribune")}
    edge = graph.edges["Kestrel", HERALD]
    (pair,) = (copied for copied in report.result.pairs if copied.is_copy and copied.a == WIRE and "herald" in copied.b)
    assert edge["weight"] == 1
    assert edge["share"] == pytest.approx(pair.measures.target_in_source, abs=1e-6)
    assert edge["delay_hours"] == 24.0
    assert graph.nodes["Kestrel"]["articles"] == 1


@pytest.mark.parametrize("suffix", READERS)
def test_articles_have_an_edge_to_their_copies(report: CheckReport, suffix: str) -> None:
    graph = read(report, "article-graph", suffix)
    copies = [pair for pair in report.result.pairs if pair.is_copy]
    assert set(graph.edges) == {(pair.a, pair.b) for pair in copies}
    assert graph.nodes[WIRE]["outlet"] == "Kestrel"
    for pair in copies:
        assert graph.edges[pair.a, pair.b]["origin"] == pair.origin.verdict


def test_edges_have_the_days_of_the_copies(report: CheckReport) -> None:
    edge = read(report, "graph", ".graphml").edges["Kestrel", HERALD]
    assert (edge["first"], edge["last"]) == ("2031-03-05", "2031-03-05")
    edge = read(report, "graph", ".gexf").edges["Kestrel", HERALD]
    assert (edge["start"], edge["end"]) == ("2031-03-05", "2031-03-05")


@pytest.mark.parametrize("name", GRAPHS)
def test_dot_has_the_same_nodes_and_edges(report: CheckReport, name: str) -> None:
    graph = read(report, name, ".graphml")
    found = dot_statements(written(report, name, ".dot").decode())
    assert {node for node, other in found if other is None} == {f'"{name}"' for name in graph.nodes}
    edges = {(f'"{source}"', f'"{copy}"') for source, copy in graph.edges}
    assert {pair for pair in found if pair[1]} == edges


@pytest.mark.parametrize("name", GRAPHS)
def test_hostile_names_stay_names_and_apart(hostile: CheckReport, name: str) -> None:
    articles = {article.id if name == "article-graph" else article.outlet for article in hostile.result.articles}
    graphs = [read(hostile, name, suffix) for suffix in READERS]
    statements = dot_statements(written(hostile, name, ".dot").decode())
    edges = [pair for pair in statements if pair[1]]
    assert len(edges) > 20
    for graph in graphs:
        assert len(graph.edges) == len(edges)
        assert len(graph) == len(statements) - len(edges)
    if name == "graph":
        assert len(graphs[0]) == len(articles)


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_of_nothing_is_one(name: str) -> None:
    for suffix in READERS:
        assert len(read(check_report(), name, suffix)) == 0
    assert dot_statements(written(check_report(), name, ".dot").decode()) == []
    assert {*READERS, ".dot"} == {*GRAPH_SUFFIXES}
