"""A comparison in Markdown for an issue or a job's summary: facts, changes that matter, both articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dedupe.align.alignment import MINOR, EditKind
from dedupe.comparison.comparison import Comparison
from dedupe.report.compare.layout import CompareOptions, Layout, ShownParagraph, lay_out
from dedupe.report.compare.matrix import Matrix, MatrixRow, Survival, matrix
from dedupe.report.escape import for_markdown
from dedupe.report.marked_text import MarkedText, Side, significant_edits
from dedupe.report.phrases import change_counts_phrase, comparison_facts, counted, relation_phrase, shortened

_PREVIEW = 64  # characters shown of furniture
_UNNAMED = MINOR - {EditKind.FURNITURE}
_EDIT = 110  # characters of an edit's words in the list of changes
_PARAGRAPH = 80  # characters of a paragraph in a matrix


def render(comparison: Comparison, options: CompareOptions) -> str:
    """Write the head, the changes that matter, and a table with an article in each column."""
    layout = lay_out(comparison, show_style=options.show_style)
    lines = [*_head(layout), *_significant(layout), "", *_titles(comparison)]
    for row in layout.with_context(options.context):
        if isinstance(row, int):
            note = f"*{counted(row, layout.unit)} without changes*"
            lines.append(f"| {note} | {note} |")
        else:
            cells = ("<br><br>".join(map(_paragraph, side)) for side in (row.source, row.target))
            lines.append(f"| {' | '.join(cells)} |")
    return "".join(f"{line}\n" for line in lines)


def render_matrix(comparisons: Sequence[Comparison], _options: CompareOptions) -> str:
    """Write a row for each paragraph of the source and a column for each target."""
    found = matrix(comparisons)
    names = [for_markdown(comparison.target.id) for comparison in found.comparisons]
    lines = [
        f"### Where {for_markdown(found.source.id)} survived",
        "",
        *_targets(found),
        "",
        f"| | {found.unit.capitalize()} | {' | '.join(names)} |",
        f"|--:|---|{'---|' * len(names)}",
        *map(_matrix_row, found.rows),
    ]
    return "".join(f"{line}\n" for line in lines)


def _head(layout: Layout) -> Iterator[str]:
    comparison = layout.comparison
    source, target = for_markdown(comparison.source.id), for_markdown(comparison.target.id)
    relation = relation_phrase(comparison, comparison.source.id)
    yield f"### {target}: {relation} {source}"
    yield ""
    counts = f"{layout.unit}s: {change_counts_phrase(comparison.alignment)}"
    for fact in (*comparison_facts(comparison), counts):
        yield f"- {for_markdown(fact)}"


def _significant(layout: Layout) -> Iterator[str]:
    """Yield a table of the edits that change more than style and wording."""
    if found := significant_edits(layout.edits):
        yield ""
        yield "| Change | ¶ | Source | Target |"
        yield "|---|--:|---|---|"
        for edit in found:
            before, after = (for_markdown(shortened(words, _EDIT)) for words in edit.told)
            yield f"| {edit.kind} | {edit.target.paragraph + 1} | {before} | {after} |"


def _titles(comparison: Comparison) -> Iterator[str]:
    titles = (article.title or article.id for article in (comparison.source, comparison.target))
    yield f"| {' | '.join(map(for_markdown, titles))} |"
    yield "|---|---|"


def _paragraph(paragraph: ShownParagraph) -> str:
    if paragraph.is_furniture:
        shown = f"*{for_markdown(paragraph.preview(_PREVIEW))}*"
    else:
        shown = "".join(_words(marked, paragraph.side) for marked in paragraph.marked)
    return f"**{paragraph.number}** <sub>{_gloss(paragraph)}</sub> {shown}"


def _gloss(paragraph: ShownParagraph) -> str:
    """Describe what became of a paragraph, and where its partners are."""
    words: list[str] = [paragraph.change, *paragraph.notes]
    if paragraph.partners:
        words.append("to" if paragraph.side == "source" else "from")
        words.append(", ".join(map(str, paragraph.partners)))
    return " ".join(words)


def _words(marked: MarkedText, side: Side) -> str:
    """Mark an edit's words, and name its kind where it changes more than style and wording; furniture is in italics."""
    before, words, after = marked.parts()
    if not words or not (marked.edit or marked.is_furniture):
        return for_markdown(marked.text)
    shown = for_markdown(words)
    if marked.is_furniture:
        shown = f"*{for_markdown(shortened(words, _PREVIEW))}*"
    if marked.edit is None:
        return f"{before}{shown} <sup>furniture</sup>{after}"
    element = "del" if side == "source" else "ins"
    kind = "" if marked.edit.kind in _UNNAMED else f" <sup>{marked.edit.kind}</sup>"
    return f"{before}<{element}>{shown}</{element}>{kind}{after}"


def _targets(found: Matrix) -> Iterator[str]:
    for column, comparison in enumerate(found.comparisons):
        survived, body = found.survived(column)
        relation = relation_phrase(comparison, found.source.id)
        name = for_markdown(comparison.target.id)
        yield f"- {name}: {relation} it; {survived} of {body} {found.unit}s survive"


def _matrix_row(row: MatrixRow) -> str:
    text = for_markdown(shortened(row.paragraph.text, _PARAGRAPH))
    return f"| {row.index + 1} | {text} | {' | '.join(map(_survival, row.survivals))} |"


def _survival(survival: Survival) -> str:
    """Describe what became of a paragraph: "rewritten, moved, figure 2"."""
    altered = (f"**{kind}** {count}" for kind, count in survival.altered.items())
    moved = ("moved",) if survival.moved else ()
    return ", ".join([survival.change, *moved, *altered])
