"""Figures that a change alters, drops, adds or qualifies in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.edits.dates import agree
from dedupe.edits.qualifiers import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from dedupe.edits.context import Context
    from dedupe.edits.diff_tokens import DiffToken
    from dedupe.edits.paragraph_pair import Hunk

_SWAP = 4  # words in which one figure stands in the other's place even where both stay
_LONG = 12  # words left out or put in that are a cut or an addition, whatever figures they hold,
_CUT = 4  # as are those that are so many times as many as those in their place


def is_revalued(change: Hunk, context: Context) -> bool:
    """Tell whether a figure is another one, or is qualified in another way."""
    if _is_requalified(change, context) or all(_moot(change, context)):
        return True
    before, after = (
        {word.key for word in words if word.is_figure} for words in context.words(change)
    )
    is_swap = bool(before and after) and not before & after
    return is_swap and max(map(len, change)) <= _SWAP and not _agree(before, after)


def _agree(keys: Iterable[str], others: Set[str]) -> bool:
    """Tell whether each date has a counterpart that only gives it more or less fully."""
    return all(any(_is_date(key, other) and agree(key, other) for other in others) for key in keys)


def _is_date(*keys: str) -> bool:
    return all(key.startswith("@") for key in keys)


def is_figure_gone_or_new(change: Hunk, context: Context) -> bool:
    """Tell whether a figure is gone or new, and not only moved inside the paragraph.

    A weekday, a month, an ordinal and "the two" do not count, nor does what a long cut or addition holds.
    """
    short, long = sorted(map(len, change))
    if long > _LONG and short * _CUT < long:
        return False
    return any(not word.is_minor for words in _moot(change, context) for word in words)


def _moot(change: Hunk, context: Context) -> tuple[list[DiffToken], list[DiffToken]]:
    """Give the figures of both sides that the other paragraph does not have at all."""
    words, target, source = context.words(change), context.pair.target, context.pair.source
    before = [word for word in words[0] if word.is_figure and word.key not in target.known]
    after = [word for word in words[1] if word.is_figure and word.key not in source.known]
    keys = {word.key for word in before}, {word.key for word in after}
    return (
        [word for word in before if not _agree([word.key], keys[1])],
        [word for word in after if not _agree([word.key], keys[0])],
    )


def _is_requalified(change: Hunk, context: Context) -> bool:
    """Tell whether a figure of a change stands elsewhere among the changes with another qualifier."""
    others = context.changed.gained, context.changed.lost
    for (side, stretch), other in zip(context.pair.sides(change), others, strict=True):
        for at in stretch:
            known = other.qualifiers.get(side.words[at].key)
            if known and qualifier(side, at, context.lexicon) not in known:
                return True
    return False
