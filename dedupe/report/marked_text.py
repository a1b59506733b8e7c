"""How edits are shown: signs and styles for changes, and a paragraph cut where it was edited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Literal, NamedTuple

from dedupe.align.alignment import MINOR, Change, Edit, EditKind, TextSpan
from dedupe.report.phrases import shortened
from dedupe.report.terminal import Style

Side = Literal["source", "target"]


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


class MarkedText(NamedTuple):
    """A stretch of a paragraph: an edit's words on this side, maybe none, or what stands between two."""

    text: str
    edit: Edit | None = None  # None where nothing was edited
    is_furniture: bool = False  # whether it belongs to the page

    def parts(self) -> tuple[str, str, str]:
        """Cut off the white space before and after the words, which is not to be marked."""
        words = self.text.strip()
        before, _, after = self.text.partition(words) if words else ("", "", self.text)
        return before, words, after


class InlineEdit(NamedTuple):
    """An edit for a text that shows both sides at once."""

    before: str  # white space that the words of both sides begin with
    removed: str  # the source's words, maybe none
    added: str  # the target's words, maybe none
    after: str  # white space that the words of both sides end with


def cut_at_edits(
    text: str, edits: Sequence[Edit], side: Side, furniture: Sequence[tuple[int, int]] = ()
) -> Iterator[MarkedText]:
    """Cut a paragraph at its edits, and at the offsets of its furniture; joined, the stretches are the paragraph.

    >>> edit = Edit(EditKind.FIGURE, TextSpan(0, 8, 10), TextSpan(0, 8, 10), "40", "14")
    >>> [piece.text for piece in cut_at_edits("It held 40 people.", [edit], "source")]
    ['It held ', '40', ' people.']

    Edits may overlap where a paragraph has several partners: those that matter go first, then the earlier ones.
    """
    position = 0
    for start, end, edit in _without_overlaps(edits, attrgetter(side)):
        yield from _cut_at_furniture(text, position, start, furniture)
        yield MarkedText(text[start:end], edit, edit.kind is EditKind.FURNITURE)
        position = end
    yield from _cut_at_furniture(text, position, len(text), furniture)


def _cut_at_furniture(text: str, start: int, end: int, furniture: Iterable[tuple[int, int]]) -> Iterator[MarkedText]:
    """Cut a stretch without edits, if it is one, where text of the page begins and ends."""
    for low, high in furniture:
        low, high = max(low, start), min(high, end)
        if low < high:
            if start < low:
                yield MarkedText(text[start:low])
            yield MarkedText(text[low:high], is_furniture=True)
            start = high
    if start < end:
        yield MarkedText(text[start:end])


def inline_edit(edit: Edit, preview: int | None = None) -> InlineEdit:
    """Return what an edit removed and added, the white space around both set apart.

    >>> inline_edit(Edit(EditKind.FIGURE, TextSpan(0, 7, 10), TextSpan(0, 7, 10), " 40", " 14"))
    InlineEdit(before=' ', removed='40', added='14', after='')

    Of furniture only so many characters are shown as `preview` says, all of them if it is None.
    """
    words = [side for side in (edit.before, edit.after) if side]
    before = min((word[: len(word) - len(word.lstrip())] for word in words), key=len, default="")
    after = min((word[len(word.rstrip()) :] for word in words), key=len, default="")
    removed, added = (
        side.removeprefix(before).removesuffix(after) if side.strip() else "" for side in (edit.before, edit.after)
    )
    if edit.kind is EditKind.FURNITURE:
        removed, added = (inside_points(previewed(side, preview)) for side in (removed, added))
    return InlineEdit(before, removed, added, after)


def previewed(furniture: str, longest: int | None) -> str:
    """Return text of the page, shortened to a number of characters if there is one."""
    return furniture if longest is None else shortened(furniture, longest)


def by_paragraph(edits: Iterable[Edit], side: Side) -> dict[int, list[Edit]]:
    """Group edits by the paragraph that they stand in on one side."""
    span = attrgetter(side)
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        found.setdefault(span(edit).paragraph, []).append(edit)
    return found


def _without_overlaps(edits: Sequence[Edit], span: Callable[[Edit], TextSpan]) -> list[tuple[int, int, Edit]]:
    """Choose edits that do not overlap, and return them in order with their starts and ends."""
    chosen: list[tuple[int, int, Edit]] = []
    for edit in sorted(edits, key=lambda edit: (edit.kind in MINOR, span(edit)[1:])):
        _, start, end = span(edit)
        place = bisect_right(chosen, (start, end), key=itemgetter(0, 1))
        is_after = not place or chosen[place - 1][1] <= start
        if is_after and (place == len(chosen) or chosen[place][0] >= end):
            chosen.insert(place, (start, end, edit))
    return chosen
