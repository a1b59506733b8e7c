"""Suppressions as an article writes them: which findings it declares to be wanted.

In the front matter, or in an object of JSON, `dedupe: {ignore: [exact-copy], reason: licensed}`, in Markdown and HTML also
`<!-- dedupe: ignore[exact-copy] licensed -->` anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dedupe.article import Suppression
from dedupe.read.front_matter import Block, front_matter

_WITH_COMMENTS = (".md", ".markdown", ".html", ".htm", ".xhtml")
_KEY = "dedupe"
_MOST_WORDS = 100
_MOST_CHARACTERS = 500


def find_suppressions(text: str, path: str, block: Block | None = None) -> tuple[Suppression, ...]:
    """Find the suppressions in a text with line ends of Unix.

    Args:
        path: of its file, whose extension tells whether comments count.
        block: its front matter, where that was read already.
    """
    block = front_matter(text) if block is None else block
    found = list(declared_in(block.values, block.lines.get(_KEY, 1)))
    if path.lower().endswith(_WITH_COMMENTS) and _KEY in text:
        found += _in_comments(text)
    return tuple(found)


def declared_in(values: Mapping[str, object], line: int) -> Iterator[Suppression]:
    """Find the suppressions among the values of an article, by their names; it may have a list of them.

    >>> [found.rules for found in declared_in({"dedupe": {"ignore": "DUP2"}}, 1)]
    [('DUP2',)]
    """
    entries = values.get(_KEY)
    for entry in entries[:_MOST_WORDS] if isinstance(entries, list) else [entries]:
        if isinstance(entry, dict) and (rules := tuple(_words(entry.get("ignore")))):
            reason = " ".join(" ".join(_words(entry.get("reason"))).split())
            yield Suppression(rules, reason or None, line, "front matter")


def declaration_of(suppressions: Sequence[Suppression]) -> list[dict[str, object]]:
    """Write suppressions as values that `declared_in` reads."""
    return [{"ignore": suppression.rules, "reason": suppression.reason} for suppression in suppressions]


def _words(value: object) -> list[str]:
    """List the words of one string or a list of them; what is nested deeper is not looked at."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        return []
    return [word for word in value[:_MOST_WORDS] if isinstance(word, str)]


def _in_comments(text: str) -> Iterator[Suppression]:
    """Look through the comments; in linear time, which a pattern would not promise."""
    position, line = 0, 1
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            return
        line += text.count("\n", position, start)
        words = text[start + 4 : min(end, start + 4 + _MOST_CHARACTERS)].strip()
        suppression = _comment(words, line)
        if suppression:
            yield suppression
        line += text.count("\n", start, end)
        position = end


def _comment(words: str, line: int) -> Suppression | None:
    head, bracket, rest = words.partition("[")
    listed, closing, reason = rest.partition("]")
    if "".join(head.split()) != f"{_KEY}:ignore" or not (bracket and closing) or "<!--" in rest:
        return None
    rules = tuple(word.strip() for word in listed.split(","))
    return Suppression(rules, " ".join(reason.split()) or None, line, "comment")
