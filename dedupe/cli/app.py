"""The application: its commands by name, each imported when it is called."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from dedupe import __version__

_NAMES = (
    "check", "compare", "explain", "convert", "furniture", "tune", "demo", "rules", "config", "init",
    "baseline", "cache", "archive",
)  # fmt: skip
_HOMES = {name: f"dedupe.cli.{name}" for name in _NAMES} | {"init": "dedupe.cli.config"}


class FocusCommand(TyperCommand):
    """A command whose option `--focus` takes all arguments up to the next option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - of click's own
        """Read the arguments of the command line."""
        return super().parse_args(ctx, list(_spread("--focus", args)))


def _spread(option: str, args: Sequence[str]) -> Iterator[str]:
    """Write an option before each of its values: `--focus a b` is `--focus a --focus b`."""
    reading = False
    for at, word in enumerate(args):
        if word == "--":
            yield from args[at:]
            return
        if word == option:
            reading = True
            if at + 1 == len(args) or args[at + 1].startswith("--"):
                yield word  # without a value, which is an error
        elif reading and not word.startswith("-"):
            yield from (option, word)
        else:
            reading = False
            yield word


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
        alone.command(name, cls=FocusCommand if name == "check" else None)(defined)
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
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Find which articles are copies of which, and what each outlet did to the copy."""
