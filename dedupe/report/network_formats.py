"""Networks as GraphML, GEXF 1.2 (Gephi) and DOT (Graphviz)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from dedupe.report.check_report import CheckReport
from dedupe.report.escape import for_xml, on_one_line
from dedupe.report.network import Edge, Network, Value, article_network, outlet_network

_NETWORKS = {"graph": outlet_network, "article-graph": article_network}
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"
_TYPES = {str: ("string", "string"), int: ("long", "integer"), float: ("double", "double")}


def render(report: CheckReport, name: str, suffix: str) -> Iterator[str | bytes]:
    """Yield one of _NETWORKS; the suffix is ".graphml", ".gexf" or ".dot"."""
    network = _with_safe_names(_NETWORKS[name](report.result))
    if suffix == ".dot":
        yield from _dot(network)
    else:
        root = (_graphml if suffix == ".graphml" else _gexf)(network)
        yield etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _with_safe_names(network: Network) -> Network:
    """Return a network whose names every format can hold, still no two of them equal."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for name, _ in network.nodes:
        safe = for_xml(name)
        number = 2
        while safe in taken:
            safe, number = f"{for_xml(name)} ({number})", number + 1
        names[name] = safe
        taken.add(safe)
    return Network(
        [node._replace(name=names[node.name]) for node in network.nodes],
        [edge._replace(source=names[edge.source], copy=names[edge.copy]) for edge in network.edges],
    )


def _graphml(network: Network) -> etree._Element:
    root = etree.Element("graphml", xmlns=_GRAPHML)
    keys = {
        kind: _columns(values)
        for kind, values in (
            ("node", [node.values for node in network.nodes]),
            ("edge", map(_with_days, network.edges)),
        )
    }
    for kind, columns in keys.items():
        for column, value in columns.items():
            names = {"id": f"{kind}-{column}", "for": kind, "attr.name": column}
            etree.SubElement(root, "key", {**names, "attr.type": _TYPES[value][0]})
    graph = etree.SubElement(root, "graph", edgedefault="directed")
    for node in network.nodes:
        element = etree.SubElement(graph, "node", id=node.name)
        _data(element, "node", node.values)
    for edge in network.edges:
        ends = {"source": edge.source, "target": edge.copy}
        _data(etree.SubElement(graph, "edge", ends), "edge", _with_days(edge))
    return root


def _data(element: etree._Element, kind: str, values: Mapping[str, Value]) -> None:
    for column, value in values.items():
        etree.SubElement(element, "data", key=f"{kind}-{column}").text = for_xml(str(value))


def _gexf(network: Network) -> etree._Element:
    root = etree.Element("gexf", xmlns=_GEXF, version="1.2")
    graph = etree.SubElement(root, "graph", mode="dynamic", defaultedgetype="directed", timeformat="date")
    for kind, values in (
        ("node", [node.values for node in network.nodes]),
        ("edge", [edge.values for edge in network.edges]),
    ):
        attributes = etree.SubElement(graph, "attributes", {"class": kind, "mode": "static"})
        for column, value in _columns(values).items():
            if column != "weight":
                names = {"id": f"{kind}-{column}", "title": column, "type": _TYPES[value][1]}
                etree.SubElement(attributes, "attribute", names)
    nodes, edges = etree.SubElement(graph, "nodes"), etree.SubElement(graph, "edges")
    for node in network.nodes:
        element = etree.SubElement(nodes, "node", id=node.name, label=node.name)
        _gexf_values(element, "node", node.values)
    for number, edge in enumerate(network.edges):
        ends = {"id": str(number), "source": edge.source, "target": edge.copy}
        spell = dict(zip(("start", "end"), edge.days or (), strict=False))
        weight = {"weight": str(edge.values["weight"])}
        element = etree.SubElement(edges, "edge", {**ends, **weight, **spell})
        _gexf_values(element, "edge", edge.values)
    return root


def _gexf_values(element: etree._Element, kind: str, values: Mapping[str, Value]) -> None:
    shown = etree.SubElement(element, "attvalues")
    for column, value in values.items():
        if column != "weight":
            known = {"for": f"{kind}-{column}", "value": for_xml(str(value))}
            etree.SubElement(shown, "attvalue", known)


def _dot(network: Network) -> Iterator[str]:
    yield "digraph {\n"
    for node in network.nodes:
        yield f"  {_quoted(node.name)} [{_dot_values(node.values)}];\n"
    for edge in network.edges:
        ends = f"{_quoted(edge.source)} -> {_quoted(edge.copy)}"
        yield f"  {ends} [{_dot_values(_with_days(edge))}];\n"
    yield "}\n"


def _dot_values(values: Mapping[str, Value]) -> str:
    return ", ".join(
        f"{column}={_quoted(value) if isinstance(value, str) else value}" for column, value in values.items()
    )


def _quoted(text: str) -> str:
    r"""Quote a name for DOT, in which a backslash is only an escape before a quotation mark.

    >>> print(_quoted('the "Sun"\\'))
    "the \"Sun\"\\"
    """
    shown = on_one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'


def _with_days(edge: Edge) -> dict[str, Value]:
    return {**edge.values, **dict(zip(("first", "last"), edge.days or (), strict=False))}


def _columns(rows: Iterable[Mapping[str, Value]]) -> dict[str, type[Value]]:
    """Return the columns of rows with the type of their values: real numbers where there is one."""
    columns: dict[str, type[Value]] = {}
    for row in rows:
        for column, value in row.items():
            if columns.get(column) is not float:
                columns[column] = type(value)
    return columns
