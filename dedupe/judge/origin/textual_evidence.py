"""What two articles say of themselves and of each other that speaks for one being the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.judge.origin.evidence import FAIR, STRONG, WEAK, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.judge.credit.mentions import Trace
    from dedupe.judge.origin.clues import Witness


def said(x: Witness, y: Witness) -> Iterator[Evidence]:
    """List what speaks for x being the source of y."""
    for weigh in (_credited, _published, _marked, _opened, _bylined, _cited):
        evidence = weigh(x, y)
        if evidence is not None:
            yield evidence


def _credited(x: Witness, y: Witness) -> Evidence | None:
    """Y credits the outlet of x, in a line of its own or in prose."""
    if x.publisher is None:
        return None
    for traces, weight, verb in ((y.credits, STRONG, "credits"), (y.cited, FAIR, "cites")):
        for trace in traces:
            if trace.agency == x.publisher:
                return _evidence("credit", x, weight, f"the other {verb} {trace.name}", trace)
    return None


def _published(x: Witness, y: Witness) -> Evidence | None:
    """X is published by an agency, and y is not."""
    if not x.is_agency or y.is_agency:
        return None
    return Evidence("outlet", x.article.id, FAIR, f"published by {x.article.outlet}")


def _marked(x: Witness, y: Witness) -> Evidence | None:
    """X has the dateline or sign-off of an agency, and y has none."""
    if not x.marks or y.marks:
        return None
    mark = x.marks[0]
    if y.is_agency and mark.agency in (None, y.publisher):
        return None
    reprint = x.publisher not in (None, mark.agency) or _is_credited(mark, x)
    detail = f"{mark.place} of {mark.name or 'an agency'}"
    return _evidence(mark.place, x, FAIR if reprint else STRONG, detail, mark)


def _is_credited(mark: Trace, x: Witness) -> bool:
    """Tell whether an article also thanks the agency whose dateline it has, as only others do."""
    return any(it.place == "tail" and it.agency == mark.agency for it in x.credits)


def _opened(x: Witness, y: Witness) -> Evidence | None:
    """X opens with a place but no agency, y with neither."""
    if not x.dateline or y.dateline or any(it.place == "dateline" for it in x.traces):
        return None
    return Evidence("dateline", x.article.id, WEAK, "opens with a dateline, the other does not")


def _bylined(x: Witness, y: Witness) -> Evidence | None:
    """X names an agency as its author, and y credits none at all."""
    if y.credits:
        return None
    for trace in x.credits:
        if trace.place in ("metadata", "byline") and trace.kind == "agency":
            return _evidence("byline", x, WEAK, f"by {trace.name}", trace)
    return None


def _cited(x: Witness, y: Witness) -> Evidence | None:
    """Y credits agencies without a name, or cites one that x can well be."""
    lines = [it for it in y.credits if it.agency is None or it not in y.marks]
    agencies = [it for it in y.cited if it.kind != "outlet"]
    for trace in (*lines, *agencies, *y.cited_in_lead):
        if _can_be(x, trace):
            name = trace.name or "an agency, by its sign-off"
            return _evidence("credit", x, WEAK, f"the other credits {name}", trace)
    return None


def _can_be(x: Witness, trace: Trace) -> bool:
    """Tell whether who is credited can be x, though x does not say so."""
    if trace.agency is None:
        return x.is_agency
    if trace.kind == "generic":
        return x.is_agency or bool(x.marks)
    if x.publisher is not None:
        return False
    if trace.kind == "outlet":
        return trace.place == "text" and trace.agency not in {it.agency for it in x.cited}
    return any(mark.agency in (None, trace.agency) for mark in x.marks)


def _evidence(kind: str, x: Witness, weight: float, detail: str, trace: Trace) -> Evidence:
    return Evidence(kind, x.article.id, weight, f"{detail}: “{trace.quote}”")
