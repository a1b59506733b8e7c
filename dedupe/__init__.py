"""Find which articles are copies of which, and what each outlet did to the copy."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dedupe.align.alignment import Edit
    from dedupe.article import Article, Paragraph, Skipped
    from dedupe.findings.finding import Finding
    from dedupe.furniture.furniture_file import Furniture, load_furniture
    from dedupe.judge.clusters import Cluster
    from dedupe.judge.judged_pair import Pair
    from dedupe.library.api import check, compare
    from dedupe.library.results import CheckResult, CompareResult
    from dedupe.sketch.datasketch_export import redis_index, to_datasketch
    from dedupe.sketch.minhash import detection_probability

__version__ = "0.1.0"
_HOMES = {
    "Article": "dedupe.article",
    "CheckResult": "dedupe.library.results",
    "Cluster": "dedupe.judge.clusters",
    "CompareResult": "dedupe.library.results",
    "Edit": "dedupe.align.alignment",
    "Finding": "dedupe.findings.finding",
    "Furniture": "dedupe.furniture.furniture_file",
    "Pair": "dedupe.judge.judged_pair",
    "Paragraph": "dedupe.article",
    "Skipped": "dedupe.article",
    "check": "dedupe.library.api",
    "compare": "dedupe.library.api",
    "detection_probability": "dedupe.sketch.minhash",
    "load_furniture": "dedupe.furniture.furniture_file",
    "redis_index": "dedupe.sketch.datasketch_export",
    "to_datasketch": "dedupe.sketch.datasketch_export",
}
__all__ = [
    "Article",
    "CheckResult",
    "Cluster",
    "CompareResult",
    "Edit",
    "Finding",
    "Furniture",
    "Pair",
    "Paragraph",
    "Skipped",
    "check",
    "compare",
    "detection_probability",
    "load_furniture",
    "redis_index",
    "to_datasketch",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that a command starts without numpy."""
    if name == "spark":  # needs pyspark, which few have
        return import_module("dedupe.spark")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, those too that were not used yet."""
    return sorted([*__all__, "__version__", "spark"])
