"""Articles, pairs and findings to try rules and reports on."""

from __future__ import annotations

from dedupe.align.alignment import AlignedParagraph, Alignment, Change, Edit, EditKind, TextSpan
from dedupe.article import Article, Paragraph
from dedupe.comparison.pair_result import PairResult
from dedupe.findings.finding import Finding, Region
from dedupe.findings.make_findings import make_findings
from dedupe.findings.rules import rules
from dedupe.judge.judged_pair import Credit, Origin, Pair
from dedupe.judge.relation import Relation
from dedupe.verify.measures import Measures

NO_CREDIT = Credit("none")
UNKNOWN = Origin("undetermined", None, None, ())


def article(name: str, *lines: str, outlet: str | None = None, path: str | None = None) -> Article:
    """Make an article whose paragraphs stand on lines 1, 3, 5 and so on."""
    paragraphs = [Paragraph(text, 2 * at + 1, 2 * at + 1) for at, text in enumerate(lines)]
    return Article(name, path or name, tuple(paragraphs) or (Paragraph("Text.", 1, 1),), outlet)


def pair(
    a: str,
    b: str,
    relation: Relation = Relation.NEAR,
    *,
    containment: float = 0.8,
    origin: Origin = UNKNOWN,
    credit: Credit = NO_CREDIT,
    is_credit_due: bool = False,
) -> Pair:
    measures = Measures(0.7, containment, containment, 0.5, 0.5, 50)
    return Pair(a, b, relation, measures, origin, credit, is_credit_due)


def source_is(name: str, agency: str | None = None) -> Origin:
    return Origin("source", name, agency, (), (agency or name,))


def compared(
    source: Article, target: Article, links: dict[int, int], *edits: Edit
) -> dict[tuple[str, str], PairResult]:
    """Align target paragraphs with source paragraphs; the others are added or cut."""
    back = {s: t for t, s in links.items()}
    alignment = Alignment(
        tuple(_aligned(at, back, Change.CUT) for at in range(len(source.paragraphs))),
        tuple(_aligned(at, links, Change.ADDED) for at in range(len(target.paragraphs))),
    )
    result = PairResult(pair(source.id, target.id), source, target, alignment, edits)
    return {(source.id, target.id): result}


def _aligned(at: int, links: dict[int, int], otherwise: Change) -> AlignedParagraph:
    if at in links:
        return AlignedParagraph(at, Change.REWRITTEN, (links[at],))
    return AlignedParagraph(at, otherwise)


def edit(kind: EditKind, source: int, target: int, before: str, after: str) -> Edit:
    return Edit(kind, TextSpan(source, 0, len(before)), TextSpan(target, 0, len(after)), before, after)


def findings_of(*pairs: Pair) -> tuple[Finding, ...]:
    names = {name for pair in pairs for name in (pair.a, pair.b)}
    return make_findings(pairs, {name: article(name) for name in names}, {})


def finding(
    name: str = "daily/b.txt",
    source: str = "wire/a.txt",
    *,
    rule: str = "near-duplicate",
    message: str = "nearly the same as wire/a.txt",
    line: int = 1,
) -> Finding:
    return Finding(
        rule,
        rules()[rule].severity,
        name,
        name,
        (pair(source, name),),
        message,
        Region(name, line, line),
        (Region(source, 3, 9),),
    )
