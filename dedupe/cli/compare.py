"""`dedupe compare`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.cli import options
from dedupe.cli.effective_config import setting_for
from dedupe.cli.exits import Exit
from dedupe.cli.protected_outputs import require_output_free
from dedupe.cli.reading_notes import note_sentences, remark
from dedupe.cli.terminal import terminal_for, write
from dedupe.report.formats import render_comparisons

if TYPE_CHECKING:
    from dedupe.article import Article
    from dedupe.comparison.comparison import Comparison
    from dedupe.read.parse_date import DateOrder


def compare(
    source: options.Source,
    targets: options.Targets,
    report_format: options.CompareFormat = "text",
    output: options.Output = None,
    context: options.Context = None,
    show_style: options.Style = False,
    k: options.Shingle = options.K,
    max_file_size: options.MaxFileSize = options.MAX_FILE_SIZE,
    furniture: options.Furniture = None,
    least_narrative: options.LeastNarrative = LEAST_NARRATIVE,
    verbose: options.Verbose = False,
    color: options.Color = "auto",
) -> None:
    """Show what one article kept, rewrote, added and cut of another.

    With several targets, show which paragraph of the source survived where.

    Exit code: 0 unrelated or identical, 1 related and different, 2 could not compare.
    """
    from dedupe.comparison.compare_articles import compare as run
    from dedupe.report.compare.layout import CompareOptions

    require_output_free(output, [source, *targets], furniture)
    setting = setting_for(None)
    criteria = setting.criteria(furniture, k, least_narrative)
    first, *others = _read([source, *targets], max_file_size, setting.date_order)
    comparisons = [run(first, other, criteria=criteria) for other in others]
    shown = CompareOptions(terminal_for(color, output), context, show_style, verbose)
    write(render_comparisons(comparisons, report_format, shown), output)
    is_found = any(map(_is_related_and_different, comparisons))
    raise typer.Exit(Exit.FOUND if is_found else Exit.NOTHING)


def _read(paths: Sequence[str], max_file_size: int, order: DateOrder | None) -> list[Article]:
    """Read the articles, and say what is not understood of them."""
    from dedupe.archive.archive import archived_draft
    from dedupe.article import summarise_notes
    from dedupe.index.publication_order import settle_drafts
    from dedupe.read.article_reference import read_draft

    drafts = [archived_draft(path) or read_draft(path, max_file_size=max_file_size) for path in paths]
    settled = settle_drafts(drafts, order)
    notes = {draft.id: draft.metadata.notes for draft in settled}
    remark(note_sentences(summarise_notes(notes.items())))
    return [draft.article() for draft in settled]


def _is_related_and_different(comparison: Comparison) -> bool:
    from dedupe.align.alignment import Change, EditKind
    from dedupe.judge.relation import Relation

    if comparison.relation in (Relation.NONE, Relation.EXACT):
        return False
    same = (Change.KEPT, Change.FURNITURE)
    paragraphs = comparison.alignment.source + comparison.alignment.target
    if any(paragraph.change not in same or paragraph.moved for paragraph in paragraphs):
        return True
    return any(edit.kind not in (EditKind.STYLE, EditKind.FURNITURE) for edit in comparison.edits)
