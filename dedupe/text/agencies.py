"""News agencies and press-release services, and the forms in which credits name them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dedupe.package_data import read_table

AgencyKind = Literal["agency", "release", "generic"]
_KINDS: tuple[AgencyKind, ...] = ("agency", "release", "generic")


@dataclass(frozen=True, slots=True)
class Agency:
    """Who wrote what others print, and how a credit names it."""

    key: str  # short identifier, unique, stable
    kind: AgencyKind  # writes news, distributes what companies write, or stands for any agency
    names: tuple[str, ...]  # full names, in several languages and scripts; case does not count
    marks: tuple[str, ...] = ()  # short forms used in datelines and credits
    exact: bool = False  # whether marks count only in the case given; in another they are ordinary words


@cache
def agencies() -> tuple[Agency, ...]:
    """List the agencies, then the press-release services, then the generic credits."""
    tables = read_table("agencies")
    return tuple(
        Agency(key, kind, tuple(entry["names"]), tuple(entry.get("marks", ())), entry.get("exact", False))
        for kind in _KINDS
        for key, entry in tables[kind].items()
    )
