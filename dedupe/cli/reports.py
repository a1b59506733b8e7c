"""The reports of one check: which are wanted, and writing all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.cli.check_options import CheckFormat
from dedupe.cli.terminal import write
from dedupe.errors import ConfigError
from dedupe.report.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dedupe.pipeline.check import Report
    from dedupe.report.style import Terminal
    from dedupe.report.check_report import View


@dataclass(frozen=True, slots=True)
class Wanted:
    """One report: its format, and the file it goes to, None for the standard output."""

    format: CheckFormat
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What reports are made of.

    Attributes:
        report: of the check, with the findings that are wanted.
        view: the same for formats that are read by machines.
        terminal: of the standard output.
        quiet: whether text has one line an article.
        verbose: whether text tells everything, on the standard output.
    """

    report: Report
    view: View
    terminal: Terminal = PLAIN
    quiet: bool = False
    verbose: bool = False


def wanted_reports(
    first: CheckFormat, output: Path | None, others: Iterable[str]
) -> tuple[Wanted, ...]:
    """Put together which reports are wanted.

    Raises:
        ConfigError: one is not written FORMAT=FILE.
    """
    return (*map(_parse, others), Wanted(first, output))  # the standard output comes last


def write_reports(wanted: Sequence[Wanted], shown: Shown) -> None:
    """Write all reports, after all of them are made.

    Raises:
        DedupeError: a file cannot be written.
        OSError: the standard output cannot be written to.
    """
    texts = [_render(it, shown) for it in wanted]
    for it, text in zip(wanted, texts, strict=True):
        write(text, it.file)


def _parse(text: str) -> Wanted:
    from dedupe.options import close_to

    name, equals, file = text.partition("=")
    formats = [it.value for it in CheckFormat]
    if not equals or not file:
        raise ConfigError(f"--report {text}: FORMAT=FILE is wanted, such as sarif=dedupe.sarif")
    if name not in formats:
        hint = close_to(name, formats) or ", ".join(formats)
        raise ConfigError(f"--report {text}: there is no format {name!r}; did you mean {hint}?")
    return Wanted(CheckFormat(name), Path(file))


def _render(wanted: Wanted, shown: Shown) -> str:
    from dedupe.report import json, reporter, text

    if wanted.format is CheckFormat.JSON:
        return json.check_json(shown.report)
    if wanted.format is not CheckFormat.TEXT:
        return reporter(wanted.format)(shown.view)
    terminal = PLAIN if wanted.file else shown.terminal
    return text.render(shown.report, terminal, quiet=shown.quiet, verbose=shown.verbose, notes=True)
