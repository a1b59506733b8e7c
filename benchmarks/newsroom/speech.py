"""What the people in a story say, and the ways in which a paper prints it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import between, chance, sample, seeded
from benchmarks.newsroom.grammar import grammar
from benchmarks.newsroom.segments import Sentence, StoryParagraph
from benchmarks.newsroom.writer import Event, Segments, Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

SPEECHES = 5


@dataclass(frozen=True, slots=True)
class Speech:
    """What one person said: the role in the cast, and sentences without marks and stops."""

    role: str
    sentences: tuple[Segments, ...]


@lru_cache(maxsize=4096)
def speeches(event: Event) -> tuple[Speech, ...]:
    """The speeches of an event, the same for everyone who reports it."""
    rng = seeded(event.seed, "speeches")
    writer = Writer(event, rng)
    rules = grammar(event.language, event.topic)
    roles = [name for name, rule in rules.items() if rule.kind == "person"]
    return tuple(
        Speech(role, tuple(writer.quoted("said") for _ in range(between(rng, 3, 4))))
        for role in sample(rng, roles, SPEECHES)
    )


def with_marks(
    writer: Writer, speech: Speech, *, frames: str = "frame", runs_on: bool = True
) -> tuple[StoryParagraph, ...]:
    """Prints a speech between quotation marks.

    Args:
        writer: draws the frame around it.
        speech: what was said.
        frames: the rule that the frame comes from.
        runs_on: whether it may run over two paragraphs, both opened and only the last closed.
    """
    writer.given = {f"q{n}": said for n, said in enumerate(speech.sentences, 1)}
    speaker = writer.person(speech.role)
    writer.given["who"] = (replace(speaker, kind="speaker"),)
    if runs_on and chance(writer.rng, 0.2):
        return writer.paragraph("opened"), writer.paragraph("continued")
    return (writer.paragraph(frames),)


def without_marks(writer: Writer, speech: Speech) -> tuple[StoryParagraph, ...]:
    """Prints a speech as a statement or posting: introduced by a colon, then bare."""
    writer.given = {"who": (replace(writer.person(speech.role), kind="speaker"),)}
    return writer.paragraph("intro"), StoryParagraph(_bare(speech.sentences))


def _bare(sentences: Sequence[Segments]) -> tuple[Sentence, ...]:
    return tuple(Sentence(said, end=".") for said in sentences)
