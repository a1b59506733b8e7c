"""What an outlet does inside paragraphs: house style, paraphrase, and the changes that matter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import chance, pick, sample
from benchmarks.newsroom.pieces import Piece, Sentence
from benchmarks.newsroom.style import in_house

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from benchmarks.newsroom.draft import Draft

# What becomes of a speaker's own words in reported speech.
REPORTED = {"we": "they", "us": "them", "our": "their", "my": "their", "I": "they"}


def house_style(draft: Draft, _rng: Random) -> Draft:
    """Prints everything in the other style; goes last, so that other changes are restyled too."""
    language = draft.story.event.language
    return draft.mapped(lambda piece: replace(piece, text=in_house(piece, language)))


def paraphrase(draft: Draft, rng: Random, *, share: float = 0.6) -> Draft:
    """Swaps synonyms, moves adjuncts, cuts asides, a share of each, outside quotations."""

    def reworded(piece: Piece) -> Piece:
        free = piece.kind in {"wording", "aside"} and not piece.quoted
        return _swapped(piece, rng) if free and _revisable(piece) and chance(rng, share) else piece

    def turned(sentence: Sentence) -> Sentence:
        movable = sentence.adjunct and not sentence.recast and _from_story(sentence)
        if not movable or chance(rng, 1 - share):
            return sentence
        return replace(sentence, fronted=not sentence.fronted, recast="wording")

    passages = tuple(
        replace(p, sentences=tuple(turned(s.mapped(reworded)) for s in p.sentences))
        for p in draft.passages
    )
    return replace(draft, passages=passages)


def touch_up(draft: Draft, rng: Random, *, count: int = 2) -> Draft:
    """Swaps a few synonyms."""
    return _revise(draft, rng, count, lambda piece: piece.kind == "wording" and not piece.quoted)


def change_figures(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Prints other figures."""
    return _revise(draft, rng, count, lambda piece: piece.kind == "figure" and not piece.quoted)


def change_names(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Prints other people, places or organizations."""
    return _revise(draft, rng, count, lambda piece: piece.kind == "name" and not piece.quoted)


def change_attribution(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Drops or adds an attribution or a hedge."""
    return _revise(draft, rng, count, lambda piece: piece.kind == "attribution")


def change_negation(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Gains or loses a not."""
    return _revise(draft, rng, count, lambda piece: piece.kind == "negation" and not piece.quoted)


def change_speakers(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Puts words into another mouth."""
    return _revise(draft, rng, count, lambda piece: piece.kind == "speaker")


def alter_quotes(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Changes a word inside a quotation."""
    return _revise(draft, rng, count, lambda piece: piece.quoted and piece.kind == "wording")


def cut_quotes(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Leaves out the middle of a quotation without a sign."""
    return _revise(draft, rng, count, lambda piece: piece.quoted and piece.kind == "aside")


def report_quotes(draft: Draft, rng: Random, *, count: int = 1) -> Draft:
    """Turns quotations of one sentence with the speaker after them into reported speech."""
    sentences = [s for p in draft.passages for s in p.sentences if _reportable(s)]
    chosen = sample(rng, sentences, count)

    def changed(sentence: Sentence) -> Sentence:
        return _reported(sentence) if sentence in chosen else sentence

    passages = tuple(replace(p, sentences=tuple(map(changed, p.sentences))) for p in draft.passages)
    return replace(draft, passages=passages)


def _revise(draft: Draft, rng: Random, count: int, wanted: Callable[[Piece], bool]) -> Draft:
    pieces = [piece for passage in draft.passages for piece in passage.pieces()]
    able = [piece.home for piece in pieces if _revisable(piece) and wanted(piece)]
    chosen = set(sample(rng, able, count))
    return draft.mapped(lambda piece: _swapped(piece, rng) if piece.home in chosen else piece)


def _revisable(piece: Piece) -> bool:
    return piece.home is not None and bool(piece.others)


def _swapped(piece: Piece, rng: Random) -> Piece:
    return replace(piece, text=pick(rng, piece.others), others=(), house=None)


def _from_story(sentence: Sentence) -> bool:
    return any(piece.home for piece in sentence.own())


def _reportable(sentence: Sentence) -> bool:
    kinds = [piece.kind for piece in sentence.main]
    if kinds.count("mark") != 2 or kinds[0] != "mark" or "speaker" not in kinds:
        return False
    close = kinds.index("mark", 1)
    said = (close + 2 == kinds.index("speaker")) and sentence.main[-1].text == " said"
    return said and not sentence.recast and _from_story(sentence)


def _reported(sentence: Sentence) -> Sentence:
    close = [piece.kind for piece in sentence.main].index("mark", 1)
    spoken, (space, *frame) = sentence.main[1:close], sentence.main[close + 1 :]
    words = tuple(_in_reported_speech(piece) for piece in spoken)
    around = (sentence.main[0], sentence.main[close], space)
    lost = tuple(replace(piece, text="", house=None) for piece in around)
    return replace(sentence, main=(*lost, *frame, Piece(" that "), *words), recast="quote")


def _in_reported_speech(piece: Piece) -> Piece:
    words = [REPORTED.get(word, word) for word in piece.text.split(" ")]
    return replace(piece, text=" ".join(words), quoted=False)
