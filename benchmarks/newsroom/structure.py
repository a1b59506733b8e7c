"""What an outlet does to whole paragraphs: cut, move, split, merge."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import between, chance, pick, sample
from benchmarks.newsroom.pieces import Piece, Sentence, StoryParagraph

if TYPE_CHECKING:
    from random import Random

    from benchmarks.newsroom.draft import Draft

JOINTS = {"en": ", while ", "de": ", und "}


def drop(draft: Draft, rng: Random, *, share: float = 0.3) -> Draft:
    """Cuts a share of the paragraphs here and there, never the first."""
    kept = sample(rng, draft.passages[1:], round((len(draft.passages) - 1) * (1 - share)))
    return replace(draft, passages=(draft.passages[0], *kept))


def trim_tail(draft: Draft, rng: Random, *, share: float = 0.4) -> Draft:
    """Cuts from the end, about a share of the paragraphs."""
    count = round(len(draft.passages) * (1 - share)) + between(rng, -1, 1)
    return replace(draft, passages=draft.passages[: max(1, count)])


def shorten(draft: Draft, rng: Random, *, share: float = 0.5) -> Draft:
    """Cuts the last sentence of a share of the paragraphs that have several."""
    return replace(
        draft,
        passages=tuple(
            replace(passage, sentences=passage.sentences[:-1])
            if _divisible(passage) and chance(rng, share)
            else passage
            for passage in draft.passages
        ),
    )


def move(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Takes paragraphs out and puts each back at least two places further up or down."""
    passages = list(draft.passages)
    for _ in range(count):
        places = [place for place in range(1, len(passages)) if balanced(passages[place])]
        if len(passages) < 5 or not places:
            break
        start = pick(rng, places)
        far = [place for place in range(1, len(passages)) if abs(place - start) >= 2]
        passages.insert(pick(rng, far), passages.pop(start))
    return replace(draft, passages=tuple(passages))


def split(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Breaks paragraphs in two between sentences, outside quotations."""
    chosen = sample(rng, [p for p in draft.passages if _divisible(p)], count)
    passages: list[StoryParagraph] = []
    for passage in draft.passages:
        if passage in chosen:
            cut = pick(rng, _cuts(passage))
            passages += [
                replace(passage, sentences=passage.sentences[:cut]),
                replace(passage, sentences=passage.sentences[cut:]),
            ]
        else:
            passages.append(passage)
    return replace(draft, passages=tuple(passages))


def merge(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Joins paragraphs to the one that follows."""
    passages = list(draft.passages)
    for _ in range(count):
        places = [n for n, pair in enumerate(pairwise(passages)) if all(map(_mergeable, pair))]
        if not places:
            break
        place = pick(rng, places)
        first, second = passages[place : place + 2]
        passages[place : place + 2] = [StoryParagraph(first.sentences + second.sentences)]
    return replace(draft, passages=tuple(passages))


def transplant(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Puts the last sentence of a paragraph at the end of another one, as desks that compress a story do."""
    passages = list(draft.passages)
    for _ in range(count):
        places = [n for n, passage in enumerate(passages) if _has_loose_end(passage)]
        hosts = [n for n, passage in enumerate(passages) if n and _mergeable(passage)]
        pairs = [(n, host) for n in places for host in hosts if abs(n - host) >= 2]
        if not pairs:
            break
        place, host = pick(rng, pairs)
        *rest, last = passages[place].sentences
        passages[host] = StoryParagraph((*passages[host].sentences, last))
        passages[place] = StoryParagraph(tuple(rest))
    return replace(draft, passages=tuple(passages))


def retell(draft: Draft, rng: Random, *, share: float = 0.7) -> Draft:
    """Tells two sentences of a paragraph as one, in a share of the paragraphs without quotations."""
    joint = JOINTS[draft.story.event.language]

    def retold(passage: StoryParagraph) -> StoryParagraph:
        plain = not passage.furniture and not any(p.kind == "mark" for p in passage.pieces())
        cuts = _cuts(passage) if plain else []
        first = len(passage.sentences) - len(cuts) - 1
        if not cuts or chance(rng, 1 - share):
            return passage
        before, after = passage.sentences[first : first + 2]
        main = (*before.own_joined(), Piece(joint), *after.own_joined())
        one = Sentence(main, end=after.end, recast="wording")
        sentences = (*passage.sentences[:first], one, *passage.sentences[first + 2 :])
        return replace(passage, sentences=sentences)

    return replace(draft, passages=tuple(map(retold, draft.passages)))


def repeat(draft: Draft, rng: Random) -> Draft:
    """Prints a paragraph a second time, at the end, as pages with a summary or a pulled quote do."""
    whole = [passage for passage in draft.passages[1:] if _mergeable(passage)]
    return replace(draft, passages=(*draft.passages, pick(rng, whole))) if whole else draft


def drop_signoff(draft: Draft, _rng: Random) -> Draft:
    """Leaves out the agency's sign-off."""
    last = draft.story.passages[-1]
    passages = tuple(p for p in draft.passages if not (last.furniture and p == last))
    return replace(draft, passages=passages)


def drop_dateline(draft: Draft, _rng: Random) -> Draft:
    """Leaves out the dateline."""
    first, *rest = draft.passages
    if first.sentences[0].own()[0].kind != "dateline":
        return draft
    return replace(draft, passages=(replace(first, sentences=first.sentences[1:]), *rest))


def balanced(passage: StoryParagraph) -> bool:
    """Whether every quotation that opens in the passage closes in it."""
    return sum(piece.kind == "mark" for piece in passage.pieces()) % 2 == 0


def _mergeable(passage: StoryParagraph) -> bool:
    return balanced(passage) and not passage.furniture


def _has_loose_end(passage: StoryParagraph) -> bool:
    """Whether the last sentence can stand by itself, and something else stays without it."""
    return _divisible(passage) and _cuts(passage)[-1] == len(passage.sentences) - 1


def _cuts(passage: StoryParagraph) -> list[int]:
    sentences = passage.sentences
    first = 1 + (sentences[0].own()[0].kind == "dateline")
    return [n for n in range(first, len(sentences)) if balanced(StoryParagraph(sentences[:n]))]


def _divisible(passage: StoryParagraph) -> bool:
    return not passage.furniture and balanced(passage) and bool(_cuts(passage))
