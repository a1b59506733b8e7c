"""The application, made of its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from dedupe import __version__
from dedupe.cli.lazy_commands import CommandGroup

app = typer.Typer(
    cls=CommandGroup,
    help="Find which articles are copies of which, and what each outlet did to the copy.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich would take longer to import than most checks take
)


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
