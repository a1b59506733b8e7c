"""What an outlet does to whole paragraphs: cut, move, split, merge."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import between, chance, pick, sample
from benchmarks.newsroom.segments import Segment, Sentence, StoryParagraph

if TYPE_CHECKING:
    from random import Random

    from benchmarks.newsroom.revision import Revision

JOINTS = {"en": ", while ", "de": ", und "}


def drop(revision: Revision, rng: Random, *, share: float = 0.3) -> Revision:
    """Cuts a share of the paragraphs here and there, never the first."""
    kept = sample(rng, revision.paragraphs[1:], round((len(revision.paragraphs) - 1) * (1 - share)))
    return replace(revision, paragraphs=(revision.paragraphs[0], *kept))


def trim_tail(revision: Revision, rng: Random, *, share: float = 0.4) -> Revision:
    """Cuts from the end, about a share of the paragraphs."""
    count = round(len(revision.paragraphs) * (1 - share)) + between(rng, -1, 1)
    return replace(revision, paragraphs=revision.paragraphs[: max(1, count)])


def shorten(revision: Revision, rng: Random, *, share: float = 0.5) -> Revision:
    """Cuts the last sentence of a share of the paragraphs that have several."""
    return replace(
        revision,
        paragraphs=tuple(
            replace(paragraph, sentences=paragraph.sentences[:-1])
            if _divisible(paragraph) and chance(rng, share)
            else paragraph
            for paragraph in revision.paragraphs
        ),
    )


def move(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Takes paragraphs out and puts each back at least two places further up or down."""
    paragraphs = list(revision.paragraphs)
    for _ in range(count):
        places = [place for place in range(1, len(paragraphs)) if balanced(paragraphs[place])]
        if len(paragraphs) < 5 or not places:
            break
        start = pick(rng, places)
        far = [place for place in range(1, len(paragraphs)) if abs(place - start) >= 2]
        paragraphs.insert(pick(rng, far), paragraphs.pop(start))
    return replace(revision, paragraphs=tuple(paragraphs))


def split(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Breaks paragraphs in two between sentences, outside quotations."""
    chosen = sample(rng, [p for p in revision.paragraphs if _divisible(p)], count)
    paragraphs: list[StoryParagraph] = []
    for paragraph in revision.paragraphs:
        if paragraph in chosen:
            cut = pick(rng, _cuts(paragraph))
            paragraphs += [
                replace(paragraph, sentences=paragraph.sentences[:cut]),
                replace(paragraph, sentences=paragraph.sentences[cut:]),
            ]
        else:
            paragraphs.append(paragraph)
    return replace(revision, paragraphs=tuple(paragraphs))


def merge(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Joins paragraphs to the one that follows."""
    paragraphs = list(revision.paragraphs)
    for _ in range(count):
        places = [n for n, pair in enumerate(pairwise(paragraphs)) if all(map(_mergeable, pair))]
        if not places:
            break
        place = pick(rng, places)
        first, second = paragraphs[place : place + 2]
        paragraphs[place : place + 2] = [StoryParagraph(first.sentences + second.sentences)]
    return replace(revision, paragraphs=tuple(paragraphs))


def transplant(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Puts the last sentence of a paragraph at the end of another one, as desks that compress a story do."""
    paragraphs = list(revision.paragraphs)
    for _ in range(count):
        places = [n for n, paragraph in enumerate(paragraphs) if _has_loose_end(paragraph)]
        hosts = [n for n, paragraph in enumerate(paragraphs) if n and _mergeable(paragraph)]
        pairs = [(n, host) for n in places for host in hosts if abs(n - host) >= 2]
        if not pairs:
            break
        place, host = pick(rng, pairs)
        *rest, last = paragraphs[place].sentences
        paragraphs[host] = StoryParagraph((*paragraphs[host].sentences, last))
        paragraphs[place] = StoryParagraph(tuple(rest))
    return replace(revision, paragraphs=tuple(paragraphs))


def retell(revision: Revision, rng: Random, *, share: float = 0.7) -> Revision:
    """Tells two sentences of a paragraph as one, in a share of the paragraphs without quotations."""
    joint = JOINTS[revision.story.event.language]

    def retold(paragraph: StoryParagraph) -> StoryParagraph:
        plain = not paragraph.furniture and not any(p.kind == "mark" for p in paragraph.segments())
        cuts = _cuts(paragraph) if plain else []
        first = len(paragraph.sentences) - len(cuts) - 1
        if not cuts or chance(rng, 1 - share):
            return paragraph
        before, after = paragraph.sentences[first : first + 2]
        main = (*before.own_joined(), Segment(joint), *after.own_joined())
        one = Sentence(main, end=after.end, recast="wording")
        sentences = (*paragraph.sentences[:first], one, *paragraph.sentences[first + 2 :])
        return replace(paragraph, sentences=sentences)

    return replace(revision, paragraphs=tuple(map(retold, revision.paragraphs)))


def repeat(revision: Revision, rng: Random) -> Revision:
    """Prints a paragraph a second time, at the end, as pages with a summary or a pulled quote do."""
    whole = [paragraph for paragraph in revision.paragraphs[1:] if _mergeable(paragraph)]
    return replace(revision, paragraphs=(*revision.paragraphs, pick(rng, whole))) if whole else revision


def drop_signoff(revision: Revision, _rng: Random) -> Revision:
    """Leaves out the agency's sign-off."""
    last = revision.story.paragraphs[-1]
    paragraphs = tuple(p for p in revision.paragraphs if not (last.furniture and p == last))
    return replace(revision, paragraphs=paragraphs)


def drop_dateline(revision: Revision, _rng: Random) -> Revision:
    """Leaves out the dateline."""
    first, *rest = revision.paragraphs
    if first.sentences[0].own()[0].kind != "dateline":
        return revision
    return replace(revision, paragraphs=(replace(first, sentences=first.sentences[1:]), *rest))


def balanced(paragraph: StoryParagraph) -> bool:
    """Whether every quotation that opens in the paragraph closes in it."""
    return sum(segment.kind == "mark" for segment in paragraph.segments()) % 2 == 0


def _mergeable(paragraph: StoryParagraph) -> bool:
    return balanced(paragraph) and not paragraph.furniture


def _has_loose_end(paragraph: StoryParagraph) -> bool:
    """Whether the last sentence can stand by itself, and something else stays without it."""
    return _divisible(paragraph) and _cuts(paragraph)[-1] == len(paragraph.sentences) - 1


def _cuts(paragraph: StoryParagraph) -> list[int]:
    sentences = paragraph.sentences
    first = 1 + (sentences[0].own()[0].kind == "dateline")
    return [n for n in range(first, len(sentences)) if balanced(StoryParagraph(sentences[:n]))]


def _divisible(paragraph: StoryParagraph) -> bool:
    return not paragraph.furniture and balanced(paragraph) and bool(_cuts(paragraph))
