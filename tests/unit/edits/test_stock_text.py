"""What changes in a part of a paragraph that belongs to the page is no change of the story."""

from __future__ import annotations

import pytest

from dedupe.align.alignment import EditKind
from dedupe.edits.edits import find_edits
from dedupe.prepare.paragraphs import language_of, passages
from dedupe.prepare.stock_text import mark_stock
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.text.batch.tokenize import tokenize_batch
from tests.unit.edits.pairs import aligned

STORY = "The keeper counted {} cracks in the gallery of the lighthouse on Monday."
FORM = (
    "The letter of the Harbour Ledger has {} readers in the towns on the coast and comes on Friday."
)
K = 5


def kinds(before: str, after: str) -> list[EditKind]:
    forms = tokenize_batch([[FORM.format(47)], [FORM.format(74)]])
    stock = unique_sorted(shingle(forms.hashes, forms.bounds, K).hashes)
    source, target = (mark_stock(passages([text]), stock, K) for text in (before, after))
    code = language_of(source, target)
    edits = find_edits(source, target, aligned([(0, 0)], 1, 1), code)
    return [edit.kind for edit in edits]


@pytest.mark.parametrize(
    ("story", "form", "kind"), [(74, 47, EditKind.FIGURE), (47, 74, EditKind.WORDING)]
)
def test_a_figure_counts_in_the_story_and_not_in_stock_text(
    story: int, form: int, kind: EditKind
) -> None:
    before, after = (
        f"{STORY.format(story_)} {FORM.format(form_)}"
        for story_, form_ in ((47, 47), (story, form))
    )
    assert kinds(before, after) == [kind]
