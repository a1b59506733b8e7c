"""Weights of words: how much it says that two articles share one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dedupe.text.language import stopwords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from dedupe.prepare.paragraphs import Passage

CONTENT, NAME, FUNCTION = 100, 50, 20  # hundredths of a word
QUOTED_FUNCTION = 40  # a quotation is carried word for word, or it is another
_SHORT = 5  # letters


@cache
def low_weight_words(code: str | None) -> frozenset[str]:
    """Return the words that say nothing by themselves: short function words and words of attribution.

    Longer function words ("although", "instead") are rare enough to tell one sentence from another.

    Args:
        code: a language (ISO 639-1); None stands for all that are known.
    """
    frames = tomllib.loads(files("dedupe").joinpath("data/frames.toml").read_text("utf-8"))
    short = (w for words in _of(stopwords(), code) for w in words if len(w) <= _SHORT)
    return frozenset(short) | {word for words in _of(frames, code) for word in words}


def _of(table: Mapping[str, Iterable[str]], code: str | None) -> Iterable[Iterable[str]]:
    return [words for key, words in table.items() if code in (key, None)]


def weights(passage: Passage, low_weight: Set[str]) -> tuple[int, ...]:
    """Return the weight of each token of a paragraph, in hundredths of a word.

    What belongs to the page weighs nothing, nor does the signature of a post.

    Args:
        passage: the paragraph.
        low_weight: words that say nothing by themselves, as `low_weight_words` returns them.
    """
    size, end = len(passage.words), passage.end
    if passage.furniture:
        return (0,) * size
    weighed = [
        0
        if is_page
        else (QUOTED_FUNCTION if is_quoted else FUNCTION)
        if word in low_weight
        else NAME
        if is_name
        else CONTENT
        for word, is_name, is_quoted, is_page in zip(
            passage.words[:end],
            passage.named[:end],
            passage.marked[:end],
            passage.page[:end],
            strict=True,
        )
    ]
    return (*weighed, *(0,) * (size - end))
