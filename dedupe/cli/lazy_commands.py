"""The commands by name, each imported when it is called, without what only the others need."""

from __future__ import annotations

from collections import UserDict
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from dedupe.cli.focus_command import FocusCommand

_HOMES = {
    "check": "dedupe.cli.check",
    "compare": "dedupe.cli.compare",
    "explain": "dedupe.cli.explain",
    "convert": "dedupe.cli.convert",
    "furniture": "dedupe.cli.furniture",
    "tune": "dedupe.cli.tune",
    "demo": "dedupe.cli.demo",
    "rules": "dedupe.cli.rules",
    "config": "dedupe.cli.config",
    "init": "dedupe.cli.config",
    "baseline": "dedupe.cli.baseline",
    "cache": "dedupe.cli.cache",
    "archive": "dedupe.cli.archive",
}
_CLASSES = {"check": FocusCommand}


class CommandGroup(TyperGroup):
    """The group of all commands."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - they are those of typer
        super().__init__(**attributes)
        self.commands = _Commands(_HOMES)


class _Commands(UserDict[str, Any]):
    """Commands, made when they are looked up of what their modules define under their names."""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a command of click's own
        defined = getattr(import_module(super().__getitem__(name)), name)
        if isinstance(defined, typer.Typer):
            return typer.main.get_command(defined)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name, cls=_CLASSES.get(name))(defined)
        return typer.main.get_command(alone)
