"""What an outlet made of a source as a whole: cuts, lead, own words, splits and merges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from dedupe.align.alignment import AlignedParagraph, Alignment, Change, Edit, EditKind, TextSpan
from dedupe.align.paragraph_changes import count_words
from dedupe.align.token_runs import CommonRuns, ParagraphPair, TokenSequence, common_runs, index_bigrams
from dedupe.comparison.comparison import Cuts, Lead, RewriteSummary
from dedupe.prepare.passages import Passages
from dedupe.text.tokens import tokenize

_OF_FORM = (EditKind.STYLE, EditKind.FURNITURE)  # edits that leave the story as it was
_LEAST_TAIL = 2  # paragraphs cut from the end that are a tail beside other cuts


def summarize_rewrite(
    source: Passages, target: Passages, alignment: Alignment, edits: Iterable[Edit]
) -> RewriteSummary:
    """Describe what an outlet made of a source."""
    ours, theirs = (
        TokenSequence(tokens.hashes, tokens.bounds, tokens.paragraphs) for tokens in (source.tokens, target.tokens)
    )
    runs = _shared(ours, theirs, alignment)
    longest = int(runs.lengths.max(initial=0))
    touched = _touched(edits)
    return RewriteSummary(
        _cuts(alignment.source),
        _lead(alignment),
        _own(target, alignment.target, runs),
        longest,
        _longest_place(target, runs),
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


def _shared(source: TokenSequence, target: TokenSequence, alignment: Alignment) -> CommonRuns:
    """Find the runs that target paragraphs share with their partners."""
    width = len(alignment.source)
    partners = [paragraph.index * width + at for paragraph in alignment.target for at in paragraph.partners]
    runs = common_runs(index_bigrams(source), index_bigrams(target))
    return runs.select(np.isin(runs.targets * width + runs.sources, np.array(partners, dtype=np.int64)))


def _own(target: Passages, aligned: Sequence[AlignedParagraph], runs: CommonRuns) -> float:
    """Find the share of a target's words outside every run, those of the page left out."""
    is_text = np.array([paragraph.change is not Change.FURNITURE for paragraph in aligned], np.bool_)
    counts = is_text[runs.after.paragraphs] & ~target.tokens.is_page
    ends = np.zeros(counts.size + 1, dtype=np.int64)
    np.add.at(ends, runs.target, 1)
    np.add.at(ends, runs.target + runs.lengths, -1)
    own = np.count_nonzero(counts & (np.cumsum(ends[:-1]) == 0))
    return float(own / (np.count_nonzero(counts) or 1))


def _longest_place(target: Passages, runs: CommonRuns) -> TextSpan | None:
    """Return where in the target the first of the longest runs stands."""
    if not runs.lengths.size:
        return None
    longest = int(runs.lengths.argmax())
    first, length = int(runs.target[longest]), int(runs.lengths[longest])
    index = int(runs.after.paragraphs[first])
    at = first - int(runs.after.bounds[index])
    tokens = target[index].tokens
    return TextSpan(index, tokens.starts[at], tokens.ends[at + length - 1])


def _touched(edits: Iterable[Edit]) -> dict[ParagraphPair, tuple[bool, bool]]:
    """Return for each pair of paragraphs with edits, style and furniture aside, whether words were lost, and new."""
    touched: defaultdict[ParagraphPair, tuple[bool, bool]] = defaultdict(lambda: (False, False))
    for edit in edits:
        pair = edit.source.paragraph, edit.target.paragraph
        if edit.kind not in _OF_FORM and not all(touched[pair]):
            before, after = tokenize(edit.before).texts, tokenize(edit.after).texts
            counts = count_words(before, after)
            lost, new = touched[pair]
            touched[pair] = lost or counts.lost > 0, new or counts.new > 0
    return dict(sorted(touched.items()))
