"""Options of `dedupe check`, some of which `dedupe baseline` and `dedupe config` have as well."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dedupe.cli.options import existing_path, format_option, whole_number
from dedupe.findings.gate import FailOn
from dedupe.report.formats import CHECK_FORMATS


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


CheckPathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Articles, files with many, archives, and folders of them; - is the standard input.",
        metavar="PATHS...",
        parser=existing_path,
        show_default=False,
    ),
]
CheckFormatOption = Annotated[str, format_option(CHECK_FORMATS, "Format of the report.")]
ReportOption = Annotated[
    list[str] | None,
    typer.Option(
        "--report", metavar="FORMAT=FILE", help="Write one more report; may be given repeatedly."
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Read this instead of the nearest dedupe.toml.",
        exists=True,
    ),
]
SelectOption = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="RULES",
        autocompletion=rule_words,
        help="Apply only these: codes, names or families.",
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore", metavar="RULES", autocompletion=rule_words, help="Leave these rules out."
    ),
]
FailOnOption = Annotated[
    FailOn | None,
    typer.Option("--fail-on", help="Least severity that fails the check. [default: warning]"),
]
MaxFindingsOption = Annotated[
    int | None,
    typer.Option(
        "--max-findings",
        metavar="N",
        parser=whole_number(0),
        help="Put up with so many such findings.",
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        parser=whole_number(0),
        help="Processes at most, 0 for none beside this one; the answer is the same.",
    ),
]
AgainstOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--against",
        metavar="PATH",
        help="Check against this folder, corpus or archive, and not the articles against each other.",
        parser=existing_path,
    ),
]
SinceDaysOption = Annotated[
    int | None,
    typer.Option(
        "--since-days",
        metavar="N",
        parser=whole_number(0),
        help="Of these, only articles of the last N days, and those without a date.",
    ),
]
FocusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--focus",
        metavar="FILE...",
        help="Compare with everything, but report only what touches these files.",
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="GIT_REF", help="The same for the files changed since a commit."
    ),
]
FilesFromOption = Annotated[
    str | None,
    typer.Option(
        "--files-from",
        metavar="FILE",
        help="Read more paths from a file, - for the standard input; one a line, or NUL between.",
    ),
]
IncludeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--include", metavar="PATTERN", help="In folders read only these files; as in .gitignore."
    ),
]
FieldOption = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="FIELD=NAME",
        help="The column or key that has a field, such as text=Lead, where its name is not known.",
    ),
]
BaselineOption = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="File with accepted findings.")
]
BaselineRefOption = Annotated[
    str | None,
    typer.Option(
        "--baseline-from-ref",
        metavar="GIT_REF",
        help="Take the baseline as it is in this commit, which a change cannot edit.",
    ),
]
DepfileOption = Annotated[
    Path | None,
    typer.Option(
        "--depfile", metavar="FILE", help="Write what the report depends on, for make to include."
    ),
]
