"""What was really done to a story, derived from the pieces of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.newsroom.pieces import Home, Layout, Piece, Sentence, StoryParagraph, lay_out
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
    """Compares passages with the story that their pieces come from."""

    def __init__(self, story: Story, passages: tuple[StoryParagraph, ...]) -> None:
        self.language = story.event.language
        self.before = [lay_out(passage) for passage in story.passages]
        self.after = [lay_out(passage) for passage in passages]
        self.source, self.target = story.passages, passages
        self.at: dict[Home, tuple[Piece, Span]] = {
            piece.home: (piece, _span(p, layout, start, end))
            for p, layout in enumerate(self.before)
            for sentence in layout.pieces
            for piece, start, end in sentence
            if piece.home
        }
        self.sentence_at: dict[Home, Span] = {
            piece.home: _span(p, layout, *layout.sentences[s])
            for p, layout in enumerate(self.before)
            for s, sentence in enumerate(layout.pieces)
            for piece, _, _ in sentence
            if piece.home
        }
        self.present = {p.home for passage in passages for p in passage.pieces() if p.home}
        self.edits = (*self._changes(), *self._losses())
        self.touched = [edit for edit in self.edits if edit.kind != "style"]

    def origins(self) -> tuple[tuple[int, ...], ...]:
        """Per target paragraph the source paragraphs of its pieces."""
        return tuple(
            tuple(sorted({piece.home[0] for piece in passage.pieces() if piece.home}))
            for passage in self.target
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
        passage = self.source[paragraph]
        if passage.furniture:
            return "furniture"
        if not any(piece.home in self.present for piece in passage.pieces()):
            return "cut"
        touched = any(edit.was and edit.was.paragraph == paragraph for edit in self.touched)
        return "kept" if self._whole(paragraph) and not touched else "rewritten"

    def _whole(self, paragraph: int) -> bool:
        pieces = self.source[paragraph].pieces()
        return all(p.home in self.present for p in pieces if p.text and p.kind != "dateline")

    def _changes(self) -> Iterator[TrueEdit]:
        for paragraph, (passage, layout) in enumerate(zip(self.target, self.after, strict=True)):
            if any(piece.home for piece in passage.pieces()):
                for index, sentence in enumerate(passage.sentences):
                    yield from self._sentence(paragraph, layout, index, sentence)

    def _sentence(
        self, paragraph: int, layout: Layout, index: int, sentence: Sentence
    ) -> Iterator[TrueEdit]:
        whole = _span(paragraph, layout, *layout.sentences[index])
        homes = [piece.home for piece in sentence.own() if piece.home]
        if not homes:
            yield TrueEdit("wording", None, whole)
        if sentence.recast:
            yield TrueEdit(sentence.recast, self.sentence_at[homes[0]], whole)
        for piece, start, end in layout.pieces[index]:
            edit = self._piece(piece, _span(paragraph, layout, start, end))
            if edit and not (sentence.recast and edit.kind in {"wording", "quote"}):
                yield edit

    def _piece(self, piece: Piece, now: Span) -> TrueEdit | None:
        if piece.home is None:
            return None
        source, was = self.at[piece.home]
        if piece.text == source.text:
            return None
        if piece.text == in_house(source, self.language):
            return TrueEdit("style", *_narrowed(was, now))
        kind = "quote" if source.quoted else KINDS.get(source.kind, "wording")
        return TrueEdit(kind, was, now)

    def _losses(self) -> Iterator[TrueEdit]:
        for paragraph, (passage, layout) in enumerate(zip(self.source, self.before, strict=True)):
            if not any(piece.home in self.present for piece in passage.pieces()):
                continue
            for sentence, (start, end) in zip(passage.sentences, layout.sentences, strict=True):
                own = sentence.own()
                if not any(piece.home in self.present for piece in own):
                    yield TrueEdit(_loss(own), _span(paragraph, layout, start, end), None)


def truth(story: Story, passages: tuple[StoryParagraph, ...], target: Article) -> Edited:
    """The truth about a target made of passages whose pieces come from a story or are new."""
    reader = TruthReader(story, passages)
    origins = reader.origins()
    labels = tuple(reader.label(paragraph, homes) for paragraph, homes in enumerate(origins))
    source_labels = tuple(reader.source_label(p) for p in range(len(story.passages)))
    taken = tuple(
        () if label == "furniture" else homes for label, homes in zip(labels, origins, strict=True)
    )
    return Edited(story.article, target, taken, labels, source_labels, reader.edits)


def _span(paragraph: int, layout: Layout, start: int, end: int) -> Span:
    return Span(paragraph, start, end, layout.text[start:end])


def _loss(pieces: tuple[Piece, ...]) -> str:
    if pieces[0].kind == "dateline":
        return "style"
    return "quote" if any(piece.quoted for piece in pieces) else "wording"


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
