"""What the wording of paragraphs shows: posts, reprints, furniture, datelines, signatures, links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from dedupe.furniture.furniture_shapes import furniture, inserted_links, text_end
from dedupe.text.unmarked_quotations import find_unmarked_quotations, is_post, signature_start

_DATELINE = re.compile(
    r"\s*(?:[^\s(][^()\n]{0,60})?\([^()\n]{1,30}\)\s*[-–—_:.]{1,2}\s*"
    r"|\s*[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:, [^\n–—-]{1,25})?\s[-–—]{1,2}\s"
)


class ParagraphShapes(NamedTuple):
    """What the wording of the `p` paragraphs of a batch of articles shows."""

    is_post: Sequence[bool]  # p flags, whether it is a post printed as it stands
    is_reprint: Sequence[bool]  # p flags, whether it reprints a text of somebody else without quotation marks
    is_furniture: Sequence[bool]  # p flags, whether its shape makes it furniture
    datelines: Sequence[tuple[int, int]]  # paragraphs that begin with a dateline, each with the offset at which it ends
    text_ends: Sequence[tuple[int, int]]  # paragraphs that end in a signature or a credit, and where that begins
    links: Sequence[tuple[int, tuple[int, int]]]  # paragraphs with links that a site inserted, and where each stands


def shapes_of(articles: Sequence[Sequence[str]]) -> ParagraphShapes:
    """Find out what the wording of the paragraphs of some articles shows; they are numbered through."""
    paragraphs = [*chain.from_iterable(articles)]
    datelines = ((at, _DATELINE.match(text)) for at, text in enumerate(paragraphs))
    ends = ((at, _end(text)) for at, text in enumerate(paragraphs))
    return ParagraphShapes(
        [is_post(text) for text in paragraphs],
        [*chain.from_iterable(map(find_unmarked_quotations, articles))],
        furniture(articles),
        [(at, dateline.end()) for at, dateline in datelines if dateline],
        [(at, end) for at, end in ends if end < len(paragraphs[at])],
        [(at, span) for at, text in enumerate(paragraphs) for span in inserted_links(text)],
    )


def _end(text: str) -> int:
    signature = signature_start(text)
    return text_end(text) if signature is None else signature
