"""Exports of press databases as text: which one a text is from, and its articles."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.read.formats.source import Record, Unread

# Words that every export of a database has, cheap to look for; its module looks closer.
_DATABASES = (
    (" DOCUMENT", "nexis"),
    ("End of Document", "nexis_uni"),
    ("Document ", "factiva"),
    ("ProQuest", "proquest"),
    ("Dokumentnummer", "wiso"),
)


def split_export(text: str) -> Sequence[Record | Unread] | None:
    r"""Split an export of a press database into its articles.

    Args:
        text: with `\n` line ends.

    Returns:
        None for any other text.
    """
    for words, name in _DATABASES:
        if words in text:
            articles: Sequence[Record | Unread] | None
            articles = import_module(f"dedupe.read.formats.{name}").split(text.split("\n"))
            if articles is not None:
                return articles
    return None
