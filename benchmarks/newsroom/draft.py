"""A story on its way through an outlet's desk: every change takes a draft and gives a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.newsroom.derive_truth import truth
from benchmarks.newsroom.story import Story, printed
from benchmarks.newsroom.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from benchmarks.newsroom.pieces import Piece, StoryParagraph
    from benchmarks.newsroom.truth import Edited

    Change = Callable[["Draft", Random], "Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an outlet has made of a story so far.

    Attributes:
        story: the story as it came in.
        passages: as they stand now; pieces taken over still know their home.
        title: headline as it stands now.
        used: templates that new passages must do without.
    """

    story: Story
    passages: tuple[StoryParagraph, ...]
    title: str
    used: frozenset[str]

    def writer(self, rng: Random) -> Writer:
        """A writer for passages of the outlet's own on the same event."""
        return Writer(self.story.event, rng, self.used)

    def with_new(self, passages: Iterable[StoryParagraph], writer: Writer) -> Draft:
        """The draft with other passages, some of them from a writer."""
        return replace(self, passages=tuple(passages), used=self.used | writer.used)

    def mapped(self, change: Callable[[Piece], Piece]) -> Draft:
        """The draft with every piece changed."""
        return replace(self, passages=tuple(p.mapped(change) for p in self.passages))


def revised(story: Story, changes: Iterable[Change], rng: Random) -> Draft:
    """A story after some changes, made in their order."""
    draft = Draft(story, story.passages, story.article.title or "", story.used)
    for change in changes:
        draft = change(draft, rng)
    return draft


def edited(story: Story, changes: Iterable[Change], rng: Random) -> Edited:
    """What an outlet makes of a story, with the truth about it.

    Args:
        story: the source.
        changes: functions of `structure` and `wording`, made in their order; house style goes last.
        rng: decides where each change falls.
    """
    draft = revised(story, changes, rng)
    article = replace(story.article, paragraphs=printed(draft.passages), title=draft.title)
    return truth(story, draft.passages, article)
