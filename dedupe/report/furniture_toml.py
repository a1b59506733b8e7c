"""Learned furniture as TOML that a user can edit and pass back with `--furniture FILE`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dedupe.report.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dedupe.pipeline.furniture import StockPassage

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
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def render(learned: Iterable[StockPassage]) -> str:
    """Write learned paragraphs.

    Args:
        learned: by outlet.
    """
    tables = [_table(outlet, found) for outlet, found in groupby(learned, lambda it: it.outlet)]
    return _HEAD + ("".join(tables) or _NOTHING)


def _table(outlet: str, learned: Iterable[StockPassage]) -> str:
    lines = "".join(
        f"  {toml_string(it.text)},  # in {counted(it.stories, 'story', 'stories')}\n"
        for it in learned
    )
    return f"\n[{toml_string(outlet)}]\nfurniture = [\n{lines}]\nkeep = []\n"


def toml_string(text: str) -> str:
    r"""Write a text as a basic string of TOML; what could not be seen is escaped.

    >>> print(toml_string('a "b"\x1b'))
    "a \"b\"\u001B"
    """
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if character.isprintable():
        return character
    code = ord(character)
    if 0xD800 <= code < 0xE000:
        return "\\uFFFD"  # TOML has no surrogates
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
