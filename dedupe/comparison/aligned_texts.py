"""Two texts that are aligned, and what changed between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from dedupe.align.alignment import Alignment, Edit, SentenceAlignment
from dedupe.align.same_form import is_same_form
from dedupe.comparison.comparison import RewriteSummary
from dedupe.comparison.summarize_rewrite import summarize_rewrite
from dedupe.edits.find_edits import find_edits, find_significant_edits, mark_page_text, relabel_kept, with_edits
from dedupe.edits.kept_quantities import share_of_quantities
from dedupe.prepare.passages import Passages

_KEPT_BY_COPIES, _KEPT_BY_FORMS = 2 / 3, 1 / 3  # share of quantities, at the least and at the most


class Changes(NamedTuple):
    """What changed between two related articles: four attributes of a comparison."""

    alignment: Alignment
    edits: tuple[Edit, ...]
    shape: RewriteSummary
    sentences: SentenceAlignment | None


@dataclass(frozen=True, eq=False)
class AlignedTexts:
    """Two texts that are aligned, with what is found out about that when it is asked for."""

    source: Passages  # the text taken as the source
    target: Passages
    code: str | None  # their language (ISO 639-1), None where it is unknown
    alignment: Alignment  # which paragraph came from which; NOT_ALIGNED if neither is a copy and nobody asked
    sentences: SentenceAlignment | None = None  # the same by sentence, where either body is one long paragraph
    _forms: dict[int | None, bool] = field(default_factory=dict, repr=False)

    @property
    def decisive(self) -> Alignment:
        """The alignment that the relation is decided on: by sentence where there is one."""
        return self.sentences.alignment if self.sentences else self.alignment

    def is_same_form(self, days_apart: int | None) -> bool:
        """Return whether they are one form with other facts; see `align.same_form`."""
        if days_apart not in self._forms:
            self._forms[days_apart] = self._is_form(days_apart)
        return self._forms[days_apart]

    def _is_form(self, days_apart: int | None) -> bool:
        """Return whether they are a form by their sentences, or agree in words without agreeing in figures."""
        texts = self.source, self.target, self.alignment, self.code
        if is_same_form(*texts, days_apart=days_apart):
            kept = share_of_quantities(*texts)
            return kept is None or kept < _KEPT_BY_COPIES
        if not self.decisive.narrative.is_in_other_words:
            return False
        kept = share_of_quantities(*texts)
        return kept is not None and kept < _KEPT_BY_FORMS

    @cached_property
    def significant_changes(self) -> tuple[Alignment, tuple[Edit, ...]]:
        """The edits that matter, and the paragraphs labelled accordingly; both as in `changes`, but for text of the page."""
        edits = find_significant_edits(self.source, self.target, self.alignment, self.code)
        return relabel_kept(self.alignment, edits), edits

    @cached_property
    def changes(self) -> Changes:
        """The edits inside aligned paragraphs, the paragraphs labelled accordingly, and all of it summed up."""
        source, target, sentences = self.source, self.target, self.sentences
        edits = find_edits(source, target, self.alignment, self.code)
        marked = mark_page_text(self.alignment, source, target)
        alignment = relabel_kept(marked, edits)
        return Changes(
            alignment,
            edits,
            summarize_rewrite(source, target, alignment, edits),
            with_edits(source, target, sentences, self.code) if sentences else None,
        )
