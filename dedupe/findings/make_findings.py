"""Findings: one for each rule and article, with all sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dedupe.article import Article
from dedupe.comparison.pair_result import PairResult
from dedupe.findings.edit_rules import find_alterations
from dedupe.findings.finding import Finding, copied_regions, first_copied_paragraph, first_line, region_of
from dedupe.findings.messages import percent, source_names
from dedupe.findings.rules import rules
from dedupe.judge.judged_pair import Pair
from dedupe.judge.relation import Relation

RULES = {
    Relation.EXACT: "exact-copy",
    Relation.NEAR: "near-duplicate",
    Relation.WHOLLY: "wholly-derived",
    Relation.PARTIALLY: "partly-derived",
    Relation.VERSION: "own-version",
    Relation.FORM: "same-form",
    Relation.QUOTES: "shared-quotes",
}
NO_COPY_RULES = tuple(rule for relation, rule in RULES.items() if not relation.is_copy)
_MESSAGES = {
    Relation.EXACT: "the same words as {sources}",
    Relation.NEAR: "nearly the same as {sources}: {share} of it stands there",
    Relation.WHOLLY: "derived from {sources}: {share} of it stands there word for word",
    Relation.PARTIALLY: "in part derived from {sources}: {share} of it stands there word for word",
    Relation.VERSION: "another version of {sources}, by the same house",
    Relation.FORM: "the same form as {sources}, with other facts",
    Relation.QUOTES: "shares quotations with {sources}, and nothing else",
}
_EXCERPT = "prints an excerpt of {sources}: {share} of it stands there word for word"
_ORDER = list(RULES)


def make_findings(
    pairs: Iterable[Pair], articles: Mapping[str, Article], comparisons: Mapping[tuple[str, str], PairResult]
) -> tuple[Finding, ...]:
    """Make findings of pairs, by path, article and code of the rule.

    Of the four rules about copies an article breaks one at most, that of its closest source, with all sources of copied
    text in the finding. A pair without a comparison is located at the beginning of its articles, and its edits are not
    looked at.
    """
    by_article: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.relation is not Relation.NONE and not pair.shares_only_stock:
            by_article[pair.b].append(pair)
    findings = [
        finding
        for article, found in by_article.items()
        for finding in _find(sorted(found, key=_closeness), articles, comparisons, article)
    ]
    codes = {rule.name: rule.code for rule in rules().values()}
    return tuple(sorted(findings, key=lambda finding: (finding.path, finding.article, codes[finding.rule])))


def _find(
    pairs: list[Pair], articles: Mapping[str, Article], comparisons: Mapping[tuple[str, str], PairResult], article: str
) -> Iterator[Finding]:
    copies = [pair for pair in pairs if pair.is_copy]
    # Other copies of the same source are left out where the source itself is there.
    copies = [pair for pair in copies if pair.origin.verdict != "common"] or copies
    others = [
        [pair for pair in pairs if pair.relation is relation]
        for relation in (Relation.VERSION, Relation.FORM, Relation.QUOTES)
    ]
    for related in filter(None, (copies, *others)):
        yield _copy_finding(related, articles, comparisons)
    if copies:
        yield from _check_credit(copies, articles)
        compared = [comparisons[pair.a, pair.b] for pair in copies if (pair.a, pair.b) in comparisons]
        yield from find_alterations(articles[article], copies, compared)


def _copy_finding(
    pairs: list[Pair], articles: Mapping[str, Article], comparisons: Mapping[tuple[str, str], PairResult]
) -> Finding:
    closest = pairs[0]
    article, kind = articles[closest.b], closest.relation
    compared = [comparisons.get((pair.a, pair.b)) for pair in pairs]
    message = (_EXCERPT if closest.is_excerpt else _MESSAGES[kind]).format(
        sources=source_names(pair.a for pair in pairs), share=percent(closest.measures.target_in_source)
    )
    if closest.is_copy and closest.origin.verdict == "undetermined":
        message += "; which of them is the source is open"
    return Finding.of(
        RULES[kind],
        article,
        pairs,
        message,
        first_line(region_of(article, first_copied_paragraph(compared[0]) if compared[0] else 0)),
        (
            region
            for pair, shown in zip(pairs, compared, strict=True)
            for region in (copied_regions(shown) if shown else (region_of(articles[pair.a], 0),))
        ),
    )


def _closeness(pair: Pair) -> tuple[int, float, str]:
    return _ORDER.index(pair.relation), -pair.measures.containment, pair.a


def _check_credit(copies: Sequence[Pair], articles: Mapping[str, Article]) -> Iterator[Finding]:
    """Judge how one article credits what it copied: `uncredited-copy`, `credit-in-text`, `credit-mismatch`, or nothing.

    Who credits one of several sources is taken to credit all of them: near-duplicates of one text cannot be told apart
    by the credit. Crediting "agencies" is crediting. Where nobody knows whose text it is, nobody need be credited. An
    excerpt between quotation marks is credited by a name in the text. Of the copies, in which the article is `b`, the
    closest comes first.
    """
    known = [pair for pair in copies if pair.origin.owners]
    if not known:
        return
    due = [pair for pair in copies if pair.is_credit_due]
    if any(pair.credit.place != "text" or pair.is_excerpt for pair in due):
        return
    credited = [pair for pair in copies if pair.credit.place not in (None, "text")]
    if due:
        credit = due[0].credit
        message = f"names {_listed(due)} only in the text; its text is {_whose(known, articles)}"
        yield _finding("credit-in-text", known, articles, message, credit.paragraph or 0)
    elif credited:
        message = f"credits {_listed(credited)}, but its text is {_whose(known, articles)}"
        place = credited[0].credit.paragraph or 0
        yield _finding("credit-mismatch", known, articles, message, place)
    else:
        message = f"its text is {_whose(known, articles)}, which is not credited"
        yield _finding("uncredited-copy", known, articles, message, 0)


def _listed(pairs: Sequence[Pair]) -> str:
    return " and ".join(dict.fromkeys(name for pair in pairs for name in pair.credit.names))


def _whose(pairs: Sequence[Pair], articles: Mapping[str, Article]) -> str:
    closest = pairs[0]
    owner = closest.origin.agency or (articles[closest.a].outlet if closest.source else None)
    place = source_names(pair.a for pair in pairs)
    if closest.source is None:
        return f"{owner or 'an agency'}'s, as is that of {place}"
    return f"that of {place} ({owner})" if owner else f"that of {place}"


def _finding(name: str, pairs: Sequence[Pair], articles: Mapping[str, Article], message: str, place: int) -> Finding:
    article = articles[pairs[0].b]
    return Finding.of(
        name,
        article,
        pairs,
        message,
        first_line(region_of(article, place)),
        (first_line(region_of(articles[pair.a], 0)) for pair in pairs),
    )
