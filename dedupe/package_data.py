"""The tables of words, names and patterns in `dedupe/data`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")


@cache
def read_table(name: str) -> dict[str, Any]:
    """Read `dedupe/data/<name>.toml`, once a process; not to be changed by whoever reads it."""
    import tomllib

    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))
