"""Exit codes."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a run ended with.

    NOTHING: nothing found; or the two articles are unrelated or identical. FOUND: findings; or the
    two are related and different. FAILED: could not check. The others are what a shell gives for a
    program ended by a signal: HUNG_UP, its terminal is gone; INTERRUPTED, by Ctrl-C; BROKEN_PIPE, its
    reader went away; TERMINATED, by a request such as `kill` makes.
    """

    NOTHING = 0
    FOUND = 1
    FAILED = 2
    HUNG_UP = 129
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143
