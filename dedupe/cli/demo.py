"""`dedupe demo`."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dedupe.cli import options
from dedupe.cli.terminal import terminal_for, write
from dedupe.errors import ConfigError, InputError

DEMO = Path(__file__).parents[1] / "data" / "demo"
SOURCE, COPY = "kestrel/cable.txt", "eastmouth-herald/calder-cable.txt"
_INTRODUCTION = """\
Five invented articles: a wire story, an outlet's rewrite of it, a near-identical copy, a reporter's
own story of the same event, and one about something else.

"""
_HINT = """
Not reported: island-observer/vote.txt. It is of the same event, but shares only quotations.

What the Herald did to the story:   dedupe demo --compare
The articles, to try things out:    dedupe demo --save articles
Your own articles:                  dedupe check FOLDER
"""


def demo(
    compare: Annotated[bool, typer.Option("--compare", help="Compare a rewrite with its source instead.")] = False,
    save: Annotated[Path | None, typer.Option("--save", help="Only write the articles to a new folder.")] = None,
    color: options.Color = "auto",
) -> None:
    """Check a small invented story that comes with the package."""
    if compare and save is not None:
        raise ConfigError("--compare and --save are two things to do; name one")
    if save is not None:
        _save(save)
    elif compare:
        write(_compare(color), None)
    else:
        write(f"{_INTRODUCTION}{_check(color)}{_HINT}", None)


def _check(color: options.ColorWhen) -> str:
    from dedupe.findings.rules import Severity
    from dedupe.pipeline.check import check
    from dedupe.report.check_report import CheckReport, TextOptions
    from dedupe.report.formats import render_check

    with chdir(DEMO):
        # Files by name: the package may lie in a folder that a .gitignore keeps out.
        report = check(sorted(path.relative_to(DEMO) for path in DEMO.rglob("*.txt")))
    counting = tuple(finding for finding in report.findings if finding.severity is not Severity.NOTE)
    shown = CheckReport(replace(report, findings=counting), text=TextOptions(terminal_for(color)))
    return "".join(render_check(shown, "text"))


def _compare(color: options.ColorWhen) -> str:
    from dedupe.comparison.compare_articles import compare
    from dedupe.report.compare.layout import CompareOptions
    from dedupe.report.compare.text import render

    with chdir(DEMO):
        return render(compare(SOURCE, COPY), CompareOptions(terminal_for(color)))


def _save(folder: Path) -> None:
    """Write the articles all at once, so that a full disk leaves none of them, nor half of one."""
    from shutil import copytree
    from tempfile import TemporaryDirectory

    if folder.exists():
        raise InputError(f"{folder} is there already")
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as made:
            copytree(DEMO, Path(made, "demo"))
            Path(made, "demo").rename(folder)
    except OSError as error:  # copytree gathers the errors of its files
        raise InputError(f"{folder} cannot be written: {error.strerror or error}") from None
    print(f"Written to {folder}. Try: dedupe check {folder}")
