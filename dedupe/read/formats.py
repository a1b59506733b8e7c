"""Which file name extension means which format."""

from __future__ import annotations

PLAIN = frozenset({".txt"})
MARKDOWN = frozenset({".md", ".markdown"})
CORPUS = frozenset({".jsonl", ".ndjson"})
EXTENSIONS = PLAIN | MARKDOWN | CORPUS


def extension(name: str) -> str:
    """Give the extension of a file name, in lower case and with its dot."""
    return name[max(name.rfind("."), 0) :].lower()
