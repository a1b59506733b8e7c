"""Resemblance and containment of two articles.

Broder (1997), On the resemblance and containment of documents.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """What two articles share, each a share between 0 and 1; furniture counts on neither side.

    Attributes:
        resemblance: shared shingles of all shingles of both (Jaccard).
        source_in_target: share of the source's shingles that stand in the target.
        target_in_source: share of the target's shingles that stand in the source.
        narrative_source_in_target: the same of the source's shingles outside quotations.
        narrative_target_in_source: the same of the target's shingles outside quotations.
        shared: number of distinct shared shingles.
        stock: number of distinct shared shingles of stock text, which count in none of the others.
    """

    resemblance: float
    source_in_target: float
    target_in_source: float
    narrative_source_in_target: float
    narrative_target_in_source: float
    shared: int
    stock: int = 0

    @property
    def containment(self) -> float:
        """The larger of the two containments."""
        return max(self.source_in_target, self.target_in_source)

    @property
    def narrative_containment(self) -> float:
        """The larger of the two containments outside quotations."""
        return max(self.narrative_source_in_target, self.narrative_target_in_source)

    def swapped(self) -> Measures:
        """Return the same measures with source and target exchanged."""
        return Measures(
            self.resemblance,
            self.target_in_source,
            self.source_in_target,
            self.narrative_target_in_source,
            self.narrative_source_in_target,
            self.shared,
            self.stock,
        )
