"""Versions of a story's source: what an update or a correction changed, and which copies still have it as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dedupe.align.alignment import Edit
from dedupe.article import Article
from dedupe.comparison.compare_articles import compare
from dedupe.comparison.comparison import Comparison
from dedupe.errors import Failure, attempt
from dedupe.judge.judged_pair import Pair
from dedupe.judge.origin.date_and_version_evidence import Version, version_of
from dedupe.judge.relation import Relation
from dedupe.report.html_page import text
from dedupe.report.marked_text import significant_edits
from dedupe.report.phrases import shortened
from dedupe.report.table_rows import delay_in_hours
from dedupe.report.web.pairs import WebArticle, WebPair, web_article

_MOST = 8  # versions of one source
_CORRECTIONS = 12  # of one version
_WORDS = 110  # characters


class Correction(NamedTuple):
    """What one version has other than the one before: the words of both, and the copies that have either.

    Attributes:
        uncorrected: copies with the earlier words, and whether they came after the later version.
    """

    kind: str
    before: str  # words of the earlier version
    after: str  # words of the later one
    uncorrected: tuple[tuple[WebPair, bool], ...]
    corrected: tuple[WebPair, ...]  # copies with the later words


class SourceVersion(NamedTuple):
    """Another version of a story's source, earlier or later."""

    article: WebArticle
    mark: str  # how it is marked, such as "update 2"; empty where it is not
    is_later: bool  # than the source
    corrections: tuple[Correction, ...]  # what changed between the two that matters


def versions_of_sources(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """Find for each article the other versions of it that its house published."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.relation is Relation.VERSION:
            found.setdefault(pair.a, []).append(pair.b)
            found.setdefault(pair.b, []).append(pair.a)
    return found


def source_versions(
    source: Article, versions: Iterable[Article], copies: Sequence[tuple[WebPair, Comparison]]
) -> list[SourceVersion]:
    """Describe the other versions of a story's source, by the same house, in the order of their dates.

    Each copy comes with its comparison with the source.
    """
    ordered = sorted(versions, key=_age)
    return [_version(source, version, copies) for version in ordered[:_MOST]]


def _age(article: Article) -> tuple[str, Version, str]:
    return article.date or "", version_of(article), article.id


def _version(source: Article, version: Article, copies: Sequence[tuple[WebPair, Comparison]]) -> SourceVersion:
    is_later = _age(version) > _age(source)
    earlier, later = (source, version) if is_later else (version, source)
    compared = attempt(compare, earlier, later)
    edits = () if isinstance(compared, Failure) else significant_edits(compared.edits)
    corrections = [
        _correction(edit, edit.source.paragraph if is_later else edit.target.paragraph, later, copies)
        for edit in edits
        if edit.before.strip() and edit.after.strip()
    ]
    mark = version_of(version)
    marks = [text("update", number=mark.number)] if mark.number else []
    marks += [text("marked_corrected")] if mark.corrected else []
    return SourceVersion(web_article(version), ", ".join(marks), is_later, tuple(corrections[:_CORRECTIONS]))


def _correction(edit: Edit, place: int, later: Article, copies: Sequence[tuple[WebPair, Comparison]]) -> Correction:
    """Find which copies have the words of either version, where they have that paragraph of the source."""
    uncorrected, corrected = [], []
    for pair, compared in copies:
        partners = compared.alignment.source[place].partners
        words = " ".join(compared.target.paragraphs[partner].text for partner in partners)
        has_before, has_after = _has(words, edit.before), _has(words, edit.after)
        if has_before and not has_after:
            is_late = (delay_in_hours(later.date, compared.target.date) or 0) > 0
            uncorrected.append((pair, is_late))
        elif has_after and not has_before:
            corrected.append(pair)
    before, after = (shortened(words, _WORDS) for words in (edit.before, edit.after))
    return Correction(edit.kind.value, before, after, tuple(uncorrected), tuple(corrected))


def _has(where: str, words: str) -> bool:
    """Return whether words stand in a text, whatever their case and the white space between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", where, re.IGNORECASE) is not None
