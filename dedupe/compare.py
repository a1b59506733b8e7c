"""Compare one article with another: relation, measures, alignment, origin, credit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.align.aligner import align
from dedupe.align.edits import find_edits
from dedupe.judge.credit import find_credit
from dedupe.judge.origin import find_origin, is_version
from dedupe.judge.relation import Relation, relate
from dedupe.read import MAX_FILE_SIZE, read_article
from dedupe.verify.measures import measure
from dedupe.verify.texts import Text, prepare

if TYPE_CHECKING:
    from dedupe.align.alignment import Alignment, Edit
    from dedupe.article import Article
    from dedupe.judge.credit import Credit
    from dedupe.judge.origin import Origin
    from dedupe.verify.measures import Measures

K = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one article, the target, has of another, the source.

    Attributes:
        source: the article taken as the source, whatever `origin` says.
        target: the other one.
        relation: of the target to the source.
        measures: what they share.
        alignment: which paragraph came from which.
        edits: differences inside aligned paragraphs, in the target's order.
        origin: which of the two is the source, and what speaks for it.
        credit: how the target credits the source or an agency.
    """

    source: Article
    target: Article
    relation: Relation
    measures: Measures
    alignment: Alignment
    edits: tuple[Edit, ...]
    origin: Origin
    credit: Credit


def compare(
    source: str | Path | Article,
    target: str | Path | Article,
    *,
    k: int = K,
    max_file_size: int = MAX_FILE_SIZE,
) -> Comparison:
    """Compare two articles, paragraph by paragraph.

    Args:
        source: the article that the other may be a copy of, or its path.
        target: the other one, or its path.
        k: tokens a shingle.
        max_file_size: in bytes.

    Raises:
        InputError: one of them cannot be read.
    """
    texts = [
        prepare(
            read_article(it, max_file_size=max_file_size) if isinstance(it, str | Path) else it, k
        )
        for it in (source, target)
    ]
    return compare_texts(texts[0], texts[1])


def compare_texts(source: Text, target: Text) -> Comparison:
    """Compare two prepared texts, the first taken as the source."""
    measures = measure(source.shingles, target.shingles)
    alignment = align(source.passages, target.passages)
    relation = relate(measures, alignment, same_words=_same_words(source, target))
    if relation.is_copy and is_version(source.article, target.article):
        relation = Relation.VERSION
    origin = find_origin(source, target, measures, relation)
    return Comparison(
        source.article,
        target.article,
        relation,
        measures,
        alignment,
        find_edits(source.passages, target.passages, alignment),
        origin,
        find_credit(target.article, target.passages, _outlets(source.article)),
    )


def _same_words(source: Text, target: Text) -> bool:
    """Tell whether two texts are the same; of those that are all furniture, every word counts."""
    if source.words or target.words:
        return source.words == target.words
    return [p.words for p in source.passages] == [p.words for p in target.passages]


def _outlets(article: Article) -> tuple[str, ...]:
    return (article.outlet,) if article.outlet else ()
