"""What outlets do to a story, from a touch-up to an article of their own: changes in order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.newsroom import additions, structure, wording

if TYPE_CHECKING:
    from benchmarks.newsroom.revision import Change

TOUCHED: tuple[Change, ...] = (structure.drop_dateline, wording.touch_up, additions.add_credit)
CUT: tuple[Change, ...] = (
    structure.drop_dateline,
    partial(structure.drop, share=0.2),
    partial(structure.trim_tail, share=0.3),
    partial(wording.paraphrase, share=0.4),
    additions.retitle,
    additions.add_credit,
)
REWORKED: tuple[Change, ...] = (
    structure.drop_dateline,
    structure.drop_signoff,
    partial(structure.drop, share=0.35),
    partial(structure.shorten, share=0.3),
    structure.split,
    structure.merge,
    structure.transplant,
    structure.move,
    partial(wording.paraphrase, share=0.5),
    wording.alter_quotes,
    wording.cut_quotes,
    wording.report_quotes,
    wording.change_figures,
    wording.change_names,
    wording.change_attribution,
    wording.change_negation,
    partial(additions.add_paragraphs, count=4),
    additions.add_quotes,
    additions.add_furniture,
    structure.repeat,
    additions.retitle,
)
UPDATED: tuple[Change, ...] = (
    partial(wording.change_figures, count=2),
    partial(additions.add_paragraphs, count=2),
    additions.mark_update,
)
RETOLD: tuple[Change, ...] = (
    structure.drop_dateline,
    structure.drop_signoff,
    partial(structure.drop, share=0.2),
    partial(wording.paraphrase, share=0.6),
    structure.retell,
    additions.retitle,
)
LIFTED: tuple[Change, ...] = (structure.drop_dateline, structure.drop_signoff, additions.embed)
