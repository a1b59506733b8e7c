"""The application, made of its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from dedupe import __version__
from dedupe.cli.baseline import baseline
from dedupe.cli.cache import cache
from dedupe.cli.check import check
from dedupe.cli.check_options import CheckCommand
from dedupe.cli.compare import compare
from dedupe.cli.config import config, init
from dedupe.cli.demo import demo
from dedupe.cli.explain import explain
from dedupe.cli.furniture import furniture
from dedupe.cli.rules import rules
from dedupe.cli.tune import tune

app = typer.Typer(
    help="Find which articles are copies of which, and what each outlet did to the copy.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich would take longer to import than most checks take
)
app.command(cls=CheckCommand)(check)
for command in (compare, explain, furniture, tune, demo, rules, config, init):
    app.command()(command)
app.add_typer(baseline, name="baseline")
app.add_typer(cache, name="cache")


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"dedupe-news {__version__}")
        raise typer.Exit


@app.callback()
def common(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Find which articles are copies of which, and what each outlet did to the copy."""
