"""A comparison for a reader: on a wide terminal side by side, else one stack in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from string import ascii_uppercase

from dedupe.align.alignment import Change, Edit, EditKind
from dedupe.comparison.comparison import Comparison
from dedupe.judge.relation import Relation
from dedupe.report.compare import side_by_side
from dedupe.report.compare.layout import CompareOptions, Layout, ShownParagraph, lay_out
from dedupe.report.compare.matrix import Matrix, MatrixRow, Survival, matrix
from dedupe.report.escape import for_terminal
from dedupe.report.marked_text import LEGEND_INSIDE, SIGNS, inline_edit, inside_points, previewed, significant_edits
from dedupe.report.phrases import comparison_heading, counted, edit_phrase, relation_phrase, shortened
from dedupe.report.terminal import Style, StyledText, Terminal, wrap

_FURNITURE = 60  # characters shown
_WEIGHTS: dict[EditKind, tuple[Style, ...]] = {EditKind.WORDING: (), EditKind.FURNITURE: ("dim",)}
# Of a matrix: columns for the beginning of a paragraph and for each target, and what its signs mean.
_LEAST_TEXT, _CELL = 24, 4
_LEGEND = (
    "= kept, ~ rewritten, - cut, · furniture; > moved; ! a figure, quotation, name, attribution or negation changed"
)


def render(comparison: Comparison, options: CompareOptions) -> str:
    """Write what a comparison found; of unrelated articles only that they are, unless it is verbose."""
    if options.terminal.width >= side_by_side.WIDE and not options.verbose:
        return side_by_side.render(comparison, options)
    return render_stack(comparison, options)


def render_stack(comparison: Comparison, options: CompareOptions) -> str:
    """Write the target's paragraphs in order, among them what the source lost, with both sides' words."""
    layout, terminal = lay_out(comparison, show_style=options.show_style), options.terminal
    blocks = [comparison_heading(layout.comparison, terminal)]
    if comparison.relation is not Relation.NONE or options.verbose:
        blocks.append("\n".join(_paragraphs(layout, options)))
        blocks += _significant(layout.edits, terminal)
        blocks.append(_counts(layout, terminal))
    return "\n\n".join(blocks) + "\n"


def _paragraphs(layout: Layout, options: CompareOptions) -> Iterator[str]:
    everything = [_numbers(cell) for row in layout.rows for cell in row.in_reading_order()]
    widths = (max(len(numbers[0]) for numbers in everything), max(len(numbers[1]) for numbers in everything))
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
    return f"({', '.join(paragraph.notes)}) " if paragraph.notes and paragraph.side == "target" else ""


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


def render_matrix(comparisons: Sequence[Comparison], options: CompareOptions) -> str:
    """Write a row for each paragraph of the source and a column for each target."""
    found, terminal = matrix(comparisons), options.terminal
    letters = list(islice(_letters(), len(found.comparisons)))
    blocks = [
        _matrix_head(found, letters, terminal),
        "\n".join(_matrix_table(found, letters, terminal)),
        wrap([StyledText(_LEGEND, ("dim",))], terminal),
    ]
    return "\n\n".join(blocks) + "\n"


def _letters() -> Iterator[str]:
    """Return names of columns: A to Z, then AA and so on."""
    for size in range(1, 4):
        yield from map("".join, product(ascii_uppercase, repeat=size))


def _matrix_head(found: Matrix, letters: Sequence[str], terminal: Terminal) -> str:
    paragraphs = counted(len(found.rows), found.unit)
    title = [StyledText(found.source.id, ("bold",)), StyledText(f": {paragraphs}")]
    lines = [wrap(title, terminal, "", "  ")]
    for column, (letter, comparison) in enumerate(zip(letters, found.comparisons, strict=True)):
        relation = relation_phrase(comparison, found.source.id)
        survived, body = found.survived(column)
        added = comparison.alignment.counts()[Change.ADDED]
        said = f": {relation} it; {survived} of {body} survive, {added} added"
        first = f"  {terminal.paint(f'{letter:<3}', 'bold')} "
        texts = [StyledText(comparison.target.id), StyledText(said)]
        lines.append(wrap(texts, terminal, first, " " * 6))
    return "\n".join(lines)


def _matrix_table(found: Matrix, letters: Sequence[str], terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(" " * 4 + "".join(f"{letter:^{_CELL}}" for letter in letters), "bold")
    for row in found.rows:
        yield _matrix_row(row, terminal)


def _matrix_row(row: MatrixRow, terminal: Terminal) -> str:
    cells = "".join(_matrix_cell(survival, terminal) for survival in row.survivals)
    used = 4 + _CELL * len(row.survivals) + 1
    preview = shortened(row.paragraph.text, max(terminal.width - used, _LEAST_TEXT))
    styles: tuple[Style, ...] = ("dim",) if row.is_furniture or not row.survived else ()
    number = terminal.paint(f"{row.index + 1:>3} ", "dim")
    return f"{number}{cells} {terminal.paint(for_terminal(preview), *styles)}"


def _matrix_cell(survival: Survival, terminal: Terminal) -> str:
    sign, styles = SIGNS[survival.change]
    moved = ">" if survival.moved else " "
    altered = terminal.paint("!", "bold", "magenta") if survival.altered else " "
    return f"{moved}{terminal.paint(sign, *styles)}{altered} "
