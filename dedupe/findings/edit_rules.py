"""Findings about edits: quotations, figures, names and claims that changed, attributions that were lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dedupe.align.alignment import Edit, EditKind
from dedupe.article import Article
from dedupe.comparison.pair_result import PairResult
from dedupe.findings.finding import Finding, Region, region_of
from dedupe.findings.messages import quoted
from dedupe.judge.judged_pair import Pair

RULES = {
    EditKind.QUOTE: "altered-quote",
    EditKind.FIGURE: "altered-figure",
    EditKind.NAME: "altered-name",
    EditKind.ATTRIBUTION: "lost-attribution",
    EditKind.NEGATION: "reversed-claim",
}


def find_alterations(article: Article, pairs: Sequence[Pair], compared: Sequence[PairResult]) -> Iterator[Finding]:
    """Make findings of what an article changed in what it copied.

    A paragraph that stands unchanged in one of several sources, as far as a rule is concerned, is not altered; else it
    is judged by the closest source that has it. The article is `b` of the pairs; the closest comparison comes first.
    """
    broken = [_broken(pair.edits) for pair in compared]
    for kind, name in RULES.items():
        paragraphs = sorted({at for by_kind in broken for found, at in by_kind if found is kind})
        edits = [
            found
            for at in paragraphs
            for found in _altered(at, compared, [by_kind.get((kind, at), ()) for by_kind in broken])
        ]
        if edits:
            yield _finding(name, article, pairs, edits)


def _broken(edits: Iterable[Edit]) -> dict[tuple[EditKind, int], list[Edit]]:
    """Sort edits by kind and paragraph of the copy, without attributions that only got longer."""
    found: dict[tuple[EditKind, int], list[Edit]] = {}
    for edit in edits:
        if edit.kind is not EditKind.ATTRIBUTION or len(edit.after) < len(edit.before):
            found.setdefault((edit.kind, edit.target.paragraph), []).append(edit)
    return found


def _altered(
    paragraph: int, compared: Sequence[PairResult], broken: Sequence[Sequence[Edit]]
) -> list[tuple[PairResult, Edit]]:
    """Return the edits by the closest source that has a paragraph, if it is unchanged in none.

    The closest comparison comes first, and what each has `broken` is of one kind of edit.
    """
    having = [
        (pair, edits) for pair, edits in zip(compared, broken, strict=True) if pair.alignment.target[paragraph].partners
    ]
    if not all(edits for _, edits in having):
        return []
    return [(pair, edit) for pair, edits in having[:1] for edit in edits]


def _finding(name: str, article: Article, pairs: Sequence[Pair], edits: Sequence[tuple[PairResult, Edit]]) -> Finding:
    sources = {pair.source.id for pair, _ in edits}
    in_article = [region_of(article, edit.target.paragraph, words=edit.after) for _, edit in edits]
    in_sources = [region_of(pair.source, edit.source.paragraph, words=edit.before) for pair, edit in edits]
    return Finding.of(
        name,
        article,
        (pair for pair in pairs if pair.a in sources),
        _message([edit for _, edit in edits], in_article, in_sources),
        in_article[0],
        (*in_sources, *in_article[1:]),
        ((pair.source.id, edit) for pair, edit in edits),
    )


def _message(edits: Sequence[Edit], in_article: Sequence[Region], in_sources: Sequence[Region]) -> str:
    """List all changes, those beyond the first with their lines in the article where these are others."""
    line = in_article[0].start_line
    return "; ".join(
        phrase if own.start_line == line else f"line {own.start_line} {phrase}"
        for own, phrase in zip(in_article, map(_phrase, edits, in_sources), strict=True)
    )


def _phrase(edit: Edit, source: Region) -> str:
    place = f"{source.path}:{source.start_line}"
    before, after = edit.told
    if not _says(after):
        return f"leaves out {quoted(before)}, which stands in {place}"
    if not _says(before):
        return f"adds {quoted(after)} to what stands in {place}"
    if _letters(before) == _letters(after):
        return f"prints {quoted(after)} {_quotation(edit)}, unlike {place}"
    return f"has {quoted(after)} where {place} has {quoted(before)}"


def _quotation(edit: Edit) -> str:
    """Return which side has quotation marks: the one that is longer by them."""
    return "as a quotation" if len(edit.after) > len(edit.before) else "as its own words"


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def _says(words: str) -> bool:
    """Return whether there is more than punctuation."""
    return any(character.isalnum() for character in words)
