"""What is known of generated articles: where each paragraph comes from, and how articles relate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dedupe.article import Article


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph: 0-based paragraph, character offsets, and the text between them."""

    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TrueEdit:
    """One change inside a paragraph that is otherwise taken over.

    Attributes:
        kind: style, wording, figure, quote, name, attribution or negation.
        was: its place in the source, empty if something was put in; None for a new sentence.
        now: its place in the target, empty if something was left out; None for a lost sentence.
    """

    kind: str
    was: Span | None
    now: Span | None


@dataclass(frozen=True, slots=True)
class Edited:
    """A source, what an outlet made of it, and the truth about both.

    Attributes:
        source: the story as it came in.
        target: the story as it was printed.
        origins: per target paragraph, the source paragraphs that it took text from, ascending.
        labels: per target paragraph kept, rewritten, added or furniture. Kept paragraphs differ in
            nothing but style, and the paragraphs they come from have lost nothing: an unchanged
            paragraph that was split or merged is kept, one that lost a sentence is rewritten.
        source_labels: per source paragraph kept, rewritten, cut or furniture.
        edits: in the order of the target, lost sentences last.
    """

    source: Article
    target: Article
    origins: tuple[tuple[int, ...], ...]
    labels: tuple[str, ...]
    source_labels: tuple[str, ...]
    edits: tuple[TrueEdit, ...]


@dataclass(frozen=True, slots=True)
class TruePair:
    """Two articles of one event, or two that only look alike.

    Attributes:
        a: id of the earlier article.
        b: id of the later one.
        relation: exact, near, wholly, partially, quotes, version or none.
        source: id of the one that the other comes from; None where neither does.
        origin: source if one comes from the other, common if both come from a third, else none.
        case: what the pair is a case of (the name of a function in `cases`).
    """

    a: str
    b: str
    relation: str
    source: str | None
    origin: str
    case: str


@dataclass(frozen=True, slots=True)
class CorpusTruth:
    """Articles and all there is to know about them.

    Attributes:
        articles: in an order that tells nothing.
        pairs: every pair of one event, and hard negatives; pairs that are not listed are unrelated.
        edited: paragraph by paragraph, for every copy whose source is in the corpus.
    """

    articles: tuple[Article, ...]
    pairs: tuple[TruePair, ...]
    edited: tuple[Edited, ...]
