"""Exit codes."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a run ended with.

    NOTHING: nothing found; or the two articles are unrelated or identical. FOUND: findings; or the
    two are related and different. FAILED: could not check. INTERRUPTED and BROKEN_PIPE: what a shell
    gives for a program ended by Ctrl-C, or whose reader went away.
    """

    NOTHING = 0
    FOUND = 1
    FAILED = 2
    INTERRUPTED = 130
    BROKEN_PIPE = 141
