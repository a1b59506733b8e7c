"""How much a check finds out about pairs: no more than its reports show."""

from __future__ import annotations

from enum import IntEnum


class Depth(IntEnum):
    """How much is found out about a pair of articles; each depth has what the one before has."""

    COPIES = 1  # copies of another house's articles, with what changed that matters; no other pair
    RELATIONS = 2  # every pair that shares text: how it is related, and who is credited
    DIFFERENCES = 3  # of copies every word that differs, and what was made of the source as a whole
    ALIGNMENTS = 4  # of every pair that shares text, which paragraph came from which
