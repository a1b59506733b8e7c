"""The shape of an edit: what an outlet made of a source as a whole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import LCSseq

from dedupe.align.alignment import Change, EditKind, Place
from dedupe.align.runs import common_runs
from dedupe.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dedupe.align.alignment import AlignedParagraph, Alignment, Edit
    from dedupe.align.runs import Run
    from dedupe.text.passages import Passage

Cuts = Literal["none", "tail", "selective", "both"]
Lead = Literal["kept", "rewritten", "replaced"]
Pair = tuple[int, int]

_LEAST_TAIL = 2  # paragraphs cut from the end that are a tail beside other cuts


@dataclass(frozen=True, slots=True)
class Shape:
    """What an outlet made of a source.

    Attributes:
        cuts: whether whole paragraphs were cut from the end, here and there, both, or none.
        lead: whether the target opens with the source's first paragraph as it was, rewritten, or with
            another.
        own: share (0 to 1) of the target's words that stand in no run it shares with the source.
        longest: words of the longest run that both have.
        longest_place: where it stands in the target, None where there is none.
        split: indices of source paragraphs that went into several target paragraphs.
        merged: indices of target paragraphs made of several source paragraphs.
        trimmed: pairs of paragraphs (source, target) where words were only left out, style aside.
        extended: pairs where words were only put in.
        reworded: pairs where words were left out and put in.
    """

    cuts: Cuts
    lead: Lead
    own: float
    longest: int
    longest_place: Place | None
    split: tuple[int, ...]
    merged: tuple[int, ...]
    trimmed: tuple[Pair, ...]
    extended: tuple[Pair, ...]
    reworded: tuple[Pair, ...]


def shape(
    source: Sequence[Passage],
    target: Sequence[Passage],
    alignment: Alignment,
    edits: Iterable[Edit],
) -> Shape:
    """Describe what an outlet made of a source.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        alignment: of the two.
        edits: inside the aligned paragraphs.
    """
    runs = _runs(source, target, alignment)
    longest = max((run.length for found in runs.values() for run in found), default=0)
    touched = _touched(edits)
    return Shape(
        _cuts(alignment.source),
        _lead(alignment),
        _own(target, alignment.target, runs),
        longest,
        _place(target, runs, longest),
        tuple(p.index for p in alignment.source if len(p.partners) > 1),
        tuple(p.index for p in alignment.target if len(p.partners) > 1),
        tuple(pair for pair, (lost, new) in touched.items() if lost and not new),
        tuple(pair for pair, (lost, new) in touched.items() if new and not lost),
        tuple(pair for pair, (lost, new) in touched.items() if lost and new),
    )


def _cuts(source: Sequence[AlignedParagraph]) -> Cuts:
    changes = [p.change for p in source if p.change is not Change.FURNITURE]
    cut = changes.count(Change.CUT)
    tail = next((n for n, change in enumerate(changes[::-1]) if change is not Change.CUT), cut)
    if not cut:
        return "none"
    if tail == cut:
        return "tail"
    return "both" if tail >= _LEAST_TAIL else "selective"


def _lead(alignment: Alignment) -> Lead:
    first = next((p for p in alignment.source if p.change is not Change.FURNITURE), None)
    lead = next((p for p in alignment.target if p.change is not Change.FURNITURE), None)
    if first is None or lead is None or first.index not in lead.partners:
        return "replaced"
    return "kept" if lead.change is Change.KEPT else "rewritten"


def _runs(
    source: Sequence[Passage], target: Sequence[Passage], alignment: Alignment
) -> dict[int, list[Run]]:
    """Find the runs that each target paragraph shares with its partners."""
    partners = {it.index: it.partners for it in alignment.target if it.partners}
    shared: dict[int, list[Run]] = {index: [] for index in partners}
    found = common_runs([it.words for it in source], [it.words for it in target], bool)
    for (before, after), runs in found.items():
        if before in partners.get(after, ()):
            shared[after] += runs
    return shared


def _own(
    target: Sequence[Passage],
    aligned: Sequence[AlignedParagraph],
    runs: Mapping[int, Sequence[Run]],
) -> float:
    """Find the share of a target's words outside every run."""
    total = own = 0
    for paragraph in aligned:
        if paragraph.change is Change.FURNITURE:
            continue
        shared = {
            run.target + at for run in runs.get(paragraph.index, ()) for at in range(run.length)
        }
        size = len(target[paragraph.index].tokens)
        total += size
        own += size - len(shared)
    return own / total if total else 0.0


def _place(
    target: Sequence[Passage], runs: Mapping[int, Sequence[Run]], longest: int
) -> Place | None:
    for index, found in sorted(runs.items()):
        for run in found:
            if run.length == longest:
                tokens = target[index].tokens[run.target : run.target + longest]
                return Place(index, tokens[0].start, tokens[-1].end)
    return None


def _touched(edits: Iterable[Edit]) -> dict[Pair, tuple[bool, bool]]:
    """Tell for each pair of paragraphs with edits but style whether words were lost, and new."""
    touched: defaultdict[Pair, tuple[bool, bool]] = defaultdict(lambda: (False, False))
    for edit in edits:
        if edit.kind is not EditKind.STYLE:
            before, after = (
                [word.text for word in tokenize(it)] for it in (edit.before, edit.after)
            )
            common = LCSseq.similarity(before, after)
            pair = edit.source.paragraph, edit.target.paragraph
            lost, new = touched[pair]
            touched[pair] = lost or common < len(before), new or common < len(after)
    return dict(sorted(touched.items()))
