"""The tokens of an article in columns: what they are, where they stand, and what they count for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.prepare.paragraph_shapes import ParagraphShapes, shapes_of
from dedupe.prepare.stock_text import furniture_of_stock, long_runs, stock_tokens
from dedupe.sketch.shingles import prefix_hashes
from dedupe.sketch.sorted_arrays import HashSet
from dedupe.text.batch.token_places import place_tokens


class Texts(NamedTuple):
    """The paragraphs of an article, and what is known of them beforehand."""

    paragraphs: Sequence[str]  # their texts, in reading order
    learned: Collection[int] = ()  # indices of those that are known to be furniture, whatever their shape
    kept: Collection[int] = ()  # indices of those that are known to be none


@dataclass(frozen=True, eq=False)
class ArticleTokens:
    """The `n` tokens of `p` paragraphs.

    Attributes:
        is_page: [n], whether so many of these stand in a row that they are of the page, not of the story.
    """

    hashes: NDArray[np.uint64]  # [n], of the folded words
    bounds: NDArray[np.int64]  # [p + 1], index of each paragraph's first token, then n
    starts: NDArray[np.int64]  # [n], offset of the first character in the paragraph
    ends: NDArray[np.int64]  # [n], offset after the last
    is_capital: NDArray[np.bool_]  # [n], whether the token begins with a capital letter
    is_figure: NDArray[np.bool_]  # [n], whether the folded word begins with a digit
    is_named: NDArray[np.bool_]  # [n], whether it is part of a name: several capitalised words in a row
    is_marked: NDArray[np.bool_]  # [n], whether it stands inside quotation marks or in a reprinted text
    is_quoted: NDArray[np.bool_]  # [n], the same, or whether another article is known to quote it
    is_stock: NDArray[np.bool_]  # [n], whether it stands in words that unrelated articles have as well
    is_page: NDArray[np.bool_]
    body: NDArray[np.int64]  # [p], tokens of each paragraph's dateline
    end: NDArray[np.int64]  # [p], tokens before its signature, credit or end
    is_post: NDArray[np.bool_]  # [p], whether it is a post printed as it stands
    is_furniture: NDArray[np.bool_]  # [p], whether it belongs to the page and not to the story

    @cached_property
    def paragraphs(self) -> NDArray[np.int64]:
        """The paragraph of each token, int64[n]."""
        return np.repeat(np.arange(self.body.size), np.diff(self.bounds))

    @cached_property
    def is_text(self) -> NDArray[np.bool_]:
        """Which tokens stand between the dateline and the signature of their paragraphs, bool[n]."""
        sizes, firsts = np.diff(self.bounds), self.bounds[:-1]
        places = np.arange(self.hashes.size)
        inside: NDArray[np.bool_] = places >= np.repeat(firsts + self.body, sizes)
        inside &= places < np.repeat(firsts + self.end, sizes)
        return inside

    @cached_property
    def is_story(self) -> NDArray[np.bool_]:
        """Which of these are of the story, and not of the page, bool[n]."""
        return self.is_text & ~self.is_page & ~self.is_furniture[self.paragraphs]

    def of_paragraphs(self, first: int, last: int) -> ArticleTokens:
        """Return some of the paragraphs, the last excluded, as views."""
        low, high = self.bounds[first], self.bounds[last]
        tokens, own = slice(low, high), slice(first, last)
        return ArticleTokens(
            self.hashes[tokens],
            self.bounds[first : last + 1] - low,
            self.starts[tokens],
            self.ends[tokens],
            self.is_capital[tokens],
            self.is_figure[tokens],
            self.is_named[tokens],
            self.is_marked[tokens],
            self.is_quoted[tokens],
            self.is_stock[tokens],
            self.is_page[tokens],
            self.body[own],
            self.end[own],
            self.is_post[own],
            self.is_furniture[own],
        )


def join_tokens(parts: Sequence[ArticleTokens]) -> ArticleTokens:
    """Put the tokens of several texts one after the other."""
    columns = {
        column.name: np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(ArticleTokens)
    }
    sizes = np.concatenate([np.diff(part.bounds) for part in parts])
    columns["bounds"] = np.append(0, np.cumsum(sizes))
    return ArticleTokens(**columns)


def batch_tokens(
    articles: Sequence[Texts], k: int, quotations: HashSet, stock: NDArray[np.uint64]
) -> tuple[ArticleTokens, NDArray[np.int64]]:
    """Cut the paragraphs of a batch of `a` articles into tokens, and find out what each counts for.

    Args:
        quotations: hashes of k words in a row that other articles quote.
        stock: uint64[s], ascending, hashes of k words in a row that unrelated articles have.

    Returns:
        The tokens of all paragraphs, and int64[a + 1], the first paragraph of each article.
    """
    texts = [article.paragraphs for article in articles]
    placed = place_tokens(texts)
    hashes, bounds = placed.tokens.hashes, placed.tokens.paragraph_starts
    starts = placed.tokens.article_starts
    paragraphs = np.repeat(np.arange(bounds.size - 1), np.diff(bounds))
    owners = np.repeat(np.arange(starts.size - 1), np.diff(bounds[starts]))
    shapes = shapes_of(texts)
    is_post, is_reprint, is_furniture = (np.array(flags, dtype=np.bool_) for flags in shapes[:3])
    learned = _in_batch((article.learned for article in articles), starts)
    kept = _in_batch((article.kept for article in articles), starts)
    is_furniture[learned], is_furniture[kept] = True, False
    is_furniture |= bounds[1:] == bounds[:-1]
    body, end = _text_bounds(shapes, placed.starts, bounds)
    is_link = _inside(shapes.links, placed.starts, bounds)
    windows = prefix_hashes(hashes).k_grams(k)
    is_stock = stock_tokens(hashes, owners, stock, k) & ~np.isin(paragraphs, kept)
    is_page = long_runs(is_stock, owners)
    is_furniture |= furniture_of_stock(is_page, bounds, body, end)
    is_marked = placed.tokens.quoted | (is_post | is_reprint)[paragraphs]
    return ArticleTokens(
        hashes,
        bounds,
        placed.starts,
        placed.ends,
        placed.is_capital,
        placed.is_figure,
        _is_named(placed.is_capital, paragraphs),
        is_marked,
        _is_quoted(is_marked, windows, paragraphs, quotations, k),
        is_stock | is_link,
        is_page | is_link,
        body,
        end,
        is_post,
        is_furniture,
    ), starts


def _in_batch(paragraphs: Iterable[Collection[int]], starts: NDArray[np.int64]) -> list[int]:
    """Return the indices in the batch of some paragraphs of each article, given the first of each."""
    return [first + at for first, own in zip(starts.tolist(), paragraphs, strict=False) for at in own]


def _is_named(is_capital: NDArray[np.bool_], paragraphs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which tokens stand beside another one with a capital, and have one themselves; bool[n]."""
    both = is_capital[1:] & is_capital[:-1] & (paragraphs[1:] == paragraphs[:-1])
    named = np.zeros(is_capital.size, dtype=np.bool_)
    named[1:] = both
    named[:-1] |= both
    return named


def _is_quoted(
    is_marked: NDArray[np.bool_],
    windows: NDArray[np.uint64],
    paragraphs: NDArray[np.int64],
    quotations: HashSet,
    k: int,
) -> NDArray[np.bool_]:
    """Return which tokens are marked, or stand in a quotation of another article that lies in one paragraph; bool[n]."""
    before = np.append(0, np.cumsum(is_marked))
    at = np.flatnonzero(before[k:] - before[:-k] < k)  # what is marked need not be looked up
    at = at[quotations.contains(windows[at])]
    at = at[paragraphs[at] == paragraphs[at + k - 1]]
    quoted = is_marked.copy()
    for offset in range(k):
        quoted[at + offset] = True
    return quoted


def _text_bounds(
    shapes: ParagraphShapes, starts: NDArray[np.int64], bounds: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many tokens the dateline of each paragraph has, and how many come before its signature."""
    body, end = np.zeros(bounds.size - 1, dtype=np.int64), np.diff(bounds)
    for paragraph, offset in shapes.text_ends:
        own = starts[bounds[paragraph] : bounds[paragraph + 1]]
        end[paragraph] = np.searchsorted(own, offset)
    for paragraph, offset in shapes.datelines:
        own = starts[bounds[paragraph] : bounds[paragraph + 1]]
        first = np.searchsorted(own, offset)
        body[paragraph] = first if first < end[paragraph] else 0
    return body, end


def _inside(
    spans: Iterable[tuple[int, tuple[int, int]]], starts: NDArray[np.int64], bounds: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return for each token whether it begins in one of some spans of the texts; bool[n]."""
    flags = np.zeros(starts.size, dtype=np.bool_)
    for paragraph, span in spans:
        own = slice(bounds[paragraph], bounds[paragraph + 1])
        low, high = np.searchsorted(starts[own], span)
        flags[own][low:high] = True
    return flags
