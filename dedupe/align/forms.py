"""Forms: the same sentences filled in with other facts, such as reports of weather, courts or results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, Opcodes
from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.align.alignment import Alignment
    from dedupe.prepare.paragraphs import Passage

_LEAST_REPLACED = 2  # facts; one is an error, or a correction
_LEAST_SHARE = 0.4  # of the facts,
_LATER, _LEAST_SHARE_LATER = 7, 0.25  # or, days later, when a copy is old news
_LEAST_FRAME = (
    0.5  # of the words of the shorter article are the form's; the longer may hold several
)
_LONGEST_SLOT = 6  # words
_LARGEST = 1 << 28  # pairs of words that are compared; the comparison takes a bit for each
_ALIKE = 60  # of 100; a name that is only spelled otherwise is the same fact


def is_same_form(
    source: Sequence[Passage],
    target: Sequence[Passage],
    alignment: Alignment,
    language: str | None,
    *,
    days_apart: int | None,
) -> bool:
    """Return whether two articles are one form with other facts.

    A copy keeps most names and figures of its source, whatever it does to the words; a form keeps the
    words and replaces the facts.

    Example: "The court dismissed the appeal of Otto Brandt against a sentence of 4 months" and "The court
    dismissed the appeal of Silas Ferrow against a sentence of 18 months".

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        alignment: of the two.
        language: ISO 639-1, None where it is unknown.
        days_apart: days between their publication, None where unknown.
    """
    kept, replaced, frame = 0, 0, 0
    for paragraph in alignment.target:
        after = target[paragraph.index]
        for partner in paragraph.partners:
            before = source[partner]
            if len(before.words) * len(after.words) > _LARGEST:
                continue  # no form has paragraphs without measure
            opcodes = Indel.opcodes(before.words, after.words)
            frame += sum(
                code.tag == "equal" and code.dest_end - code.dest_start for code in opcodes
            )
            kept += sum(_facts_kept(after, opcodes, language))
            replaced += sum(_facts_replaced(before, after, opcodes, language))
    is_later = days_apart is not None and days_apart >= _LATER
    share = _LEAST_SHARE_LATER if is_later else _LEAST_SHARE
    is_replaced = replaced >= max(_LEAST_REPLACED, share * (kept + replaced))
    return is_replaced and frame >= _LEAST_FRAME * min(_size(source), _size(target))


def _size(passages: Sequence[Passage]) -> int:
    """Count the words of an article, furniture aside."""
    return sum(len(passage.words) for passage in passages if not passage.furniture)


def _facts_kept(after: Passage, opcodes: Opcodes, language: str | None) -> Iterator[bool]:
    """Yield for each run of equal words how many facts begin in it."""
    for code in opcodes:
        if code.tag == "equal":
            facts = [_is_fact(after, at, language) for at in range(code.dest_start, code.dest_end)]
            yield from (
                fact and not earlier for earlier, fact in zip([False, *facts], facts, strict=False)
            )


def _facts_replaced(
    before: Passage, after: Passage, opcodes: Opcodes, language: str | None
) -> Iterator[bool]:
    """Yield for each stretch between equal words whether it has a fact on both sides, another one."""
    starts = [
        (0, 0),
        *((opcode.src_end, opcode.dest_end) for opcode in opcodes if opcode.tag == "equal"),
    ]
    ends = [(opcode.src_start, opcode.dest_start) for opcode in opcodes if opcode.tag == "equal"]
    last = len(before.words), len(after.words)
    for (low, left), (high, right) in zip(starts, [*ends, last], strict=True):
        if not 0 < high - low <= _LONGEST_SLOT or not 0 < right - left <= _LONGEST_SLOT:
            continue
        old = [before.words[at] for at in range(low, high) if _is_fact(before, at, language)]
        new = [after.words[at] for at in range(left, right) if _is_fact(after, at, language)]
        if high - low == right - left == 1:  # another crime, sky or verdict is another fact as well
            old, new = [before.words[low]], [after.words[left]]
        yield bool(old and new) and ratio(" ".join(old), " ".join(new)) < _ALIKE


def _is_fact(passage: Passage, at: int, language: str | None) -> bool:
    """Return whether a word is a figure, or a capitalised one that does not begin a sentence."""
    if passage.words[at][0].isdigit():
        return True
    if not at or not passage.capital[at]:
        return False
    gap = passage.text[passage.tokens.ends[at - 1] - 1 : passage.tokens.starts[at]]
    if gap.rstrip()[-1:] in ".!?:":
        return False
    return passage.named[at] or language != "de"
