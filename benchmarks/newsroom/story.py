"""Invented wire stories: 8 to 30 paragraphs with dateline, quotations and sign-off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import between, chance, pick, seeded, shuffled
from benchmarks.newsroom.grammar import topics
from benchmarks.newsroom.segments import Segment, Sentence, StoryParagraph, lay_out, with_positions
from benchmarks.newsroom.speech import Speech, speeches, with_marks
from benchmarks.newsroom.writer import Event, Writer
from dedupe.article import Article, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    Printer = Callable[[Writer, Speech], tuple[StoryParagraph, ...]]

EPOCH = datetime(2021, 1, 4, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Story:
    """An article together with what it is made of.

    Attributes:
        event: what it is about.
        article: as printed, one paragraph for each paragraph.
        paragraphs: the same paragraphs as segments that know their position.
        used: templates it was written from.
    """

    event: Event
    article: Article
    paragraphs: tuple[StoryParagraph, ...]
    used: frozenset[str]


def event(seed: object, language: str = "en") -> Event:
    """An event for a seed, on one of the topics of the language's grammar."""
    return Event(f"{language}/{seed}", language, pick(seeded(seed, "topic"), topics(language)))


def story(seed: object, language: str = "en", *, paragraphs: int | None = None) -> Story:
    """A wire story.

    Args:
        seed: the same seed gives the same story.
        language: "en" or "de".
        paragraphs: how many without the sign-off; drawn from 8 to 29 if None.
    """
    rng = seeded(seed, "story")
    length = between(rng, 8, 29) if paragraphs is None else paragraphs
    return report(event(seed, language), rng, length)


def report(
    what: Event,
    rng: Random,
    length: int,
    *,
    used: frozenset[str] = frozenset(),
    said: tuple[Speech, ...] | None = None,
    printer: Printer = with_marks,
    wire: bool = True,
) -> Story:
    """One reporter's story of an event.

    Args:
        what: the event.
        rng: the reporter.
        length: paragraphs, sign-off not counted.
        used: templates to do without, so that stories of one event can be written apart.
        said: speeches to print; those of the event, as many as fit, if None.
        printer: how speeches are printed.
        wire: whether it has an agency's dateline and sign-off.
    """
    writer = Writer(what, rng, used)
    said = speeches(what)[: max(1, length // 4)] if said is None else said
    title = headline(writer)
    paragraphs = [_lead(writer, wire=wire)]
    order: list[Speech | None] = [*said, *[None] * (length - 1 - len(said))]
    for speech in shuffled(rng, order):
        paragraphs += printer(writer, speech) if speech else (narrative(writer, brief=length < 3),)
        if len(paragraphs) in {12, 20} and chance(rng, 0.5):
            paragraphs.append(crosshead(writer))
    if wire and chance(rng, 0.8):
        paragraphs.append(writer.paragraph("signoff", furniture=True))
    return finished(writer, paragraphs, title)


def filled_form(what: Event, rng: Random, form: str) -> Story:
    """A form with the facts of an event: the lines of that rule, a paragraph each."""
    writer = Writer(what, rng)
    title = headline(writer)
    lines = writer.rules[form].options
    return finished(writer, [StoryParagraph(writer.written(line)) for line in lines], title)


def finished(writer: Writer, paragraphs: Iterable[StoryParagraph], title: str) -> Story:
    """A story from its paragraphs, dated by its event."""
    positioned = with_positions(paragraphs)
    rng = seeded(writer.event.seed, "date")
    date = EPOCH + timedelta(minutes=between(rng, 0, 5 * 365 * 24 * 60))
    author = Writer(writer.event, writer.rng).line("byline")
    shell = Article(
        id=f"{writer.event.seed}.txt",
        path=f"{writer.event.seed}.txt",
        paragraphs=printed(positioned),
        date=date.isoformat().replace("+00:00", "Z"),
        title=title,
        author=author,
    )
    return Story(writer.event, shell, positioned, frozenset(writer.used))


def printed(paragraphs: Iterable[StoryParagraph]) -> tuple[Paragraph, ...]:
    """Passages as paragraphs of a file that has a blank line between them."""
    texts = [lay_out(paragraph).text for paragraph in paragraphs]
    return tuple(Paragraph(text, 2 * n + 1, 2 * n + 1) for n, text in enumerate(texts))


def headline(writer: Writer) -> str:
    """A headline for the event."""
    introduced = set(writer.introduced)
    title = writer.line("title")
    writer.introduced = introduced
    return title[:1].upper() + title[1:]


def crosshead(writer: Writer) -> StoryParagraph:
    """A cross-head, in capitals now and then."""
    text = writer.line("crosshead")
    text = text.upper() if chance(writer.rng, 0.5) else text
    return StoryParagraph((Sentence((Segment(text),)),), furniture=True)


def _lead(writer: Writer, *, wire: bool) -> StoryParagraph:
    lead = writer.paragraph("lead")
    if not wire:
        return lead
    dateline = Sentence((Segment(writer.line("dateline"), "dateline"),))
    return replace(lead, sentences=(dateline, *lead.sentences))


def narrative(writer: Writer, *, brief: bool = False) -> StoryParagraph:
    """A paragraph of news or background without quotations, one to three sentences long."""
    rule = "background" if chance(writer.rng, 0.3) else "detail"
    return writer.paragraph(rule, 1 if brief else pick(writer.rng, (1, 1, 2, 2, 3)))
