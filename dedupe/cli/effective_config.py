"""What a check is run with: the configuration in force, and what follows from it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.cli import options
from dedupe.errors import BaselineError, ConfigError, InputError

if TYPE_CHECKING:
    from dedupe.comparison.criteria import Criteria
    from dedupe.config import Config
    from dedupe.findings.baseline import Baseline
    from dedupe.read.file_selection import FileSelection
    from dedupe.read.parse_date import DateOrder

DEFAULT_BASELINE = "dedupe-baseline.json"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a check is run with."""

    config: Config
    cwd: Path  # the working directory, absolute
    prefix: str  # path from the configuration's folder to it, empty or ending in a slash

    def criteria(self, furniture: Path | None, k: int, least_narrative: int) -> Criteria:
        """Return what makes a copy, beside the furniture that a file lists."""
        from dedupe.comparison.criteria import Criteria
        from dedupe.furniture.furniture_file import NO_FURNITURE, load_furniture
        from dedupe.judge.credit.outlet_names import OutletProfile

        outlets = (
            OutletProfile(outlet.name, outlet.names, outlet.group, outlet.credits) for outlet in self.config.outlets
        )
        listed = NO_FURNITURE if furniture is None else load_furniture(furniture)
        return Criteria(k, least_narrative, listed, tuple(outlets))

    @property
    def date_order(self) -> DateOrder | None:
        """Whether day or month comes first in dates in numbers, None where the other dates tell."""
        order = self.config.date_order
        return None if order == "auto" else order

    @property
    def files(self) -> dict[str, Path | None]:
        """The files that a check reads beside articles, by what they are."""
        return {"configuration": self.config.file, "baseline": self.config.baseline_file}

    def selection(self, own: Iterable[Path] = (), max_file_size: int = options.MAX_FILE_SIZE) -> FileSelection:
        """Return which files to leave out, and what is known of the others.

        `own` are files that the run writes, or reads otherwise than as articles; of a file with several articles,
        `max_file_size` is that of one, in bytes.
        """
        from dedupe.read.file_selection import FileSelection

        baseline = self.config.baseline_file
        return FileSelection(
            prefix=self.prefix,
            exclude=self.config.exclude,
            outlets=tuple((outlet.name, outlet.paths) for outlet in self.config.outlets),
            include=self.config.include,
            formats=self.config.formats,
            fields=self.config.fields,
            wire=self.config.wire,
            date_order=self.date_order,
            max_file_size=max_file_size,
            own=frozenset(os.path.realpath(path) for path in (*own, *filter(None, [baseline]))),
        )


def setting_for(file: Path | None, *, fields: Sequence[str] | None = None, **given: object) -> Setting:
    """Find out what is in force, by a configuration, fields as FIELD=NAME, and options given, None for none.

    A ConfigError says what is wrong.
    """
    from dedupe.config import load_config

    cwd = Path.cwd()
    on_command_line = {key.replace("_", "-"): _plain(value) for key, value in given.items()}
    on_command_line["fields"] = dict(map(_field, fields)) if fields else None
    config = load_config(cwd, os.environ, on_command_line, file)
    return Setting(config, cwd, prefix(config.folder.absolute(), cwd))


def prefix(folder: Path, cwd: Path) -> str:
    """Return the path from a folder to the working directory, empty or ending in a slash."""
    try:
        way = os.path.relpath(cwd, folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        return ""
    return "" if way == "." else f"{way}/"


def baseline_in_force(setting: Setting, ref: str | None) -> Baseline | None:
    """Read the baseline, from a commit if one is named.

    A BaselineError says that it is missing or broken, or an InputError that there is no such commit.
    """
    from dedupe.findings.baseline import load, parse

    path = setting.config.baseline_file
    if ref is None:
        return load(path) if path else None
    from dedupe.cli.git import content_at

    name = path or Path(DEFAULT_BASELINE)
    try:
        return parse(content_at(ref, name, setting.cwd).decode("utf-8-sig"), f"{ref}:{name}")
    except (InputError, UnicodeDecodeError) as error:
        raise BaselineError(f"baseline {ref}:{name}: {error}") from None


def _field(assignment: str) -> tuple[str, str]:
    field, equals, name = assignment.partition("=")
    if not (field and equals and name):
        raise ConfigError(f"--field {assignment}: FIELD=NAME is wanted, such as text=Lead")
    return field, name


def _plain(value: object) -> object:
    """Split words at commas, as in the environment; write a path as text."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, list):
        return [word.strip() for part in value for word in str(part).split(",") if word.strip()] or None
    return str(value) if isinstance(value, str) else value
