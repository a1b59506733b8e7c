"""A comparison as plain text in the manner of a unified diff, a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator

from dedupe.comparison.comparison import Comparison
from dedupe.report.compare.layout import CompareOptions, ShownParagraph, lay_out
from dedupe.report.escape import for_terminal
from dedupe.report.marked_text import MarkedText, inline_edit, inside_points, previewed
from dedupe.report.phrases import counted

_PREVIEW = 64  # characters shown of furniture


def render(comparison: Comparison, options: CompareOptions) -> str:
    """Write the target's paragraphs with what was dropped in [-brackets-] and added in {+braces+}."""
    layout = lay_out(comparison, show_style=options.show_style)
    lines = [f"--- {comparison.source.id}", f"+++ {comparison.target.id}"]
    for row in layout.with_context(options.context):
        if isinstance(row, int):
            lines.append(f"@@ {counted(row, layout.unit)} without changes @@")
        else:
            for paragraph in row.in_reading_order():
                lines += _lost(paragraph) if paragraph.side == "source" else _kept(paragraph)
    return "".join(f"{for_terminal(line)}\n" for line in lines)


def _lost(paragraph: ShownParagraph) -> Iterator[str]:
    yield f"@@ -{paragraph.number} @@ {paragraph.change}"
    yield f"-{paragraph.preview(_PREVIEW)}"


def _kept(paragraph: ShownParagraph) -> Iterator[str]:
    sources = f"-{','.join(map(str, paragraph.partners))} " if paragraph.partners else ""
    yield f"@@ {sources}+{paragraph.number} @@ {', '.join([paragraph.change, *paragraph.notes])}"
    if paragraph.partners:
        yield f" {''.join(map(_words, paragraph.inline))}"
    else:
        yield f"+{paragraph.preview(_PREVIEW)}"


def _words(piece: MarkedText) -> str:
    if piece.edit is None:
        shown = previewed(piece.text, _PREVIEW)
        return f"[{inside_points(shown)}]" if piece.is_furniture else piece.text
    before, removed, added, after = inline_edit(piece.edit, _PREVIEW)
    dropped = f"[-{removed}-]" if removed else ""
    return f"{before}{dropped}{f'{{+{added}+}}' if added else ''}{after}"
