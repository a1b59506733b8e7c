"""The application: its commands by name, each imported when it is called."""

from __future__ import annotations

from collections import UserDict
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dedupe import __version__
from dedupe.cli.focus_command import FocusCommand

_HOMES = {
    "check": "dedupe.cli.check",
    "compare": "dedupe.cli.compare",
    "explain": "dedupe.cli.explain",
    "convert": "dedupe.cli.convert",
    "furniture": "dedupe.cli.furniture",
    "tune": "dedupe.cli.tune",
    "demo": "dedupe.cli.demo",
    "rules": "dedupe.cli.rules",
    "config": "dedupe.cli.config",
    "init": "dedupe.cli.config",
    "baseline": "dedupe.cli.baseline",
    "cache": "dedupe.cli.cache",
    "archive": "dedupe.cli.archive",
}
_CLASSES = {"check": FocusCommand}


class CommandGroup(TyperGroup):
    """The group of all commands."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - they are those of typer
        super().__init__(**attributes)
        self.commands = _Commands(_HOMES)


class _Commands(UserDict[str, Any]):
    """Commands, made when they are looked up of what their modules define under their names."""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a command of click's own
        defined = getattr(import_module(super().__getitem__(name)), name)
        if isinstance(defined, typer.Typer):
            return typer.main.get_command(defined)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name, cls=_CLASSES.get(name))(defined)
        return typer.main.get_command(alone)


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
