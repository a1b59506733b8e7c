"""Findings, and what a comparison comes to, in words that need no manual."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dedupe.align.alignment import Alignment, Change, Edit
from dedupe.comparison.comparison import Comparison
from dedupe.findings.messages import percent, quoted
from dedupe.judge.clusters import Cluster
from dedupe.judge.judged_pair import Credit, Evidence, Origin, Pair
from dedupe.judge.relation import Relation
from dedupe.report.terminal import Style, StyledText, Terminal, wrap
from dedupe.verify.measures import Measures

_DERIVED = {
    Relation.EXACT: "exact copy of",
    Relation.NEAR: "near-identical copy of",
    Relation.WHOLLY: "wholly derived from",
    Relation.PARTIALLY: "partly derived from",
    Relation.VERSION: "later version of",
    Relation.FORM: "same form, other facts than",
    Relation.QUOTES: "shares only quotations with",
    Relation.NONE: "not related to",
}
_SHARED = {
    **_DERIVED,
    Relation.EXACT: "same text as",
    Relation.NEAR: "nearly the same text as",
    Relation.WHOLLY: "shares text in nine of ten paragraphs with",
    Relation.PARTIALLY: "shares part of its text with",
    Relation.VERSION: "version of",
}
_EXCERPT = "prints an excerpt of"
_CUTS = {
    "none": "no paragraph cut",
    "tail": "cut from the end",
    "selective": "cut here and there",
    "both": "cut from the end and here and there",
}
_LEADS = {"kept": "lead kept", "rewritten": "lead rewritten", "replaced": "another lead"}
_LEAST_RUN = 10  # words; a shorter run is not worth a line


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a noun with a number before it.

    >>> counted(1, "copy", "copies"), counted(1200, "article")
    ('1 copy', '1,200 articles')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def relation_phrase(pair: Pair | Comparison, source: str) -> str:
    """Describe what an article is to another one, given by identity, whose name is to follow."""
    if pair.is_excerpt:
        return _EXCERPT
    return (_DERIVED if pair.origin.source == source else _SHARED)[pair.relation]


def shares_phrase(measures: Measures, origin: Origin, *, in_other_words: bool = False) -> str:
    """Describe how much text two articles share, seen from the target; and how much outside quotations.

    `in_other_words` says that one is a copy only for what it tells in other words.
    """
    other = "source" if origin.source else "other"
    source, target, told_source, told_target = (
        percent(share)
        for share in (
            measures.source_in_target,
            measures.target_in_source,
            measures.narrative_source_in_target,
            measures.narrative_target_in_source,
        )
    )
    phrase = f"{source} of the {other}'s text stands in it, {target} of its own text stands there"
    if (told_source, told_target) != (source, target):
        phrase += f"; outside quotations {told_source} and {told_target}"
    return f"{phrase}; it tells the same in other words" if in_other_words else phrase


def change_counts_phrase(alignment: Alignment) -> str:
    """Count the paragraphs by what became of them: "2 kept, 16 rewritten, 3 added, 1 cut"."""
    counts = alignment.counts()
    order = (Change.KEPT, Change.REWRITTEN, Change.ADDED, Change.CUT, Change.FURNITURE)
    return ", ".join(f"{counts[change]} {change}" for change in order if counts[change])


def credit_phrase(credit: Credit) -> str:
    """Describe whom an article credits, and where."""
    if credit.exactness == "none" or credit.place is None:
        return "neither the source nor an agency is credited"
    place = {"text": "in passing, in the text", "tail": "at the end"}.get(credit.place, f"in the {credit.place}")
    names = ", ".join(credit.names)
    if credit.exactness == "generic":
        words = f"“{names}”" if names else "an agency's sign-off"
        return f"{words} {place}, nobody by name"
    return f"{names}, {place}"


def evidence_phrases(evidence: Iterable[Evidence]) -> list[str]:
    """Describe for each article what speaks for it being the source, the best supported one first."""
    return [f"for {article}: {'; '.join(details)}" for article, details in details_by_article(evidence).items()]


def details_by_article(evidence: Iterable[Evidence]) -> dict[str, list[str]]:
    """Return by identity of an article what speaks for it being the source, the best supported one first."""
    details: dict[str, list[str]] = {}
    for item in evidence:
        details.setdefault(item.favours, []).append(item.detail)
    return details


def edit_phrase(edit: Edit) -> str:
    """Describe what an edit changed.

    >>> from dedupe.align.alignment import EditKind, TextSpan
    >>> place = TextSpan(0, 0, 11)
    >>> edit_phrase(Edit(EditKind.FIGURE, place, place, "$85 million", "$58m"))
    '“$85 million” → “$58m”'
    >>> edit_phrase(Edit(EditKind.NEGATION, place, place, "Both men deny it.", ""))
    '“Both men deny it.” dropped'
    """
    before, after = edit.told
    if not before.strip():
        return f"{quoted(after)} added"
    if not after.strip():
        return f"{quoted(before)} dropped"
    return f"{quoted(before)} → {quoted(after)}"


def cluster_phrase(cluster: Cluster) -> str:
    """Describe how large a cluster is, and how varied."""
    parts = [counted(len(cluster.members), "article")]
    if cluster.outlets:
        parts.append(counted(cluster.outlets, "outlet"))
    parts.append(counted(cluster.independent, "independent text"))
    if cluster.first and cluster.last:
        first, last = cluster.first[:10], cluster.last[:10]
        parts.append(first if first == last else f"{first} to {last}")
    return f"{', '.join(parts)}; weakest link {percent(cluster.weakest)}"


def shortened(text: str, longest: int) -> str:
    """Return a text on one line, cut at a word where it has more than `longest` characters."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[: longest - 1].rsplit(' ', 1)[0]}…"


def cut_short(lines: Sequence[str], most: int) -> list[str]:
    """Leave out all but the first lines of a list, and say so."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[:most], f"and {len(lines) - most:,} more (-v shows all)"]


def relation_title(pair: Pair | Comparison, article: str, source: str, color: Style = "yellow") -> list[StyledText]:
    """Name an article, what it is to another one, and that one; both are given by identity."""
    return [
        StyledText(article, ("bold",)),
        StyledText(": "),
        StyledText(relation_phrase(pair, source), (color,)),
        StyledText(f" {source}"),
    ]


def comparison_heading(comparison: Comparison, terminal: Terminal) -> str:
    """Describe what the target is to the source, and unless it is nothing, the facts."""
    title = relation_title(comparison, comparison.target.id, comparison.source.id)
    said = comparison_facts(comparison) if comparison.relation is not Relation.NONE else []
    lines = [wrap([StyledText(fact)], terminal, "  ", "    ") for fact in said]
    return "\n".join([wrap(title, terminal, "", "  "), *lines])


def comparison_facts(comparison: Comparison) -> list[str]:
    """Describe what the two share, which of them came first, who is credited, and what became of it."""
    return [
        shares_phrase(
            comparison.measures, comparison.origin, in_other_words=comparison.alignment.narrative.is_in_other_words
        ),
        *evidence_phrases(comparison.origin.evidence),
        credit_phrase(comparison.credit),
        "; ".join(shape_phrases(comparison)),
    ]


def shape_phrases(comparison: Comparison) -> list[str]:
    """Describe what the target made of the source: lead, cuts, own words, longest run, headline."""
    shape = comparison.shape
    phrases = [f"{_LEADS[shape.lead]}, {_CUTS[shape.cuts]}"]
    phrases.append(f"{percent(shape.own)} of its words are its own")
    if shape.longest >= _LEAST_RUN:
        phrases.append(f"the longest run carried word for word has {shape.longest} words")
    return phrases + _headline(comparison)


def _headline(comparison: Comparison) -> list[str]:
    before, after = comparison.source.title, comparison.target.title
    if not before or not after:
        return []
    return ["headline kept" if before == after else f"headline changed: “{before}” became “{after}”"]
