r"""Story grammars: plain-text rule files and the small markup of their templates.

A file holds rules. `@name kind` starts one, its alternatives follow one a line; `@name kind = a, b`
lists them. Rules of the same name add up. In a template

    {rule}      one of the rule's alternatives
    {the rule}  the one that the story holds on to; {the rule^} in capitals
    <a|b>       synonyms, which an editor may swap
    <a/b>       alternatives that differ in meaning
    [, x said]  an attribution or a hedge, optional
    *, too,*    an aside, which an editor may cut
    ~           an optional "not"
    // at once  an adjunct, which may come first
    "..."       a quotation
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SHARED = ("names", "words", "common", "furniture")
LANGUAGES = {"en": "english", "de": "german"}

SENTENCE_END = re.compile(r'(?<=[.?!])\s+|(?<=[.?!]")\s+')
TOKEN = re.compile(
    r"\{(?P<slot>[^}]+)\}|<(?P<choice>[^>]+)>|\[(?P<attribution>[^\]]+)\]|\*(?P<aside>[^*]+)\*"
    r'|(?P<negation>~)|(?P<mark>[.,?!]?")|(?P<adjunct> // )|(?P<end>(?<![A-Z])\.$)'
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Alternatives under one name, and the kind of segment that they make, if they make one."""

    kind: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a template: its kind (the group names of TOKEN, or plain) and its content."""

    kind: str
    content: str
    quoted: bool = False


def read_rules(text: str) -> dict[str, Rule]:
    """Reads one file of rules."""
    rules: dict[str, Rule] = {}
    for block in re.split(r"^@", text, flags=re.MULTILINE)[1:]:
        header, _, body = block.partition("\n")
        head, listed, first = header.partition("=")
        name, _, kind = head.strip().partition(" ")
        lines = [line for line in (first, *body.splitlines()) if not line.startswith("#")]
        options = " ".join(lines).split(",") if listed else lines
        known = rules.get(name, Rule(kind, ()))
        new = tuple(option.strip() for option in options if option.strip())
        rules[name] = Rule(known.kind, known.options + new)
    return rules


@cache
def grammar(language: str, topic: str) -> dict[str, Rule]:
    """All rules for stories on a topic, the topic's own before those that every topic shares.

    Args:
        language: "en" or "de".
        topic: one of `topics(language)`.
    """
    rules: dict[str, Rule] = {}
    for name in (topic, *SHARED):
        path = FOLDER / LANGUAGES[language] / f"{name}.txt"
        for key, rule in read_rules(path.read_text(encoding="utf-8")).items():
            known = rules.get(key, Rule(rule.kind, ()))
            rules[key] = Rule(known.kind, known.options + rule.options)
    return rules


@cache
def topics(language: str) -> tuple[str, ...]:
    """The topics that a language has a grammar for, sorted."""
    files = (FOLDER / LANGUAGES[language]).glob("*.txt")
    return tuple(sorted({path.stem for path in files} - {*SHARED, "style"}))


@cache
def parse(template: str) -> tuple[tuple[Node, ...], ...]:
    """The sentences of a template as nodes; a quotation may open in one and close in another."""
    sentences, quoted = [], False
    for sentence in SENTENCE_END.split(template):
        nodes: list[Node] = []
        position = 0
        for match in TOKEN.finditer(sentence):
            if match.start() > position:
                nodes.append(Node("plain", sentence[position : match.start()], quoted))
            kind = str(match.lastgroup)
            if kind == "mark":
                kind, quoted = ("close" if quoted else "open"), not quoted
            nodes.append(Node(kind, match[match.lastgroup or 0], quoted))
            position = match.end()
        if position < len(sentence):
            nodes.append(Node("plain", sentence[position:], quoted))
        sentences.append(tuple(nodes))
    return tuple(sentences)
