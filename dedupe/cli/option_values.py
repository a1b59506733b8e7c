"""How commands and options are declared, how values are read, and a command that takes all options as one value."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import typer

Options = TypeVar("Options")
LARGEST = 1_000_000_000  # of any number in the settings
_LONGEST_NUMBER = 20  # digits


def takes(options: type[Options]) -> Callable[[Callable[[Options], None]], Callable[..., None]]:
    """Make a command of a function of one value: what typer reads are the fields of its dataclass."""
    hints = get_type_hints(options, include_extras=True)
    declared = signature(options)
    fields = [
        field.replace(annotation=hints[name], kind=field.KEYWORD_ONLY) for name, field in declared.parameters.items()
    ]

    def command_of(function: Callable[[Options], None]) -> Callable[..., None]:
        @wraps(function)
        def command(**values: Any) -> None:  # noqa: ANN401 - of the fields
            function(options(**values))

        vars(command)["__signature__"] = declared.replace(parameters=fields)
        command.__annotations__ = hints
        return command

    return command_of


def group(sentence: str) -> typer.Typer:
    """Make a command that has commands of its own, such as `dedupe cache`, with a sentence of help."""
    return typer.Typer(help=sentence, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


def option(spec: str, sentence: str, **more: Any) -> Any:  # noqa: ANN401 - what typer makes
    """Declare an option, such as "--jobs -j N", by its names and what stands for its value, and a sentence of help."""
    names = [word for word in spec.split() if word.startswith("-")]
    metavar = next((word for word in spec.split() if not word.startswith("-")), None)
    return typer.Option(*names, metavar=metavar, help=sentence, **more)


def format_option(names: Collection[str], sentence: str) -> Any:  # noqa: ANN401 - what typer makes
    """Declare the option of a report's format, which is one of these names."""

    def parse(name: str) -> str:
        if name not in names:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(map(repr, names))}.")
        return name

    spec = f"--format -f [{'|'.join(names)}]"
    return option(spec, sentence, parser=parse, autocompletion=lambda: list(names))


def is_missing(path: str | Path) -> bool:
    """Return whether a path leads nowhere; what may not be looked at is there, and is skipped later."""
    try:
        os.stat(path)  # noqa: PTH116 - a path may have characters that no path object takes
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        return False
    return False


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder; what may not be looked at is none, and no error."""
    return os.path.isdir(path)  # noqa: PTH112


def existing_path(value: str) -> Path:
    """Return an argument as a path that leads somewhere; `-` is the standard input."""
    if value != "-" and is_missing(value):
        raise typer.BadParameter(f"Path {value!r} does not exist.")
    return Path(value)


def output_file(value: str) -> Path | None:
    """Return the file that a report goes to, in a folder that exists; `-` is the standard output."""
    if value == "-":
        return None
    path = Path(value)
    if is_folder(path):
        raise typer.BadParameter(f"{value} is a folder, where a file is wanted.")
    if is_missing(path.parent):
        raise typer.BadParameter(f"there is no folder {path.parent} to write {path.name} into.")
    return path


def whole_number(least: int, most: int = LARGEST) -> Callable[[str | int], int]:
    """Make a parser of an option that takes a whole number within bounds, which are included."""

    def parse(value: str | int) -> int:
        text = str(value)
        if len(text) > _LONGEST_NUMBER or not text.removeprefix("-").isdecimal():
            raise typer.BadParameter(f"{text[:_LONGEST_NUMBER]!r} is not a whole number.")
        if not least <= int(text) <= most:
            raise typer.BadParameter(f"{text} is not from {least:,} to {most:,}.")
        return int(text)

    return parse


def rule_words(incomplete: str) -> list[tuple[str, str]]:
    """Complete the last of some rules with commas between them, by name or code."""
    from dedupe.findings.rules import rules

    before, comma, word = incomplete.rpartition(",")
    return [
        (f"{before}{comma}{known}", rule.summary)
        for rule in rules().values()
        for known in (rule.name, rule.code)
        if known.casefold().startswith(word.casefold())
    ]
