"""`dedupe rules`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from dedupe.cli.options import OutputOption
from dedupe.cli.terminal import write
from dedupe.report.json_values import json_text


class RulesFormat(StrEnum):
    """The formats of the list of rules."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def rules(
    report_format: Annotated[
        RulesFormat, typer.Option("--format", "-f", help="Format of the list.")
    ] = RulesFormat.TEXT,
    output: OutputOption = None,
) -> None:
    """List what a check can find; `dedupe explain RULE` tells more of each."""
    from dedupe.findings.rules import rules_table_markdown

    if report_format is RulesFormat.MARKDOWN:
        write(rules_table_markdown(), output)
    elif report_format is RulesFormat.JSON:
        write(_json(), output)
    else:
        write(_text(), output)


def _text() -> str:
    from dedupe.findings.rules import rules as listed

    width = max(map(len, listed()))
    return "".join(
        f"{rule.code}  {name:<{width}}  {rule.severity:<7}  {rule.summary}\n"
        for name, rule in listed().items()
    )


def _json() -> str:

    from dedupe.findings.rules import rules as listed

    return json_text([*listed().values()], indent=2) + "\n"
