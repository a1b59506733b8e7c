"""Typed word-level edits inside aligned paragraphs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dedupe.align.alignment import Edit, TextSpan
from dedupe.edits.context import Context, changed
from dedupe.edits.kinds import kind_of, kind_of_gap
from dedupe.edits.lexicon import lexicon_of
from dedupe.edits.names import proper_names
from dedupe.edits.paragraph_diff import diff_paragraphs
from dedupe.edits.paragraph_pair import paragraph_tokens
from dedupe.edits.spans import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedupe.align.alignment import AlignedParagraph, Alignment
    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.paragraph_diff import ParagraphDiff
    from dedupe.edits.paragraph_pair import ParagraphTokens
    from dedupe.prepare.paragraphs import Passage


def find_edits(
    source: Sequence[Passage],
    target: Sequence[Passage],
    alignment: Alignment,
    code: str | None,
) -> tuple[Edit, ...]:
    """Find what was changed inside the paragraphs of a target that have partners in its source.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        alignment: of the two.
        code: their language (ISO 639-1), None where it is unknown.

    Returns:
        The edits, by target paragraph and in its order. Where two paragraphs have only each other as
        partners, their edits applied to the one give the other.
    """
    lexicon = lexicon_of(code)
    before = _sides(source, alignment.source, lexicon)
    after = _sides(target, alignment.target, lexicon)
    names = proper_names((*before.values(), *after.values()), lexicon)
    edits: list[Edit] = []
    for _, group in groupby(
        diff_paragraphs(before, after, alignment, lexicon), lambda diff: diff.target
    ):
        paragraph = list(group)
        changes = changed(paragraph)
        for diff in paragraph:
            edits += _edits(diff, Context(diff.pair, names, changes))
    return tuple(edits)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits to the paragraph they were found in.

    Args:
        text: a source paragraph.
        edits: of that paragraph, not overlapping, in its order.

    Returns:
        The text with each edit's words in the place of those before.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.source.start], edit.after)
        at = edit.source.end
    return "".join((*parts, text[at:]))


def _sides(
    passages: Sequence[Passage], aligned: Sequence[AlignedParagraph], lexicon: Lexicon
) -> dict[int, ParagraphTokens]:
    return {
        paragraph.index: paragraph_tokens(passages[paragraph.index], lexicon)
        for paragraph in aligned
        if paragraph.partners
    }


def _edits(diff: ParagraphDiff, context: Context) -> Iterator[Edit]:
    for source, target, change in spans(diff):
        before = diff.pair.source.text[source.start : source.stop]
        after = diff.pair.target.text[target.start : target.stop]
        yield Edit(
            kind_of(change, context) if change else kind_of_gap(before, after),
            TextSpan(diff.source, source.start, source.stop),
            TextSpan(diff.target, target.start, target.stop),
            before,
            after,
        )
