"""`dedupe rules` and `dedupe explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.cli import options
from dedupe.cli.effective_config import setting_for
from dedupe.cli.option_values import existing_path, rule_words
from dedupe.cli.protected_outputs import require_output_free
from dedupe.cli.terminal import terminal_for, write
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


def explain(
    what: Annotated[
        str,
        typer.Argument(
            help="A rule (name or code), or the first article.", metavar="RULE|A", autocompletion=rule_words
        ),
    ],
    other: Annotated[str | None, typer.Argument(help="The second article.", metavar="B")] = None,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="What is checked beside the two: articles, folders, corpora.", metavar="PATHS...", parser=existing_path
        ),
    ] = None,
    report_format: options.Format = "text",
    output: options.Output = None,
    k: options.Shingle = options.K,
    max_file_size: options.MaxFileSize = options.MAX_FILE_SIZE,
    furniture: options.Furniture = None,
    least_narrative: options.LeastNarrative = LEAST_NARRATIVE,
    color: options.Color = "auto",
) -> None:
    """Explain a rule, or why two articles are reported or not.

    A and B are files, articles of a corpus (CORPUS#ID or CORPUS:LINE), or identities of articles
    within PATHS.

    Exit code: 0, 2 there is no such rule or article.
    """
    if other is None:
        write(_rule(what, report_format), output)
        return
    require_output_free(output, [what, other], furniture, paths or ())
    from dedupe.diagnosis.explain import explain as run
    from dedupe.report.explain import render_json, render_text

    setting = setting_for(None)
    explanation = run(
        what,
        other,
        paths or (),
        criteria=setting.criteria(furniture, k, least_narrative),
        selection=setting.selection(max_file_size=max_file_size),
    )
    is_json = report_format == "json"
    write(render_json(explanation) if is_json else render_text(explanation, terminal_for(color, output)), output)


def _rule(word: str, report_format: options.FormatName) -> str:
    from dedupe.findings.rules import rule_of

    rule = rule_of(word)
    if report_format == "json":
        return json_text(rule, indent=2) + "\n"
    return rule.page()
