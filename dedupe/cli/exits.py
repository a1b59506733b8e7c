"""Exit codes."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a run ended with; one that a signal ended has 128 and the number of the signal."""

    NOTHING = 0  # nothing found; or the two articles are unrelated or identical
    FOUND = 1  # findings; or the two are related and different
    FAILED = 2  # could not check
    BROKEN_PIPE = 141  # whoever read the output went away
