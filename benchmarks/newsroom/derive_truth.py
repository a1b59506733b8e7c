"""What was really done to a story, derived from the segments of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.newsroom.segments import Layout, Position, Segment, Sentence, StoryParagraph, lay_out
from benchmarks.newsroom.style import in_house
from benchmarks.newsroom.truth import Edited, Span, TrueEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.newsroom.story import Story
    from dedupe.article import Article

KINDS = {
    "speaker": "quote",
    "mark": "quote",
    "figure": "figure",
    "name": "name",
    "attribution": "attribution",
    "negation": "negation",
}


class TruthReader:
    """Compares paragraphs with the story that their segments come from."""

    def __init__(self, story: Story, paragraphs: tuple[StoryParagraph, ...]) -> None:
        self.language = story.event.language
        self.before = [lay_out(paragraph) for paragraph in story.paragraphs]
        self.after = [lay_out(paragraph) for paragraph in paragraphs]
        self.source, self.target = story.paragraphs, paragraphs
        self.at: dict[Position, tuple[Segment, Span]] = {
            segment.position: (segment, _span(p, layout, start, end))
            for p, layout in enumerate(self.before)
            for sentence in layout.segments
            for segment, start, end in sentence
            if segment.position
        }
        self.sentence_at: dict[Position, Span] = {
            segment.position: _span(p, layout, *layout.sentences[s])
            for p, layout in enumerate(self.before)
            for s, sentence in enumerate(layout.segments)
            for segment, _, _ in sentence
            if segment.position
        }
        self.present = {p.position for paragraph in paragraphs for p in paragraph.segments() if p.position}
        self.edits = (*self._changes(), *self._losses())
        self.touched = [edit for edit in self.edits if edit.kind != "style"]

    def origins(self) -> tuple[tuple[int, ...], ...]:
        """Per target paragraph the source paragraphs of its segments."""
        return tuple(
            tuple(sorted({segment.position[0] for segment in paragraph.segments() if segment.position}))
            for paragraph in self.target
        )

    def label(self, paragraph: int, origins: tuple[int, ...]) -> str:
        """The label of a target paragraph."""
        if self.target[paragraph].furniture:
            return "furniture"
        if not origins:
            return "added"
        touched = any(edit.now and edit.now.paragraph == paragraph for edit in self.touched)
        return "rewritten" if touched or not all(map(self._whole, origins)) else "kept"

    def source_label(self, paragraph: int) -> str:
        """The label of a source paragraph."""
        source = self.source[paragraph]
        if source.furniture:
            return "furniture"
        if not any(segment.position in self.present for segment in source.segments()):
            return "cut"
        touched = any(edit.was and edit.was.paragraph == paragraph for edit in self.touched)
        return "kept" if self._whole(paragraph) and not touched else "rewritten"

    def _whole(self, paragraph: int) -> bool:
        segments = self.source[paragraph].segments()
        return all(p.position in self.present for p in segments if p.text and p.kind != "dateline")

    def _changes(self) -> Iterator[TrueEdit]:
        for at, (paragraph, layout) in enumerate(zip(self.target, self.after, strict=True)):
            if any(segment.position for segment in paragraph.segments()):
                for index, sentence in enumerate(paragraph.sentences):
                    yield from self._sentence(at, layout, index, sentence)

    def _sentence(self, paragraph: int, layout: Layout, index: int, sentence: Sentence) -> Iterator[TrueEdit]:
        whole = _span(paragraph, layout, *layout.sentences[index])
        positions = [segment.position for segment in sentence.own() if segment.position]
        if not positions:
            yield TrueEdit("wording", None, whole)
        if sentence.recast:
            yield TrueEdit(sentence.recast, self.sentence_at[positions[0]], whole)
        for segment, start, end in layout.segments[index]:
            edit = self._segment(segment, _span(paragraph, layout, start, end))
            if edit and not (sentence.recast and edit.kind in {"wording", "quote"}):
                yield edit

    def _segment(self, segment: Segment, now: Span) -> TrueEdit | None:
        if segment.position is None:
            return None
        source, was = self.at[segment.position]
        if segment.text == source.text:
            return None
        if segment.text == in_house(source, self.language):
            return TrueEdit("style", *_narrowed(was, now))
        kind = "quote" if source.quoted else KINDS.get(source.kind, "wording")
        return TrueEdit(kind, was, now)

    def _losses(self) -> Iterator[TrueEdit]:
        for at, (paragraph, layout) in enumerate(zip(self.source, self.before, strict=True)):
            if not any(segment.position in self.present for segment in paragraph.segments()):
                continue
            for sentence, (start, end) in zip(paragraph.sentences, layout.sentences, strict=True):
                own = sentence.own()
                if not any(segment.position in self.present for segment in own):
                    yield TrueEdit(_loss(own), _span(at, layout, start, end), None)


def truth(story: Story, paragraphs: tuple[StoryParagraph, ...], target: Article) -> Edited:
    """The truth about a target made of paragraphs whose segments come from a story or are new."""
    reader = TruthReader(story, paragraphs)
    origins = reader.origins()
    labels = tuple(reader.label(paragraph, positions) for paragraph, positions in enumerate(origins))
    source_labels = tuple(reader.source_label(p) for p in range(len(story.paragraphs)))
    taken = tuple(() if label == "furniture" else positions for label, positions in zip(labels, origins, strict=True))
    return Edited(story.article, target, taken, labels, source_labels, reader.edits)


def _span(paragraph: int, layout: Layout, start: int, end: int) -> Span:
    return Span(paragraph, start, end, layout.text[start:end])


def _loss(segments: tuple[Segment, ...]) -> str:
    if segments[0].kind == "dateline":
        return "style"
    return "quote" if any(segment.quoted for segment in segments) else "wording"


def _narrowed(was: Span, now: Span) -> tuple[Span, Span]:
    """Both spans without the words that they begin and end with alike, a word left at least."""
    before, after = was.text.split(" "), now.text.split(" ")
    spare = min(len(before), len(after)) - 1
    head, tail = 0, 0
    while head < spare and before[head] == after[head]:
        head += 1
    while tail < spare - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return _shrunk(was, before, head, tail), _shrunk(now, after, head, tail)


def _shrunk(span: Span, words: list[str], head: int, tail: int) -> Span:
    start = span.start + sum(len(word) + 1 for word in words[:head])
    end = span.end - sum(len(word) + 1 for word in words[len(words) - tail :])
    return Span(span.paragraph, start, end, span.text[start - span.start : end - span.start])
