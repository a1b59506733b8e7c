"""What changes in a part of a paragraph that belongs to the page is no change of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dedupe.align.alignment import EditKind
from dedupe.article import Article
from dedupe.edits.find_edits import find_edits
from dedupe.prepare.prepared_text import prepare
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.text.batch.tokenize import tokenize_batch
from tests.unit.edits.pairs import aligned, apply_edits, shown
from tests.unit.prepare.languages import language_of

if TYPE_CHECKING:
    from dedupe.align.alignment import Edit

STORY = "The keeper counted {} cracks in the gallery of the lighthouse on Monday."
FORM = "The letter of the Harbour Ledger has {} readers in the towns on the coast and comes on Friday."
K = 5


def edits(before: str, after: str) -> tuple[Edit, ...]:
    forms = tokenize_batch([[FORM.format(47)], [FORM.format(74)]])
    stock = unique_sorted(shingle(forms.hashes, forms.bounds, K).hashes)
    source, target = (prepare(Article.from_text(text), K, stock=stock).passages for text in (before, after))
    code = language_of(source, target)
    return find_edits(source, target, aligned([(0, 0)], 1, 1), code)


@pytest.mark.parametrize(("story", "form", "kind"), [(74, 47, EditKind.FIGURE), (47, 74, EditKind.FURNITURE)])
def test_a_figure_counts_in_the_story_and_not_in_stock_text(story: int, form: int, kind: EditKind) -> None:
    before, after = (f"{STORY.format(story_)} {FORM.format(form_)}" for story_, form_ in ((47, 47), (story, form)))
    assert [edit.kind for edit in edits(before, after)] == [kind]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("{story}", "{story} {form}", [("furniture", "", FORM.format(47))]),
        ("{story} {form}", "{story}", [("furniture", FORM.format(47), "")]),
        ("{story}", "{form} {story}", [("furniture", "", FORM.format(47))]),
        ("{story} {form}", "{story} {form}", []),
        ("{story} It rained.", "{story} {form} It was dry.", [("furniture", "", FORM.format(47)), ("wording", "rained", "was dry")]),
        ("{story} It rained.", "{story} She left the keys {form} It rained.", [("wording", "", "She left the keys"), ("furniture", "", FORM.format(47))]),
    ],
)  # fmt: skip
def test_text_of_the_page_is_an_edit_of_its_own(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    source, target = (text.format(story=STORY.format(47), form=FORM.format(47)) for text in (before, after))
    found = edits(source, target)
    assert shown(found) == expected
    assert apply_edits(source, found) == target
