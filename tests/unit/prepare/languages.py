"""The language of two articles, as a check finds it before it compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.text.language import detect_languages

if TYPE_CHECKING:
    from dedupe.prepare.passages import Passages


def language_of(source: Passages, target: Passages) -> str | None:
    """Return the language (ISO 639-1) that two articles are written in, None where it is unknown."""
    return detect_languages([source.tokens.hashes, target.tokens.hashes], [(0, 1)])[0]
