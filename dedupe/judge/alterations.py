"""Findings about edits: quotations, figures and names that changed, attributions that were lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import EditKind
from dedupe.judge.finding import Finding
from dedupe.judge.phrasing import more, quoted
from dedupe.judge.regions import region_of
from dedupe.judge.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.align.alignment import Edit
    from dedupe.article import Article
    from dedupe.judge.pair import Pair
    from dedupe.judge.regions import Compared, Region

RULES = {
    EditKind.QUOTE: "altered-quote",
    EditKind.FIGURE: "altered-figure",
    EditKind.NAME: "altered-name",
    EditKind.ATTRIBUTION: "lost-attribution",
}


def find_alterations(
    article: Article, pairs: Sequence[Pair], compared: Sequence[Compared]
) -> Iterator[Finding]:
    """Make findings of what an article changed in what it copied.

    A paragraph that stands unchanged in one of several sources, as far as a rule is concerned, is
    not altered; else it is judged by the closest source that has it.

    Args:
        article: the copy.
        pairs: it, as `b`, with each of its sources.
        compared: the same, the closest source first.
    """
    for kind, name in RULES.items():
        edits = [
            (one, edit)
            for paragraph in range(len(article.paragraphs))
            for one, edit in _altered(paragraph, kind, compared)
        ]
        if edits:
            yield _finding(name, article, pairs, edits)


def _altered(
    paragraph: int, kind: EditKind, compared: Sequence[Compared]
) -> list[tuple[Compared, Edit]]:
    having = [it for it in compared if it.alignment.target[paragraph].partners]
    edits = [[(it, edit) for edit in it.edits if _breaks(edit, kind, paragraph)] for it in having]
    return edits[0] if edits and all(edits) else []


def _breaks(edit: Edit, kind: EditKind, paragraph: int) -> bool:
    if edit.kind is not kind or edit.target.paragraph != paragraph:
        return False
    return kind is not EditKind.ATTRIBUTION or len(edit.after) < len(edit.before)


def _finding(
    name: str, article: Article, pairs: Sequence[Pair], edits: Sequence[tuple[Compared, Edit]]
) -> Finding:
    rule, sources = rules()[name], {it.source.id for it, _ in edits}
    in_article = [region_of(article, edit.target.paragraph, words=edit.after) for _, edit in edits]
    in_sources = [
        region_of(it.source, edit.source.paragraph, words=edit.before) for it, edit in edits
    ]
    return Finding(
        rule.name,
        rule.severity,
        article.id,
        article.path,
        tuple(pair for pair in pairs if pair.a in sources),
        f"{_phrase(edits[0][1], in_sources[0])}{more(len(edits) - 1)}",
        in_article[0],
        (*in_sources, *in_article[1:]),
        tuple((it.source.id, edit) for it, edit in edits),
    )


def _phrase(edit: Edit, source: Region) -> str:
    place = f"{source.path}:{source.start_line}"
    if not _says(edit.after):
        return f"leaves out {quoted(edit.before)}, which stands in {place}"
    if not _says(edit.before):
        return f"adds {quoted(edit.after)} to what stands in {place}"
    return f"has {quoted(edit.after)} where {place} has {quoted(edit.before)}"


def _says(words: str) -> bool:
    """Tell whether there is more than punctuation."""
    return any(character.isalnum() for character in words)
