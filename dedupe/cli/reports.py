"""The reports of one check: which are requested, and writing all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.cli.terminal import write
from dedupe.errors import ConfigError
from dedupe.report.formats import (
    ALIGNED_TABLES,
    CHECK_FORMATS,
    DATA_SUFFIXES,
    DIFFED_FORMATS,
    RELATED_FORMATS,
    TABLES,
    render_check,
    render_data,
    render_pages,
)
from dedupe.report.terminal import PLAIN
from dedupe.report.write import write_atomically, write_folder

if TYPE_CHECKING:
    from dedupe.comparison.criteria import Depth
    from dedupe.config import Config
    from dedupe.findings.baseline import Baseline
    from dedupe.report.check_report import CheckReport
    from dedupe.report.terminal import Terminal


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """One report."""

    format: str  # its format, or the table or graph that it is
    file: Path | None = None  # where it goes; None for the standard output
    is_folder: bool = False  # whether that is a folder of pages
    option: str = "--report"  # that names the file


def requested_reports(first: str, output: Path | None, others: Iterable[str]) -> tuple[ReportRequest, ...]:
    """Return which reports are requested, or raise a ConfigError if one is not written FORMAT=FILE."""
    last = ReportRequest(first, output, option="--output")  # perhaps the standard output
    return (*map(_parse, others), last)


def needed_depth(requests: Iterable[ReportRequest], config: Config, accepted: Baseline | None, *, notes: bool) -> Depth:
    """Return how much is to be found out of pairs, so that reports and a baseline can be trusted.

    `notes` says that findings of severity note are wanted as well. A ConfigError names a rule that does not exist.
    """
    from dedupe.comparison.criteria import Depth
    from dedupe.findings.make_findings import NO_COPY_RULES
    from dedupe.pipeline.select_findings import shown_rules

    formats = {request.format for request in requests}
    shown = shown_rules(config, notes=notes).intersection(NO_COPY_RULES)
    if "shared-quotes" in shown or not formats.isdisjoint(ALIGNED_TABLES):
        return Depth.ALIGNMENTS
    if not formats.isdisjoint(DIFFED_FORMATS):
        return Depth.DIFFERENCES
    is_related = notes or bool(shown) or not formats.isdisjoint(RELATED_FORMATS)
    entries = accepted or ()
    if is_related or any(entry.rule in NO_COPY_RULES for entry in entries):
        return Depth.RELATIONS
    return Depth.COPIES


def write_reports(requests: Sequence[ReportRequest], report: CheckReport, terminal: Terminal, *, quiet: bool) -> None:
    """Write all reports, each with the names of the others that are to be read.

    The standard output looks as `terminal` has it, and quiet text has only one line for each article found. A
    DedupeError says that a file, an OSError that the standard output cannot be written to.
    """
    others = tuple(str(request.file) for request in requests if request.file and request.format not in DATA_SUFFIXES)
    text = replace(report.text, terminal=terminal, quiet=quiet)
    shown = replace(report, text=text, others=others)
    in_file = replace(shown, text=replace(text, terminal=PLAIN))
    for request in requests:
        if request.file and request.format in DATA_SUFFIXES:
            write_atomically(request.file, render_data(in_file, request.format, request.file.suffix))
        elif request.file and request.is_folder:
            write_folder(request.file, render_pages(in_file))
        else:
            write(render_check(in_file if request.file else shown, request.format), request.file)


def _parse(text: str) -> ReportRequest:
    from dedupe.config_options import suggestion

    name, equals, file = text.partition("=")
    if not equals or not file:
        raise ConfigError(f"--report {text}: FORMAT=FILE is wanted, such as sarif=dedupe.sarif")
    if file == "-":
        raise ConfigError(f"--report {text}: --format {name} writes to the standard output")
    if name in DATA_SUFFIXES:
        _require_data(text, name, Path(file).suffix)
    elif name not in CHECK_FORMATS:
        hint = suggestion(name, [*CHECK_FORMATS, *DATA_SUFFIXES])
        raise ConfigError(f"--report {text}: there is no format {name!r}; {hint}")
    is_folder = name == "html" and Path(file).suffix.lower() not in (".html", ".htm")
    return ReportRequest(name, Path(file), is_folder)


def _require_data(text: str, name: str, suffix: str) -> None:
    """Refuse a table or a graph that cannot be written."""
    from importlib.util import find_spec

    if suffix not in DATA_SUFFIXES[name]:
        what = "table" if name in TABLES else "graph"
        raise ConfigError(f"--report {text}: a {what} is a file in {', '.join(DATA_SUFFIXES[name])}")
    if suffix == ".parquet" and find_spec("pyarrow") is None:
        raise ConfigError(f"--report {text}: install dedupe-news[parquet] for tables in Parquet")
