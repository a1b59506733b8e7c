"""The configuration: defaults, then a file, then the environment, then the command line."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from dedupe.config_options import OPTIONS, Option, Outlet, close_to, from_text
from dedupe.errors import ConfigError, InputError
from dedupe.findings.gate import FailOn
from dedupe.read.file_bytes import read_settings

FILE, PROJECT = "dedupe.toml", "pyproject.toml"
PREFIX = "DEDUPE_"


@dataclass(frozen=True, slots=True)
class Config:
    """What is in force."""

    select: tuple[str, ...]  # rules to apply, by code, name or family; all if empty
    ignore: tuple[str, ...]  # rules to leave out of those
    fail_on: FailOn  # the least severity that fails a check
    max_findings: int  # how many such findings are put up with
    baseline: str  # file with accepted findings, relative to `folder` if it says so; empty for none
    exclude: tuple[str, ...]  # files to leave out, in the syntax of `.gitignore`, relative to `folder`
    include: tuple[str, ...]  # the only files to read in folders, in the same syntax
    formats: tuple[str, ...]  # the only formats to read in folders
    fields: tuple[tuple[str, str], ...]  # by field the name that it has in tables and JSON
    wire: tuple[str, ...]  # files that are agencies' own, in the same syntax
    date_order: Literal["auto", "day-first", "month-first"]  # which comes first in dates in numbers
    inline_suppressions: bool  # whether articles can accept findings about themselves
    severity: Mapping[str, str]  # by name of rule
    per_path_ignores: Mapping[str, tuple[str, ...]]  # rules to leave out, by glob
    outlets: tuple[Outlet, ...]  # what is known of them
    folder: Path  # of the configuration file; the working directory if there is none
    origins: Mapping[str, str] = field(repr=False)  # where the value of each option comes from, by its name
    file: Path | None = field(default=None, repr=False, compare=False)  # the configuration file, None if there is none

    @property
    def baseline_file(self) -> Path | None:
        """The file with accepted findings, if one is configured."""
        if not self.baseline:
            return None
        from_file = self.file is not None and self.origins["baseline"] == str(self.file)
        return self.folder / self.baseline if from_file else Path(self.baseline)


def load_config(
    cwd: Path, environment: Mapping[str, str], given: Mapping[str, object] | None = None, file: Path | None = None
) -> Config:
    """Return what is in force.

    Args:
        cwd: the working directory, from which the file is looked for upwards, unless it is named.
        environment: variables; `DEDUPE_FAIL_ON` is the option `fail-on`.
        given: on the command line, by name of the option and in TOML's types; None is not given.

    Raises:
        ConfigError: an option does not exist or has a wrong value, or the file cannot be read.
    """
    file = find_file(cwd) if file is None else file
    values = {key: option.read(option.default) for key, option in OPTIONS.items()}
    origins = dict.fromkeys(OPTIONS, "default")
    layers = [*([_from_file(file)] if file else []), _from_environment(environment), _from_command_line(given or {})]
    for layer in layers:
        for key, (value, origin) in layer.items():
            values[key], origins[key] = value, origin
    named = {key.replace("-", "_"): value for key, value in values.items()}
    return Config(**cast("dict[str, Any]", named), folder=file.parent if file else cwd, origins=origins, file=file)


def find_file(cwd: Path) -> Path | None:
    """Find the nearest `dedupe.toml`, or `pyproject.toml` with a table `tool.dedupe`, upwards.

    A ConfigError says that a file on the way cannot be read.
    """
    for folder in (cwd.absolute(), *cwd.absolute().parents):
        if (folder / FILE).is_file():
            return folder / FILE
        project = folder / PROJECT
        if project.is_file() and "dedupe" in _tools(_parse_file(project)):
            return project
    return None


def init_text() -> str:
    """Write a file to start from: every option with its default, commented out."""
    lines = ["# What `dedupe check` does in this folder and below; `dedupe config` shows what is in force."]
    for key, option in OPTIONS.items():
        lines += ["", f"# {option.comment}"]
        lines += [f"#[{key}]"] if option.default == {} else [f"#{key} = {json.dumps(option.default)}"]
    return "\n".join([*lines, ""])


def _parse_file(file: Path) -> dict[str, object]:
    """Read a TOML file, or raise a ConfigError if it cannot be read, or is no TOML."""
    try:
        return tomllib.loads(read_settings(file))
    except InputError as error:
        raise ConfigError(f"{file}: {error}") from None
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError too
        raise ConfigError(f"{file}: not TOML: {error}") from None


def _tools(root: Mapping[str, object]) -> Mapping[str, object]:
    """Return the table `tool` of a `pyproject.toml`, empty where there is none."""
    found = root.get("tool")
    return found if isinstance(found, dict) else {}


Layer = dict[str, tuple[object, str]]


def _from_file(file: Path) -> Layer:
    root = _parse_file(file)
    table = _tools(root).get("dedupe", {}) if file.name == PROJECT else root
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: tool.dedupe is no table")
    return {key: (_read(key, value, str(file)), str(file)) for key, value in table.items()}


def _from_environment(environment: Mapping[str, str]) -> Layer:
    variables = {f"{PREFIX}{option.upper().replace('-', '_')}": option for option in OPTIONS if OPTIONS[option].plain}
    layer: Layer = {}
    for name, text in environment.items():
        if name in variables:
            key = variables[name]
            layer[key] = _from_variable(name, OPTIONS[key], text), name
        elif name.startswith(PREFIX) and (hint := close_to(name, variables)):
            raise ConfigError(f"there is no variable {name}; did you mean {hint}?")
    return layer


def _from_variable(name: str, option: Option, text: str) -> object:
    try:
        return from_text(option, text)
    except ConfigError as error:
        raise ConfigError(f"{name}: {error}") from None


def _from_command_line(given: Mapping[str, object]) -> Layer:
    return {key: (_read(key, value, f"--{key}"), f"--{key}") for key, value in given.items() if value is not None}


def _read(key: str, value: object, place: str) -> object:
    if key not in OPTIONS:
        hint = close_to(key, OPTIONS)
        raise ConfigError(f"{place}: there is no option {key}" + (f"; did you mean {hint}?" if hint else ""))
    try:
        return OPTIONS[key].read(value)
    except ConfigError as error:
        named = place if place.endswith(key) else f"{place}: {key}"
        raise ConfigError(f"{named}: {error}") from None
