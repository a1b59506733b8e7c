"""The signs, styles and words for what became of a paragraph and for the kinds of edit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dedupe.align.alignment import MINOR, Change, Edit, EditKind
from dedupe.report.terminal import Style


class Sign(NamedTuple):
    """How a change is shown: as one character, and in styles."""

    character: str
    styles: tuple[Style, ...]

    @property
    def on_page(self) -> str:
        """The character as pages show it, with a minus in the place of a hyphen."""
        return self.character.replace("-", "−")


class KindSign(NamedTuple):
    """How a kind of edit is shown: in styles, and explained."""

    meaning: str
    styles: tuple[Style, ...]


SIGNS = {
    Change.KEPT: Sign("=", ()),
    Change.REWRITTEN: Sign("~", ("yellow",)),
    Change.ADDED: Sign("+", ("green",)),
    Change.CUT: Sign("-", ("red",)),
    Change.FURNITURE: Sign("·", ("dim",)),
}
KINDS = {
    EditKind.FIGURE: KindSign("a number, amount, share or date, or what qualifies it", ("bold", "yellow")),
    EditKind.QUOTE: KindSign("words inside quotation marks, or who said them", ("bold", "magenta")),
    EditKind.NAME: KindSign("a person, place or organisation", ("bold", "cyan")),
    EditKind.ATTRIBUTION: KindSign("who said so, or a hedge such as “may”", ("bold", "green")),
    EditKind.NEGATION: KindSign("a “not” gained or lost", ("bold", "red")),
    EditKind.WORDING: KindSign("other words", ("underline",)),
    EditKind.STYLE: KindSign("spelling, honorifics, formats, punctuation", ("dim",)),
    EditKind.FURNITURE: KindSign("text of the page inside a paragraph", ("dim",)),
}
_POINT = "·"  # stands on both sides of furniture inside a paragraph, within the brackets of an edit


def inside_points(text: str) -> str:
    """Mark furniture inside a paragraph; nothing stays nothing."""
    return text and f"{_POINT}{text}{_POINT}"


LEGEND_INSIDE = f"[{_POINT}…{_POINT}] furniture inside"


def significant_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Leave out edits of style, wording and furniture."""
    return tuple(edit for edit in edits if edit.kind not in MINOR)
