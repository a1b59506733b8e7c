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

    from benchmarks.newsroom.draft import Draft
    from benchmarks.newsroom.pieces import StoryParagraph
    from benchmarks.newsroom.writer import Writer


def add_paragraphs(draft: Draft, rng: Random, *, count: int = 3) -> Draft:
    """Puts in paragraphs of the outlet's own on the same event."""
    writer = draft.writer(rng)
    return _with(draft, rng, [narrative(writer) for _ in range(count)], writer)


def add_quotes(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Puts in quotations that the outlet gathered itself."""
    writer = draft.writer(rng)
    new: list[StoryParagraph] = []
    for _ in range(count):
        role = pick(rng, [name for name, rule in writer.rules.items() if rule.kind == "person"])
        said = tuple(writer.quoted("said") for _ in range(3))
        new.append(with_marks(writer, Speech(role, said), runs_on=False)[0])
    return _with(draft, rng, new, writer)


def add_furniture(draft: Draft, rng: Random, *, count: int = 2) -> Draft:
    """Puts captions, promotion, cross-heads and appeals between the paragraphs."""
    writer = draft.writer(rng)
    new = []
    for _ in range(count):
        rule = pick(rng, ("caption", "caption", "promo", "crosshead", "appeal"))
        head = rule == "crosshead"
        new.append(crosshead(writer) if head else writer.passage(rule, furniture=True))
    return _with(draft, rng, new, writer)


def insert(draft: Draft, rng: Random, *, passage: StoryParagraph) -> Draft:
    """Puts in a given paragraph."""
    return _with(draft, rng, [passage], draft.writer(rng))


def append(draft: Draft, rng: Random, *, passage: StoryParagraph) -> Draft:
    """Puts a given paragraph at the end of another, as a page does that has lost its line breaks."""
    passages = list(draft.passages)
    at = pick(rng, [n for n, p in enumerate(passages) if balanced(p) and not p.furniture])
    passages[at] = replace(passages[at], sentences=passages[at].sentences + passage.sentences)
    return replace(draft, passages=tuple(passages))


def add_links(draft: Draft, rng: Random, *, links: tuple[str, ...]) -> Draft:
    """Puts headlines of other articles behind names, without a space, as some sites do."""
    names = [
        p for passage in draft.passages for p in passage.pieces() if p.kind == "name" and p.home
    ]
    linked = dict(zip(sample(rng, [p.home for p in names], len(links)), links, strict=False))
    return draft.mapped(lambda p: replace(p, text=p.text + linked.get(p.home, "")))


def add_credit(draft: Draft, rng: Random) -> Draft:
    """Ends with a line that credits the agency, in place of the agency's own sign-off."""
    writer = draft.writer(rng)
    passages = drop_signoff(draft, rng).passages
    return draft.with_new((*passages, writer.passage("credit", furniture=True)), writer)


def mark_update(draft: Draft, _rng: Random) -> Draft:
    """Marks the headline as that of an update."""
    return replace(draft, title=f"UPDATE 1-{draft.title}")


def embed(draft: Draft, rng: Random, *, count: int = 18) -> Draft:
    """Puts everything into the middle of a longer article of the outlet's own."""
    writer = draft.writer(rng)
    own = [narrative(writer) for _ in range(count)]
    middle = count // 2
    return draft.with_new((*own[:middle], *draft.passages, *own[middle:]), writer)


def retitle(draft: Draft, rng: Random) -> Draft:
    """Writes another headline."""
    return replace(draft, title=headline(draft.writer(rng)))


def _with(draft: Draft, rng: Random, new: list[StoryParagraph], writer: Writer) -> Draft:
    passages = list(draft.passages)
    for passage in new:
        places = [n for n in range(1, len(passages) + 1) if balanced(passages[n - 1])]
        passages.insert(pick(rng, places or [len(passages)]), passage)
    return draft.with_new(passages, writer)
