"""What two articles say of themselves and of each other that speaks for one being the source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from dedupe.judge.credit.credit import find_author_credit
from dedupe.judge.credit.source_mentions import Mention
from dedupe.judge.judged_pair import Evidence
from dedupe.judge.origin.article_clues import ArticleClues
from dedupe.judge.origin.date_and_version_evidence import FAIR, STRONG, WEAK, date_difference


def textual_evidence(x: ArticleClues, y: ArticleClues) -> Iterator[Evidence]:
    """List what the two texts say that speaks for x being the source of y.

    Example: of a text that opens with "OSLO (AP) —" and another that ends in "The Associated Press
    contributed to this report.", that the former prints the agency's text and the latter thanks it.
    """
    for weigh in (
        _credit_evidence,
        _outlet_evidence,
        _reprint_evidence,
        _mark_evidence,
        _byline_evidence,
        _vague_credit_evidence,
    ):
        evidence = weigh(x, y)
        if evidence is not None:
            yield evidence


def dateline_evidence(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Weigh that x opens with a place but no agency, and y with neither."""
    if not x.dateline or y.dateline or any(mention.place == "dateline" for mention in x.mentions):
        return None
    return Evidence("dateline", x.article.id, WEAK, "opens with a dateline, the other does not")


def excerpt_evidence(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Weigh that y names the outlet of x, though it cites it for nothing, or its author, where one is an excerpt."""
    passing = (mention for mention in y.mentions if mention.place == "passing" and x.publisher in mention.publishers)
    mention = next(passing, None) if x.publisher is not None else None
    if mention:
        return _evidence("credit", x, FAIR, f"the other names {mention.name} with an excerpt", mention)
    author = find_author_credit(y.article, x.article.author)
    if author is None:
        return None
    return Evidence("credit", x.article.id, FAIR, f"the other names {author.names[0]} with an excerpt")


def agency_printed(x: ArticleClues, y: ArticleClues) -> Mention | None:
    """Find the agency whose text x prints and y only thanks for help with its own."""
    if y.is_agency or y.bylines or any(mark.place == "dateline" for mark in y.marks):
        return None
    thanked = {key for credit in y.credits if credit.place == "tail" for key in credit.publishers}
    for mention in (*x.marks, *x.bylines):
        if mention.publishers and thanked.issuperset(mention.publishers):
            return mention
    return None


def _credit_evidence(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Weigh that y credits the outlet of x, in a line of its own, in prose or by a link."""
    if x.publisher is None:
        return None
    found = [
        (_weight_of_credit(mention), mention) for mention in (*y.credits, *y.cited) if x.publisher in mention.publishers
    ]
    if not found:
        return None
    weight, mention = max(found, key=lambda candidate: candidate[0])
    verb = {"text": "cites", "link": "links to"}.get(mention.place, "credits")
    return _evidence("credit", x, weight, f"the other {verb} {mention.name}", mention)


def _weight_of_credit(mention: Mention) -> float:
    if mention.place == "link" or not mention.is_certain:
        return WEAK
    return FAIR if mention.place == "text" else STRONG


def _outlet_evidence(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Weigh that x is published by an agency, and y is not and credits no other one."""
    others = {key for credit in y.credits if credit.kind == "agency" for key in credit.publishers}
    if not x.is_agency or y.is_agency or others - {x.publisher} or _retells(x, y):
        return None
    return Evidence("outlet", x.article.id, FAIR, f"published by {x.article.outlet}")


def _reprint_evidence(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Weigh that x prints an agency's text under its dateline or name, and y only thanks the agency."""
    mention = agency_printed(x, y)
    if mention is None or (x.publisher is not None and x.publisher in mention.publishers):
        return None
    detail = f"prints the text of {mention.name or 'an agency'}, which the other only thanks"
    return _evidence("reprint", x, STRONG, detail, mention)


def _mark_evidence(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Weigh that x has the dateline or sign-off of an agency, or of its own outlet, and y has none.

    An outlet's own, on a text that is dated later, does not say that the earlier is from there.
    """
    if not x.marks or y.marks or agency_printed(x, y) or _retells(x, y):
        return None
    mark = x.marks[0]
    if not x.is_agency and x.is_own(mark) and _is_later(x, y):
        return None
    if y.is_agency and (not mark.publishers or y.is_own(mark)):
        return None
    reprint = (x.publisher is not None and not x.is_own(mark)) or _thanks(x, mark)
    detail = f"{mark.place} of {mark.name or 'an agency'}"
    return _evidence(mark.place, x, FAIR if reprint else STRONG, detail, mark)


def _is_later(x: ArticleClues, y: ArticleClues) -> bool:
    apart = date_difference(x.article.date, y.article.date)
    return apart is not None and apart.length < timedelta()


def _retells(x: ArticleClues, y: ArticleClues) -> bool:
    """Return whether x names the outlet of y in its lead, as an agency does that retells a report or an announcement."""
    return any(y.is_own(mention) for mention in x.named_in_lead)


def _thanks(x: ArticleClues, mark: Mention) -> bool:
    """Return whether an article also thanks the agency whose dateline it has, as only others do."""
    return any(credit.place == "tail" and credit.publishers == mark.publishers for credit in x.credits)


def _byline_evidence(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Weigh that x names an agency as its author, and y credits none at all."""
    if y.credits or _retells(x, y):
        return None
    for mention in x.credits:
        if mention.place in ("metadata", "byline") and mention.kind == "agency":
            return _evidence("byline", x, FAIR, f"by {mention.name}", mention)
    return None


def _vague_credit_evidence(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Weigh that y credits agencies without a name, or cites one that x can well be."""
    lines = [credit for credit in y.credits if not credit.publishers or credit not in y.marks]
    agencies = [mention for mention in y.cited if mention.kind != "outlet"]
    for mention in (*lines, *agencies, *y.cited_in_lead):
        if _can_be(x, mention):
            name = mention.name or "an agency, by its sign-off"
            return _evidence("credit", x, WEAK, f"the other credits {name}", mention)
    return None


def _can_be(x: ArticleClues, mention: Mention) -> bool:
    """Return whether who is credited can be x, though x does not say so."""
    if not mention.publishers:
        return x.is_agency
    if mention.kind == "generic":
        return x.is_agency or bool(x.marks)
    if x.publisher is not None:
        return False
    if mention.kind == "outlet":
        named = {key for cited in x.cited for key in cited.publishers}
        return mention.place == "text" and named.isdisjoint(mention.publishers)
    return any(mark.publishers in ((), mention.publishers) for mark in x.marks)


def _evidence(kind: str, x: ArticleClues, weight: float, detail: str, mention: Mention) -> Evidence:
    return Evidence(kind, x.article.id, weight, f"{detail}: “{mention.quote}”")
