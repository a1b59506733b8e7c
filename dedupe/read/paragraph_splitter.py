"""Plain text into paragraphs that know their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dedupe.article import Paragraph
from dedupe.read.decode import unify_newlines
from dedupe.read.line_wrapping import Hyphenation, indented_starts, is_unwrapped, unbroken_starts
from dedupe.read.repair_text import repair

LINE_SEPARATOR, PARAGRAPH_SEPARATOR = "\u2028", "\u2029"


class ParagraphColumns(NamedTuple):
    """The paragraphs of one text by columns, before an object is made of each."""

    texts: Sequence[str]  # as in `Paragraph`
    starts: Sequence[int]  # as `Paragraph.start_line`
    ends: Sequence[int]  # as `Paragraph.end_line`

    @classmethod
    def of(cls, rows: Iterable[tuple[str, int, int]]) -> ParagraphColumns:
        """Make columns of the text, first and last line of each paragraph; empty ones are left out.

        >>> ParagraphColumns.of([("A ferry sank.", 1, 2), ("", 3, 3)])
        ParagraphColumns(texts=('A ferry sank.',), starts=(1,), ends=(2,))
        """
        kept = [row for row in rows if row[0]]
        return cls(*zip(*kept, strict=True)) if kept else NO_PARAGRAPHS

    def rows(self) -> tuple[Paragraph, ...]:
        """Make an object of each paragraph."""
        return tuple(map(Paragraph, *self))

    def without_first(self) -> ParagraphColumns:
        """Leave out the first paragraph."""
        return ParagraphColumns(self.texts[1:], self.starts[1:], self.ends[1:])


NO_PARAGRAPHS = ParagraphColumns((), (), ())


def split_columns(text: str, *, first_line: int = 1) -> ParagraphColumns:
    r"""Split plain text, with any line ends, into paragraphs in reading order; none if it is all white space.

    Blank lines separate paragraphs, and the lines between two of them are joined by a space unless each is plainly a
    paragraph, words that were divided put together. A text without blank lines is split at its lines, but for
    those that were broken in a sentence. Hard-wrapped
    lines with indented first lines are split at the indents. Lines are counted from `first_line` as editors count them,
    by `\n`, `\r\n` and `\r`; U+2028 and U+2029 break a line, or a paragraph, without being counted.
    """
    text = repair(unify_newlines(text))
    lines, numbers = _numbered_lines(text, first_line)
    if plain := _split_at_single_blank_lines(lines, numbers):
        return plain
    blocks = _blocks(lines)
    hyphenation = Hyphenation(text)
    alone = len(blocks) == 1
    paragraphs: list[Paragraph] = []
    for start, end in blocks:
        if end - start == 1:
            number = numbers[start]
            paragraphs.append(Paragraph(lines[start].strip(), number, number))
        else:
            paragraphs += _divide(lines[start:end], numbers[start:end], hyphenation, alone=alone)
    return ParagraphColumns.of(paragraphs)


def _split_at_single_blank_lines(lines: Sequence[str], numbers: Sequence[int]) -> ParagraphColumns | None:
    """Split lines of which every other one is blank and the rest are paragraphs; None for any others."""
    first, end = 0, len(lines)
    while end and not lines[end - 1]:
        end -= 1
    while first < end and not lines[first]:
        first += 1
    if (end - first) % 2 == 0 or any(lines[first + 1 : end : 2]):
        return None
    every_other = slice(first, end, 2)
    texts = list(map(str.strip, lines[every_other]))
    are_texts = all(texts)
    return ParagraphColumns(texts, numbers[every_other], numbers[every_other]) if are_texts else None


def _numbered_lines(text: str, first_line: int) -> tuple[list[str], Sequence[int]]:
    lines = text.split("\n")
    numbers = range(first_line, first_line + len(lines))
    if LINE_SEPARATOR not in text and PARAGRAPH_SEPARATOR not in text:
        return lines, numbers
    pieces = [(piece, number) for number, line in zip(numbers, lines, strict=True) for piece in _soft_lines(line)]
    return [piece for piece, _ in pieces], [number for _, number in pieces]


def _soft_lines(line: str) -> list[str]:
    between_paragraphs = LINE_SEPARATOR * 2
    return line.replace(PARAGRAPH_SEPARATOR, between_paragraphs).split(LINE_SEPARATOR)


def _blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the half-open ranges of successive lines that are not blank."""
    blocks: list[tuple[int, int]] = []
    start = -1
    for i, line in enumerate(lines):
        if not line or line.isspace():
            if start >= 0:
                blocks.append((start, i))
            start = -1
        elif start < 0:
            start = i
    return blocks if start < 0 else [*blocks, (start, len(lines))]


def _divide(
    block: Sequence[str], numbers: Sequence[int], hyphenation: Hyphenation, *, alone: bool
) -> Iterator[Paragraph]:
    starts = _starts(block, alone=alone)
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        yield Paragraph(hyphenation.join(block[start:end]), numbers[start], numbers[end - 1])


def _starts(block: Sequence[str], *, alone: bool) -> list[int]:
    starts = indented_starts(block)
    if starts is not None:
        return starts
    return unbroken_starts(block) if alone or is_unwrapped(block) else [0]
