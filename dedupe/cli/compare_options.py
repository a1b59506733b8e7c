"""Arguments and options of `dedupe compare`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class CompareFormat(StrEnum):
    """The formats of a comparison."""

    TEXT = "text"
    SIDE_BY_SIDE = "side-by-side"
    UNIFIED = "unified"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


TargetsArgument = Annotated[
    list[str],
    typer.Argument(
        help="The article that may be a copy of it; or several, for a table of what survived where.",
        metavar="TARGET...",
    ),
]
CompareFormatOption = Annotated[
    CompareFormat,
    typer.Option(
        "--format",
        "-f",
        help="Format; text is side by side where the terminal is wide, html is one page.",
    ),
]
ContextOption = Annotated[
    int | None,
    typer.Option(
        "--context",
        metavar="N",
        min=0,
        help="Show only what changed, and N rows of unchanged paragraphs around it.",
    ),
]
StyleOption = Annotated[
    bool, typer.Option("--style", help="Show edits of style too: spelling, formats, punctuation.")
]
