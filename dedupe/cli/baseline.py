"""`dedupe baseline create`, `update`, `prune` and `show`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.cli import options
from dedupe.cli.cache import cache_folder
from dedupe.cli.effective_config import DEFAULT_BASELINE, setting_for
from dedupe.cli.option_values import group, takes
from dedupe.cli.protected_outputs import Output, require_free
from dedupe.cli.run_check import report_for, run
from dedupe.cli.terminal import write
from dedupe.errors import InputError
from dedupe.report.escape import for_terminal

if TYPE_CHECKING:
    from dedupe.findings.baseline import Baseline
    from dedupe.findings.finding import Finding

baseline = group("Accept findings, so that a check fails only by new ones.")


@dataclass(frozen=True, slots=True)
class AcceptOptions:
    """The options of `dedupe baseline create` and `update`."""

    paths: options.Paths
    file: options.Baseline = None
    reason: options.Reason = None
    config: options.Config = None
    select: options.Select = None
    ignore: options.Ignore = None
    against: options.Against = None
    jobs: options.Jobs = None


@baseline.command()
@takes(AcceptOptions)
def create(given: AcceptOptions) -> None:
    """Accept everything that a check finds now, in a new file."""
    from dedupe.findings import baseline as baselines

    place = _place(given.config, given.file)
    if place.exists():
        raise InputError(f"{place} is there already; `dedupe baseline update` brings it up to date")
    _write(place, baselines.create(_findings(given, place), given.reason), None)


@baseline.command()
@takes(AcceptOptions)
def update(given: AcceptOptions) -> None:
    """Accept what a check finds now, and nothing else.

    Reasons and expiry dates stay.
    """
    from dedupe.findings import baseline as baselines

    place = _place(given.config, given.file)
    old = baselines.load(place)  # before anything takes time
    _write(place, baselines.update(old, _findings(given, place), given.reason), old)


@baseline.command()
def prune(
    paths: options.Paths,
    file: options.Baseline = None,
    config: options.Config = None,
    against: options.Against = None,
    jobs: options.Jobs = None,
) -> None:
    """Drop what a check does not find any more, and accept nothing new."""
    from dedupe.findings import baseline as baselines

    place = _place(config, file)
    old = baselines.load(place)
    everything = AcceptOptions(paths, file, None, config, select=["all"], ignore=[], against=against, jobs=jobs)
    _write(place, baselines.prune(old, _findings(everything, place)), old)


@baseline.command()
def show(file: options.Baseline = None, config: options.Config = None) -> None:
    """List what is accepted, with the reason, and until when."""
    from dedupe.findings.baseline import load

    lines = []
    for entry in load(_place(config, file)):
        until = f" until {entry.expires}" if entry.expires else ""
        why = f": {entry.reason}" if entry.reason else ""
        share = f"{entry.containment:.0%}"
        lines.append(f"{entry.article} {entry.rule} from {entry.source} ({share}){until}{why}")
    write("".join(f"{for_terminal(line)}\n" for line in lines) or "Nothing is accepted.\n", None)


def _place(config: Path | None, file: Path | None) -> Path:
    """Find the file: the one named, the one configured, or one in the working directory."""
    configured = setting_for(config, baseline=file).config.baseline_file
    return configured or Path(DEFAULT_BASELINE)


def _findings(given: AcceptOptions, place: Path) -> tuple[Finding, ...]:
    setting = setting_for(given.config, select=given.select, ignore=given.ignore)
    against = given.against or ()
    owned = {"configuration": setting.config.file}
    require_free([Output("--baseline", place)], owned, [*given.paths, *against])
    report = run(
        given.paths,
        setting,
        setting.selection([place]),
        against=against,
        jobs=given.jobs,
        cache=cache_folder(None, setting),
    )
    return report_for(report, setting, None).findings


def _write(place: Path, new: Baseline, old: Baseline | None) -> None:
    from dedupe.findings.baseline import render

    write(render(new), place)
    before = {entry.key for entry in old or ()}
    after = {entry.key for entry in new}
    words = f"{len(after)} accepted, {len(after - before)} new, {len(before - after)} dropped"
    hint = "" if old is not None else "\nA check uses it with `--baseline`, or `baseline` in dedupe.toml."
    write(f"{for_terminal(str(place))}: {words}.{hint}\n", None)
