"""A seeded generator of news and of what newsrooms do to it, with the truth about both.

`story` invents a wire story, `edited` what an outlet makes of it, `corpus` a folder of both with
every relation known; `bulk`, `one_story`, `one_text`, `one_form` and `shared_footer` make articles by the million.
"""

from __future__ import annotations

from benchmarks.newsroom.bulk import bulk, one_story, one_text, shared_footer
from benchmarks.newsroom.corpus import corpus, record
from benchmarks.newsroom.lookalikes import one_form
from benchmarks.newsroom.revision import Revision, edited
from benchmarks.newsroom.story import Story, story
from benchmarks.newsroom.truth import CorpusTruth, Edited, Span, TrueEdit, TruePair

__all__ = [
    "CorpusTruth",
    "Edited",
    "Revision",
    "Span",
    "Story",
    "TrueEdit",
    "TruePair",
    "bulk",
    "corpus",
    "edited",
    "one_form",
    "one_story",
    "one_text",
    "record",
    "shared_footer",
    "story",
]
