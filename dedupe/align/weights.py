"""How much it says that two articles share a word: little for function words, half for names."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dedupe.text.tables import stopwords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dedupe.text.passages import Passage

CONTENT, NAME, FUNCTION = 1.0, 0.5, 0.2


@cache
def plain_words(code: str | None) -> frozenset[str]:
    """Give the function words and words of attribution of a language, of all known ones for None."""
    frames = tomllib.loads(files("dedupe").joinpath("data/frames.toml").read_text("utf-8"))
    lists: Iterable[Iterable[str]] = [
        words
        for table in (stopwords(), frames)
        for key, words in table.items()
        if code in (key, None)
    ]
    return frozenset(word for words in lists for word in words)


def weights(passage: Passage, plain: frozenset[str]) -> tuple[float, ...]:
    """Weigh each token of a passage; nothing in furniture and in the signature of a post."""
    if passage.furniture:
        return (0.0,) * len(passage.tokens)
    return tuple(
        0.0
        if at >= passage.end
        else FUNCTION
        if token.text in plain
        else NAME
        if passage.named[at]
        else CONTENT
        for at, token in enumerate(passage.tokens)
    )
