"""Where one shared passage makes a copy, and there are too few articles to learn stock text from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dedupe.pipeline.check import check
from dedupe.pipeline.judge_results import FEW_ARTICLES

if TYPE_CHECKING:
    from pathlib import Path

SHARED = "The harbour office had closed the upper slipway before the alarm was raised in the lanes below the weir."
STORIES = [
    "A kiln burned down in Orrin on Friday night, and the potters of the valley want to build it again by spring.",
    "The choir of Tessel sings in the old mill on Sunday, for the first time since its conductor fell ill.",
]


def write(folder: Path, name: str, *paragraphs: str) -> None:
    path = folder / name / "story.txt"
    path.parent.mkdir()
    path.write_text("\n\n".join(paragraphs), "utf-8")


@pytest.mark.parametrize(("more", "counted"), [(0, 1), (FEW_ARTICLES - 2, 0)])
def test_a_copy_of_one_passage_is_counted_among_few_articles(tmp_path: Path, more: int, counted: int) -> None:
    for name, story in zip(("herald", "ledger"), STORIES, strict=True):
        write(tmp_path, name, story, SHARED, f"{story[:40]} and so on.")
    for at in range(more):
        write(tmp_path, f"outlet-{at}", " ".join(f"word{at}x{place}" for place in range(40)))
    report = check([tmp_path], jobs=0)
    assert sum(pair.is_copy for pair in report.pairs) == 1
    assert report.on_one_passage == counted
