"""Running a check as the configuration wants it, and making what its reports show."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.cli.effective_config import prefix
from dedupe.cli.options import K
from dedupe.cli.reading_notes import note_sentences
from dedupe.cli.terminal import shown_progress

if TYPE_CHECKING:
    from dedupe.cli.effective_config import Setting
    from dedupe.findings.baseline import Baseline
    from dedupe.pipeline.judgement import Judgement
    from dedupe.read.file_selection import FileSelection
    from dedupe.report.check_report import CheckReport


def first_day(days: int | None) -> str | None:
    """Return the day that was so many days ago, ISO 8601; None for no such limit."""
    if days is None:
        return None
    today = datetime.now().astimezone().date()
    return (today - timedelta(days=min(days, today.toordinal() - 1))).isoformat()


def run(
    paths: Sequence[Path],
    setting: Setting,
    selection: FileSelection,
    *,
    furniture: Path | None = None,
    k: int = K,
    least_narrative: int = LEAST_NARRATIVE,
    quiet: bool = False,
    **options: Any,  # noqa: ANN401 - they are those of `check`
) -> Judgement:
    """Check articles, and show how far it is, or raise a DedupeError if they cannot be checked."""
    from dedupe.pipeline.check import check

    with shown_progress(wanted=not quiet) as progress:
        return check(
            paths,
            criteria=setting.criteria(furniture, k, least_narrative),
            selection=selection,
            progress=progress,
            **options,
        )


def report_for(
    report: Judgement,
    setting: Setting,
    baseline: Baseline | None,
    focus: Container[str] | None = None,
    *,
    notes: bool = False,
) -> CheckReport:
    """Decide which findings count, and put them together for the reports.

    Findings must touch the files in `focus`, None for all; with `notes` those of severity note are wanted as well.
    """
    from dedupe import __version__
    from dedupe.cli.git import root_of
    from dedupe.findings.gate import Gate
    from dedupe.pipeline.select_findings import select_findings
    from dedupe.report.check_report import CheckReport, TextOptions

    config, today = setting.config, datetime.now().astimezone().date()
    findings, remarks = select_findings(
        report, config, prefix=setting.prefix, today=today, baseline=baseline, focus=focus, notes=notes
    )
    return CheckReport(
        report.with_findings(findings),
        gate=Gate(config.fail_on, config.max_findings),
        remarks=(*note_sentences(report.notes), *remarks),
        prefix=prefix(root_of(setting.cwd), setting.cwd.resolve()),
        compared_with_baseline=baseline is not None,
        version=__version__,
        text=TextOptions(verbose=notes),
    )
