"""The command line: options in, one call, a report out, an exit code."""

from __future__ import annotations

from typing import NoReturn

from dedupe.numpy_settings import prepare_numpy
from dedupe.process_signals import exit_at_once


def main() -> NoReturn:
    """Run the command; whatever ends it while its modules are loaded does so without a traceback."""
    exit_at_once()
    prepare_numpy()
    from dedupe.cli.app import run

    run()
