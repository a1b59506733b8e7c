"""What kind of difference a change makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import EditKind
from dedupe.edits.claims import is_attributed_otherwise, is_frame, is_negated
from dedupe.edits.names import is_renamed, is_respelled
from dedupe.edits.quotes import is_misquoted
from dedupe.edits.values import is_figure_gone_or_new, is_revalued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.edits.context import Context
    from dedupe.edits.diff_tokens import DiffToken
    from dedupe.edits.paragraph_pair import Hunk, ParagraphTokens

# The first test that holds decides. An attribution comes before a figure that it holds.
_TESTS = (
    (is_negated, EditKind.NEGATION),
    (is_revalued, EditKind.FIGURE),
    (is_frame, EditKind.ATTRIBUTION),
    (is_figure_gone_or_new, EditKind.FIGURE),
    (is_renamed, EditKind.NAME),
    (is_attributed_otherwise, EditKind.ATTRIBUTION),
)


def kind_of(change: Hunk, context: Context) -> EditKind:
    """Tell what kind of difference a change makes; of several kinds the gravest.

    A whole sentence that is left out or put in is wording, and so is what only moves inside the
    paragraph.
    """
    if _is_style(change, context):
        return EditKind.STYLE
    if is_misquoted(change, context):
        return EditKind.QUOTE
    if _is_same(change, context):
        return EditKind.STYLE
    (source, lost), (target, new) = context.pair.sides(change)
    if _is_whole(source, lost, new) or _is_whole(target, new, lost):
        return EditKind.WORDING
    return next((kind for test, kind in _TESTS if test(change, context)), EditKind.WORDING)


def kind_of_gap(before: str, after: str) -> EditKind:
    """Tell what kind of difference it makes that other characters stand between the same words.

    Style, but for numbers that are no words, such as "½".
    """
    numbers = [
        [mark for mark in text if mark.isnumeric() and not mark.isdecimal()]
        for text in (before, after)
    ]
    return EditKind.STYLE if numbers[0] == numbers[1] else EditKind.FIGURE


def _is_style(change: Hunk, context: Context) -> bool:
    before, after = context.words(change)
    if any(word.is_quoted for word in before) != any(word.is_quoted for word in after):
        return False
    return (
        _is_same(change, context)
        or is_respelled(change, context)
        or _is_contracted(before, after, context)
        or _is_contracted(after, before, context)
    )


def _is_same(change: Hunk, context: Context) -> bool:
    """Tell whether both sides have the same letters once house style is folded."""
    before, after = context.pair.keys_in(change)
    return "".join(before) == "".join(after)


def _is_contracted(short: Sequence[DiffToken], long: Sequence[DiffToken], context: Context) -> bool:
    """Tell "he's" from "he is"."""
    if (len(short), len(long)) != (1, 2):
        return False
    ending = short[0].key.removeprefix(long[0].key)
    return long[1].key in context.lexicon.contractions.get(ending, ())


def _is_whole(side: ParagraphTokens, stretch: range, other: range) -> bool:
    """Tell whether a stretch is one or more whole sentences in nobody's place."""
    if other or not stretch:
        return False
    ends = stretch.stop == len(side.words) or side.words[stretch.stop].starts_sentence
    return ends and side.words[stretch.start].starts_sentence
