"""A comparison in Markdown for an issue or a job's summary: facts, changes that matter, both articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import Change
from dedupe.report.compare.by_sentence import by_sentence
from dedupe.report.escape import markdown
from dedupe.report.compare.folded import folded
from dedupe.report.phrases import (
    changes_phrase,
    counted,
    credit_phrase,
    evidence_phrases,
    matter,
    relation_phrase,
    shares_phrase,
    shortened,
)
from dedupe.report.compare.rows import moved_paragraphs, visible
from dedupe.report.marked_text import MINOR, by_paragraph, segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dedupe.align.alignment import AlignedParagraph, Edit
    from dedupe.pipeline.compare import Comparison
    from dedupe.report.compare.rows import Row
    from dedupe.report.marked_text import Segment, Side

_PREVIEW = 64  # characters shown of furniture
_LISTED = 110  # of an edit's words in the list of changes


def render(comparison: Comparison, *, context: int | None = None, show_style: bool = False) -> str:
    """Write the head, the changes that matter, and a table with an article in each column.

    Args:
        comparison: of two articles.
        context: unchanged rows shown around a change; None for all of them.
        show_style: whether edits of style are marked.
    """
    comparison, unit = by_sentence(comparison)
    edits = visible(comparison.edits, show_style=show_style)
    lines = [*_head(comparison, unit), *_matters(edits), "", *_titles(comparison)]
    before, after = by_paragraph(edits, "source"), by_paragraph(edits, "target")
    for row in folded(comparison.alignment, edits, context):
        if isinstance(row, int):
            note = f"*{counted(row, unit)} without changes*"
            lines.append(f"| {note} | {note} |")
        else:
            source = _cell(comparison, row, "source", before)
            target = _cell(comparison, row, "target", after)
            lines.append(f"| {source} | {target} |")
    return "".join(f"{line}\n" for line in lines)


def _head(comparison: Comparison, unit: str) -> Iterator[str]:
    source, target = markdown(comparison.source.id), markdown(comparison.target.id)
    relation = relation_phrase(comparison.relation, comparison.origin, comparison.source.id)
    yield f"### {target}: {relation} {source}"
    yield ""
    for fact in (
        shares_phrase(comparison.measures, comparison.origin),
        *evidence_phrases(comparison.origin.evidence),
        credit_phrase(comparison.credit),
        f"{unit}s: {changes_phrase(comparison.alignment)}",
    ):
        yield f"- {markdown(fact)}"


def _matters(edits: Sequence[Edit]) -> Iterator[str]:
    """Yield a table of the edits that change more than style and wording."""
    if found := matter(edits):
        yield ""
        yield "| Change | ¶ | Source | Target |"
        yield "|---|--:|---|---|"
        for edit in found:
            before, after = (markdown(shortened(it, _LISTED)) for it in (edit.before, edit.after))
            yield f"| {edit.kind} | {edit.target.paragraph + 1} | {before} | {after} |"


def _titles(comparison: Comparison) -> Iterator[str]:
    titles = (it.title or it.id for it in (comparison.source, comparison.target))
    yield f"| {' | '.join(map(markdown, titles))} |"
    yield "|---|---|"


def _cell(comparison: Comparison, row: Row, side: Side, edits: Mapping[int, Sequence[Edit]]) -> str:
    aligned = getattr(comparison.alignment, side)
    article = getattr(comparison, side)
    moved = moved_paragraphs(comparison.alignment, side)
    blocks = []
    for at in getattr(row, side):
        paragraph, text = aligned[at], article.paragraphs[at].text
        if paragraph.change is Change.FURNITURE:
            shown = f"*{markdown(shortened(text, _PREVIEW))}*"
        else:
            cut = segments(text, edits.get(at, ()), side)
            shown = "".join(_marked(segment, side) for segment in cut)
        blocks.append(f"**{at + 1}** <sub>{_gloss(paragraph, side, at in moved)}</sub> {shown}")
    return "<br><br>".join(blocks)


def _gloss(paragraph: AlignedParagraph, side: Side, moved: bool) -> str:
    """Say what became of a paragraph, and where its partners are."""
    words: list[str] = [paragraph.change]
    if moved:
        words.append("moved")
    if paragraph.repeats is not None:
        words.append(f"repeats {paragraph.repeats + 1}")
    if paragraph.partners:
        words.append("to" if side == "source" else "from")
        words.append(", ".join(str(partner + 1) for partner in paragraph.partners))
    return " ".join(words)


def _marked(segment: Segment, side: Side) -> str:
    """Mark an edit's words, and name its kind where it changes more than style and wording."""
    text, edit = segment
    words = text.strip()
    if edit is None or not words:
        return markdown(text)
    before, _, after = text.partition(words)
    element = "del" if side == "source" else "ins"
    kind = "" if edit.kind in MINOR else f" <sup>{edit.kind}</sup>"
    return f"{before}<{element}>{markdown(words)}</{element}>{kind}{after}"
