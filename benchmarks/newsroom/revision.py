"""A story on its way through an outlet's desk: every change takes a revision and gives a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.newsroom.derive_truth import truth
from benchmarks.newsroom.story import Story, printed
from benchmarks.newsroom.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from benchmarks.newsroom.segments import Segment, StoryParagraph
    from benchmarks.newsroom.truth import Edited

    Change = Callable[["Revision", Random], "Revision"]


@dataclass(frozen=True, slots=True)
class Revision:
    """What an outlet has made of a story so far.

    Attributes:
        story: the story as it came in.
        paragraphs: as they stand now; segments taken over still know their position.
        title: headline as it stands now.
        used: templates that new paragraphs must do without.
    """

    story: Story
    paragraphs: tuple[StoryParagraph, ...]
    title: str
    used: frozenset[str]

    def writer(self, rng: Random) -> Writer:
        """A writer for paragraphs of the outlet's own on the same event."""
        return Writer(self.story.event, rng, self.used)

    def with_new(self, paragraphs: Iterable[StoryParagraph], writer: Writer) -> Revision:
        """The revision with other paragraphs, some of them from a writer."""
        return replace(self, paragraphs=tuple(paragraphs), used=self.used | writer.used)

    def mapped(self, change: Callable[[Segment], Segment]) -> Revision:
        """The revision with every segment changed."""
        return replace(self, paragraphs=tuple(p.mapped(change) for p in self.paragraphs))


def revised(story: Story, changes: Iterable[Change], rng: Random) -> Revision:
    """A story after some changes, made in their order."""
    revision = Revision(story, story.paragraphs, story.article.title or "", story.used)
    for change in changes:
        revision = change(revision, rng)
    return revision


def edited(story: Story, changes: Iterable[Change], rng: Random) -> Edited:
    """What an outlet makes of a story, with the truth about it.

    Args:
        story: the source.
        changes: functions of `structure` and `wording`, made in their order; house style goes last.
        rng: decides where each change falls.
    """
    revision = revised(story, changes, rng)
    article = replace(story.article, paragraphs=printed(revision.paragraphs), title=revision.title)
    return truth(story, revision.paragraphs, article)
