"""The formats that reports can be written in, and the modules that write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dedupe.comparison.comparison import Comparison
    from dedupe.report.check_report import CheckReport
    from dedupe.report.compare.layout import CompareOptions

# Module in `dedupe.report` and function in it, imported when used: a command's help is not to wait for them.
CHECK_FORMATS = {
    "text": "check.text.render",
    "concise": "check.annotations.concise",
    "json": "check.json.render",
    "jsonl": "check.json.render_lines",
    "csv": "tables.render_findings",
    "markdown": "check.markdown.render",
    "sarif": "check.sarif.render",
    "github": "check.annotations.github",
    "gitlab": "check.annotations.gitlab",
    "junit": "check.junit.render",
    "html": "web.site.render",
}
TABLES = ("pairs", "articles", "paragraphs", "changes")
DIFFED_FORMATS = ("html", "changes")  # which show every difference of copies
ALIGNED_TABLES = ("pairs", "paragraphs")  # which say of pairs that are no copies how they align
GRAPHS = ("graph", "article-graph")
_TABLE_SUFFIXES = (".csv", ".jsonl", ".parquet")
GRAPH_SUFFIXES = (".graphml", ".gexf", ".dot")
DATA_SUFFIXES = {  # by the name of a table or a graph: what the file's suffix can be
    **dict.fromkeys(TABLES, _TABLE_SUFFIXES),
    **dict.fromkeys(GRAPHS, GRAPH_SUFFIXES),
}
RELATED_FORMATS = ("json", "html", *DATA_SUFFIXES)  # which say how pairs that are no copies relate
COMPARE_FORMATS = {
    "text": "compare.text.render",
    "side-by-side": "compare.side_by_side.render",
    "unified": "compare.unified.render",
    "json": "compare.json.render",
    "markdown": "compare.markdown.render",
    "html": "compare.html.render",
}
_WITH_MATRIX = ("text", "json", "markdown", "html")  # others write several comparisons in a row


def render_check(report: CheckReport, name: str) -> Iterable[str]:
    """Write the report of a check in one of CHECK_FORMATS, piece by piece."""
    write: Callable[[CheckReport], Iterable[str]] = _writer(CHECK_FORMATS[name])
    return write(report)


def render_pages(report: CheckReport) -> Iterable[tuple[str, str]]:
    """Write the report of a check as a folder of pages: the path of each and its text."""
    from dedupe.report.web.site import pages

    return pages(report)


def render_data(report: CheckReport, name: str, suffix: str) -> Iterable[str | bytes]:
    """Write one of TABLES or GRAPHS as one of its DATA_SUFFIXES says, piece by piece."""
    package = "network_formats" if name in GRAPHS else "tables"
    write: Callable[[CheckReport, str, str], Iterable[str | bytes]]
    write = _writer(f"{package}.render")
    return write(report, name, suffix)


def render_comparisons(comparisons: Sequence[Comparison], name: str, options: CompareOptions) -> str:
    """Write a comparison in one of COMPARE_FORMATS, or several of one source as a table of what survived."""
    place = COMPARE_FORMATS[name]
    if len(comparisons) > 1 and name in _WITH_MATRIX:
        return str(_writer(f"{place}_matrix")(comparisons, options))
    write = _writer(place)
    return "\n".join(write(comparison, options) for comparison in comparisons)


def _writer(place: str) -> Any:  # noqa: ANN401 - a function
    module, _, function = place.rpartition(".")
    return getattr(import_module(f"dedupe.report.{module}"), function)
