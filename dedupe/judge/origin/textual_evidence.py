"""What two articles say of themselves and of each other that speaks for one being the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.judge.origin.evidence import FAIR, STRONG, WEAK, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.judge.credit.mentions import AgencyMention
    from dedupe.judge.origin.clues import ArticleClues


def textual_evidence(x: ArticleClues, y: ArticleClues) -> Iterator[Evidence]:
    """List what speaks for x being the source of y."""
    for weigh in (
        _is_credited_by,
        _is_by_agency,
        _has_agency_mark,
        _has_dateline,
        _has_agency_byline,
        _may_be_meant,
    ):
        evidence = weigh(x, y)
        if evidence is not None:
            yield evidence


def _is_credited_by(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Y credits the outlet of x, in a line of its own or in prose."""
    if x.publisher is None:
        return None
    for mentions, weight, verb in ((y.credits, STRONG, "credits"), (y.cited, FAIR, "cites")):
        for mention in mentions:
            if mention.agency == x.publisher:
                return _evidence("credit", x, weight, f"the other {verb} {mention.name}", mention)
    return None


def _is_by_agency(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """X is published by an agency, and y is not."""
    if not x.is_agency or y.is_agency:
        return None
    return Evidence("outlet", x.article.id, FAIR, f"published by {x.article.outlet}")


def _has_agency_mark(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """X has the dateline or sign-off of an agency, and y has none."""
    if not x.marks or y.marks:
        return None
    mark = x.marks[0]
    if y.is_agency and mark.agency in (None, y.publisher):
        return None
    reprint = x.publisher not in (None, mark.agency) or _thanks(mark, x)
    detail = f"{mark.place} of {mark.name or 'an agency'}"
    return _evidence(mark.place, x, FAIR if reprint else STRONG, detail, mark)


def _thanks(mark: AgencyMention, x: ArticleClues) -> bool:
    """Tell whether an article also thanks the agency whose dateline it has, as only others do."""
    return any(it.place == "tail" and it.agency == mark.agency for it in x.credits)


def _has_dateline(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """X opens with a place but no agency, y with neither."""
    if not x.dateline or y.dateline or any(it.place == "dateline" for it in x.mentions):
        return None
    return Evidence("dateline", x.article.id, WEAK, "opens with a dateline, the other does not")


def _has_agency_byline(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """X names an agency as its author, and y credits none at all."""
    if y.credits:
        return None
    for mention in x.credits:
        if mention.place in ("metadata", "byline") and mention.kind == "agency":
            return _evidence("byline", x, WEAK, f"by {mention.name}", mention)
    return None


def _may_be_meant(x: ArticleClues, y: ArticleClues) -> Evidence | None:
    """Y credits agencies without a name, or cites one that x can well be."""
    lines = [it for it in y.credits if it.agency is None or it not in y.marks]
    agencies = [it for it in y.cited if it.kind != "outlet"]
    for mention in (*lines, *agencies, *y.cited_in_lead):
        if _can_be(x, mention):
            name = mention.name or "an agency, by its sign-off"
            return _evidence("credit", x, WEAK, f"the other credits {name}", mention)
    return None


def _can_be(x: ArticleClues, mention: AgencyMention) -> bool:
    """Tell whether who is credited can be x, though x does not say so."""
    if mention.agency is None:
        return x.is_agency
    if mention.kind == "generic":
        return x.is_agency or bool(x.marks)
    if x.publisher is not None:
        return False
    if mention.kind == "outlet":
        return mention.place == "text" and mention.agency not in {it.agency for it in x.cited}
    return any(mark.agency in (None, mention.agency) for mark in x.marks)


def _evidence(
    kind: str, x: ArticleClues, weight: float, detail: str, mention: AgencyMention
) -> Evidence:
    return Evidence(kind, x.article.id, weight, f"{detail}: “{mention.quote}”")
