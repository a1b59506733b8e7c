"""How a comparison is to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from dedupe.report.terminal import PLAIN, Terminal


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """How a comparison is to be shown.

    Attributes:
        terminal: on which it is read, if it is text.
        context: unchanged rows shown around a change; None for all of them.
        show_style: whether edits of style are marked.
        verbose: whether furniture is shown in full, and unrelated articles are shown as well.
    """

    terminal: Terminal = PLAIN
    context: int | None = None
    show_style: bool = False
    verbose: bool = False
