"""The tokens of a batch with their places in the text, and what can be seen of them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.encode import IS_DIGIT, NonLatinError, stream_offsets
from dedupe.text.batch.fold_house_style import folded_figures
from dedupe.text.batch.tokenize import LatinCut, TokenBatch, concat, cut_latin, tokenize_article
from dedupe.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class PlacedTokens:
    """The `n` tokens of a batch with their places."""

    tokens: TokenBatch
    starts: NDArray[np.int64]  # [n], offset of each one's first character in its paragraph
    ends: NDArray[np.int64]  # [n], offset after its last
    is_capital: NDArray[np.bool_]  # [n], whether the first character is a capital letter
    is_figure: NDArray[np.bool_]  # [n], whether the folded word begins with a digit


def place_tokens(articles: Sequence[Sequence[str]]) -> PlacedTokens:
    """Cut a batch of articles, each a sequence of paragraph texts, into hashed tokens with their places.

    >>> placed = place_tokens([["Mr. Roe paid", "two US dollars"]])
    >>> placed.starts.tolist(), placed.is_capital.tolist(), placed.is_figure.tolist()
    ([4, 8, 0, 4, 7], [True, False, False, True, False], [False, False, True, False, False])
    """
    if any("\n" in text for paragraphs in articles for text in paragraphs):
        articles = [[text.replace("\n", " ") for text in paragraphs] for paragraphs in articles]
    try:
        return _latin(articles, cut_latin(articles))
    except NonLatinError:
        if len(articles) == 1:
            return _plain(articles[0])
    half = len(articles) // 2
    return _joined([place_tokens(articles[:half]), place_tokens(articles[half:])])


def _latin(articles: Sequence[Sequence[str]], cut: LatinCut) -> PlacedTokens:
    text = "\n".join(chain.from_iterable(articles))
    offsets = stream_offsets(text.encode("utf-8", "replace"))
    raw, counts = cut.raw, cut.folded.counts(cut.raw.starts.size)
    is_digit = np.repeat(IS_DIGIT[cut.stream[raw.starts]], counts)
    is_digit[np.cumsum(counts)[counts > 1] - 1] = False  # the unit behind a number
    starts, lasts = (np.repeat(offsets[at], counts) for at in (raw.starts, raw.ends - 1))
    is_first = cut.merged.counts(starts.size) > 0
    is_last = np.append(is_first[1:], True)[: is_first.size]
    starts, ends = starts[is_first], lasts[is_last] + 1
    sizes = np.fromiter(map(len, chain.from_iterable(articles)), np.int64)
    lengths = np.diff(cut.tokens.paragraph_starts)
    before = np.repeat(np.cumsum(sizes + 1) - sizes - 1, lengths)
    return PlacedTokens(
        cut.tokens,
        starts - before,
        ends - before,
        _is_capital(text, starts),
        _is_figure(cut.tokens.hashes, is_digit[is_first]),
    )


def _is_capital(text: str, at: NDArray[np.int64]) -> NDArray[np.bool_]:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")[at]
    is_capital = (points - np.uint32(ord("A"))) < 26
    others = np.flatnonzero(points > 127)
    distinct, which = np.unique(points[others], return_inverse=True)
    is_capital[others] = np.array([chr(point).isupper() for point in distinct], np.bool_)[which]
    return is_capital


def _is_figure(hashes: NDArray[np.uint64], is_digit: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which folded words begin with a digit, given which raw ones do; bool[n]."""
    spelled, ordinals = folded_figures()
    flags = is_digit | np.isin(hashes, spelled)
    flags[is_digit] = ~np.isin(hashes[is_digit], ordinals)
    return flags


def _plain(paragraphs: Sequence[str]) -> PlacedTokens:
    cut = [tokenize(paragraph) for paragraph in paragraphs]
    places = [(text, at) for text, own in zip(paragraphs, cut, strict=True) for at in own.starts]
    return PlacedTokens(
        tokenize_article(paragraphs),
        np.array([at for _, at in places], np.int64),
        np.array([end for own in cut for end in own.ends], np.int64),
        np.array([text[at].isupper() for text, at in places], np.bool_),
        np.array([word[0].isdigit() for own in cut for word in own.texts], np.bool_),
    )


def _joined(parts: Sequence[PlacedTokens]) -> PlacedTokens:
    """Concatenate batches."""
    return PlacedTokens(
        concat([part.tokens for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([part.is_capital for part in parts]),
        np.concatenate([part.is_figure for part in parts]),
    )
