"""Arguments and options of `dedupe compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from dedupe.cli.options import choice_of
from dedupe.report.formats import COMPARE_FORMATS

TargetsArgument = Annotated[
    list[str],
    typer.Argument(
        help="The article that may be a copy of it; or several, for a table of what survived where.",
        metavar="TARGET...",
    ),
]
CompareFormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        parser=choice_of(COMPARE_FORMATS),
        metavar=f"[{'|'.join(COMPARE_FORMATS)}]",
        autocompletion=lambda: list(COMPARE_FORMATS),
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
