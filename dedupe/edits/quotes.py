"""Changes that put other words, or words at all, into somebody's mouth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.edits.names import is_renamed

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from dedupe.edits.context import Context
    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.paragraph_pair import Hunk, ParagraphTokens

_FRAME = 9  # words between a speaker and a quotation, at most
_BESIDE = 2  # the same where no word says that somebody says something
_LEAST_PARAPHRASE = 3  # words that may stand for a quotation


def is_misquoted(change: Hunk, context: Context) -> bool:
    """Tell whether a change does a quotation wrong.

    It alters or breaks off the words, makes reported speech of them or the reverse, or has somebody
    else say them.
    """
    (source, lost), (target, new) = context.pair.sides(change)
    before = [at for at in lost if source.words[at].is_quoted]
    after = [at for at in new if target.words[at].is_quoted]
    if before and after:
        return True
    if before:
        return _is_broken(before, source, lost) or _is_reported(
            before, source, target.keys_in(new), context.changed.gained.quoted
        )
    if after:
        return _is_broken(after, target, new) or _is_reported(
            after, target, source.keys_in(lost), context.changed.lost.quoted
        )
    return is_renamed(change, context) and all(
        _speaks(stretch, side, context.lexicon) for side, stretch in ((source, lost), (target, new))
    )


def _is_broken(quoted: Sequence[int], side: ParagraphTokens, stretch: range) -> bool:
    """Tell whether quoted words that stand on one side only are part of a quotation that goes on.

    Whole sentences may be left out at either end of a quotation.
    """
    words = side.words
    first, last = quoted[0], quoted[-1]
    goes_on_before = first == stretch.start > 0 and words[first - 1].is_quoted
    goes_on_after = last + 1 == stretch.stop < len(words) and words[last + 1].is_quoted
    if goes_on_before and goes_on_after:
        return True
    if goes_on_before:
        return not words[first].starts_sentence
    return goes_on_after and not words[last + 1].starts_sentence


def _is_reported(
    quoted: Sequence[int], side: ParagraphTokens, others: list[str], moved: Set[str]
) -> bool:
    """Tell whether other words stand for a whole quotation, or the same without marks; titles may.

    A quotation that stands as such anywhere among what changes on the other side has only moved.
    """
    keys = [side.words[at].key for at in quoted]
    if keys == others:
        return not all(side.words[at].is_capital for at in quoted)
    return len(others) >= _LEAST_PARAPHRASE and not set(keys) <= moved


def _speaks(stretch: range, side: ParagraphTokens, lexicon: Lexicon) -> bool:
    """Tell whether a stretch names who says what is quoted beside it."""
    behind = range(stretch.stop, min(len(side.words), stretch.stop + _FRAME))
    before = range(max(0, stretch.start - _FRAME), stretch.start)[::-1]
    for places in (behind, before):
        at = next((at for at in places if side.words[at].is_quoted), None)
        if at is None or _is_parted(side, range(min(at, stretch.start), max(at, stretch.stop - 1))):
            continue
        frame = range(min(at + 1, stretch.start), max(at, stretch.stop))
        near = range(max(0, frame.start - _BESIDE), frame.stop + _BESIDE)
        says = lexicon.reporting.count(
            word.key for word in side.words[near.start : near.stop] if not word.is_quoted
        )
        if says or len(frame) - len(stretch) <= _BESIDE:
            return True
    return False


def _is_parted(side: ParagraphTokens, stretch: range) -> bool:
    """Tell whether a sentence ends inside a stretch that reaches one word further; colons do not count."""
    return any(
        side.words[at + 1].starts_sentence and ":" not in side.gaps[at + 1] for at in stretch
    )
