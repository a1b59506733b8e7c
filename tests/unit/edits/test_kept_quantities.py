from __future__ import annotations

import pytest

from dedupe.align.alignment import AlignedParagraph, Alignment, Change
from dedupe.edits.kept_quantities import share_of_quantities
from dedupe.prepare.passages import passages


def share(before: str, after: str) -> float | None:
    both = (AlignedParagraph(0, Change.REWRITTEN, (0,)),)
    return share_of_quantities(passages([before]), passages([after]), Alignment(both, both), "en")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("The CX-40 ended 0.5% lower at 4,191.3 points, with 1.6 billion crowns changing hands.", 0),
        ("At 4,212.6 points the CX-40 was 0.8% up when trading ended; shares for 1.9 billion crowns had been sold.", 1),
        ("The CX-40 ended lower, with 1.6 billion crowns changing hands, and nobody knew why.", None),
    ],
)
def test_who_tells_in_other_words_keeps_figures(told: str, kept: float | None) -> None:
    story = "The CX-40 index closed 0.8% higher at 4,212.6 points in turnover of 1.9 billion crowns."
    found = share(story, told)
    assert found is None if kept is None else found is not None and round(found) == kept


def test_other_units_are_no_other_quantities() -> None:
    found = share(
        "A crack of 200 feet opened, at a depth of 6 miles, and the bell weighs 4,400 pounds.",
        "At a depth of 10km a crack 60 metres long had opened. The bell weighs two tonnes.",
    )
    assert found is not None
    assert found >= 2 / 3
