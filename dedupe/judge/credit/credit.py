"""Whether an article credits where its text comes from, where and how exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dedupe.judge.credit.source_mentions import Mention

CreditPosition = Literal["byline", "dateline", "tail", "text", "metadata"]
Exactness = Literal["named", "generic", "none"]

_POSITIONS: dict[str, CreditPosition] = {
    "byline": "byline",
    "dateline": "dateline",
    "metadata": "metadata",
    "tail": "tail",
    "sign-off": "tail",
    "text": "text",
    "link": "text",
    "passing": "text",
}


@dataclass(frozen=True, slots=True)
class Credit:
    """How an article credits its source.

    Attributes:
        exactness: "named" for an agency or outlet by name, "generic" for "agencies" or a sign-off without
            a name, or "none".
        names: the agencies or outlets named, or the words that stand for them, as first printed and in
            order of appearance.
        place: where the first of them stands, None without credit; "text" where it is only named in passing.
        paragraph: index of the paragraph it stands in, None in metadata.
    """

    exactness: Exactness
    names: tuple[str, ...] = ()
    place: CreditPosition | None = None
    paragraph: int | None = None


NO_CREDIT = Credit("none")


def find_credit(
    mentions: Iterable[Mention], owners: Collection[str], named_by_source: Collection[str] = ()
) -> tuple[Credit, bool]:
    """Find how a copy credits where its text is from.

    A credit of its own, such as a byline or a tail, goes before one in the text, unless only the latter is to
    whom the text is from. In the text a name in passing counts only if it is theirs; of others those that
    are cited count, if the source names them too, and agencies where it is not known whose text it is. A
    sign-off without a name is a generic credit in the tail.

    Example: of a copy that ends in "(AFP)" and says "she told the Ledger", whose article it is a copy of, the
    credit is `Credit("named", ("Ledger",), "text", 3)`, and it is to the owner.

    Args:
        mentions: of others than its own outlet in the copy.
        owners: keys of the publishers of whom one is to be credited, as far as known.
        named_by_source: keys of those whom the other article is by, or names itself.

    Returns:
        The credit, and whether it is to one of the owners, or to agencies in general.
    """
    listed = tuple(mentions)
    beside = [mention for mention in listed if _POSITIONS[mention.place] != "text"]
    cited = [mention for mention in listed if mention.place in ("text", "link")]
    passing = [mention for mention in listed if mention.place == "passing"]
    named = [mention for mention in beside if mention.kind != "generic" and mention.name]
    generic = [mention for mention in beside if mention not in named]
    wanted = set(owners)
    for chosen, is_due in (
        (named if _names_any(named, wanted) else [], True),
        (generic, True),
        ([mention for mention in cited if _names_any([mention], wanted)], True),
        (named, False),
        ([mention for mention in passing if _names_any([mention], wanted)], True),
        ([mention for mention in cited if _names_any([mention], named_by_source)], False),
        ([mention for mention in cited if mention.kind == "agency" and not wanted], False),
    ):
        if chosen:
            return _credit(named or generic if chosen is generic else chosen), is_due
    return NO_CREDIT, False


def _names_any(mentions: Iterable[Mention], keys: Collection[str]) -> bool:
    return any(key in keys for mention in mentions for key in mention.publishers)


def _credit(mentions: Sequence[Mention]) -> Credit:
    first = next(
        (mention for mention in mentions if mention.kind != "generic" and mention.name), mentions[0]
    )
    is_named = bool(first.name) and first.kind != "generic"
    names = {mention.publishers: mention.name for mention in reversed(mentions) if mention.name}
    order = dict.fromkeys(mention.publishers for mention in mentions if mention.name)
    return Credit(
        "named" if is_named else "generic",
        tuple(names[keys] for keys in order),
        _POSITIONS[first.place],
        first.paragraph,
    )
