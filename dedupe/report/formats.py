"""The formats that reports can be written in, and the modules that write them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dedupe.comparison.compare_articles import Comparison
    from dedupe.report.check_report import CheckReport
    from dedupe.report.compare.options import CompareOptions

# Modules are imported when used: a command's help is not to wait for them.
CHECK_FORMATS = {
    "text": "dedupe.report.check.text",
    "concise": "dedupe.report.check.concise",
    "json": "dedupe.report.check.json",
    "jsonl": "dedupe.report.check.jsonl",
    "csv": "dedupe.report.check.csv",
    "markdown": "dedupe.report.check.markdown",
    "sarif": "dedupe.report.check.sarif",
    "github": "dedupe.report.check.github",
    "gitlab": "dedupe.report.check.gitlab",
    "junit": "dedupe.report.check.junit",
    "html": "dedupe.report.web.site",
}
TABLES = ("pairs", "articles", "paragraphs", "changes")
DIFFED_FORMATS = ("html", "changes")  # which show every difference of copies
ALIGNED_TABLES = ("pairs", "paragraphs")  # which say of pairs that are no copies how they align
GRAPHS = ("graph", "article-graph")
TABLE_SUFFIXES = (".csv", ".jsonl", ".parquet")
GRAPH_SUFFIXES = (".graphml", ".gexf", ".dot")
DATA_SUFFIXES = {  # by the name of a table or a graph: what the file's suffix can be
    **dict.fromkeys(TABLES, TABLE_SUFFIXES),
    **dict.fromkeys(GRAPHS, GRAPH_SUFFIXES),
}
RELATED_FORMATS = (
    "json",
    "html",
    *DATA_SUFFIXES,
)  # which say of pairs that are no copies how they relate
COMPARE_FORMATS = {
    "text": "dedupe.report.compare.text",
    "side-by-side": "dedupe.report.compare.side_by_side",
    "unified": "dedupe.report.compare.unified",
    "json": "dedupe.report.compare.json",
    "markdown": "dedupe.report.compare.markdown",
    "html": "dedupe.report.compare.html",
}


def render_check(report: CheckReport, name: str) -> Iterable[str]:
    """Write the report of a check in one of CHECK_FORMATS, piece by piece."""
    render: Callable[[CheckReport], Iterable[str]] = import_module(CHECK_FORMATS[name]).render
    return render(report)


def render_pages(report: CheckReport) -> Iterable[tuple[str, str]]:
    """Write the report of a check as a folder of pages: the path of each and its text."""
    from dedupe.report.web.site import pages

    return pages(report)


def render_data(report: CheckReport, name: str, suffix: str) -> Iterable[str | bytes]:
    """Write one of TABLES or GRAPHS as one of its DATA_SUFFIXES says, piece by piece."""
    package = "graphs" if name in GRAPHS else "tables"
    module = import_module(f"dedupe.report.{package}.render")
    render: Callable[[CheckReport, str, str], Iterable[str | bytes]] = module.render
    return render(report, name, suffix)


def render_comparisons(
    comparisons: Sequence[Comparison], name: str, options: CompareOptions
) -> str:
    """Write a comparison in one of COMPARE_FORMATS, or several of one source as a table of what survived."""
    module = import_module(COMPARE_FORMATS[name])
    one: Callable[[Comparison, CompareOptions], str] = module.render
    several: Callable[[Sequence[Comparison], CompareOptions], str] = module.render_matrix
    return several(comparisons, options) if len(comparisons) > 1 else one(comparisons[0], options)
