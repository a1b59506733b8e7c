"""Findings about credit: copies that credit nobody, only in passing, or somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dedupe.article import Article
from dedupe.findings.finding import Finding
from dedupe.findings.messages import source_names
from dedupe.findings.shared_regions import first_line, region_of
from dedupe.judge.pair import Pair


def check_credit(copies: Sequence[Pair], articles: Mapping[str, Article]) -> Iterator[Finding]:
    """Judge how one article credits what it copied.

    Who credits one of several sources is taken to credit all of them: near-duplicates of one text
    cannot be told apart by the credit. Crediting "agencies" is crediting. Where nobody knows whose text
    it is, nobody need be credited. An excerpt between quotation marks is credited by a name in the text.

    Args:
        copies: the pairs in which it, `b`, is the copy, the closest first.
        articles: by identity.

    Yields:
        One finding at most: of `uncredited-copy`, `credit-in-text` or `credit-mismatch`.
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
