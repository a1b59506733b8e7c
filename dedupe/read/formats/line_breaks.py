"""Line breaks in HTML with which a page parts paragraphs, rather than lines of a poem or an address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dedupe.read.formats.html_elements import BLOCKS, line_of, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTED = BLOCKS | {"td"}
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»“)\]]*\s*$")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
_LEAST_WORDS = 8  # a paragraph between breaks, on average
_LEAST_ENDED = 2 / 3  # of the paragraphs end a sentence; the others may be headings


def part_at_line_breaks(root: _Element) -> None:
    """Put what stands between line breaks into paragraphs, in place.

    Two breaks in a row part paragraphs, and so does each where what it parts are sentences: a story in one `<p>`.
    """
    parents = dict.fromkeys(line_break.getparent() for line_break in root.iter("br"))
    for parent in parents:
        if parent is not None and local_name(parent) in _PARTED:
            _part(parent)


def _part(parent: _Element) -> None:
    stretches = [list(_paragraphs(stretch)) for stretch in _stretches(parent)]
    if max(map(len, stretches)) < 2:
        return
    holder = parent
    if local_name(parent) == "p" and (above := parent.getparent()) is not None:
        holder = parent.makeelement("div")
        holder.tail = parent.tail
        holder.sourceline = line_of(parent)  # type: ignore[assignment]
        above.replace(parent, holder)
    holder.text = None
    holder[:] = [_element(holder, paragraph) for stretch in stretches for paragraph in stretch]


class _Run:
    """What stands between two breaks: text, and elements with the text behind each."""

    def __init__(self, text: str | None, line: int) -> None:
        self.text, self.line = _NO_TEXT.sub("", text or ""), line
        self.elements: list[_Element] = []

    @property
    def words(self) -> str:
        """All the text."""
        inner = ("".join(map(str, element.itertext())) + (element.tail or "") for element in self.elements)
        return "".join([self.text, *inner])


def _stretches(parent: _Element) -> Iterator[list[_Run] | _Element]:
    """Divide an element into runs between breaks, and the blocks that stand among them."""
    runs = [_Run(parent.text, line_of(parent))]
    for child in parent:
        name = local_name(child)
        if name == "br":
            runs.append(_Run(child.tail, line_of(child)))
        elif name in BLOCKS:
            yield runs
            yield child
            runs = [_Run(child.tail, line_of(child))]
        else:
            runs[-1].elements.append(child)
    yield runs


def _paragraphs(stretch: list[_Run] | _Element) -> Iterator[list[_Run] | _Element]:
    if not isinstance(stretch, list):
        yield stretch
        return
    for group in _between_empty(stretch):
        if _are_sentences([run.words for run in group]):
            yield from ([run] for run in group)
        else:
            yield group


def _between_empty(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    group: list[_Run] = []
    for run in runs:
        if run.words.strip():
            group.append(run)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _are_sentences(texts: Sequence[str]) -> bool:
    words = sum(len(text.split()) for text in texts)
    ended = sum(_SENTENCE_END.search(text) is not None for text in texts)
    return words >= _LEAST_WORDS * len(texts) and ended >= _LEAST_ENDED * len(texts)


def _element(holder: _Element, paragraph: list[_Run] | _Element) -> _Element:
    if not isinstance(paragraph, list):
        paragraph.tail = None  # it is in the next run
        return paragraph
    element = holder.makeelement("p")
    element.sourceline = paragraph[0].line  # type: ignore[assignment]
    element.text = paragraph[0].text
    for number, run in enumerate(paragraph):
        if number:
            line_break = holder.makeelement("br")
            line_break.tail = run.text
            line_break.sourceline = run.line  # type: ignore[assignment]
            element.append(line_break)
        element.extend(run.elements)
    return element
