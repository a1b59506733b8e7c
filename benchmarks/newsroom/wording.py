"""What an outlet does inside paragraphs: house style, paraphrase, and the changes that matter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import chance, pick, sample
from benchmarks.newsroom.segments import Segment, Sentence
from benchmarks.newsroom.style import in_house

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from benchmarks.newsroom.revision import Revision

# What becomes of a speaker's own words in reported speech.
REPORTED = {"we": "they", "us": "them", "our": "their", "my": "their", "I": "they"}


def house_style(revision: Revision, _rng: Random) -> Revision:
    """Prints everything in the other style; goes last, so that other changes are restyled too."""
    language = revision.story.event.language
    return revision.mapped(lambda segment: replace(segment, text=in_house(segment, language)))


def paraphrase(revision: Revision, rng: Random, *, share: float = 0.6) -> Revision:
    """Swaps synonyms, moves adjuncts, cuts asides, a share of each, outside quotations."""

    def reworded(segment: Segment) -> Segment:
        free = segment.kind in {"wording", "aside"} and not segment.quoted
        return _swapped(segment, rng) if free and _revisable(segment) and chance(rng, share) else segment

    def turned(sentence: Sentence) -> Sentence:
        movable = sentence.adjunct and not sentence.recast and _from_story(sentence)
        if not movable or chance(rng, 1 - share):
            return sentence
        return replace(sentence, fronted=not sentence.fronted, recast="wording")

    paragraphs = tuple(
        replace(p, sentences=tuple(turned(s.mapped(reworded)) for s in p.sentences)) for p in revision.paragraphs
    )
    return replace(revision, paragraphs=paragraphs)


def touch_up(revision: Revision, rng: Random, *, count: int = 2) -> Revision:
    """Swaps a few synonyms."""
    return _revise(revision, rng, count, lambda segment: segment.kind == "wording" and not segment.quoted)


def change_figures(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Prints other figures."""
    return _revise(revision, rng, count, lambda segment: segment.kind == "figure" and not segment.quoted)


def change_names(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Prints other people, places or organizations."""
    return _revise(revision, rng, count, lambda segment: segment.kind == "name" and not segment.quoted)


def change_attribution(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Drops or adds an attribution or a hedge."""
    return _revise(revision, rng, count, lambda segment: segment.kind == "attribution")


def change_negation(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Gains or loses a not."""
    return _revise(revision, rng, count, lambda segment: segment.kind == "negation" and not segment.quoted)


def change_speakers(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Puts words into another mouth."""
    return _revise(revision, rng, count, lambda segment: segment.kind == "speaker")


def alter_quotes(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Changes a word inside a quotation."""
    return _revise(revision, rng, count, lambda segment: segment.quoted and segment.kind == "wording")


def cut_quotes(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Leaves out the middle of a quotation without a sign."""
    return _revise(revision, rng, count, lambda segment: segment.quoted and segment.kind == "aside")


def report_quotes(revision: Revision, rng: Random, *, count: int = 1) -> Revision:
    """Turns quotations of one sentence with the speaker after them into reported speech."""
    sentences = [s for p in revision.paragraphs for s in p.sentences if _reportable(s)]
    chosen = sample(rng, sentences, count)

    def changed(sentence: Sentence) -> Sentence:
        return _reported(sentence) if sentence in chosen else sentence

    paragraphs = tuple(replace(p, sentences=tuple(map(changed, p.sentences))) for p in revision.paragraphs)
    return replace(revision, paragraphs=paragraphs)


def _revise(revision: Revision, rng: Random, count: int, wanted: Callable[[Segment], bool]) -> Revision:
    segments = [segment for paragraph in revision.paragraphs for segment in paragraph.segments()]
    able = [segment.position for segment in segments if _revisable(segment) and wanted(segment)]
    chosen = set(sample(rng, able, count))
    return revision.mapped(lambda segment: _swapped(segment, rng) if segment.position in chosen else segment)


def _revisable(segment: Segment) -> bool:
    return segment.position is not None and bool(segment.others)


def _swapped(segment: Segment, rng: Random) -> Segment:
    return replace(segment, text=pick(rng, segment.others), others=(), house=None)


def _from_story(sentence: Sentence) -> bool:
    return any(segment.position for segment in sentence.own())


def _reportable(sentence: Sentence) -> bool:
    kinds = [segment.kind for segment in sentence.main]
    if kinds.count("mark") != 2 or kinds[0] != "mark" or "speaker" not in kinds:
        return False
    close = kinds.index("mark", 1)
    said = (close + 2 == kinds.index("speaker")) and sentence.main[-1].text == " said"
    return said and not sentence.recast and _from_story(sentence)


def _reported(sentence: Sentence) -> Sentence:
    close = [segment.kind for segment in sentence.main].index("mark", 1)
    spoken, (space, *frame) = sentence.main[1:close], sentence.main[close + 1 :]
    words = tuple(_in_reported_speech(segment) for segment in spoken)
    around = (sentence.main[0], sentence.main[close], space)
    lost = tuple(replace(segment, text="", house=None) for segment in around)
    return replace(sentence, main=(*lost, *frame, Segment(" that "), *words), recast="quote")


def _in_reported_speech(segment: Segment) -> Segment:
    words = [REPORTED.get(word, word) for word in segment.text.split(" ")]
    return replace(segment, text=" ".join(words), quoted=False)
