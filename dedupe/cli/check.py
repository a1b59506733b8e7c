"""`dedupe check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typer

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.cli.cache import CacheDirOption, NoCacheOption, cache_folder
from dedupe.cli.check_options import (
    AgainstOption,
    BaselineOption,
    BaselineRefOption,
    CheckFormatOption,
    CheckPathsArgument,
    ConfigOption,
    DepfileOption,
    FailOnOption,
    FieldOption,
    FilesFromOption,
    FocusOption,
    IgnoreOption,
    IncludeOption,
    JobsOption,
    MaxFindingsOption,
    ReportOption,
    SelectOption,
    SinceDaysOption,
    SinceOption,
)
from dedupe.cli.checked_files import all_paths, dependencies, focused, make_rule
from dedupe.cli.exits import Exit
from dedupe.cli.fields import parse_fields
from dedupe.cli.options import (
    MAX_FILE_SIZE,
    Color,
    ColorOption,
    FurnitureOption,
    K,
    LeastNarrativeOption,
    MaxFileSizeOption,
    OutputOption,
    QuietOption,
    ShingleOption,
    VerboseOption,
)
from dedupe.cli.protected_outputs import Output, require_free
from dedupe.cli.reports import requested_reports, show_alignments, write_reports
from dedupe.cli.run_check import apply_policy, first_day, run
from dedupe.cli.setting import baseline_in_force, setting_for
from dedupe.cli.terminal import qualified_remark, remark, terminal_for, write
from dedupe.cli.unmatched_patterns import unmatched_patterns
from dedupe.errors import ConfigError
from dedupe.report.formats import DATA_SUFFIXES


def check(
    paths: CheckPathsArgument = None,
    report_format: CheckFormatOption = "text",
    output: OutputOption = None,
    report: ReportOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    max_findings: MaxFindingsOption = None,
    against: AgainstOption = None,
    since_days: SinceDaysOption = None,
    focus: FocusOption = None,
    since: SinceOption = None,
    files_from: FilesFromOption = None,
    include: IncludeOption = None,
    fields: FieldOption = None,
    baseline: BaselineOption = None,
    baseline_from_ref: BaselineRefOption = None,
    config: ConfigOption = None,
    depfile: DepfileOption = None,
    jobs: JobsOption = None,
    no_cache: NoCacheOption = False,
    cache_dir: CacheDirOption = None,
    k: ShingleOption = K,
    max_file_size: MaxFileSizeOption = MAX_FILE_SIZE,
    furniture: FurnitureOption = None,
    least_narrative: LeastNarrativeOption = LEAST_NARRATIVE,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Find the copies among articles.

    Exit code: 0 nothing found, 1 findings, 2 could not check. It is the same for every format.
    """
    if no_cache and cache_dir:
        raise ConfigError("--no-cache and --cache-dir contradict each other; name one")
    if quiet and verbose:
        raise ConfigError("--quiet and --verbose contradict each other; name one")
    if since_days is not None and not against:
        raise ConfigError("--since-days says which articles of --against count; name these")
    setting = setting_for(
        config,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        max_findings=max_findings,
        baseline=baseline,
        include=include,
        fields=parse_fields(fields),
    )
    accepted = baseline_in_force(setting, baseline_from_ref)
    requests = requested_reports(report_format, output, report or ())
    everything, in_focus = all_paths(paths, files_from), focused(focus, since, setting.cwd)
    outputs = [
        *(
            Output("--report", request.file, request.is_folder)
            for request in requests[:-1]
            if request.file
        ),
        *([Output("--output", output)] if output else []),
        *([Output("--depfile", depfile)] if depfile else []),
    ]
    read = {
        **setting.files,
        "furniture file": furniture,
        "list of files": Path(files_from) if files_from not in (None, "-") else None,
    }
    require_free(outputs, read, [*everything, *(against or ())])
    intake = setting.intake([output.file for output in outputs])
    done = run(
        everything,
        setting,
        intake,
        against=against or (),
        since=first_day(since_days),
        jobs=jobs,
        cache=None if no_cache else cache_folder(cache_dir, setting),
        k=k,
        max_file_size=max_file_size,
        furniture=furniture,
        least_narrative=least_narrative,
        quiet=quiet,
        align_all=show_alignments(requests, setting.config, notes=verbose),
    )
    found = apply_policy(done, setting, accepted, in_focus, notes=verbose)
    unmatched = unmatched_patterns([*everything, *(against or ())], setting)
    found = replace(found, remarks=(*unmatched, *found.remarks))
    trouble = [f"without a cache: {done.cache_trouble}"] if done.cache_trouble else []
    trouble += [*map(str, done.unread), *qualified_remark(done.qualified)]
    remark(() if quiet else (*trouble, *found.remarks))
    if depfile:
        sources = dependencies([*everything, *(against or ())], setting, intake)
        write(make_rule(requests, sources), depfile)
    options = replace(found.text, terminal=terminal_for(color, output), quiet=quiet)
    others = tuple(
        str(request.file)
        for request in requests
        if request.file and request.format not in DATA_SUFFIXES
    )
    write_reports(requests, replace(found, text=options, others=others))
    raise typer.Exit(Exit.FOUND if found.verdict.failed else Exit.NOTHING)
