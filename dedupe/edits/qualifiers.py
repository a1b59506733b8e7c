"""What qualifies a figure: "about", "more than", "or less"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.paragraph_pair import ParagraphTokens

_BEFORE, _BEHIND = 3, 2  # words around a figure that may qualify it


def qualifier(side: ParagraphTokens, at: int, lexicon: Lexicon) -> frozenset[str]:
    """Find the senses of what qualifies the figure at an index, up to the next figure or sentence."""
    words = side.words
    start, end = at, at + 1
    while start > max(0, at - _BEFORE) and not (
        words[start].starts_sentence or words[start - 1].is_figure
    ):
        start -= 1
    while end < min(len(words), at + 1 + _BEHIND) and not (
        words[end].starts_sentence or words[end].is_figure
    ):
        end += 1
    before = lexicon.qualifiers.senses(side.keys_in(range(start, at)))
    return before | lexicon.qualifiers_behind.senses(side.keys_in(range(at + 1, end)))
