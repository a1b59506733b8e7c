"""A paragraph as it is compared: words, and figures that are never cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.dates import read_date
from dedupe.align.figures import Figure, FigureReader
from dedupe.text.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.align.lexicon import Lexicon
    from dedupe.text.passages import Passage

_SENTENCE_END = re.compile(r"[”\"’'»“)\]]*[.!?…]+[”\"’'»“)\]]*\s[\s“\"„‘'«»(\[]*|[^\w]*:\s+[“\"„‘'«»]+")
_HYPHENS = frozenset("-‐‑")


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
        is_named: whether it stands among several capitalized words in a row.
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
    is_named: bool
    opens: bool
    is_tied: bool


def lexemes(passage: Passage, lexicon: Lexicon) -> tuple[Lexeme, ...]:
    """Cut a paragraph into lexemes: in reading order, never overlapping, none empty."""
    text = passage.text
    found: list[Lexeme] = []
    end = 0
    for at, figure in _figures(passage, lexicon):
        gap = text[end : figure.start]
        opens = not found or (gap != " " and _ends_sentence(found[-1], text, gap))
        found.append(
            Lexeme(
                figure.key,
                figure.start,
                figure.end,
                figure.key[0] in "#@",
                figure.weak,
                passage.quoted[at],
                passage.capital[at],
                passage.named[at],
                opens and not text[figure.start].islower(),
                gap in _HYPHENS,
            )
        )
        end = figure.end
    return tuple(found)


def _figures(passage: Passage, lexicon: Lexicon) -> Iterator[tuple[int, Figure]]:
    tokens = passage.tokens
    reader = FigureReader(passage.text, tokens, lexicon)
    at = 0
    while at < len(tokens):
        figure = None
        if tokens[at].text in lexicon.starters or tokens[at].text[0].isdigit():
            figure = read_date(reader, at) or reader.read(at)
        figure = figure or _word(tokens, at)
        yield at, figure
        at = figure.last


def _word(tokens: tuple[Token, ...], at: int) -> Figure:
    """Take a word as it is; with it all that its characters also stand for."""
    last = at + 1
    while last < len(tokens) and tokens[last].start < tokens[at].end:
        last += 1
    key = " ".join(token.text for token in tokens[at:last])
    return Figure(key, False, at, last, tokens[at].start, tokens[last - 1].end)


def _ends_sentence(lexeme: Lexeme, text: str, gap: str) -> bool:
    if not _SENTENCE_END.match(gap):
        return False
    raw = text[lexeme.start : lexeme.end]
    is_abbreviated = "." in raw or (len(raw) == 1 and raw.isalpha()) or len(lexeme.key) > len(raw.casefold())
    return not is_abbreviated or gap[0] != "." or lexeme.is_figure
