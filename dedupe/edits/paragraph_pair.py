"""Two paragraphs side by side, cut into tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dedupe.edits.diff_tokens import diff_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.edits.diff_tokens import DiffToken
    from dedupe.edits.lexicon import Lexicon
    from dedupe.prepare.passages import Passage

_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
KEPT = 2048  # paragraphs that stay cut: the copies of a story have most of theirs in common


class Hunk(NamedTuple):
    """Words that stand in each other's place: their indices on both sides, either range maybe empty."""

    source: range
    target: range


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphTokens:
    """A paragraph; the same object for equal ones that were cut lately.

    Attributes:
        raws: the same words as they are written.
        gaps: what stands before each word, then what stands behind the last.
        known: the keys, each once.
        body: offset at which the text after a dateline begins.
    """

    text: str
    words: Sequence[DiffToken]
    keys: Sequence[str]
    raws: Sequence[str]
    gaps: Sequence[str]
    known: frozenset[str]
    body: int

    def keys_in(self, stretch: range) -> list[str]:
        """The keys of a stretch of words."""
        return list(self.keys[stretch.start : stretch.stop])

    def bare_keys(self, stretch: range) -> list[str]:
        """The keys of a stretch of words without the endings of possessives."""
        return [
            key[:-1] if key.endswith("s") and _POSSESSIVE.search(self.raws[at]) else key
            for at, key in zip(stretch, self.keys_in(stretch), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class ParagraphPair:
    """A source paragraph and the stretch of a target paragraph that comes from it.

    Attributes:
        extent: all words of the source, and those of the target that come from it.
        is_exclusive: whether the two paragraphs have no other partners.
    """

    source: ParagraphTokens
    target: ParagraphTokens
    extent: Hunk
    is_exclusive: bool
    lexicon: Lexicon

    def sides(
        self, stretch: Hunk
    ) -> tuple[tuple[ParagraphTokens, range], tuple[ParagraphTokens, range]]:
        """Both sides, each with its part of a stretch."""
        return (self.source, stretch.source), (self.target, stretch.target)

    def keys_in(self, stretch: Hunk) -> tuple[list[str], list[str]]:
        """The keys of a stretch on both sides."""
        return self.source.keys_in(stretch.source), self.target.keys_in(stretch.target)


@lru_cache(KEPT)
def paragraph_tokens(passage: Passage, lexicon: Lexicon) -> ParagraphTokens:
    """Cut a paragraph into tokens."""
    words = diff_tokens(passage, lexicon)
    text, keys = passage.text, [word.key for word in words]
    starts, ends = [word.start for word in words], [word.end for word in words]
    raws = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    gaps = [text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True)]
    body = passage.tokens.starts[passage.body] if passage.body else 0
    return ParagraphTokens(text, words, keys, raws, gaps, frozenset(keys), body)
