"""What an article prints as its own prose, and what it quotes of an agency or an outlet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dedupe.align.narrative import NarrativeTrigrams
from dedupe.prepare.passages import Passages
from dedupe.prepare.stock_text import long_runs
from dedupe.prepare.token_columns import ArticleTokens
from dedupe.sketch.sorted_arrays import HashSet, unique_sorted
from dedupe.text.batch.hashing import hash_words
from dedupe.text.tokens import tokenize

LEAST_RUN = 10  # words in a row; fewer are a phrase that anyone may use
_SENTENCE_END = re.compile(r"[.!?][\"”’»]?(?:\s+|\Z)")
_SAID_TO = re.compile(  # before the name of somebody to whom a person speaks, whose words these then are
    r" (?:(?:tell|tells|telling|told|(?<!according )to|with|gegenüber|til|tegen|tegenover|overfor)(?: (?:the|der|dem))?"
    r"|(?:sagte|sagten|erklärte|erklärten|betonte) (?:\w+ )*(?:der|dem))\Z"
)
_FIRST_PERSON = "i me my we us our ich mich mir mein meine wir uns unser unsere je nous mon notre yo nosotros"


def is_own_prose(tokens: ArticleTokens, narrative: NarrativeTrigrams) -> NDArray[np.bool_]:
    """Return which stretches an article prints as its own prose, and not as what somebody says; bool[w]."""
    words, us = _first_person()
    speaks = words.contains(tokens.hashes) & ~tokens.is_marked
    speaks &= ~((tokens.hashes == us) & tokens.is_capital)  # "U.S." is no first person
    is_statement = np.bincount(tokens.paragraphs[speaks], minlength=tokens.body.size) > 0
    is_prose: NDArray[np.bool_] = ~narrative.is_marked & ~is_statement[narrative.paragraphs[narrative.places]]
    return is_prose


@cache
def _first_person() -> tuple[HashSet, np.uint64]:
    """Return the hashes of the words of the first person, and that of "us" among them."""
    return HashSet(unique_sorted(hash_words(_FIRST_PERSON.split()))), hash_words(["us"])[0]


def attributed_tokens(passages: Passages, cited: Callable[[], Sequence[str]]) -> NDArray[np.bool_]:
    """Mark the tokens of quotations that are put down to an agency or outlet, and not to who spoke to it; bool[n].

    `cited` returns the names of these as printed, and is only asked where there is a long quotation.
    """
    flags = np.zeros(passages.tokens.hashes.size, dtype=np.bool_)
    quotations = _quotations(passages.tokens)
    names = [f" {' '.join(tokenize(name).texts)} " for name in cited()] if quotations else []
    for start, end in quotations if names else ():
        around = f" {' '.join(tokenize(_around(passages, start, end)).texts)} "
        if any(_is_put_down_to(name, around) for name in names):
            flags[start:end] = True
    return flags


def _is_put_down_to(name: str, around: str) -> bool:
    """Return whether the words around a quotation name somebody otherwise than as who was told."""
    return any(not _SAID_TO.search(around[: match.start()]) for match in re.finditer(re.escape(name), around))


def _quotations(tokens: ArticleTokens) -> list[tuple[int, int]]:
    """Return the first token of each long quotation, and the one after its last."""
    is_long = long_runs(tokens.is_marked, tokens.paragraphs, LEAST_RUN)
    is_new = np.diff(tokens.paragraphs, prepend=-1) != 0
    before = np.append(False, is_long[:-1])
    starts = np.flatnonzero(is_long & (~before | is_new))
    after, is_last = np.append(is_long[1:], False), np.append(is_new[1:], True)
    ends = np.flatnonzero(is_long & (~after | is_last)) + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _around(passages: Passages, start: int, end: int) -> str:
    """Return the rest of the sentence around a quotation; where it opens a paragraph, the end of the one before."""
    tokens = passages.tokens
    index = int(np.searchsorted(tokens.bounds, start, "right")) - 1
    text, is_opening = passages.texts[index], start == tokens.bounds[index]
    before = "" if is_opening else text[: tokens.starts[start]]
    if is_opening and index and passages.texts[index - 1].rstrip().endswith(":"):
        before = passages.texts[index - 1]
    after = text[tokens.ends[end - 1] :]
    return f"{_SENTENCE_END.split(before)[-1]} {_SENTENCE_END.split(after)[0]}"
