"""The tables of words, names and patterns in `dedupe/data`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_table(name: str) -> dict[str, Any]:
    """Read `dedupe/data/<name>.toml`, once a process; not to be changed by whoever reads it."""
    return tomllib.loads((files("dedupe") / "data" / f"{name}.toml").read_text("utf-8"))
