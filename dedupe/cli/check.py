"""`dedupe check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.cli import options
from dedupe.cli.cache import cache_folder
from dedupe.cli.checked_files import all_paths, dependencies, focused, make_rule, unmatched_patterns
from dedupe.cli.effective_config import baseline_in_force, setting_for
from dedupe.cli.exits import Exit
from dedupe.cli.option_values import takes
from dedupe.cli.protected_outputs import Output, require_free
from dedupe.cli.reading_notes import qualified_remark, remark
from dedupe.cli.reports import ReportRequest, needed_depth, requested_reports, write_reports
from dedupe.cli.run_check import first_day, report_for, run
from dedupe.cli.terminal import terminal_for, write
from dedupe.errors import ConfigError

if TYPE_CHECKING:
    from dedupe.report.check_report import CheckReport


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of `dedupe check`, in the order of its help."""

    paths: options.PathsOrList = None
    report_format: options.CheckFormat = "text"
    output: options.Output = None
    report: options.Report = None
    select: options.Select = None
    ignore: options.Ignore = None
    fail_on: options.FailOn = None
    max_findings: options.MaxFindings = None
    against: options.Against = None
    since_days: options.SinceDays = None
    focus: options.Focus = None
    since: options.Since = None
    files_from: options.FilesFrom = None
    include: options.Include = None
    fields: options.Fields = None
    baseline: options.Baseline = None
    baseline_from_ref: options.BaselineRef = None
    config: options.Config = None
    depfile: options.Depfile = None
    jobs: options.Jobs = None
    no_cache: options.NoCache = False
    cache_dir: options.CacheDir = None
    k: options.Shingle = options.K
    max_file_size: options.MaxFileSize = options.MAX_FILE_SIZE
    furniture: options.Furniture = None
    least_narrative: options.LeastNarrative = LEAST_NARRATIVE
    quiet: options.Quiet = False
    verbose: options.Verbose = False
    color: options.Color = "auto"

    def refuse_contradictions(self) -> None:
        """Raise a ConfigError where two options cannot both be meant."""
        if self.no_cache and self.cache_dir is not None:
            raise ConfigError("--no-cache and --cache-dir contradict each other; name one")
        if self.quiet and self.verbose:
            raise ConfigError("--quiet and --verbose contradict each other; name one")
        if self.since_days is not None and not self.against:
            raise ConfigError("--since-days says which articles of --against count; name these")

    def outputs(self, requests: Sequence[ReportRequest]) -> Iterator[Output]:
        """Yield the files and folders that the run writes."""
        for request in requests:
            if request.file:
                yield Output(request.option, request.file, request.is_folder)
        if self.depfile:
            yield Output("--depfile", self.depfile)


@takes(CheckOptions)
def check(given: CheckOptions) -> None:
    """Find the copies among articles.

    Exit code: 0 nothing found, 1 findings, 2 could not check. It is the same for every format.
    """
    given.refuse_contradictions()
    setting = setting_for(
        given.config,
        select=given.select,
        ignore=given.ignore,
        fail_on=given.fail_on,
        max_findings=given.max_findings,
        baseline=given.baseline,
        include=given.include,
        fields=given.fields,
    )
    accepted = baseline_in_force(setting, given.baseline_from_ref)
    requests = requested_reports(given.report_format, given.output, given.report or ())
    everything = all_paths(given.paths, given.files_from)
    in_focus = focused(given.focus, given.since, setting.cwd)
    read, outputs = [*everything, *(given.against or ())], list(given.outputs(requests))
    files_list = Path(given.files_from) if given.files_from not in (None, "-") else None
    owned = {**setting.files, "furniture file": given.furniture, "list of files": files_list}
    require_free(outputs, owned, read)
    selection = setting.selection([output.file for output in outputs], given.max_file_size)
    done = run(
        everything,
        setting,
        selection,
        against=given.against or (),
        since=first_day(given.since_days),
        jobs=given.jobs,
        cache=None if given.no_cache else cache_folder(given.cache_dir, setting),
        k=given.k,
        furniture=given.furniture,
        least_narrative=given.least_narrative,
        quiet=given.quiet,
        depth=needed_depth(requests, setting.config, accepted, notes=given.verbose),
    )
    found = report_for(done, setting, accepted, in_focus, notes=given.verbose)
    found = replace(found, remarks=(*unmatched_patterns(read, setting), *found.remarks))
    if not given.quiet:
        remark(list(_remarks(found)), "SARIF and Markdown")
    if given.depfile:
        write(make_rule(requests, dependencies(read, setting, selection)), given.depfile)
    write_reports(requests, found, terminal_for(given.color, given.output), quiet=given.quiet)
    raise typer.Exit(Exit.FOUND if found.verdict.failed else Exit.NOTHING)


def _remarks(found: CheckReport) -> Iterator[str]:
    """Yield what there is to say beside the findings, in words."""
    judgement = found.result
    if judgement.cache_trouble:
        yield f"without a cache: {judgement.cache_trouble}"
    yield from map(str, judgement.unread)
    yield from qualified_remark(judgement.qualified)
    yield from found.remarks
    yield from (f"{skipped.id} skipped: {skipped.reason}" for skipped in judgement.skipped)
