"""Words for messages: names, shares, quotations, and why two articles relate as they do."""

from __future__ import annotations

from collections.abc import Iterable

from dedupe.align.alignment import Alignment, Change, Narrative
from dedupe.judge.relation import LEAST, NEAR, WHOLLY, Relation
from dedupe.punctuation import DOUBLE_MARKS
from dedupe.verify.measures import Measures

_MOST_WORDS, _LONGEST_WORD = 12, 40
_MARKS = frozenset(DOUBLE_MARKS)
OUTER_MARKS = " ,;:"


def source_names(sources: Iterable[str]) -> str:
    """Return the name of the first source, and how many more there are.

    >>> source_names(["wire/a.txt", "b.txt", "c.txt"])
    'wire/a.txt and 2 more'
    """
    first, *others = sources
    return f"{first}{and_more(len(others))}"


def and_more(count: int) -> str:
    """Return words for that there are more of something, if there are."""
    return f" and {count} more" if count else ""


def percent(share: float) -> str:
    """Write a share so that only all is 100% and only nothing is 0%.

    >>> percent(0.999), percent(1.0), percent(0.001), percent(0.345)
    ('99%', '100%', '1%', '34%')
    """
    if 0 < share < 1:
        return f"{min(max(round(share * 100), 1), 99)}%"
    return f"{round(share * 100)}%"


def quoted(words: str) -> str:
    """Return words on one line and between quotation marks, their own marks left out.

    >>> quoted('"We saw nothing," he said')
    '“We saw nothing, he said”'

    Of more than a dozen words the first and the last are shown.
    """
    shown = "".join(character for character in words if character not in _MARKS).split()
    if len(shown) > _MOST_WORDS:
        half = _MOST_WORDS // 2
        shown = [*shown[:half], "…", *shown[-half:]]
    return f"“{' '.join(map(_shortened, shown)).strip(OUTER_MARKS)}”"


def _shortened(word: str) -> str:
    """Cut what is too long for a word."""
    return word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…"


def relation_reason(relation: Relation, measures: Measures, alignment: Alignment, unit: str) -> str:
    """Describe which bars a pair passed, and which it did not; what was aligned are "paragraphs" or "sentences"."""
    shared = narrative_phrase(alignment.narrative)
    match relation:
        case Relation.EXACT:
            why = "both have the same words in the same order, furniture aside"
        case Relation.NEAR:
            why = f"resemblance {measures.resemblance:.2f} (bar {NEAR}), {shared}"
        case Relation.WHOLLY | Relation.PARTIALLY:
            why = f"{shared}, {_taken(alignment, unit)} (wholly from {percent(WHOLLY)})"
        case Relation.VERSION:
            why = f"{shared}, and both are by the same outlet"
        case Relation.FORM:
            why = f"{shared}, but most names and figures are others"
        case Relation.QUOTES | Relation.NONE:
            why = f"only {shared}, containment {measures.containment:.2f} (bar {LEAST})"
    return f"{relation}: {why}"


def narrative_phrase(narrative: Narrative) -> str:
    """Describe how much narrative is shared, as words in a row, and how much it takes."""
    shared = f"narrative worth {narrative.worth} words in a row shared"
    if narrative.excerpt > narrative.worth:
        shared = f"an excerpt worth {narrative.excerpt} words in a row"
    if max(narrative.worth, narrative.excerpt) < narrative.threshold <= narrative.reworded:
        shared = f"told anew, worth {narrative.reworded} words in a row shared"
    return f"{shared} (bar {narrative.threshold})"


def _taken(alignment: Alignment, unit: str) -> str:
    body = [paragraph for paragraph in alignment.target if paragraph.change is not Change.FURNITURE]
    return f"{sum(bool(paragraph.partners) for paragraph in body)} of {len(body)} {unit} taken"
