"""What is asked of a comparison: what makes a copy, and how much is found out about pairs that are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.furniture.furniture_file import NO_FURNITURE, Furniture
from dedupe.judge.credit.outlet_names import OutletProfile
from dedupe.judge.relation import NEAR
from dedupe.sketch.sizes import BANDS, ROWS

K = 5
LEAST_WORDS = 10  # of an article that is compared; a shorter one only for equality


@dataclass(frozen=True, slots=True)
class Criteria:
    """What users can say of what makes a copy.

    Attributes:
        k: tokens a shingle.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        furniture: what is furniture beside what has its shape or is learned, and what is none.
        outlets: what is configured of outlets: other names, houses, their own words of credit.
    """

    k: int = K
    least_narrative: int = LEAST_NARRATIVE
    furniture: Furniture = NO_FURNITURE
    outlets: tuple[OutletProfile, ...] = ()

    @property
    def parameters(self) -> Parameters:
        """The parameters of a check by these criteria."""
        return Parameters(k=self.k, least_narrative=self.least_narrative)


USUAL = Criteria()


class Depth(IntEnum):
    """How much is found out about a pair of articles; each depth has what the one before has."""

    COPIES = 1  # copies of another house's articles, with what changed that matters; no other pair
    RELATIONS = 2  # every pair that shares text: how it is related, and who is credited
    DIFFERENCES = 3  # of copies every word that differs, and what was made of the source as a whole
    ALIGNMENTS = 4  # of every pair that shares text, which paragraph came from which


@dataclass(frozen=True, slots=True)
class Parameters:
    """What shapes the answer of a check, for the record."""

    k: int = K
    bands: int = BANDS
    rows: int = ROWS
    near: float = NEAR
    least_words: int = LEAST_WORDS
    least_narrative: int = LEAST_NARRATIVE
