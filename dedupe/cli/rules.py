"""`dedupe rules`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from dedupe.cli import options
from dedupe.cli.terminal import write
from dedupe.report.serialize import json_text


def rules(
    report_format: Annotated[
        Literal["text", "json", "markdown"], typer.Option("--format", "-f", help="Format of the list.")
    ] = "text",
    output: options.Output = None,
) -> None:
    """List what a check can find. `dedupe explain RULE` tells more of each."""
    from dedupe.findings.rules import rules as listed
    from dedupe.findings.rules import rules_table_markdown

    if report_format == "markdown":
        write(rules_table_markdown(), output)
    elif report_format == "json":
        write(json_text([*listed().values()], indent=2) + "\n", output)
    else:
        width = max(map(len, listed()))
        lines = [
            f"{rule.code}  {name:<{width}}  {rule.severity:<7}  {rule.summary}\n" for name, rule in listed().items()
        ]
        write("".join(lines), output)
