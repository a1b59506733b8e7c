"""Text that remembers what it is made of: pieces in sentences in passages, and their layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Home = tuple[int, int]

SENTENCE_START = re.compile(r'(?:^\W*|: ["„“«])(\w)')


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that an edit changes as one.

    Attributes:
        text: as it reads now; empty where something optional is absent.
        kind: plain, wording, name, speaker, figure, attribution, negation, aside, mark or dateline.
        others: what an edit of its kind may make of it.
        house: its wording in another outlet's style where a table cannot tell, None elsewhere.
        quoted: whether it stands inside a quotation, with or without marks.
        home: paragraph and place in the source story, None for text that is new.
    """

    text: str
    kind: str = "plain"
    others: tuple[str, ...] = ()
    house: str | None = None
    quoted: bool = False
    home: Home | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A main clause and an adjunct that may come first or last.

    Attributes:
        main: its pieces.
        adjunct: pieces of the movable part; empty if there is none.
        fronted: whether the adjunct comes first.
        end: what closes the sentence after both.
        recast: the kind of edit that rebuilt the sentence as a whole, empty where none did.
    """

    main: tuple[Piece, ...]
    adjunct: tuple[Piece, ...] = ()
    fronted: bool = False
    end: str = ""
    recast: str = ""

    def laid_out(self) -> tuple[Piece, ...]:
        """The pieces in reading order with what joins them, not yet capitalized."""
        return (*self.own_joined(), Piece(self.end))

    def own_joined(self) -> tuple[Piece, ...]:
        """The same without what closes the sentence."""
        if not self.adjunct:
            return self.main
        if self.fronted:
            return (*self.adjunct, Piece(", "), *self.main)
        return (*self.main, Piece(" "), *self.adjunct)

    def own(self) -> tuple[Piece, ...]:
        """The pieces without what joins them, in reading order."""
        return self.adjunct + self.main if self.fronted else self.main + self.adjunct

    def mapped(self, change: Callable[[Piece], Piece]) -> Sentence:
        """The sentence with every piece changed."""
        main, adjunct = tuple(map(change, self.main)), tuple(map(change, self.adjunct))
        return replace(self, main=main, adjunct=adjunct)


@dataclass(frozen=True, slots=True)
class StoryParagraph:
    """A paragraph as sentences; furniture is page matter that belongs to no story."""

    sentences: tuple[Sentence, ...]
    furniture: bool = False

    def pieces(self) -> Iterator[Piece]:
        """Every piece in reading order, without what joins them."""
        for sentence in self.sentences:
            yield from sentence.own()

    def mapped(self, change: Callable[[Piece], Piece]) -> StoryParagraph:
        """The passage with every piece changed."""
        return replace(self, sentences=tuple(s.mapped(change) for s in self.sentences))


@dataclass(frozen=True, slots=True)
class Layout:
    """A passage as printed.

    Attributes:
        text: the paragraph.
        sentences: start and end offset of each sentence.
        pieces: per sentence, its pieces in reading order with their start and end offsets.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    pieces: tuple[tuple[tuple[Piece, int, int], ...], ...]


def capitalized(text: str) -> str:
    """The sentence with a capital at its start and where a quotation opens after a colon."""
    return SENTENCE_START.sub(lambda match: match[0][:-1] + match[1].upper(), text)


def is_prose(passage: StoryParagraph) -> bool:
    """Whether a passage is of the story and holds no words of anybody's but the writer's."""
    return not passage.furniture and not any(
        piece.quoted or piece.kind in {"mark", "dateline"} for piece in passage.pieces()
    )


def lay_out(passage: StoryParagraph) -> Layout:
    """Prints a passage and says where every piece came to stand."""
    text, sentences, pieces = "", [], []
    for sentence in passage.sentences:
        text += " " if text else ""
        start, placed = len(text), []
        parts = sentence.laid_out()
        end = start
        for piece in parts:
            placed.append((piece, end, end + len(piece.text)))
            end += len(piece.text)
        text += capitalized("".join(piece.text for piece in parts))
        sentences.append((start, end))
        pieces.append(tuple(placed))
    return Layout(text, tuple(sentences), tuple(pieces))


def settled(passages: Iterable[StoryParagraph]) -> tuple[StoryParagraph, ...]:
    """The passages of a story with every piece told its home."""
    return tuple(_at_home(passage, index) for index, passage in enumerate(passages))


def _at_home(passage: StoryParagraph, paragraph: int) -> StoryParagraph:
    count = iter(range(10**6))
    sentences = []
    for sentence in passage.sentences:
        own = [replace(p, home=(paragraph, next(count))) for p in sentence.own()]
        cut = len(sentence.adjunct) if sentence.fronted else len(sentence.main)
        first, second = tuple(own[:cut]), tuple(own[cut:])
        main, adjunct = (second, first) if sentence.fronted else (first, second)
        sentences.append(replace(sentence, main=main, adjunct=adjunct))
    return replace(passage, sentences=tuple(sentences))
