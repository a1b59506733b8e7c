"""The words of content of an article, sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.align.retold_sentences import sentences_of
from dedupe.text.tokens import tokenize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dedupe.prepare.passages import Passages


_STEM = 6  # letters; words that begin with the same ones are forms of one: counter, countering


class ContentWords(NamedTuple):
    """The words of content of a sentence, by their stems, in their order, each once, and which are names."""

    words: tuple[str, ...]
    names: frozenset[str]


def content_sentences(
    passages: Passages, code: str | None, is_content: NDArray[np.bool_]
) -> dict[int, list[ContentWords]]:
    """Return the sentences of each paragraph that has any with a word of content.

    Args:
        code: its language (ISO 639-1), None where it is unknown.
        is_content: bool[n], whether a word says anything by itself.
    """
    tokens = passages.tokens
    is_content = (is_content & ~tokens.is_page).tolist()
    is_named, is_capital = tokens.is_named.tolist(), tokens.is_capital.tolist()
    are_nouns = code in NOUNS_CAPITALISED
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    found = defaultdict[int, list[ContentWords]](list)
    for index, low, high in sentences_of(passages, code):
        text = passages.texts[index]
        own = [at for at in range(low, high) if is_content[at]]
        names = (
            at for at in own if is_named[at] or (is_capital[at] and at > low and not are_nouns)
        )
        stems = {at: _stem(text[starts[at] : ends[at]]) for at in own}
        words = tuple(dict.fromkeys(stems.values()))
        found[index].append(ContentWords(words, frozenset(stems[at] for at in names)))
    return found


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return "".join(tokenize(word).texts)[:_STEM]
