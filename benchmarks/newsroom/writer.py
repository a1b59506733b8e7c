"""Writes paragraphs from a grammar: the cast of an event held fast, every template used once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import chance, pick, seeded
from benchmarks.newsroom.grammar import Node, grammar, parse
from benchmarks.newsroom.segments import Segment, Sentence, StoryParagraph
from benchmarks.newsroom.style import agreed, mark

if TYPE_CHECKING:
    from random import Random

Segments = tuple[Segment, ...]

NOT = {"en": " not", "de": " nicht"}


@dataclass(frozen=True, slots=True)
class Event:
    """What two reporters of one event agree on: its cast and what was said, drawn from the seed."""

    seed: str
    language: str
    topic: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the news: title or trade, names, and the honorific that some outlets use."""

    title: str
    first: str
    last: str
    honorific: str


class Writer:
    """Draws the paragraphs of one article.

    Args:
        event: what the article is about.
        rng: decides on templates and on all that is no part of the event.
        used: templates that the article must do without, such as those of another write-up.
    """

    def __init__(self, event: Event, rng: Random, used: frozenset[str] = frozenset()) -> None:
        self.event = event
        self.rng = rng
        self.rules = grammar(event.language, event.topic)
        self.used = set(used)
        self.introduced: set[str] = set()
        self.given: dict[str, Segments] = {}

    def paragraph(self, rule: str, sentences: int = 1, *, furniture: bool = False) -> StoryParagraph:
        """A paragraph of so many templates of a rule."""
        drawn = [self._template(rule) for _ in range(sentences)]
        return StoryParagraph(tuple(s for text in drawn for s in self.written(text)), furniture)

    def line(self, rule: str) -> str:
        """One alternative of a rule as plain text."""
        return self._flat(self._template(rule))

    def written(self, template: str) -> tuple[Sentence, ...]:
        """The sentences of a template with every slot filled."""
        return tuple(self._sentence(nodes) for nodes in parse(template))

    def quoted(self, rule: str) -> Segments:
        """What somebody says, without marks around it."""
        nodes = parse(self._template(rule))[0]
        return tuple(replace(segment, quoted=True) for segment in self._segments(nodes))

    def person(self, role: str) -> Segment:
        """A member of the cast by role: in full at first, by the last name from then on."""
        known = role in self.introduced
        self.introduced.add(role)
        return self._mention(_cast(self.event, role), known=known)

    def someone(self, role: str) -> Person:
        """A person of that title or trade, drawn anew."""
        female = chance(self.rng, 0.5)
        title = pick(self.rng, self.rules[role].options).split("/")[-1 if female else 0]
        honorifics = self.rules["honorific"].options if "honorific" in self.rules else ("/",)
        first = pick(self.rng, self.rules["first_f" if female else "first_m"].options)
        last = pick(self.rng, self.rules["last"].options)
        return Person(title, first, last, honorifics[0].split("/")[female])

    def _template(self, rule: str) -> str:
        options = self.rules[rule].options
        fresh = [option for option in options if option not in self.used]
        template = pick(self.rng, fresh or options)
        self.used.add(template)
        return template

    def _sentence(self, nodes: tuple[Node, ...]) -> Sentence:
        end = nodes[-1].content if nodes[-1].kind == "end" else ""
        nodes = nodes[:-1] if end else nodes
        cut = next((i for i, node in enumerate(nodes) if node.kind == "adjunct"), len(nodes))
        main, adjunct = self._segments(nodes[:cut]), self._segments(nodes[cut + 1 :])
        return Sentence(main, adjunct, bool(adjunct) and chance(self.rng, 0.25), end)

    def _segments(self, nodes: tuple[Node, ...]) -> Segments:
        segments: list[Segment] = []
        for node in nodes:
            drawn = self._expanded(node)
            segments += [replace(p, quoted=True) for p in drawn] if node.quoted else drawn
        return agreed(segments) if self.event.language == "en" else tuple(segments)

    def _flat(self, template: str) -> str:
        sentences = (self._segments(nodes) for nodes in parse(template))
        return " ".join("".join(segment.text for segment in segments) for segments in sentences)

    def _expanded(self, node: Node) -> Segments:
        match node.kind:
            case "slot":
                return self._slot(node.content)
            case "choice":
                return (self._choice(node.content),)
            case "attribution":
                return (self._optional(node.kind, self._flat(node.content), 0.6),)
            case "negation":
                return (self._optional(node.kind, NOT[self.event.language], 0.12),)
            case "aside":
                return (Segment(self._flat(node.content), "aside", ("",)),)
            case "open" | "close":
                return (mark(node, self.event.language),)
            case _:
                return (Segment(node.content),)

    def _optional(self, kind: str, text: str, odds: float) -> Segment:
        present = chance(self.rng, odds)
        return Segment(text, kind, ("",)) if present else Segment("", kind, (text,))

    def _choice(self, content: str) -> Segment:
        if "/" in content:
            return Segment(pick(self.rng, content.split("/")))
        options = content.split("|")
        chosen = pick(self.rng, options)
        return Segment(chosen, "wording", tuple(option for option in options if option != chosen))

    def _slot(self, name: str) -> Segments:
        if name in self.given:
            return self.given[name]
        member = name.removeprefix("the ")
        if member != name:
            return (self._member(member),)
        rule = self.rules[name]
        if rule.kind == "person":
            return (self._mention(self.someone(name), known=False),)
        if rule.kind:
            return (self.typed(name, rule.kind),)
        (nodes,) = parse(pick(self.rng, rule.options))
        return self._segments(nodes)

    def _member(self, name: str) -> Segment:
        role = name.removesuffix("^")
        if self.rules[role].kind == "person":
            return self.person(role)
        segment = named(self.event, role)
        return segment if role == name else replace(segment, text=segment.text.upper())

    def typed(self, name: str, kind: str) -> Segment:
        """An alternative of a rule as one segment, with another that an edit may put in its place."""
        options = self.rules[name].options
        text = other = self._flat(pick(self.rng, options))
        while other == text:
            other = self._flat(pick(self.rng, options))
        return Segment(text, kind, (other,))

    def _mention(self, person: Person, *, known: bool) -> Segment:
        rival = pick(self.rng, [name for name in self.rules["last"].options if name != person.last])
        if known:
            house = f"{person.honorific} {person.last}".lstrip()
            return Segment(person.last, "name", (rival,), house)
        full = f"{person.title} {person.first} "
        return Segment(full + person.last, "name", (full + rival,))


@lru_cache(maxsize=65536)
def _cast(event: Event, role: str) -> Person:
    return Writer(event, seeded(event.seed, "cast", role)).someone(role)


@lru_cache(maxsize=65536)
def named(event: Event, role: str) -> Segment:
    """The place, firm or body that plays a role in an event."""
    return Writer(event, seeded(event.seed, "cast", role)).typed(role, "name")
