"""Learned furniture as TOML that a user can edit and pass back with `--furniture FILE`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dedupe.diagnosis.stock_passages import StockPassage
from dedupe.report.escape import for_toml
from dedupe.report.phrases import counted

_HEAD = """\
# Text that belongs to the page and not to the story, by outlet: whole paragraphs, and under ["*"] parts
# of paragraphs as well. Pass this file back with `dedupe check --furniture FILE`: what is listed under
# `furniture` is left out, beside what is learned anew; what you move to `keep` never is. Capitals and
# punctuation do not matter. ["*"] stands for any outlet, [""] for articles whose outlet is unknown.
"""
_NOTHING = """
# Nothing was learned: no passage stands in three unrelated stories. For example:
#
# ["*"]
# furniture = ["Sign up for our newsletter."]
# keep = []
"""


def render(learned: Iterable[StockPassage]) -> str:
    """Write learned paragraphs."""
    tables = [_table(outlet, found) for outlet, found in groupby(learned, lambda passage: passage.outlet)]
    return _HEAD + ("".join(tables) or _NOTHING)


def _table(outlet: str, learned: Iterable[StockPassage]) -> str:
    lines = "".join(
        f"  {for_toml(passage.text)},  # in {counted(passage.stories, 'story', 'stories')}\n" for passage in learned
    )
    return f"\n[{for_toml(outlet)}]\nfurniture = [\n{lines}]\nkeep = []\n"
