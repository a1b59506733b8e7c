"""Alignments against the truth: edges, paragraph labels, furniture."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.scores.counts import COLUMNS, Counts, compared, decided
from benchmarks.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.newsroom import Edited, TrueEdit
    from benchmarks.scores.checked import Checked
    from benchmarks.tables import Row
    from dedupe.comparison.comparison import Comparison
    from dedupe.comparison.pair_result import PairResult

LABELS = ("kept", "rewritten", "added", "cut", "furniture")
_FEW = 6  # words that differ in wording alone before a reader calls a paragraph rewritten


class Labelled(NamedTuple):
    """A paragraph's true and found label, and whether only a few words of wording differ."""

    true: str
    found: str
    reworded: bool

    @property
    def tolerated(self) -> bool:
        """Whether a reader would let the found label pass: kept, but for some words."""
        return self.true == self.found or (self.reworded and self.found == "kept")


def paragraphs(checked: Checked, title: str) -> Table:
    """Edges between paragraphs, and which paragraphs of the copies are furniture."""
    edges, furniture = Counts(), Counts()
    for edited, comparison in checked.comparisons():
        edges += compared(_found_edges(comparison), _true_edges(edited))
        for true, found in zip(edited.labels, _target_labels(comparison), strict=True):
            furniture += decided(wanted=true == "furniture", found=found == "furniture")
    rows: tuple[Row, ...] = (("edges", *edges.cells()), ("furniture", *furniture.cells()))
    return Table(f"Paragraphs, {title}", ("what", *COLUMNS), rows)


def labels(checked: Checked, title: str) -> Table:
    """The labels of paragraphs on both sides, to the letter and as a reader would."""
    found = [it for pair in checked.comparisons() for it in _labelled(*pair)]
    confusion = Counter((it.true, it.found) for it in found)
    confusion.update(("all", it.found) for it in found)
    rows: tuple[Row, ...] = tuple(
        (true, *(confusion[true, label] for label in LABELS), *_shares(found, true)) for true in (*LABELS, "all")
    )
    note = (
        "True labels downwards, found ones across. Tolerated: kept for a paragraph in which "
        f"nothing but up to {_FEW} words of wording differ."
    )
    return Table(f"Labels, {title}", ("label", *LABELS, "right", "tolerated"), rows, note)


def _shares(found: Iterable[Labelled], true: str) -> tuple[float | None, float | None]:
    chosen = [it for it in found if true in (it.true, "all")]
    if not chosen:
        return None, None
    right = sum(it.true == it.found for it in chosen)
    return right / len(chosen), sum(it.tolerated for it in chosen) / len(chosen)


def _found_edges(comparison: Comparison | PairResult) -> set[tuple[int, int]]:
    return {(it, p.index) for p in comparison.alignment.target for it in p.partners}


def _true_edges(edited: Edited) -> set[tuple[int, int]]:
    return {(it, at) for at, origins in enumerate(edited.origins) for it in origins}


def _target_labels(comparison: Comparison | PairResult) -> list[str]:
    return [str(it.change) for it in comparison.alignment.target]


def _labelled(edited: Edited, comparison: Comparison | PairResult) -> Iterator[Labelled]:
    source = [str(it.change) for it in comparison.alignment.source]
    for at, (true, found) in enumerate(zip(edited.source_labels, source, strict=True)):
        touching = [it for it in edited.edits if it.was and it.was.paragraph == at]
        yield Labelled(true, found, _is_reworded(touching))
    target = _target_labels(comparison)
    for at, (true, found) in enumerate(zip(edited.labels, target, strict=True)):
        touching = [it for it in edited.edits if it.now and it.now.paragraph == at]
        yield Labelled(true, found, _is_reworded(touching))


def _is_reworded(edits: Iterable[TrueEdit]) -> bool:
    """Tell whether edits of one paragraph swap a few words for others, and do nothing else."""
    meaningful = [edit for edit in edits if edit.kind != "style"]
    swaps = [(it.was, it.now) for it in meaningful if it.kind == "wording" and it.was and it.now]
    words = sum(max(len(was.text.split()), len(now.text.split())) for was, now in swaps)
    return 0 < words <= _FEW and len(swaps) == len(meaningful)
