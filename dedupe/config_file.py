"""The file that the configuration is read from: which one, and one to start from."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from dedupe.config_options import OPTIONS
from dedupe.errors import ConfigError, InputError
from dedupe.read.file_bytes import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "dedupe.toml"
PROJECT = "pyproject.toml"


def find_file(cwd: Path) -> Path | None:
    """Find the nearest `dedupe.toml`, or `pyproject.toml` with a table `tool.dedupe`, upwards.

    Raises:
        ConfigError: a file on the way cannot be read.
    """
    for folder in (cwd.absolute(), *cwd.absolute().parents):
        if (folder / FILE).is_file():
            return folder / FILE
        project = folder / PROJECT
        if project.is_file() and "dedupe" in tools(parse_file(project)):
            return project
    return None


def init_text() -> str:
    """Write a file to start from: every option with its default, commented out."""
    lines = [
        "# What `dedupe check` does in this folder and below; `dedupe config` shows what is in force."
    ]
    for key, option in OPTIONS.items():
        lines += ["", f"# {option.comment}"]
        lines += (
            [f"#[{key}]"] if option.default == {} else [f"#{key} = {json.dumps(option.default)}"]
        )
    return "\n".join([*lines, ""])


def parse_file(file: Path) -> dict[str, object]:
    """Read a TOML file.

    Raises:
        ConfigError: it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(read_settings(file))
    except InputError as error:
        raise ConfigError(f"{file}: {error}") from None
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError too
        raise ConfigError(f"{file}: not TOML: {error}") from None


def tools(root: Mapping[str, object]) -> Mapping[str, object]:
    """Return the table `tool` of a `pyproject.toml`, empty where there is none."""
    found = root.get("tool")
    return found if isinstance(found, dict) else {}
