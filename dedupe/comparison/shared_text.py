"""What pairs of texts share at the most, found out for many at once, before any of them is aligned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignment import Narrative
from dedupe.align.narrative_upper_bound import possible_narrative, quotes_prose
from dedupe.align.sentence_alignment import is_one_block
from dedupe.align.text_batch import TextBatch
from dedupe.prepare.prepared_text import PreparedText
from dedupe.text.language import detect_languages
from dedupe.verify.measures import Measures
from dedupe.verify.pair_measures import measure

TwoTexts = tuple[PreparedText, PreparedText]  # that taken as the source, and the other one


@dataclass(frozen=True, slots=True)
class SharedText:
    """What two texts share, whoever printed them."""

    code: str | None  # their language (ISO 639-1), None where it is unknown
    measures: Measures
    most: Narrative  # no less than any alignment of the two shares, what is told in other words aside
    quotes_prose: bool  # whether either prints between quotation marks what the other has as its own prose
    is_one_block: bool  # whether the body of either is one long paragraph, so that they are aligned by sentence


def share_text(pairs: Sequence[TwoTexts], least: int) -> list[SharedText]:
    """Find out what pairs of texts share; `least` narrative words make a copy."""
    texts, rows = numbered(pairs)
    measures = [measure(source.shingles, target.shingles) for source, target in pairs]
    codes = detect_languages([text.tokens.hashes for text in texts], rows.tolist())
    by_language = defaultdict[str | None, list[int]](list)
    for at, code in enumerate(codes):
        by_language[code].append(at)
    found: dict[int, SharedText] = {}
    for code, own in by_language.items():
        batch, chosen = batch_texts([pairs[at] for at in own], code)
        shared = possible_narrative(batch, chosen, least)
        for at, most, quotes in zip(own, shared, quotes_prose(batch, chosen).tolist(), strict=True):
            is_block = any(is_one_block(text.passages) for text in pairs[at])
            most = replace(most, available=0) if is_block else most  # sentences have less
            found[at] = SharedText(code, measures[at], most, quotes, is_block)
    return [found[at] for at in range(len(pairs))]


def batch_texts(pairs: Sequence[TwoTexts], code: str | None) -> tuple[TextBatch, NDArray[np.int64]]:
    """Return the texts of pairs in one language, each once, and int64[p, 2], which of them are those of each pair."""
    texts, rows = numbered(pairs)
    return TextBatch([text.passages for text in texts], code), rows


def numbered(pairs: Sequence[TwoTexts]) -> tuple[list[PreparedText], NDArray[np.int64]]:
    """Return the texts of pairs, each once, and int64[p, 2], which of them are those of each pair."""
    texts = {text: None for pair in pairs for text in pair}
    numbers = {text: number for number, text in enumerate(texts)}
    return [*texts], np.array([[numbers[text] for text in pair] for pair in pairs], np.int64).reshape(-1, 2)
