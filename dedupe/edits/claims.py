"""Changes to whether something is so, and to who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dedupe.edits.context import Context
    from dedupe.edits.lexicon import Phrases
    from dedupe.edits.paragraph_pair import Hunk

_SHORT = 3  # words left out or put in with a negation that take it from what stays
_REWRITE = 14  # words on a side after which its words say little about the words of the other
_CLAUSE = 8  # words of a stretch that only touches an attribution on the way
_FRAME = 2  # words that an attribution has at least: who, and said
_FRAMES = 6  # and at most, where it says little else
_EDGE = 3  # words at either end of a longer one that tell what it is about


def is_negated(change: Hunk, context: Context) -> bool:
    """Tell whether a not, or its like, is gained or lost by what stays."""
    longest, shortest = sorted(map(len, change), reverse=True)
    if longest > (_REWRITE if shortest else _SHORT):
        return False
    return _differs(context.lexicon.negations, change, context)


def is_attributed_otherwise(change: Hunk, context: Context) -> bool:
    """Tell whether an attribution or a hedge is dropped or added.

    One of several attributions of a quotation, or of what is said around it, may be.
    """
    lexicon = context.lexicon
    if max(map(len, change)) <= _FRAMES and _differs(lexicon.hedges, change, context):
        return True
    if not _differs(lexicon.reporting, change, context):
        return False
    without, said = sorted(context.pair.keys_in(change), key=lexicon.reporting.count)
    if without and len(said) - len(without) < _FRAME:
        return False
    return _is_central(change, context) and not _is_repeated(change, context)


def _is_central(change: Hunk, context: Context) -> bool:
    """Tell whether a change is about attribution: a short one, or one that begins or ends with it."""
    reporting = context.lexicon.reporting
    for (side, stretch), keys in zip(
        context.pair.sides(change), context.pair.keys_in(change), strict=True
    ):
        if len(keys) <= _CLAUSE and reporting.count(keys):
            return True
        is_broken = any(side.words[at].starts_sentence for at in stretch[1:])
        if not is_broken and reporting.count(keys[:_EDGE]) + reporting.count(keys[-_EDGE:]):
            return True
    return False


def _is_repeated(change: Hunk, context: Context) -> bool:
    """Tell whether a change touches a quotation, and who says it stands in both paragraphs."""
    quotes = any(
        side.words[at].is_quoted
        for side, stretch in context.pair.sides(change)
        for at in (stretch.start - 1, stretch.stop)
        if 0 <= at < len(side.words)
    )
    return quotes and all(
        context.lexicon.reporting.count(side.keys_in(range(len(side.words))))
        for side, _ in context.pair.sides(change)
    )


def is_frame(change: Hunk, context: Context) -> bool:
    """Tell whether a change is little more than an attribution dropped or added."""
    return max(map(len, change)) <= _FRAMES and is_attributed_otherwise(change, context)


def _differs(phrases: Phrases, change: Hunk, context: Context) -> bool:
    """Tell whether only one side has any of some phrases, and they did not only move."""
    lost, gained = map(phrases.count, context.pair.keys_in(change))
    if bool(lost) == bool(gained):
        return False
    balance, function = context.changed.balance, context.lexicon.function
    keys = context.pair.keys_in(change)[0 if lost else 1]
    content = [key for key in keys if key not in function and not phrases.count([key])]
    content = content or [key for key in keys if phrases.count([key])]
    moved = sum(balance[key] == 0 for key in content)
    return moved * 2 <= len(content) and (moved == 0 or len(content) > 1)
