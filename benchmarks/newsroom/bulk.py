"""Articles by the million for runs at scale: invented words in Zipf's proportions, known copies.

The text is no language, but it is shaped like news: sentences, paragraphs, capitals, figures,
quotations, and words as frequent as in a language, so that a checker meets its usual load.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.newsroom.vocabulary import DRAWS, PATTERNS, patterns, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Sample = tuple[str, str, str | None]

BATCH = 512
ARCHIVE = 4096  # articles that the next ones may copy from
KEPT = 64  # of which each batch brings so many


def bulk(
    seed: int, articles: int, words: int = 800, *, duplicates: float = 0.1, partial: float = 0.5
) -> Iterator[Sample]:
    """Articles as (id, text, id of the source or None), 20,000 a second and more.

    Args:
        seed: the same seed gives the same articles, and fewer of them the first of more.
        articles: how many.
        words: in an article, give or take a third.
        duplicates: share of copies, reached after the first batch; no source is itself a copy.
        partial: share of the copies that take only an eighth to a half of `words` from the source;
            the others are the source with one word in fifty changed.
    """
    bits = Bits(seed)
    archive: deque[tuple[int, Codes]] = deque(maxlen=ARCHIVE)
    for start in range(0, articles, BATCH):
        batch = [(start + row, codes) for row, codes in enumerate(_fresh(bits, BATCH, words))]
        origins: dict[int, int] = {}
        for row in np.flatnonzero(bits.below(1000, BATCH) < 1000 * duplicates) if archive else ():
            source, original = archive[bits.one(len(archive))]
            number, codes = batch[row]
            if bits.one(1000) < 1000 * partial:
                batch[row] = number, _with_excerpt(bits, codes, original, words)
            else:
                batch[row] = number, _revised(bits, original, one_in=50)
            origins[number] = source
        archive.extend([(n, codes.copy()) for n, codes in batch if n not in origins][:KEPT])
        for number, codes in batch[: articles - start]:
            origin = _name(origins[number]) if number in origins else None
            yield _name(number), _text(codes), origin


def one_story(seed: int, articles: int, words: int = 800) -> Iterator[Sample]:
    """One story in every article, one word in a hundred changed; the first is the source."""
    bits = Bits(seed)
    (story,) = _fresh(bits, 1, words)
    yield _name(0), _text(story), None
    for number in range(1, articles):
        yield _name(number), _text(_revised(bits, story, one_in=100)), _name(0)


def one_text(seed: int, articles: int, words: int = 800) -> Iterator[Sample]:
    """The same text in every article; the first is the source."""
    ((_, text, _),) = one_story(seed, 1, words)
    yield from ((_name(number), text, _name(0) if number else None) for number in range(articles))


def shared_footer(seed: int, articles: int, words: int = 800, *, footer_words: int = 300) -> Iterator[Sample]:
    """Unrelated articles that all end in the same paragraphs; none has a source."""
    bits = Bits(seed)
    footer = _text(_words(bits, 1, footer_words)[0])
    for number, body, _ in bulk(seed + 1, articles, words, duplicates=0):
        yield number, f"{body}\n\n{footer}", None


class Bits:
    """Random numbers from the raw stream of PCG64, which NumPy promises never to change."""

    def __init__(self, seed: int) -> None:
        self.generator = np.random.PCG64(seed)

    def below(self, limit: int, size: int) -> NDArray[np.int64]:
        """So many whole numbers from 0 up to a limit of at most 65,536, limit excluded."""
        raw = np.asarray(self.generator.random_raw(size // 4 + 1)).astype("<u8")
        draws: NDArray[np.int64] = raw.view("<u2")[:size].astype(np.int64)
        return (draws * limit) >> 16

    def one(self, limit: int) -> int:
        """One such number."""
        return int(self.below(limit, 1)[0])


def _words(bits: Bits, articles: int, words: int) -> Codes:
    """Codes of fresh articles, shape (articles, words)."""
    draws = bits.below(DRAWS, articles * words).astype(np.uint32).reshape(articles, words)
    forms = patterns(words)[bits.below(PATTERNS, articles)]
    codes: Codes = draws + forms * np.uint32(DRAWS)
    return codes


def _fresh(bits: Bits, articles: int, words: int) -> list[Codes]:
    """Codes of fresh articles, each up to a third longer or shorter than `words`."""
    third = words // 3
    lengths = words - third + bits.below(2 * third + 1, articles)
    codes = _words(bits, articles, words + third)
    return [row[:length] for row, length in zip(codes, lengths, strict=True)]


def _revised(bits: Bits, codes: Codes, *, one_in: int) -> Codes:
    """The codes with other words in some places, in the same form."""
    count = len(codes) // one_in
    places = bits.below(len(codes), count)
    revised = codes.copy()
    forms = codes[places] // DRAWS * DRAWS
    revised[places] = forms + bits.below(DRAWS, count).astype(np.uint32)
    return revised


def _with_excerpt(bits: Bits, codes: Codes, original: Codes, words: int) -> Codes:
    """The codes with a stretch of the original in the place of their own."""
    length = words // 8 + bits.one(words // 2 - words // 8)
    start, place = bits.one(len(original) - length), bits.one(len(codes) - length)
    copy = codes.copy()
    copy[place : place + length] = original[start : start + length]
    return copy


def _text(codes: Codes) -> str:
    return table()[codes].tobytes().translate(None, b"\0").decode("ascii").rstrip()


def _name(number: int) -> str:
    return f"{number:07}"
