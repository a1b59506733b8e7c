"""A paragraph as it is compared: words, and figures that are never cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dedupe.edits.dates import read_date
from dedupe.edits.figures import FIGURE_MARKS, Figure, read_figure
from dedupe.edits.numerals import NumberReader

if TYPE_CHECKING:
    from dedupe.edits.lexicon import Lexicon
    from dedupe.text.passages import Passage

_SENTENCE_END = re.compile(
    r"[”\"’'»“)\]]*[.!?…]+[”\"’'»“)\]]*\s|\W*:\s+[“\"„‘'«»]",
)
_HYPHENS = frozenset("-‐‑")
_SIGNS = frozenset("$£€")


class Lexeme(NamedTuple):
    """A word or figure.

    Attributes:
        key: equal for what differs only in style; of figures "#" or "@" and what they come to.
        start: offset of its first character.
        end: offset after its last character.
        is_figure: whether it is a figure.
        is_weak: whether it is a figure that may be left out.
        is_quoted: whether it stands inside quotation marks.
        is_capital: whether it begins with a capital letter.
        opens: whether it begins a sentence.
        is_tied: whether a hyphen ties it to the one before.
    """

    key: str
    start: int
    end: int
    is_figure: bool
    is_weak: bool
    is_quoted: bool
    is_capital: bool
    opens: bool
    is_tied: bool


def lexemes(passage: Passage, lexicon: Lexicon) -> tuple[Lexeme, ...]:
    """Cut a paragraph into lexemes: in reading order, never overlapping, none empty."""
    text, marked, capital = passage.text, passage.marked, passage.capital
    words, starts, ends = passage.tokens.texts, passage.tokens.starts, passage.tokens.ends
    figures = _figures(passage, lexicon)
    found: list[Lexeme] = []
    at = end = 0
    while at < len(words):
        first, last, start, stop, is_weak = at, at + 1, starts[at], ends[at], False
        if figure := figures.get(at):
            key, is_weak, _, last, start, stop = figure
        else:  # with a word goes all that its characters also stand for
            while last < len(words) and starts[last] < ends[at]:
                last += 1
            key, stop = " ".join(words[at:last]), ends[last - 1]
        start, at = max(start, end), last
        gap = text[end:start]
        opens = not found or (gap != " " and _ends_sentence(found[-1], text, gap))
        found.append(
            Lexeme(
                key,
                start,
                stop,
                key[0] in FIGURE_MARKS,
                is_weak,
                marked[first],
                capital[first],
                opens and not text[start].islower(),
                gap in _HYPHENS,
            )
        )
        end = stop
    return tuple(found)


def _figures(passage: Passage, lexicon: Lexicon) -> dict[int, Figure]:
    """Read the figures that begin at each token, whether or not another one includes it."""
    tokens, text, starters = passage.tokens, passage.text, lexicon.starters
    reader = NumberReader(text, tokens, lexicon)
    found = {}
    for at, word in enumerate(tokens.texts):
        end = tokens.ends[at]
        if word in starters or word[0].isdigit() or text[end : end + 1] in _SIGNS:
            figure = read_date(reader, at) or read_figure(reader, at)
            if figure:
                found[at] = figure
    return found


def _ends_sentence(lexeme: Lexeme, text: str, gap: str) -> bool:
    """Tell whether a sentence ends behind a lexeme, and not only an abbreviation."""
    if not _SENTENCE_END.match(gap):
        return False
    raw = text[lexeme.start : lexeme.end]
    is_initial = len(raw) == 1 and raw.isalpha()
    is_abbreviated = "." in raw or is_initial or len(lexeme.key) > len(raw.casefold())
    return not is_abbreviated or gap[0] != "." or lexeme.is_figure
