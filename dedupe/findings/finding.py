"""A finding: what one rule found in one article, with all sources, and the lines that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dedupe.align.alignment import Alignment, Change, Edit
from dedupe.article import Article
from dedupe.comparison.pair_result import PairResult
from dedupe.findings.rules import Severity, rules
from dedupe.judge.judged_pair import Pair

_MOST_REGIONS = 10


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a file, and the words in them that are meant.

    Attributes:
        start_line: 1-based.
        end_line: inclusive.
        words: as in the article, on one line; empty where the lines as such are meant.
    """

    path: str
    start_line: int
    end_line: int
    words: str = ""


def region_of(article: Article, first: int, last: int | None = None, words: str = "") -> Region:
    """Locate paragraphs of an article from one index to another, and words in them; in a corpus it is its line there."""
    if article.line is not None:
        return Region(article.path, article.line, article.line, words)
    start, end = article.paragraphs[first], article.paragraphs[first if last is None else last]
    return Region(article.path, start.start_line, end.end_line, words)


def first_line(region: Region) -> Region:
    """Reduce a region to its first line, as a change shows only what lies in it wholly."""
    return Region(region.path, region.start_line, region.start_line, region.words)


def first_copied_paragraph(compared: PairResult) -> int:
    """Return the index of the target's first paragraph that has text of the source; else 0."""
    shared = (
        paragraph.index for paragraph in compared.alignment.target if _is_shared(paragraph.change, paragraph.partners)
    )
    return next(shared, 0)


def copied_regions(compared: PairResult) -> tuple[Region, ...]:
    """Locate the source's paragraphs that stand in the target, successive ones as one region, the first ten of these.

    It is all of the source if there are none.
    """
    source = compared.source
    runs = [region_of(source, first, last) for first, last in _runs(compared.alignment)]
    return tuple(runs[:_MOST_REGIONS]) or (region_of(source, 0, len(source.paragraphs) - 1),)


def _runs(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Yield first and last index of successive source paragraphs that the target has."""
    first = last = -2
    for paragraph in alignment.source:
        if not _is_shared(paragraph.change, paragraph.partners):
            continue
        if paragraph.index > last + 1:
            if last >= 0:
                yield first, last
            first = paragraph.index
        last = paragraph.index
    if last >= 0:
        yield first, last


def _is_shared(change: Change, partners: tuple[int, ...]) -> bool:
    return change in (Change.KEPT, Change.REWRITTEN) and bool(partners)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a finding does not count.

    Attributes:
        by: what accepts it.
        reason: in the words of who accepted it, None where none was given.
    """

    by: Literal["baseline", "front matter", "comment", "config"]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found in one article.

    Attributes:
        rule: name of the rule.
        severity: how serious it is.
        article: identity of the article.
        path: file it is in.
        pairs: the article, as `b`, with each of its sources, the closest first; never empty.
        message: one sentence without the article's name.
        region: where in the article, as few lines as will do.
        related: where in the sources, the closest first; of edits, also where else in the article.
        edits: identity of the source and edit, for a rule about edits.
        accepted: by what it was accepted, None where it counts.
    """

    rule: str
    severity: Severity
    article: str
    path: str
    pairs: tuple[Pair, ...]
    message: str
    region: Region
    related: tuple[Region, ...] = ()
    edits: tuple[tuple[str, Edit], ...] = ()
    accepted: Acceptance | None = None

    @classmethod
    def of(
        cls,
        rule: str,
        article: Article,
        pairs: Iterable[Pair],
        message: str,
        region: Region,
        related: Iterable[Region],
        edits: Iterable[tuple[str, Edit]] = (),
    ) -> Finding:
        """Make a finding in an article, as serious as its rule says."""
        return cls(
            rule,
            rules()[rule].severity,
            article.id,
            article.path,
            tuple(pairs),
            message,
            region,
            tuple(related),
            tuple(edits),
        )

    @property
    def source(self) -> str:
        """Identity of the closest source."""
        return self.pairs[0].a

    @property
    def sources(self) -> tuple[str, ...]:
        """Identities of all sources, the closest first."""
        return tuple(pair.a for pair in self.pairs)

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits that only this rule, article and set of sources has."""
        from hashlib import sha256  # takes as long to import as the rest of this module

        parts = [self.rule, self.article, *sorted(self.sources)]
        measured = "".join(f"{len(part)}:{part}" for part in parts)
        return sha256(measured.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def changes(self, source: str) -> int:
        """Count the edits with regard to one source."""
        return sum(of == source for of, _ in self.edits)
