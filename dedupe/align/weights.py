"""How much it says that two articles share a word: little for function words, half for names."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dedupe.text.language import stopwords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dedupe.prepare.paragraphs import Passage

CONTENT, NAME, FUNCTION = 100, 50, 20  # hundredths of a word
QUOTED_FUNCTION = 40  # a quotation is carried word for word, or it is another
_SHORT = 5  # letters


@cache
def low_weight_words(code: str | None) -> frozenset[str]:
    """Give the words that say nothing by themselves: short function words and words of attribution.

    Longer function words ("although", "instead") are rare enough to tell one sentence from another.

    Args:
        code: of a language; the words of all known ones for None.
    """
    frames = tomllib.loads(files("dedupe").joinpath("data/frames.toml").read_text("utf-8"))
    short = (w for words in _of(stopwords(), code) for w in words if len(w) <= _SHORT)
    return frozenset(short) | {word for words in _of(frames, code) for word in words}


def _of(table: Mapping[str, Iterable[str]], code: str | None) -> Iterable[Iterable[str]]:
    return [words for key, words in table.items() if code in (key, None)]


def weights(passage: Passage, plain: frozenset[str]) -> tuple[int, ...]:
    """Weigh each token of a passage, in hundredths; nothing where it belongs to the page, or to the signature of a post."""
    size, end = len(passage.words), passage.end
    if passage.furniture:
        return (0,) * size
    tokens = zip(
        passage.words[:end],
        passage.named[:end],
        passage.marked[:end],
        passage.page[:end],
        strict=True,
    )
    weighed = [
        0
        if page
        else (QUOTED_FUNCTION if q else FUNCTION)
        if word in plain
        else NAME
        if name
        else CONTENT
        for word, name, q, page in tokens
    ]
    return (*weighed, *(0,) * (size - end))
