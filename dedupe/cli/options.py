"""Arguments of the commands, and the options that they share."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import typer

MAX_FILE_SIZE = 10_000_000
K = 5
LARGEST = 1_000_000_000  # of any number in the settings
_LONGEST_NUMBER = 20  # digits
Format: TypeAlias = Literal["text", "json"]
Color: TypeAlias = Literal["auto", "always", "never"]


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
    """Return an argument as a path that leads somewhere; `-` is the standard input.

    Raises:
        BadParameter: it leads nowhere.
    """
    if value != "-" and is_missing(value):
        raise typer.BadParameter(f"Path {value!r} does not exist.")
    return Path(value)


def output_file(value: str) -> Path | None:
    """Return the file that a report goes to; `-` is the standard output.

    Raises:
        BadParameter: it is a folder, or in none that exists.
    """
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


def format_option(names: Collection[str], sentence: str) -> Any:  # noqa: ANN401 - what typer makes
    """Make the option of a report's format, which is one of these names."""

    def parse(name: str) -> str:
        if name not in names:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(map(repr, names))}.")
        return name

    return typer.Option(
        "--format",
        "-f",
        parser=parse,
        metavar=f"[{'|'.join(names)}]",
        autocompletion=lambda: list(names),
        help=sentence,
    )


PathsArgument = Annotated[
    list[Path],
    typer.Argument(
        help="Articles, files with many, archives, and folders of them.",
        metavar="PATHS...",
        parser=existing_path,
    ),
]
SourceArgument = Annotated[
    str,
    typer.Argument(
        help="The article that may be the source: a file, or CORPUS#ID or CORPUS:LINE.",
        metavar="SOURCE",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="Format of the report.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the report to this file; - is the standard output.",
        parser=output_file,
    ),
]
MaxFileSizeOption = Annotated[
    int,
    typer.Option(
        "--max-file-size",
        metavar="BYTES",
        parser=whole_number(1),
        help="Skip files with more bytes.",
    ),
]
ShingleOption = Annotated[
    int, typer.Option("-k", metavar="WORDS", parser=whole_number(1, 100), help="Words a shingle.")
]
FurnitureOption = Annotated[
    Path | None,
    typer.Option(
        "--furniture",
        metavar="FILE",
        help="Paragraphs that are page furniture, or are none, as `dedupe furniture` writes them.",
    ),
]
LeastNarrativeOption = Annotated[
    int,
    typer.Option(
        "--least-narrative",
        metavar="WORDS",
        parser=whole_number(1),
        help="Shared words in a row, outside quotations and names aside, that make a copy.",
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="As text, only one line for each article found.")
]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="As text, everything; a traceback after a crash.")
]
ColorOption = Annotated[
    Color, typer.Option("--color", help="Use colours; auto is only on a terminal.")
]
