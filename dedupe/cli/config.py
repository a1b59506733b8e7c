"""`dedupe config` and `dedupe init`."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dedupe.cli import options
from dedupe.cli.effective_config import setting_for
from dedupe.cli.terminal import write
from dedupe.errors import InputError
from dedupe.report.escape import for_terminal
from dedupe.report.serialize import json_text

if TYPE_CHECKING:
    from dedupe.cli.effective_config import Setting


def config(
    report_format: options.Format = "text",
    file: options.Config = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    max_findings: options.MaxFindings = None,
    baseline: options.Baseline = None,
) -> None:
    """Show what is in force, and where each value comes from."""
    setting = setting_for(
        file, select=select, ignore=ignore, fail_on=fail_on, max_findings=max_findings, baseline=baseline
    )
    values = _values(setting)
    if report_format == "json":
        origins = setting.config.origins
        listed = {key: {"value": value, "from": origins[key]} for key, value in values.items()}
        write(json_text(listed, indent=2) + "\n", None)
    else:
        write(_text(setting, values), None)


def init(
    file: Annotated[Path, typer.Argument(help="The file to write.", metavar="FILE", show_default=True)] = Path(
        "dedupe.toml"
    ),
) -> None:
    """Write a configuration file with every option commented."""
    from dedupe.config import init_text

    if file.exists():
        raise InputError(f"{file} is there already")
    write(init_text(), file)
    write(f"Written: {for_terminal(str(file))}. `dedupe config` shows what is in force.\n", None)


def _values(setting: Setting) -> dict[str, object]:
    from dedupe.config_options import OPTIONS

    return {key: _plain(getattr(setting.config, key.replace("-", "_"))) for key in OPTIONS}


def _plain(value: object) -> object:
    """Make of a value what TOML and JSON know."""
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        tables = [asdict(row) for row in value]
        return {table.pop("name"): table for table in tables}
    return list(value) if isinstance(value, tuple) else value


def _text(setting: Setting, values: dict[str, object]) -> str:
    origins, names = setting.config.origins, max(map(len, values))
    shown = {key: json.dumps(shown_value, ensure_ascii=False) for key, shown_value in values.items()}
    width = min(max(map(len, shown.values())), 40)
    file = setting.config.file or "none; these are defaults"
    lines = [f"Configuration file: {file}", ""]
    lines += [f"{key:<{names}} = {value:<{width}}  # {origins[key]}" for key, value in shown.items()]
    return "\n".join(map(for_terminal, lines)) + "\n"
