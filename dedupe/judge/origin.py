"""Which of two articles is the source: evidence listed and weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["source", "common", "undetermined"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for an article being the source.

    Attributes:
        kind: what it is, such as "dateline", "sign-off", "date", "containment".
        favours: identity of the article it speaks for.
        weight: how much, above 0.
        detail: in words, with what was found.
    """

    kind: str
    favours: str
    weight: float
    detail: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the shared text comes from.

    Attributes:
        verdict: "source" where one of the two is, "common" where both took it from a third text,
            "undetermined" where the evidence conflicts or is missing.
        source: identity of the source for the verdict "source", else None.
        agency: the agency credited, where one is.
        evidence: what was weighed, strongest first.
    """

    verdict: Verdict
    source: str | None
    agency: str | None
    evidence: tuple[Evidence, ...]
