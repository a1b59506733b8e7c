"""Quotations that an article puts down to an agency or an outlet, and not to a person."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from dedupe.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from dedupe.prepare.paragraphs import Passage

LEAST_RUN = 10  # words in a row; fewer are a phrase that anyone may use
_SENTENCE_END = re.compile(r"[.!?][\"”’»]?(?:\s+|\Z)")


def attributed_tokens(passages: Sequence[Passage], cited: Sequence[str]) -> NDArray[np.bool_]:
    """Mark the tokens of quotations that are put down to an agency or outlet; bool[n].

    Args:
        passages: of one article.
        cited: names, as printed, of the agencies and outlets that it cites.
    """
    flags = np.zeros(sum(len(passage.words) for passage in passages), dtype=np.bool_)
    names = [f" {' '.join(tokenize(name).texts)} " for name in cited]
    offset = 0
    for index, passage in enumerate(passages if names else ()):
        for start, end in _quotations(passage):
            around = f" {' '.join(tokenize(_around(passages, index, start, end)).texts)} "
            if any(name in around for name in names):
                flags[offset + start : offset + end] = True
        offset += len(passage.words)
    return flags


def _quotations(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the first token of each long quotation, and the one after its last."""
    for is_marked, places in groupby(range(len(passage.marked)), passage.marked.__getitem__):
        run = list(places)
        if is_marked and len(run) >= LEAST_RUN:
            yield run[0], run[-1] + 1


def _around(passages: Sequence[Passage], index: int, start: int, end: int) -> str:
    """Return the rest of the sentence around a quotation; where it opens a paragraph, the end of the one before."""
    passage = passages[index]
    before = passage.text[: passage.tokens.starts[start]] if start else ""
    if not start and index and passages[index - 1].text.rstrip().endswith(":"):
        before = passages[index - 1].text
    after = passage.text[passage.tokens.ends[end - 1] :]
    return f"{_SENTENCE_END.split(before)[-1]} {_SENTENCE_END.split(after)[0]}"
