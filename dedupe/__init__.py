"""Find which articles are copies of which, and what each outlet did to the copy."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dedupe.article import Article, Paragraph, Skipped
    from dedupe.furniture.lists import Furniture, load_furniture
    from dedupe.pipeline.check import check
    from dedupe.pipeline.compare import Comparison, compare
    from dedupe.pipeline.judgement import Report
    from dedupe.sketch.datasketch import to_datasketch
    from dedupe.sketch.minhash import detection_probability

__version__ = "0.1.0"
_HOMES = {
    "Article": "dedupe.article",
    "Comparison": "dedupe.pipeline.compare",
    "Furniture": "dedupe.furniture.lists",
    "Paragraph": "dedupe.article",
    "Report": "dedupe.pipeline.judgement",
    "Skipped": "dedupe.article",
    "check": "dedupe.pipeline.check",
    "compare": "dedupe.pipeline.compare",
    "detection_probability": "dedupe.sketch.minhash",
    "load_furniture": "dedupe.furniture.lists",
    "to_datasketch": "dedupe.sketch.datasketch",
}
__all__ = [
    "Article",
    "Comparison",
    "Furniture",
    "Paragraph",
    "Report",
    "Skipped",
    "check",
    "compare",
    "detection_probability",
    "load_furniture",
    "to_datasketch",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that a command starts without numpy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
