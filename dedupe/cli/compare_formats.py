"""The formats of `dedupe compare`, and what writes which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.cli.compare_options import CompareFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.pipeline.compare import Comparison
    from dedupe.report.style import Terminal


@dataclass(frozen=True, slots=True)
class Look:
    """How a comparison is to be shown.

    Attributes:
        terminal: on which it is read, if it is text.
        context: unchanged paragraphs shown around a change, None for all of them.
        show_style: whether edits of style are shown.
        verbose: whether furniture is shown in full.
    """

    terminal: Terminal
    context: int | None = None
    show_style: bool = False
    verbose: bool = False


def write_comparison(comparison: Comparison, report_format: CompareFormat, look: Look) -> str:
    """Write what the comparison of two articles found."""
    match report_format:
        case CompareFormat.JSON:
            from dedupe.report.check.json import compare_json

            return compare_json(comparison)
        case CompareFormat.HTML:
            from dedupe.report import compare_html

            return compare_html.render(comparison, show_style=look.show_style)
        case CompareFormat.MARKDOWN:
            from dedupe.report import compare_markdown

            return compare_markdown.render(
                comparison, context=look.context, show_style=look.show_style
            )
        case CompareFormat.UNIFIED:
            from dedupe.report import compare_unified

            return compare_unified.render(
                comparison, context=look.context, show_style=look.show_style
            )
        case CompareFormat.TEXT | CompareFormat.SIDE_BY_SIDE:
            return _write_text(comparison, report_format, look)


def write_matrix(
    comparisons: Sequence[Comparison], report_format: CompareFormat, look: Look
) -> str:
    """Write which paragraph of one source survived in which of several targets."""
    match report_format:
        case CompareFormat.TEXT:
            from dedupe.report import compare_matrix

            return compare_matrix.render(comparisons, look.terminal)
        case CompareFormat.JSON:
            from dedupe.report import compare_matrix_json

            return compare_matrix_json.render(comparisons)
        case CompareFormat.HTML:
            from dedupe.report import compare_matrix_html

            return compare_matrix_html.render(comparisons)
        case CompareFormat.MARKDOWN:
            from dedupe.report import compare_matrix_markdown

            return compare_matrix_markdown.render(comparisons)
        case CompareFormat.UNIFIED | CompareFormat.SIDE_BY_SIDE:
            return "\n".join(write_comparison(it, report_format, look) for it in comparisons)


def _write_text(comparison: Comparison, report_format: CompareFormat, look: Look) -> str:
    """Write it side by side where the terminal is wide, or where only that can do what is wanted."""
    from dedupe.report import compare_side, compare_text

    is_wide = look.terminal.width >= compare_side.WIDE
    is_special = is_wide or look.context is not None or look.show_style
    if report_format is CompareFormat.SIDE_BY_SIDE or (is_special and not look.verbose):
        return compare_side.render(
            comparison, look.terminal, context=look.context, show_style=look.show_style
        )
    return compare_text.render(comparison, look.terminal, verbose=look.verbose)
