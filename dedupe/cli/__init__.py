"""The command line: options in, one call, a report out, an exit code."""

from __future__ import annotations

from dedupe.cli.main import main

__all__ = ["main"]
