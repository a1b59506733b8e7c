"""`dedupe check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.cli.check_options import (
    AgainstOption,
    BaselineOption,
    BaselineRefOption,
    CheckFormat,
    CheckFormatOption,
    CheckPathsArgument,
    ConfigOption,
    DepfileOption,
    FailOnOption,
    FilesFromOption,
    FocusOption,
    IgnoreOption,
    JobsOption,
    MaxFindingsOption,
    ReportOption,
    SelectOption,
    SinceOption,
)
from dedupe.cli.exits import Exit
from dedupe.cli.furniture import furniture_from
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
from dedupe.cli.reports import Shown, wanted_reports, write_reports
from dedupe.cli.terminal import remark, terminal_for, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from dedupe.check import Report
    from dedupe.cli.reports import Wanted
    from dedupe.cli.setting import Setting
    from dedupe.read.intake import Intake
    from dedupe.report.view import View
    from dedupe.ruling import Ruling


def check(
    paths: CheckPathsArgument = None,
    report_format: CheckFormatOption = CheckFormat.TEXT,
    output: OutputOption = None,
    report: ReportOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    max_findings: MaxFindingsOption = None,
    against: AgainstOption = None,
    focus: FocusOption = None,
    since: SinceOption = None,
    files_from: FilesFromOption = None,
    baseline: BaselineOption = None,
    baseline_from_ref: BaselineRefOption = None,
    config: ConfigOption = None,
    depfile: DepfileOption = None,
    jobs: JobsOption = None,
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
    from dedupe.cli.files import focused
    from dedupe.cli.setting import baseline_in_force, setting_for

    setting = setting_for(
        config,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        max_findings=max_findings,
        baseline=baseline,
    )
    accepted = baseline_in_force(setting, baseline_from_ref)
    wanted = wanted_reports(report_format, output, report or ())
    written = [it.file for it in wanted if it.file] + ([depfile] if depfile else [])
    intake, everything = setting.intake(written), _all_paths(paths, files_from)
    in_focus = focused(focus, since, setting.cwd)
    done = checked(
        everything,
        setting,
        intake,
        against=against or (),
        quiet=quiet,
        jobs=jobs,
        k=k,
        max_file_size=max_file_size,
        furniture=furniture,
        least_narrative=least_narrative,
    )
    from dedupe.ruling import rule_on

    ruling = rule_on(
        done,
        setting.config,
        at=setting.at,
        today=today(),
        baseline=accepted,
        focus=in_focus,
        notes=verbose,
    )
    view = _view(done, ruling, setting, compared_with_baseline=accepted is not None)
    shown = Shown(
        _with_findings(done, ruling), view, terminal_for(color, output), quiet, verbose
    )
    if not quiet:
        remark(ruling.remarks)
    if depfile:
        _write_depfile(depfile, wanted, [*everything, *(against or ())], setting, intake)
    write_reports(wanted, shown)
    raise typer.Exit(Exit.FOUND if view.verdict.failed else Exit.NOTHING)
