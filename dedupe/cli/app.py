"""The application: its commands, each imported when it is called, and a run, whose exit code is always right."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections import UserDict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from dedupe import __version__, process_signals
from dedupe.cli.exits import Exit
from dedupe.cli.terminal import drop_output, open_streams, tell
from dedupe.errors import DedupeError

_NAMES = (
    "check", "compare", "explain", "convert", "furniture", "tune", "demo", "rules", "config", "init",
    "baseline", "cache", "archive",
)  # fmt: skip
_HOMES = {name: f"dedupe.cli.{name}" for name in _NAMES} | {"init": "dedupe.cli.config", "rules": "dedupe.cli.explain"}
# Objects by the hundred thousand, hardly any in a cycle: looking for these took a quarter of the time.
_RARE = (1_000_000, 10, 10)


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


def run() -> NoReturn:
    """Run the command that the process was started with, and exit."""
    _use_utf_8()
    gc.set_threshold(*_RARE)
    open_streams()
    process_signals.raise_when_signalled()
    try:
        code = _run()
    finally:
        process_signals.exit_at_once()
    _end(code)


def _end(code: int) -> NoReturn:
    """End the process without taking apart what it holds, for which Python takes up to a tenth of the time of a check."""
    atexit._run_exitfuncs()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _use_utf_8() -> None:
    """Start again with UTF-8 for names of files and arguments, whatever the locale: reports have them."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _run() -> int:
    """Run the command; a crash, a full disk or a reader gone must never look like a finding."""
    try:
        return _call()
    except BaseException as error:
        number = process_signals.received()
        return _failed(error) if number is None else process_signals.exit_code(number)


def _failed(error: BaseException) -> int:
    if isinstance(error, BrokenPipeError):
        drop_output()
        return Exit.BROKEN_PIPE
    if isinstance(error, OSError):
        drop_output()
        where = f"{error.filename}: " if error.filename else ""
        message = f"{where}{error.strerror or error}"
    else:
        message = str(error) if isinstance(error, DedupeError) else _bug(error)
    tell(f"error: {message}")
    return Exit.FAILED


def _call() -> int:
    try:
        app(prog_name="dedupe")
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None
        code = stop.code
    else:
        code = Exit.NOTHING
    sys.stdout.flush()
    return code if isinstance(code, int) else Exit.NOTHING


def _bug(error: BaseException) -> str:
    if {"-v", "--verbose"} & set(sys.argv):
        import traceback

        traceback.print_exception(error)
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{words} (this is a bug; -v shows where)"
