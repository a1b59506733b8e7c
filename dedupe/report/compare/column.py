"""One of two compared articles as lines of a column, its edits marked without colours as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.alignment import Change, EditKind
from dedupe.report.terminal import Piece, columns, lay_out
from dedupe.report.phrases import shortened
from dedupe.report.marked_text import segments
from dedupe.report.style import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dedupe.align.alignment import AlignedParagraph, Edit
    from dedupe.article import Article
    from dedupe.report.compare.rows import Row
    from dedupe.report.marked_text import Segment, Side
    from dedupe.report.style import Style

SIGNS: dict[Change, tuple[str, tuple[Style, ...]]] = {
    Change.KEPT: ("=", ()),
    Change.REWRITTEN: ("~", ("yellow",)),
    Change.ADDED: ("+", ("green",)),
    Change.CUT: ("-", ("red",)),
    Change.FURNITURE: ("·", ("dim",)),
}
KINDS: dict[EditKind, tuple[Style, ...]] = {
    EditKind.STYLE: ("dim",),
    EditKind.WORDING: ("underline",),
    EditKind.FIGURE: ("bold", "yellow"),
    EditKind.QUOTE: ("bold", "magenta"),
    EditKind.NAME: ("bold", "cyan"),
    EditKind.ATTRIBUTION: ("bold", "green"),
    EditKind.NEGATION: ("bold", "red"),
}
_BRACKETS = {"source": ("[-", "-]"), "target": ("{+", "+}")}
_PREVIEW = 48  # characters shown of furniture


class Line(NamedTuple):
    """A line of a column, and the number of terminal columns it takes."""

    text: str
    width: int


@dataclass(frozen=True, slots=True)
class Column:
    """An article on its side.

    Attributes:
        side: on which it is.
        article: with the texts.
        aligned: what became of its paragraphs.
        edits: by paragraph, those that are shown.
        moved: indices of its paragraphs that stand out of order.
        terminal: as wide as the column.
    """

    side: Side
    article: Article
    aligned: Sequence[AlignedParagraph]
    edits: Mapping[int, Sequence[Edit]]
    moved: frozenset[int]
    terminal: Terminal

    def lines(self, row: Row, label: str = "") -> Iterator[Line]:
        """Set the paragraphs that the article has in a row.

        Args:
            row: of both articles.
            label: what each first line begins with.
        """
        level = row.target if self.side == "source" else row.source
        own = row.source if self.side == "source" else row.target
        for at in own:
            sign, styles = SIGNS[self.aligned[at].change]
            number = f"{label}{at + 1:>3} "
            first = self.terminal.paint(number, "dim") + self.terminal.paint(sign, *styles) + " "
            pieces = [*self._note(at, level if row.linked else ()), *self._pieces(at)]
            yield from set_lines(pieces, self.terminal, first, " " * (len(number) + 2))

    def _note(self, at: int, level: Sequence[int]) -> Iterator[Piece]:
        """Say which paragraph it repeats, and where the partners are that do not stand beside it."""
        repeats = self.aligned[at].repeats
        if repeats is not None:
            yield Piece(f"(repeats {repeats + 1}) ", ("cyan",))
        away = [str(it + 1) for it in self.aligned[at].partners if it not in level]
        if away:
            moved = "moved " if at in self.moved else ""
            word = "to" if self.side == "source" else "from"
            yield Piece(f"({moved}{word} {', '.join(away)}) ", ("cyan",))

    def _pieces(self, at: int) -> Iterator[Piece]:
        text, change = self.article.paragraphs[at].text, self.aligned[at].change
        if change is Change.FURNITURE:
            yield Piece(shortened(text, _PREVIEW), ("dim",))
        elif change in (Change.ADDED, Change.CUT):
            yield Piece(text, SIGNS[change][1])
        else:
            for segment in segments(text, self.edits.get(at, ()), self.side):
                yield from self._marked(segment)

    def _marked(self, segment: Segment) -> Iterator[Piece]:
        text, edit = segment
        words = text.strip()
        if edit is None or not words:
            yield Piece(text)
            return
        before, _, after = text.partition(words)
        opening, closing = _BRACKETS[self.side]
        yield Piece(before)
        yield Piece(f"{opening}{words}{closing}", KINDS[edit.kind])
        yield Piece(after)


def set_lines(pieces: Sequence[Piece], terminal: Terminal, first: str, rest: str) -> Iterator[Line]:
    """Set text in lines whose widths are known, as `lay_out` does."""
    plain = lay_out(pieces, Terminal(terminal.width), rest, rest).split("\n")
    painted = lay_out(pieces, terminal, first, rest).split("\n")
    for text, bare in zip(painted, plain, strict=True):
        yield Line(text, columns(bare))
