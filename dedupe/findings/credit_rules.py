"""Findings about credit: copies that credit nobody, or somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.findings.finding import Finding
from dedupe.findings.messages import source_names
from dedupe.findings.regions import first_line, region_of
from dedupe.findings.rules import rules
from dedupe.judge.credit.publishers import publisher_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dedupe.article import Article
    from dedupe.judge.pair import Pair


def check_credit(copies: Sequence[Pair], articles: Mapping[str, Article]) -> Iterator[Finding]:
    """Judge how one article credits what it copied.

    Who credits one of several sources is taken to credit all of them: near-duplicates of one text
    cannot be told apart by the credit. Crediting "agencies" is crediting.

    Args:
        copies: the pairs in which it, `b`, is the copy, the closest first.
        articles: by identity.

    Yields:
        One finding at most: of `uncredited-copy` or of `credit-mismatch`.
    """
    article = articles[copies[0].b]
    known = [pair for pair in copies if _required_credit(pair, articles)]
    owed = frozenset(name for pair in known for name in _required_credit(pair, articles))
    if not known or _keys(article.outlet) & owed:
        return
    credited = [pair for pair in copies if _counts(pair)]
    generic = any(pair.credit.exactness == "generic" for pair in credited)
    named = dict.fromkeys(name for pair in credited for name in pair.credit.names)
    if not credited:
        yield _finding("uncredited-copy", known, articles, _uncredited(known, articles), 0)
    elif not generic and not owed & {publisher_key(name) for name in named}:
        place = credited[0].credit.paragraph or 0
        message = f"credits {' and '.join(named)}, but its text is {_whose(known, articles)}"
        yield _finding("credit-mismatch", known, articles, message, place)


def _counts(pair: Pair) -> bool:
    """Tell whether there is a credit where one counts."""
    return pair.credit.exactness != "none" and pair.credit.place != "text"


def _required_credit(pair: Pair, articles: Mapping[str, Article]) -> frozenset[str]:
    """Give whom the copy ought to credit; nobody where it is not known whose text it is."""
    agency = _keys(pair.origin.agency)
    if pair.source is None:
        return agency if pair.origin.verdict == "common" else frozenset()
    return agency | (_keys(articles[pair.a].outlet) or {f"file {pair.a}"})


def _keys(name: str | None) -> frozenset[str]:
    return frozenset([publisher_key(name)] if name else [])


def _uncredited(pairs: Sequence[Pair], articles: Mapping[str, Article]) -> str:
    return f"its text is {_whose(pairs, articles)}, which is not credited"


def _whose(pairs: Sequence[Pair], articles: Mapping[str, Article]) -> str:
    closest = pairs[0]
    owner = closest.origin.agency or (articles[closest.a].outlet if closest.source else None)
    place = source_names(pair.a for pair in pairs)
    if closest.source is None:
        return f"{owner}'s, as is that of {place}"
    return f"that of {place} ({owner})" if owner else f"that of {place}"


def _finding(
    name: str, pairs: Sequence[Pair], articles: Mapping[str, Article], message: str, place: int
) -> Finding:
    article, rule = articles[pairs[0].b], rules()[name]
    return Finding(
        rule.name,
        rule.severity,
        article.id,
        article.path,
        tuple(pairs),
        message,
        first_line(region_of(article, place)),
        tuple(first_line(region_of(articles[pair.a], 0)) for pair in pairs),
    )
