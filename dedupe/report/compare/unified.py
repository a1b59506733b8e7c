"""A comparison as plain text in the manner of a unified diff, a paragraph a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import Change
from dedupe.report.compare.by_sentence import by_sentence
from dedupe.report.compare.folded import folded
from dedupe.report.phrases import counted, shortened
from dedupe.report.compare.rows import visible
from dedupe.report.safe import printable
from dedupe.report.marked_text import by_paragraph, segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dedupe.align.alignment import Edit
    from dedupe.pipeline.compare import Comparison
    from dedupe.report.compare.rows import Row

_PREVIEW = 64  # characters shown of furniture


def render(comparison: Comparison, *, context: int | None = None, show_style: bool = False) -> str:
    """Write the target's paragraphs with what was dropped in [-brackets-] and added in {+braces+}.

    Args:
        comparison: of two articles.
        context: unchanged rows shown around a change; None for all of them.
        show_style: whether edits of style are marked.
    """
    comparison, unit = by_sentence(comparison)
    edits = visible(comparison.edits, show_style=show_style)
    by_target = by_paragraph(edits, "target")
    lines = [f"--- {comparison.source.id}", f"+++ {comparison.target.id}"]
    for row in folded(comparison.alignment, edits, context):
        if isinstance(row, int):
            lines.append(f"@@ {counted(row, unit)} without changes @@")
        else:
            lines += _row(comparison, row, by_target)
    return "".join(f"{printable(line)}\n" for line in lines)


def _row(comparison: Comparison, row: Row, edits: Mapping[int, Sequence[Edit]]) -> Iterator[str]:
    """Yield what the source lost in a row, then what the target has there."""
    for at in row.source:
        aligned = comparison.alignment.source[at]
        if not aligned.partners:
            text = comparison.source.paragraphs[at].text
            yield f"@@ -{at + 1} @@ {aligned.change}"
            yield f"-{_shown(text, aligned.change)}"
    for at in row.target:
        aligned = comparison.alignment.target[at]
        text = comparison.target.paragraphs[at].text
        numbers = ",".join(str(partner + 1) for partner in aligned.partners)
        moved = ", moved" if aligned.moved else ""
        repeats = "" if aligned.repeats is None else f", repeats {aligned.repeats + 1}"
        yield f"@@ {f'-{numbers} ' if numbers else ''}+{at + 1} @@ {aligned.change}{moved}{repeats}"
        if numbers:
            yield f" {''.join(_marked(text, edits.get(at, ())))}"
        else:
            yield f"+{_shown(text, aligned.change)}"


def _shown(text: str, change: Change) -> str:
    return shortened(text, _PREVIEW) if change is Change.FURNITURE else text


def _marked(text: str, edits: Sequence[Edit]) -> Iterator[str]:
    """Yield a target paragraph's text with the words before and after each edit marked."""
    for part, edit in segments(text, edits, "target"):
        if edit is None:
            yield part
            continue
        yield from _words(edit)


def _words(edit: Edit) -> Iterator[str]:
    """Mark the words of an edit, but not the white space around both."""
    words = [it for it in (edit.before, edit.after) if it]
    before = min((it[: len(it) - len(it.lstrip())] for it in words), key=len, default="")
    after = min((it[len(it.rstrip()) :] for it in words), key=len, default="")
    yield before
    for opening, text, closing in (("[-", edit.before, "-]"), ("{+", edit.after, "+}")):
        if text.strip():
            yield f"{opening}{text.removeprefix(before).removesuffix(after)}{closing}"
    yield after
