"""A paragraph as it is compared: words, and figures that are never cut."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from dedupe.edits.date_figures import read_date
from dedupe.edits.figure_tokens import FIGURE_MARKS, Figure, NumberReader, read_figure
from dedupe.edits.lexicon import Lexicon
from dedupe.prepare.passages import Passage
from dedupe.punctuation import CLOSING, OPENING, STOPS
from dedupe.text.sentences import glued_ends
from dedupe.text.tokens import Tokens

_SENTENCE_END = re.compile(rf"[{CLOSING}]*[{STOPS}]+[{CLOSING}]*\s|\W*:\s+[{OPENING}]")
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
KEPT = 2048  # paragraphs that stay cut: the copies of a story have most of theirs in common
_HYPHENS = frozenset("-‐‑")
_SIGNS = frozenset("$£€")


@dataclass(frozen=True, eq=False)
class ParagraphTokens:
    """A paragraph cut into `n` words and figures; the same object for equal ones that were cut lately.

    They are in reading order, never overlap, and none is empty.
    """

    text: str
    keys: Sequence[str]  # [n], equal for what differs only in style; of figures "#" or "@" and what they come to
    starts: Sequence[int]  # [n], offsets of their first characters
    ends: Sequence[int]  # [n], offsets after their last
    is_minor: Sequence[bool]  # [n], whether it is a figure that may be left out
    is_quoted: Sequence[bool]  # [n], whether it stands inside quotation marks
    is_capital: Sequence[bool]  # [n], whether it begins with a capital letter
    starts_sentence: Sequence[bool]  # [n]
    gaps: Sequence[str]  # [n + 1], what stands before each, then what stands behind the last
    body: int  # offset at which the text after a dateline begins

    def __len__(self) -> int:
        """The number of words and figures."""
        return len(self.keys)

    @cached_property
    def known(self) -> frozenset[str]:
        """The keys, each once."""
        return frozenset(self.keys)

    def raw(self, at: int) -> str:
        """Return a word as it is written."""
        return self.text[self.starts[at] : self.ends[at]]

    def is_figure(self, at: int) -> bool:
        """Return whether a word is a figure."""
        return self.keys[at][0] in FIGURE_MARKS

    def is_hyphenated(self, at: int) -> bool:
        """Return whether a hyphen ties a word to the one before."""
        return self.gaps[at] in _HYPHENS

    def keys_in(self, stretch: range) -> list[str]:
        """The keys of a stretch of words."""
        return list(self.keys[stretch.start : stretch.stop])

    def bare_keys(self, stretch: range) -> list[str]:
        """The keys of a stretch of words without the endings of possessives."""
        return [
            key[:-1] if key.endswith("s") and _POSSESSIVE.search(self.raw(at)) else key
            for at, key in zip(stretch, self.keys_in(stretch), strict=True)
        ]


@lru_cache(KEPT)
def paragraph_tokens(passage: Passage, lexicon: Lexicon) -> ParagraphTokens:
    """Cut a paragraph into words, and figures that are never cut."""
    text = passage.text
    units = _units(passage, lexicon)
    ends = units.ends
    starts = list(map(max, units.starts, [0, *ends]))
    gaps = [text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True)]
    return ParagraphTokens(
        text,
        units.keys,
        starts,
        ends,
        units.weak,
        list(map(passage.marked.__getitem__, units.first)),
        list(map(passage.capital.__getitem__, units.first)),
        _sentence_starts(text, units.keys, starts, ends, gaps),
        gaps,
        passage.tokens.starts[passage.body] if passage.body else 0,
    )


def _sentence_starts(
    text: str, keys: Sequence[str], starts: Sequence[int], ends: Sequence[int], gaps: Sequence[str]
) -> list[bool]:
    """Return for each word whether it begins a sentence."""
    found = [False] * len(keys)
    glued = [end for _, end in glued_ends(text, None)]
    for at in (at for at, gap in enumerate(gaps[:-1]) if gap != " " or at == 0):
        follows_end = (
            at == 0
            or _ends_sentence(keys[at - 1], text[starts[at - 1] : ends[at - 1]], gaps[at])
            or bisect_left(glued, ends[at - 1]) < bisect_right(glued, starts[at])
        )
        found[at] = follows_end and not text[starts[at]].islower()
    return found


class _Units(NamedTuple):
    """Words and figures in columns, the figures not yet set apart from what stands before them."""

    keys: list[str]
    first: list[int]  # index of the first token
    starts: list[int]
    ends: list[int]
    weak: list[bool]


def _units(passage: Passage, lexicon: Lexicon) -> _Units:
    """Join the tokens that make up a figure, or that the same characters stand for."""
    tokens = passage.tokens
    figures = _figures(passage, lexicon)
    ends = zip(tokens.ends, tokens.starts[1:], strict=False)
    glued = [at for at, (end, following) in enumerate(ends) if following < end]
    found = _Units([], [], [], [], [])
    at = 0
    for first in sorted({*figures, *glued}):
        if first < at:
            continue
        _take(found, tokens, range(at, first))
        figure = figures.get(first) or _word(tokens, first)
        found.keys.append(figure.key)
        found.first.append(figure.first)
        found.starts.append(figure.start)
        found.ends.append(figure.end)
        found.weak.append(figure.is_minor)
        at = figure.last
    _take(found, tokens, range(at, len(tokens)))
    return found


def _take(found: _Units, tokens: Tokens, which: range) -> None:
    """Take tokens as they are."""
    stretch = slice(which.start, which.stop)
    found.keys.extend(tokens.texts[stretch])
    found.first.extend(which)
    found.starts.extend(tokens.starts[stretch])
    found.ends.extend(tokens.ends[stretch])
    found.weak.extend([False] * len(which))


def _word(tokens: Tokens, at: int) -> Figure:
    """Take a word as a figure that only means itself; with it all that its characters also stand for."""
    last = at + 1
    while last < len(tokens) and tokens.starts[last] < tokens.ends[at]:
        last += 1
    key = " ".join(tokens.texts[at:last])
    return Figure(key, False, at, last, tokens.starts[at], tokens.ends[last - 1])


def _figures(passage: Passage, lexicon: Lexicon) -> dict[int, Figure]:
    """Read the figures that begin at each token, whether or not another one includes it."""
    tokens, text, starters = passage.tokens, passage.text, lexicon.starters
    suspects = {at for at, word in enumerate(tokens.texts) if word in starters or word[0].isdigit()}
    if any(sign in text for sign in _SIGNS):
        suspects |= {at for at, end in enumerate(tokens.ends) if text[end : end + 1] in _SIGNS}
    found = {}
    reader = NumberReader(text, tokens, lexicon)
    for at in suspects:
        figure = read_date(reader, at) or read_figure(reader, at)
        if figure:
            found[at] = figure
    return found


def _ends_sentence(key: str, raw: str, gap: str) -> bool:
    """Return whether a sentence ends behind a word or figure, and not only an abbreviation."""
    if not _SENTENCE_END.match(gap):
        return False
    is_initial = len(raw) == 1 and raw.isalpha()
    is_abbreviated = "." in raw or is_initial or len(key) > len(raw.casefold())
    return not is_abbreviated or gap[0] != "." or key[0] in FIGURE_MARKS


def is_style(ours: Sequence[str], theirs: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether words, by key, differ in hyphens, blanks or contraction only: "ice-cream", "ice cream"."""
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
