"""What an outlet adds to a story: paragraphs, quotations, furniture, links, a credit, a headline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import pick, sample
from benchmarks.newsroom.speech import Speech, with_marks
from benchmarks.newsroom.story import crosshead, headline, narrative
from benchmarks.newsroom.structure import balanced, drop_signoff

if TYPE_CHECKING:
    from random import Random

    from benchmarks.newsroom.revision import Revision
    from benchmarks.newsroom.segments import StoryParagraph
    from benchmarks.newsroom.writer import Writer


def add_paragraphs(revision: Revision, rng: Random, *, count: int = 3) -> Revision:
    """Puts in paragraphs of the outlet's own on the same event."""
    writer = revision.writer(rng)
    return _with(revision, rng, [narrative(writer) for _ in range(count)], writer)


def add_quotes(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Puts in quotations that the outlet gathered itself."""
    writer = revision.writer(rng)
    new: list[StoryParagraph] = []
    for _ in range(count):
        role = pick(rng, [name for name, rule in writer.rules.items() if rule.kind == "person"])
        said = tuple(writer.quoted("said") for _ in range(3))
        new.append(with_marks(writer, Speech(role, said), runs_on=False)[0])
    return _with(revision, rng, new, writer)


def add_furniture(revision: Revision, rng: Random, *, count: int = 2) -> Revision:
    """Puts captions, promotion, cross-heads and appeals between the paragraphs."""
    writer = revision.writer(rng)
    new = []
    for _ in range(count):
        rule = pick(rng, ("caption", "caption", "promo", "crosshead", "appeal"))
        head = rule == "crosshead"
        new.append(crosshead(writer) if head else writer.paragraph(rule, furniture=True))
    return _with(revision, rng, new, writer)


def insert(revision: Revision, rng: Random, *, paragraph: StoryParagraph) -> Revision:
    """Puts in a given paragraph."""
    return _with(revision, rng, [paragraph], revision.writer(rng))


def append(revision: Revision, rng: Random, *, paragraph: StoryParagraph) -> Revision:
    """Puts a given paragraph at the end of another, as a page does that has lost its line breaks."""
    paragraphs = list(revision.paragraphs)
    at = pick(rng, [n for n, p in enumerate(paragraphs) if balanced(p) and not p.furniture])
    paragraphs[at] = replace(paragraphs[at], sentences=paragraphs[at].sentences + paragraph.sentences)
    return replace(revision, paragraphs=tuple(paragraphs))


def add_links(revision: Revision, rng: Random, *, links: tuple[str, ...]) -> Revision:
    """Puts headlines of other articles behind names, without a space, as some sites do."""
    names = [p for paragraph in revision.paragraphs for p in paragraph.segments() if p.kind == "name" and p.position]
    linked = dict(zip(sample(rng, [p.position for p in names], len(links)), links, strict=False))
    return revision.mapped(lambda p: replace(p, text=p.text + linked.get(p.position, "")))


def add_credit(revision: Revision, rng: Random) -> Revision:
    """Ends with a line that credits the agency, in place of the agency's own sign-off."""
    writer = revision.writer(rng)
    paragraphs = drop_signoff(revision, rng).paragraphs
    return revision.with_new((*paragraphs, writer.paragraph("credit", furniture=True)), writer)


def mark_update(revision: Revision, _rng: Random) -> Revision:
    """Marks the headline as that of an update."""
    return replace(revision, title=f"UPDATE 1-{revision.title}")


def embed(revision: Revision, rng: Random, *, count: int = 18) -> Revision:
    """Puts everything into the middle of a longer article of the outlet's own."""
    writer = revision.writer(rng)
    own = [narrative(writer) for _ in range(count)]
    middle = count // 2
    return revision.with_new((*own[:middle], *revision.paragraphs, *own[middle:]), writer)


def retitle(revision: Revision, rng: Random) -> Revision:
    """Writes another headline."""
    return replace(revision, title=headline(revision.writer(rng)))


def _with(revision: Revision, rng: Random, new: list[StoryParagraph], writer: Writer) -> Revision:
    paragraphs = list(revision.paragraphs)
    for paragraph in new:
        places = [n for n in range(1, len(paragraphs) + 1) if balanced(paragraphs[n - 1])]
        paragraphs.insert(pick(rng, places or [len(paragraphs)]), paragraph)
    return revision.with_new(paragraphs, writer)
