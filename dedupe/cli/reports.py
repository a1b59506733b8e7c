"""The reports of one check: which are requested, and writing all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.cli.terminal import write
from dedupe.errors import ConfigError
from dedupe.report.formats import (
    CHECK_FORMATS,
    TABLE_SUFFIXES,
    TABLES,
    render_check,
    render_table,
)
from dedupe.report.terminal import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dedupe.report.check_report import CheckReport


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """One report: its format or table, and the file it goes to, None for the standard output."""

    format: str
    file: Path | None = None


def requested_reports(
    first: str, output: Path | None, others: Iterable[str]
) -> tuple[ReportRequest, ...]:
    """Put together which reports are requested.

    Raises:
        ConfigError: one is not written FORMAT=FILE.
    """
    return (*map(_parse, others), ReportRequest(first, output))  # the standard output comes last


def write_reports(requests: Iterable[ReportRequest], report: CheckReport) -> None:
    """Write all reports.

    Raises:
        DedupeError: a file cannot be written.
        OSError: the standard output cannot be written to.
    """
    in_file = replace(report, text=replace(report.text, terminal=PLAIN))
    for request in requests:
        shown = in_file if request.file else report
        write(_render(request, shown), request.file)


def _render(request: ReportRequest, report: CheckReport) -> Iterable[str]:
    if request.file and request.format in TABLES:
        return render_table(report, request.format, request.file.suffix)
    return render_check(report, request.format)


def _parse(text: str) -> ReportRequest:
    from dedupe.options import close_to

    name, equals, file = text.partition("=")
    if not equals or not file:
        raise ConfigError(f"--report {text}: FORMAT=FILE is wanted, such as sarif=dedupe.sarif")
    if name in TABLES:
        if (suffix := Path(file).suffix) not in TABLE_SUFFIXES:
            known = " and ".join(TABLE_SUFFIXES)
            raise ConfigError(f"--report {text}: tables are {known}, not {suffix or 'without'}")
        return ReportRequest(name, Path(file))
    if name not in CHECK_FORMATS:
        hint = close_to(name, [*CHECK_FORMATS, *TABLES]) or ", ".join(CHECK_FORMATS)
        raise ConfigError(f"--report {text}: there is no format {name!r}; did you mean {hint}?")
    return ReportRequest(name, Path(file))
