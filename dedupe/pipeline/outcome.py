"""What comparing a pair came to, without the texts that were compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dedupe.align.alignment import Alignment, Edit
from dedupe.article import Article, Paragraph
from dedupe.cache.codec import Codec
from dedupe.judge.credit import Credit
from dedupe.judge.evidence import Evidence
from dedupe.judge.origin import Origin
from dedupe.judge.pair import Pair
from dedupe.judge.relation import Relation
from dedupe.verify.measures import Measures

_TYPES = (Alignment, Article, Credit, Edit, Evidence, Measures, Origin, Pair, Paragraph, Relation)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A pair that is related, with what its findings are made of.

    Attributes:
        pair: what was found out about it.
        source: the article taken as the source, its paragraphs without text.
        target: the other one, likewise.
        alignment: which paragraph came from which.
        edits: differences inside aligned paragraphs, in the target's order.
    """

    pair: Pair
    source: Article
    target: Article
    alignment: Alignment
    edits: tuple[Edit, ...]


def without_text(article: Article) -> Article:
    """Leave of an article's paragraphs their lines only."""
    blank = tuple(Paragraph("", it.start_line, it.end_line) for it in article.paragraphs)
    return replace(article, paragraphs=blank)


def outcome_codec() -> Codec:
    """Make what writes and reads outcomes."""
    return Codec(Outcome, {it.__name__: it for it in _TYPES})
