"""Whether an article credits where its text comes from, where and how exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal["byline", "dateline", "tail", "text", "metadata"]
Exactness = Literal["named", "generic", "none"]


@dataclass(frozen=True, slots=True)
class Credit:
    """How an article credits its source.

    Attributes:
        exactness: "named" for an agency or outlet by name, "generic" for "agencies", or "none".
        names: the agencies or outlets named, in order of appearance.
        place: where the first of them stands, None without credit.
        paragraph: index of the paragraph it stands in, None in metadata.
    """

    exactness: Exactness
    names: tuple[str, ...] = ()
    place: Place | None = None
    paragraph: int | None = None
