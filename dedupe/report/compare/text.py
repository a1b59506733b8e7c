"""A comparison for a reader: on a wide terminal side by side, else one stack in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import Change, EditKind
from dedupe.judge.relation import Relation
from dedupe.report.change_signs import LEGEND_INSIDE, SIGNS, inside_points, significant_edits
from dedupe.report.compare import side_by_side
from dedupe.report.compare.comparison_facts import heading
from dedupe.report.compare.layout import lay_out
from dedupe.report.compare.matrix_text import render_matrix
from dedupe.report.marked_text import inline_edit, previewed
from dedupe.report.phrases import counted, edit_phrase
from dedupe.report.terminal import StyledText, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedupe.align.alignment import Edit
    from dedupe.comparison.compare_articles import Comparison
    from dedupe.report.compare.layout import Layout, ShownParagraph
    from dedupe.report.compare.options import CompareOptions
    from dedupe.report.terminal import Style, Terminal

__all__ = ["render", "render_matrix"]

_FURNITURE = 60  # characters shown
_WEIGHTS: dict[EditKind, tuple[Style, ...]] = {EditKind.WORDING: (), EditKind.FURNITURE: ("dim",)}


def render(comparison: Comparison, options: CompareOptions) -> str:
    """Write what a comparison found; of unrelated articles only that they are, unless it is verbose."""
    if options.terminal.width >= side_by_side.WIDE and not options.verbose:
        return side_by_side.render(comparison, options)
    return render_stack(comparison, options)


def render_stack(comparison: Comparison, options: CompareOptions) -> str:
    """Write the target's paragraphs in order, among them what the source lost, with both sides' words."""
    layout, terminal = lay_out(comparison, show_style=options.show_style), options.terminal
    blocks = [heading(layout.comparison, terminal)]
    if comparison.relation is not Relation.NONE or options.verbose:
        blocks.append("\n".join(_paragraphs(layout, options)))
        blocks += _significant(layout.edits, terminal)
        blocks.append(_counts(layout, terminal))
    return "\n\n".join(blocks) + "\n"


def _paragraphs(layout: Layout, options: CompareOptions) -> Iterator[str]:
    everything = [_numbers(cell) for row in layout.rows for cell in row.in_reading_order()]
    widths = (
        max(len(numbers[0]) for numbers in everything),
        max(len(numbers[1]) for numbers in everything),
    )
    for row in layout.with_context(options.context):
        if isinstance(row, int):
            note = f"⋯ {counted(row, layout.unit)} without changes"
            yield options.terminal.paint(note, "dim")
        else:
            for paragraph in row.in_reading_order():
                yield _paragraph(paragraph, widths, options)


def _numbers(paragraph: ShownParagraph) -> tuple[str, str]:
    """Return the number of a paragraph in the target, empty for one that was lost, and in the source."""
    if paragraph.side == "source":
        return "", str(paragraph.number)
    return str(paragraph.number), ", ".join(map(str, paragraph.partners))


def _paragraph(paragraph: ShownParagraph, widths: tuple[int, int], options: CompareOptions) -> str:
    target, source = _numbers(paragraph)
    sign, styles = SIGNS[paragraph.change]
    gutter = f"{target:>{widths[0]}} {'←' if source else ' '} {source:<{widths[1]}}"
    paint = options.terminal.paint
    first = f"{paint(sign, *styles)} {paint(gutter, 'dim')}  "
    texts = [StyledText(_note(paragraph), ("cyan",)), *_texts(paragraph, verbose=options.verbose)]
    return wrap(texts, options.terminal, first, " " * (sum(widths) + 7))


def _note(paragraph: ShownParagraph) -> str:
    if paragraph.side == "source":
        return ""
    if paragraph.repeats is not None:
        return f"(repeats {paragraph.repeats}) "
    return "(moved) " if paragraph.moved else ""


def _texts(paragraph: ShownParagraph, *, verbose: bool) -> Iterable[StyledText]:
    if paragraph.is_furniture and not (verbose and paragraph.side == "target"):
        shown = paragraph.text if verbose else paragraph.preview(_FURNITURE)
        yield StyledText(shown, ("dim",))
    elif paragraph.side == "source":
        yield StyledText(paragraph.text, SIGNS[Change.CUT].styles)
    else:
        preview = None if verbose else _FURNITURE
        for text, edit, is_furniture in paragraph.inline:
            if edit:
                yield from _words(edit, preview)
            elif is_furniture:
                yield StyledText(f"[{inside_points(previewed(text, preview))}]", ("dim",))
            else:
                yield StyledText(text)


def _words(edit: Edit, preview: int | None) -> Iterator[StyledText]:
    """Mark the words of both sides, those bold that change more than the wording."""
    weight = _WEIGHTS.get(edit.kind, ("bold",))
    before, removed, added, after = inline_edit(edit, preview)
    yield StyledText(before)
    if removed:
        yield StyledText(f"[-{removed}-]", ("red", *weight))
    if added:
        yield StyledText(f"{{+{added}+}}", ("green", *weight))
    yield StyledText(after)


def _significant(edits: Sequence[Edit], terminal: Terminal) -> Iterator[str]:
    """List the edits that change more than style and wording."""
    if found := significant_edits(edits):
        lines = [terminal.paint("Changes that matter", "bold")]
        for edit in found:
            first = f"  {edit.target.paragraph + 1:>3}  {edit.kind:<12}"
            lines.append(wrap([StyledText(edit_phrase(edit))], terminal, first, " " * len(first)))
        yield "\n".join(lines)


def _counts(layout: Layout, terminal: Terminal) -> str:
    """Count the paragraphs or sentences; with the signs before the counts it explains the signs as well."""
    counts = layout.comparison.alignment.counts()
    texts = [StyledText(f"{layout.unit.capitalize()}s:")]
    for change, (sign, styles) in SIGNS.items():
        if counts[change]:
            shown = StyledText(f"{sign} {counts[change]} {change}", styles)
            texts += [StyledText(" "), shown, StyledText(",")]
    if layout.has_furniture_inside:
        texts += [StyledText(" "), StyledText(LEGEND_INSIDE, ("dim",)), StyledText(",")]
    return wrap(texts[:-1], terminal, "", "  ")
