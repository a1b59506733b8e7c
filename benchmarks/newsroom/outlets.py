"""Invented outlets and their publishers: names, house styles, and the furniture that pages carry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import chance, seeded
from benchmarks.newsroom.story import event
from benchmarks.newsroom.writer import Writer, named

if TYPE_CHECKING:
    from random import Random

    from benchmarks.newsroom.revision import Revision
    from benchmarks.newsroom.segments import StoryParagraph


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes.

    Attributes:
        name: as in an article's metadata.
        restyles: whether its house style differs from that of the agencies.
        appeal: furniture above the text.
        footer: furniture below it.
    """

    name: str
    restyles: bool
    appeal: tuple[StoryParagraph, ...]
    footer: tuple[StoryParagraph, ...]

    @property
    def slug(self) -> str:
        """The name as a folder."""
        return re.sub(r"\W+", "-", self.name.lower())


@dataclass(frozen=True, slots=True)
class House:
    """A publisher of several outlets, whose pages all carry the same matter.

    Attributes:
        newsletter: a form to sign up, which stands among the text.
        links: headlines that are put behind names in the text.
    """

    newsletter: StoryParagraph
    links: tuple[str, ...]


def houses(seed: object, language: str, count: int) -> tuple[House, ...]:
    """Draw so many publishers."""
    return tuple(_house(f"{seed}/house/{number}", language) for number in range(count))


def outlets(seed: object, language: str, count: int) -> tuple[Outlet, ...]:
    """So many outlets with furniture of their own."""
    return tuple(_outlet(f"{seed}/outlet/{number}", language) for number in range(count))


def page(revision: Revision, _rng: Random, *, outlet: Outlet) -> Revision:
    """Sets the revision on the outlet's page, between its furniture."""
    return replace(revision, paragraphs=(*outlet.appeal, *revision.paragraphs, *outlet.footer))


def _house(seed: str, language: str) -> House:
    writer = Writer(event(seed, language), seeded(seed))
    newsletter = writer.paragraph("newsletter", furniture=True)
    return House(newsletter, tuple(writer.line("link") for _ in range(2)))


def _outlet(seed: str, language: str) -> Outlet:
    rng = seeded(seed)
    writer = Writer(event(seed, language), rng)
    name = named(writer.event, "paper").text.removeprefix("the ")
    appeal = (writer.paragraph("appeal", furniture=True),)
    footer = writer.paragraph("promo", furniture=True), writer.paragraph("footer", furniture=True)
    return Outlet(name, chance(rng, 0.5), appeal, footer)
