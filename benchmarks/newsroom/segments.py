"""Text that remembers what it is made of: segments in sentences in paragraphs, and their layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Position = tuple[int, int]

SENTENCE_START = re.compile(r'(?:^\W*|: ["„“«])(\w)')


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that an edit changes as one.

    Attributes:
        text: as it reads now; empty where something optional is absent.
        kind: plain, wording, name, speaker, figure, attribution, negation, aside, mark or dateline.
        others: what an edit of its kind may make of it.
        house: its wording in another outlet's style where a table cannot tell, None elsewhere.
        quoted: whether it stands inside a quotation, with or without marks.
        position: paragraph and place in the source story, None for text that is new.
    """

    text: str
    kind: str = "plain"
    others: tuple[str, ...] = ()
    house: str | None = None
    quoted: bool = False
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A main clause and an adjunct that may come first or last.

    Attributes:
        main: its segments.
        adjunct: segments of the movable part; empty if there is none.
        fronted: whether the adjunct comes first.
        end: what closes the sentence after both.
        recast: the kind of edit that rebuilt the sentence as a whole, empty where none did.
    """

    main: tuple[Segment, ...]
    adjunct: tuple[Segment, ...] = ()
    fronted: bool = False
    end: str = ""
    recast: str = ""

    def laid_out(self) -> tuple[Segment, ...]:
        """The segments in reading order with what joins them, not yet capitalized."""
        return (*self.own_joined(), Segment(self.end))

    def own_joined(self) -> tuple[Segment, ...]:
        """The same without what closes the sentence."""
        if not self.adjunct:
            return self.main
        if self.fronted:
            return (*self.adjunct, Segment(", "), *self.main)
        return (*self.main, Segment(" "), *self.adjunct)

    def own(self) -> tuple[Segment, ...]:
        """The segments without what joins them, in reading order."""
        return self.adjunct + self.main if self.fronted else self.main + self.adjunct

    def mapped(self, change: Callable[[Segment], Segment]) -> Sentence:
        """The sentence with every segment changed."""
        main, adjunct = tuple(map(change, self.main)), tuple(map(change, self.adjunct))
        return replace(self, main=main, adjunct=adjunct)


@dataclass(frozen=True, slots=True)
class StoryParagraph:
    """A paragraph as sentences; furniture is page matter that belongs to no story."""

    sentences: tuple[Sentence, ...]
    furniture: bool = False

    def segments(self) -> Iterator[Segment]:
        """Every segment in reading order, without what joins them."""
        for sentence in self.sentences:
            yield from sentence.own()

    def mapped(self, change: Callable[[Segment], Segment]) -> StoryParagraph:
        """The paragraph with every segment changed."""
        return replace(self, sentences=tuple(s.mapped(change) for s in self.sentences))


@dataclass(frozen=True, slots=True)
class Layout:
    """A paragraph as printed.

    Attributes:
        text: the paragraph.
        sentences: start and end offset of each sentence.
        segments: per sentence, its segments in reading order with their start and end offsets.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    segments: tuple[tuple[tuple[Segment, int, int], ...], ...]


def capitalized(text: str) -> str:
    """The sentence with a capital at its start and where a quotation opens after a colon."""
    return SENTENCE_START.sub(lambda match: match[0][:-1] + match[1].upper(), text)


def is_prose(paragraph: StoryParagraph) -> bool:
    """Whether a paragraph is of the story and holds no words of anybody's but the writer's."""
    return not paragraph.furniture and not any(
        segment.quoted or segment.kind in {"mark", "dateline"} for segment in paragraph.segments()
    )


def lay_out(paragraph: StoryParagraph) -> Layout:
    """Prints a paragraph and says where every segment came to stand."""
    text, sentences, segments = "", [], []
    for sentence in paragraph.sentences:
        text += " " if text else ""
        start, placed = len(text), []
        parts = sentence.laid_out()
        end = start
        for segment in parts:
            placed.append((segment, end, end + len(segment.text)))
            end += len(segment.text)
        text += capitalized("".join(segment.text for segment in parts))
        sentences.append((start, end))
        segments.append(tuple(placed))
    return Layout(text, tuple(sentences), tuple(segments))


def with_positions(paragraphs: Iterable[StoryParagraph]) -> tuple[StoryParagraph, ...]:
    """The paragraphs of a story, with every segment told its position in it."""
    return tuple(_positioned(paragraph, index) for index, paragraph in enumerate(paragraphs))


def _positioned(paragraph: StoryParagraph, index: int) -> StoryParagraph:
    count = iter(range(10**6))
    sentences = []
    for sentence in paragraph.sentences:
        own = [replace(segment, position=(index, next(count))) for segment in sentence.own()]
        cut = len(sentence.adjunct) if sentence.fronted else len(sentence.main)
        first, second = tuple(own[:cut]), tuple(own[cut:])
        main, adjunct = (second, first) if sentence.fronted else (first, second)
        sentences.append(replace(sentence, main=main, adjunct=adjunct))
    return replace(paragraph, sentences=tuple(sentences))
