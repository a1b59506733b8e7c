"""The command line: options in, one call, a report out, an exit code."""

from __future__ import annotations

import os
from typing import NoReturn

from dedupe.process_signals import exit_at_once


def main() -> NoReturn:
    """Run the command; whatever ends it while its modules are loaded does so without a traceback."""
    exit_at_once()
    # numpy would start threads for products of matrices, of which there are none here, and have them wait busily.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from dedupe.cli.app import run

    run()
