"""A paragraph made ready for comparison: tokens with their place, quotation, names, furniture."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby
from typing import TYPE_CHECKING

from dedupe.furniture.shapes import furniture, inserted_links, text_end
from dedupe.text.batch.hashing import hash_words
from dedupe.text.language import detect_language
from dedupe.text.marks import plain_marks
from dedupe.text.posts import is_post, signature_start
from dedupe.text.quotation import quoted_spans
from dedupe.text.reprints import find_reprints
from dedupe.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from dedupe.text.tokens import Tokens

_DATELINE = re.compile(
    r"\s*(?:[^\s(][^()\n]{0,60})?\([^()\n]{1,30}\)\s*[-–—_:.]{1,2}\s*"
    r"|\s*[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:, [^\n–—-]{1,25})?\s[-–—]{1,2}\s"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, cut into `n` tokens.

    Attributes:
        text: in its original wording.
        tokens: in reading order.
        words: the n folded words.
        marked: n flags, whether the token stands inside quotation marks or in a reprinted text.
        quoted: n flags, the same, or whether another article is known to quote it.
        capital: n flags, whether the token begins with a capital letter.
        named: n flags, whether the token is part of a name: several capitalised words in a row.
        stock: n flags, whether the token stands in words that unrelated articles have as well.
        page: n flags, whether so many of these stand in a row that they belong to the page and not to
            the story.
        body: index of the first token after a dateline.
        end: index after the last token that is text; the signature of a post or a credit follows.
        post: whether it is a post printed as it stands.
        furniture: whether it belongs to the page and not to the story.
        hashes: uint64[n], of the words.
    """

    text: str
    tokens: Tokens
    words: tuple[str, ...]
    marked: tuple[bool, ...]
    quoted: tuple[bool, ...]
    capital: tuple[bool, ...]
    named: tuple[bool, ...]
    stock: tuple[bool, ...]
    page: tuple[bool, ...]
    body: int
    end: int
    post: bool
    furniture: bool
    hashes: NDArray[np.uint64] = field(compare=False, repr=False)

    def page_parts(self) -> Iterator[tuple[int, int]]:
        """Yield the first token of each part that belongs to the page, and the one after its last."""
        for is_page, places in groupby(range(len(self.page)), self.page.__getitem__):
            if is_page:
                run = list(places)
                yield run[0], run[-1] + 1

    def text_of(self, start: int, end: int) -> str:
        """Return the text from one token up to another, with the marks that follow the last of them."""
        following = self.tokens.starts[end : end + 1] or (len(self.text),)
        return self.text[self.tokens.starts[start] : following[0]].rstrip()

    def story_tokens(self) -> Iterator[int]:
        """Yield the places of the tokens between dateline and signature that are not of the page."""
        return (at for at in range(self.body, self.end) if not self.page[at])


def passages(
    paragraphs: Sequence[str], learned: Collection[int] = (), kept: Collection[int] = ()
) -> tuple[Passage, ...]:
    """Prepare the paragraphs of one article.

    Args:
        paragraphs: their texts, in reading order.
        learned: indices of paragraphs known to be furniture, whatever their shape.
        kept: indices of paragraphs known to be none.
    """
    tokens = [tokenize(paragraph) for paragraph in paragraphs]
    starts = list(accumulate(map(len, tokens), initial=0))
    marks = list(plain_marks(paragraphs, tokens, starts))
    quoted = [False] * starts[-1]
    for start, end in quoted_spans(marks, starts, frozenset([len(paragraphs)])):
        quoted[start:end] = [True] * (end - start)
    hashes = hash_words(chain.from_iterable(cut.texts for cut in tokens))
    blocks = find_reprints(paragraphs)
    shapes = furniture(paragraphs)
    return tuple(
        _passage(
            text,
            tokens[index],
            hashes[starts[index] : starts[index + 1]],
            quoted[starts[index] : starts[index + 1]],
            reprint=blocks[index],
            is_furniture=not tokens[index]
            or (index not in kept and (shapes[index] or index in learned)),
        )
        for index, text in enumerate(paragraphs)
    )


def language_of(*articles: Sequence[Passage]) -> str | None:
    """Name the language that articles are written in, None where it is unknown."""
    return detect_language(
        chain.from_iterable(paragraph.words for own in articles for paragraph in own)
    )


def _passage(
    text: str,
    tokens: Tokens,
    hashes: NDArray[np.uint64],
    quoted: list[bool],
    *,
    reprint: bool,
    is_furniture: bool,
) -> Passage:
    post = is_post(text)
    capital = tuple(map(str.isupper, map(text.__getitem__, tokens.starts)))
    signature = signature_start(text)
    end = bisect_left(tokens.starts, text_end(text) if signature is None else signature)
    page = _inside(tokens, inserted_links(text))
    marked = tuple([True] * len(tokens) if post or reprint else quoted)
    return Passage(
        text,
        tokens,
        tokens.texts,
        marked,
        marked,
        capital,
        _named(capital),
        page,
        page,
        _body(text, tokens, end),
        end,
        post,
        is_furniture,
        hashes,
    )


def _inside(tokens: Tokens, spans: Iterable[tuple[int, int]]) -> tuple[bool, ...]:
    """Return for each token whether it begins in one of some spans of the text."""
    flags = [False] * len(tokens)
    for start, end in spans:
        low, high = (bisect_left(tokens.starts, at) for at in (start, end))
        flags[low:high] = [True] * (high - low)
    return tuple(flags)


def _body(text: str, tokens: Tokens, end: int) -> int:
    dateline = _DATELINE.match(text)
    if not dateline:
        return 0
    body = bisect_left(tokens.starts, dateline.end())
    return body if body < end else 0


def _named(capital: tuple[bool, ...]) -> tuple[bool, ...]:
    before, after = (False, *capital), (*capital[1:], False)
    return tuple([here and (a or b) for here, a, b in zip(capital, before, after, strict=False)])
