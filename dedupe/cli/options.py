"""The arguments and options of all commands, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from typer import Argument

from dedupe.cli.option_values import existing_path, format_option, option, output_file, rule_words, whole_number
from dedupe.findings.gate import FailOn as Severity
from dedupe.report.formats import CHECK_FORMATS, COMPARE_FORMATS

K = 5
MAX_FILE_SIZE = 10_000_000
FormatName: TypeAlias = Literal["text", "json"]
ColorWhen: TypeAlias = Literal["auto", "always", "never"]

# Articles.
Paths = Annotated[
    list[Path],
    Argument(
        help="Articles, files with many, archives, and folders of them.", metavar="PATHS...", parser=existing_path
    ),
]
PathsOrList = Annotated[
    list[Path] | None,
    Argument(
        help="Articles, files with many, archives, and folders of them; - is the standard input.",
        metavar="PATHS...",
        parser=existing_path,
        show_default=False,
    ),
]
FilesFrom = Annotated[
    str | None,
    option("--files-from FILE", "Read more paths from a file, - for the standard input; one a line, or NUL between."),
]
Include = Annotated[
    list[str] | None, option("--include PATTERN", "In folders read only these files; as in .gitignore.")
]
Fields = Annotated[
    list[str] | None,
    option("--field FIELD=NAME", "The column or key that has a field, such as text=Lead, where its name is not known."),
]
MaxFileSize = Annotated[int, option("--max-file-size BYTES", "Skip files with more bytes.", parser=whole_number(1))]
Against = Annotated[
    list[Path] | None,
    option(
        "--against PATH",
        "Check against this folder, corpus or archive, and not the articles against each other.",
        parser=existing_path,
    ),
]
SinceDays = Annotated[
    int | None,
    option(
        "--since-days N",
        "Of these, only articles of the last N days, and those without a date.",
        parser=whole_number(0),
    ),
]
Source = Annotated[
    str, Argument(help="The article that may be the source: a file, or CORPUS#ID or CORPUS:LINE.", metavar="SOURCE")
]
Targets = Annotated[
    list[str],
    Argument(
        help="The article that may be a copy of it; or several, for a table of what survived where.",
        metavar="TARGET...",
    ),
]

# What is compared, and what makes a copy.
Shingle = Annotated[int, option("-k WORDS", "Words a shingle.", parser=whole_number(1, 100))]
Furniture = Annotated[
    Path | None,
    option("--furniture FILE", "Paragraphs that are page furniture, or are none, as `dedupe furniture` writes them."),
]
LeastNarrative = Annotated[
    int,
    option(
        "--least-narrative WORDS",
        "Shared words in a row, outside quotations and names aside, that make a copy.",
        parser=whole_number(1),
    ),
]

# Which findings count.
Select = Annotated[
    list[str] | None, option("--select RULES", "Apply only these: codes, names or families.", autocompletion=rule_words)
]
Ignore = Annotated[list[str] | None, option("--ignore RULES", "Leave these rules out.", autocompletion=rule_words)]
FailOn = Annotated[Severity | None, option("--fail-on", "Least severity that fails the check. [default: warning]")]
MaxFindings = Annotated[
    int | None, option("--max-findings N", "Put up with so many such findings.", parser=whole_number(0))
]
Focus = Annotated[
    list[str] | None, option("--focus FILE...", "Compare with everything, but report only what touches these files.")
]
Since = Annotated[str | None, option("--since GIT_REF", "The same for the files changed since a commit.")]
Baseline = Annotated[Path | None, option("--baseline FILE", "File with accepted findings.")]
BaselineRef = Annotated[
    str | None,
    option("--baseline-from-ref GIT_REF", "Take the baseline as it is in this commit, which a change cannot edit."),
]
Reason = Annotated[str | None, option("--reason WORDS", "Why new findings are accepted.")]

# How a command runs.
Config = Annotated[Path | None, option("--config FILE", "Read this instead of the nearest dedupe.toml.", exists=True)]
Jobs = Annotated[
    int | None,
    option(
        "--jobs -j N", "Processes at most, 0 for none beside this one; the answer is the same.", parser=whole_number(0)
    ),
]
NoCache = Annotated[bool, option("--no-cache", "Neither use nor keep what runs found out.")]
CacheDir = Annotated[
    Path | None,
    option("--cache-dir DIR", "Keep it there. [default: .dedupe_cache, beside the configuration]", file_okay=False),
]

# What is written, and where.
Format = Annotated[FormatName, option("--format -f", "Format of the report.")]
CheckFormat = Annotated[str, format_option(CHECK_FORMATS, "Format of the report.")]
CompareFormat = Annotated[
    str, format_option(COMPARE_FORMATS, "Format; text is side by side where the terminal is wide, html is one page.")
]
Output = Annotated[
    Path | None,
    option("--output -o FILE", "Write the report to this file; - is the standard output.", parser=output_file),
]
Report = Annotated[list[str] | None, option("--report FORMAT=FILE", "Write one more report; may be given repeatedly.")]
Depfile = Annotated[Path | None, option("--depfile FILE", "Write what the report depends on, for make to include.")]
Context = Annotated[
    int | None, option("--context N", "Show only what changed, and N rows of unchanged paragraphs around it.", min=0)
]
Style = Annotated[bool, option("--style", "Show edits of style too: spelling, formats, punctuation.")]
Quiet = Annotated[bool, option("--quiet -q", "As text, only one line for each article found.")]
Verbose = Annotated[bool, option("--verbose -v", "As text, everything; a traceback after a crash.")]
Color = Annotated[ColorWhen, option("--color", "Use colours; auto is only on a terminal.")]

# Of `dedupe archive` and `dedupe tune` alone.
NewArchive = Annotated[Path, Argument(help="Folder of the archive, new or empty.", metavar="ARCHIVE")]
Archive = Annotated[Path, Argument(help="Folder of the archive.", metavar="ARCHIVE", show_default=False)]
NoTexts = Annotated[bool, option("--no-texts", "Keep no texts: what is found against it has neither lines nor a diff.")]
Ids = Annotated[list[str], option("--id ID", "Identity of an article; may be given repeatedly.")]
NoCompact = Annotated[bool, option("--no-compact", "Leave them in the files until the archive is compacted.")]
Lsh = Annotated[str, option("--lsh URL", "Redis server, such as redis://localhost:6379/0.", show_default=False)]
LshName = Annotated[str, option("--name NAME", "Of the index, before all of its keys.")]
Labels = Annotated[
    Path | None,
    option(
        "--labels FILE",
        "Keep labels in this file, one JSON object a line; those in it are not asked again.",
        dir_okay=False,
    ),
]
MostPairs = Annotated[int, option("--most PAIRS", "Pairs to show at most.", parser=whole_number(1))]
