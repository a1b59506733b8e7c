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
from dedupe.cli.options import (
    MAX_FILE_SIZE,
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
from dedupe.cli.reports import needed_depth, requested_reports, write_reports
from dedupe.cli.run_check import first_day, report_for, run
from dedupe.cli.setting import baseline_in_force, setting_for
from dedupe.cli.terminal import qualified_remark, remark, terminal_for, write
from dedupe.cli.unmatched_patterns import unmatched_patterns
from dedupe.errors import ConfigError


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
    color: ColorOption = "auto",
) -> None:
    """Find the copies among articles.

    Exit code: 0 nothing found, 1 findings, 2 could not check. It is the same for every format.
    """
    _refuse_contradictions(
        ("--no-cache and --cache-dir", no_cache and cache_dir is not None),
        ("--quiet and --verbose", quiet and verbose),
    )
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
        fields=fields,
    )
    accepted = baseline_in_force(setting, baseline_from_ref)
    requests = requested_reports(report_format, output, report or ())
    everything, in_focus = all_paths(paths, files_from), focused(focus, since, setting.cwd)
    read = [*everything, *(against or ())]
    outputs = [
        *(
            Output(request.option, request.file, request.is_folder)
            for request in requests
            if request.file
        ),
        *([Output("--depfile", depfile)] if depfile else []),
    ]
    files_list = Path(files_from) if files_from not in (None, "-") else None
    owned = {**setting.files, "furniture file": furniture, "list of files": files_list}
    require_free(outputs, owned, read)
    selection = setting.selection([output.file for output in outputs], max_file_size)
    done = run(
        everything,
        setting,
        selection,
        against=against or (),
        since=first_day(since_days),
        jobs=jobs,
        cache=None if no_cache else cache_folder(cache_dir, setting),
        k=k,
        furniture=furniture,
        least_narrative=least_narrative,
        quiet=quiet,
        depth=needed_depth(requests, setting.config, accepted, notes=verbose),
    )
    found = report_for(done, setting, accepted, in_focus, notes=verbose)
    found = replace(found, remarks=(*unmatched_patterns(read, setting), *found.remarks))
    if not quiet:
        trouble = [f"without a cache: {done.cache_trouble}"] if done.cache_trouble else []
        unread = [*map(str, done.unread), *qualified_remark(done.qualified)]
        failed = [f"{skipped.id} skipped: {skipped.reason}" for skipped in done.skipped]
        remark([*trouble, *unread, *found.remarks, *failed], "SARIF and Markdown")
    if depfile:
        write(make_rule(requests, dependencies(read, setting, selection)), depfile)
    write_reports(requests, found, terminal_for(color, output), quiet=quiet)
    raise typer.Exit(Exit.FOUND if found.verdict.failed else Exit.NOTHING)


def _refuse_contradictions(*given: tuple[str, bool]) -> None:
    for options, are_both in given:
        if are_both:
            raise ConfigError(f"{options} contradict each other; name one")
