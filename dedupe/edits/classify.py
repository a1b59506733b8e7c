"""Differences of wording told from those of house style."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import numeric

from dedupe.align.alignment import EditKind
from dedupe.edits.name_changes import is_transliterated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dedupe.edits.diff_tokens import DiffToken
    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.paragraph_pair import Hunk, ParagraphPair
    from dedupe.edits.span import Span


class TypedSpan(NamedTuple):
    """A difference in the text: offsets on both sides, and what kind it is."""

    source: range
    target: range
    kind: EditKind


def typed_spans(spans: Iterable[Span], pair: ParagraphPair) -> list[TypedSpan]:
    """Distinguish differences of wording from those of style."""
    return [
        TypedSpan(
            span.source,
            span.target,
            _kind(span, pair),
        )
        for span in spans
    ]


def _kind(span: Span, pair: ParagraphPair) -> EditKind:
    """Distinguish wording from style; numbers that are no words, such as "½", make it a figure."""
    texts = (
        pair.source.text[span.source.start : span.source.stop],
        pair.target.text[span.target.start : span.target.stop],
    )
    before, after = ([mark for mark in text if _is_fraction(mark)] for text in texts)
    if before != after:
        return EditKind.FIGURE
    if span.change is None or _is_house_style(span.change, pair):
        return EditKind.STYLE
    return EditKind.WORDING


def _is_fraction(mark: str) -> bool:
    return numeric(mark, 0.0) % 1 != 0


def _is_house_style(hunk: Hunk, pair: ParagraphPair) -> bool:
    before = [pair.source.words[at] for at in hunk.source]
    after = [pair.target.words[at] for at in hunk.target]
    return (
        is_style(before, after, pair.lexicon)
        or _is_acronym(hunk, pair)
        or is_transliterated(before, after)
    )


def is_style(before: Sequence[DiffToken], after: Sequence[DiffToken], lexicon: Lexicon) -> bool:
    """Return whether words differ in hyphens, blanks or contraction only."""
    ours, theirs = [token.key for token in before], [token.key for token in after]
    return (
        "".join(ours) == "".join(theirs)
        or _is_contracted(ours, theirs, lexicon)
        or _is_contracted(theirs, ours, lexicon)
    )


def _is_contracted(short: Sequence[str], long: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether one is a contraction of the other: "he's", "he is"."""
    if (len(short), len(long)) != (1, 2):
        return False
    ending = short[0].removeprefix(long[0])
    return long[1] in lexicon.contractions.get(ending, ())


def _is_acronym(hunk: Hunk, pair: ParagraphPair) -> bool:
    """Return whether one side is the initials of the other."""
    before, after = ([side.raws[at] for at in words] for side, words in pair.sides(hunk))
    short, long = sorted((before, after), key=len)
    initials = "".join(word[:1] for word in long)
    return len(short) == 1 and len(long) > 2 and initials == short[0].replace(".", "")
