"""Borderline pairs to be labelled, and what the labels say, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dedupe.align.alignment import AlignedParagraph
from dedupe.article import Article
from dedupe.comparison.comparison import Comparison
from dedupe.diagnosis.tune import Quality, Share, Tuning
from dedupe.findings.messages import narrative_phrase, percent
from dedupe.report.phrases import counted, shortened
from dedupe.report.terminal import PLAIN, StyledText, Terminal, wrap

_PASSAGES = 6
_SHOWN = 600  # characters of a passage
_NO_LABELS = (
    "There is nothing to tune by. On a terminal, `dedupe tune PATHS --labels FILE` shows"
    " borderline pairs, asks of each whether one is a copy, and keeps the answers."
)


def render_pair(comparison: Comparison, terminal: Terminal = PLAIN) -> str:
    """Show what two articles share, the source's passage above the target's."""
    shared = [paragraph for paragraph in comparison.alignment.target if paragraph.partners]
    lines = [
        wrap([StyledText("A  ", ("bold",)), StyledText(_named(comparison.source))], terminal, "", "   "),
        wrap([StyledText("B  ", ("bold",)), StyledText(_named(comparison.target))], terminal, "", "   "),
        f"   {narrative_phrase(comparison.decisive.narrative)}; of A"
        f" {percent(comparison.measures.source_in_target)} stands in B, of B"
        f" {percent(comparison.measures.target_in_source)} in A",
    ]
    for paragraph in shared[:_PASSAGES]:
        lines += ["", *_passage(comparison, paragraph, terminal)]
    if len(shared) > _PASSAGES:
        lines += ["", f"   and {counted(len(shared) - _PASSAGES, 'more passage')}"]
    return "\n".join(lines) + "\n"


def _passage(comparison: Comparison, paragraph: AlignedParagraph, terminal: Terminal) -> Iterator[str]:
    for label, article, places in (
        ("A", comparison.source, paragraph.partners),
        ("B", comparison.target, (paragraph.index,)),
    ):
        text = " / ".join(article.paragraphs[at].text for at in places)
        first = f"{terminal.paint(label, 'bold')}  "
        yield wrap([StyledText(shortened(text, _SHOWN))], terminal, first, "   ")


def _named(article: Article) -> str:
    known = ", ".join(part for part in (article.outlet, article.date, article.title) if part)
    return f"{article.id} ({known})" if known else article.id


def render_tuning(tuning: Tuning, terminal: Terminal = PLAIN) -> str:
    """Write precision and recall of the decision, and the bar that would do better."""
    unknown = f"; {tuning.unknown} of articles that are not here" if tuning.unknown else ""
    copies = counted(tuning.copies, "copy", "copies")
    lines = [f"{counted(tuning.labels, 'labelled pair')}, {copies}{unknown}."]
    lines += _advice(tuning) if tuning.labels else ["", _NO_LABELS]
    return "\n".join(wrap([StyledText(line)], terminal, "", "  ") for line in lines) + "\n"


def _advice(tuning: Tuning) -> Iterator[str]:
    yield from ["", *_quality("Now", tuning.present)]
    if tuning.proposed == tuning.present:
        yield from ["", "No other bar would do better on these labels."]
    else:
        yield from ["", *_quality("Proposed", tuning.proposed), "", "To set it:"]
        yield f"  dedupe check --least-narrative {tuning.proposed.least_narrative} PATHS"


def _quality(label: str, quality: Quality) -> Iterator[str]:
    yield f"{label}: {quality.least_narrative} narrative words make a copy"
    yield f"  precision {_share(quality.precision)}"
    yield f"  recall    {_share(quality.recall)}"
    yield f"  F1        {quality.f1:.2f}"


def _share(share: Share) -> str:
    low, high = share.interval
    return f"{share.value:.2f}, 95% interval {low:.2f} to {high:.2f} ({share.hits} of {share.total})"
