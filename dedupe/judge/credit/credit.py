"""Whether an article credits where its text comes from, where and how exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dedupe.judge.credit.mentions import AgencyMention, find_agency_mentions
from dedupe.judge.credit.publishers import publisher_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.article import Article
    from dedupe.prepare.paragraphs import Passage

CreditPosition = Literal["byline", "dateline", "tail", "text", "metadata"]
Exactness = Literal["named", "generic", "none"]


@dataclass(frozen=True, slots=True)
class Credit:
    """How an article credits its source.

    Attributes:
        exactness: "named" for an agency or outlet by name, "generic" for "agencies", or "none".
        names: the agencies or outlets named, or the words that stand for them, as first printed and in
            order of appearance.
        place: where the first of them stands, None without credit.
        paragraph: index of the paragraph it stands in, None in metadata.
    """

    exactness: Exactness
    names: tuple[str, ...] = ()
    place: CreditPosition | None = None
    paragraph: int | None = None


NO_CREDIT = Credit("none")


def find_credit(article: Article, passages: Sequence[Passage], sources: Sequence[str]) -> Credit:
    """Find how a copy credits where its text is from.

    A credit of its own, such as a byline or a tail, goes before one in the prose, and of either kind one
    that names somebody before one that does not. An agency's sign-off without its name is a generic
    credit in the tail. In the prose the sources go before other agencies. A credit to the outlet that
    published the copy, or to a picture, is none.

    Args:
        article: the copy.
        passages: its paragraphs; they tell the furniture.
        sources: outlets of the sources, where known.
    """
    furniture = tuple(passage.furniture for passage in passages)
    own = publisher_key(article.outlet) if article.outlet else ""
    found = [
        it for it in find_agency_mentions(article, furniture, tuple(sources)) if it.agency != own
    ]
    beside = [it for it in found if it.place != "text"]
    cited = [it for it in found if it.place == "text"]
    wanted = {publisher_key(source) for source in sources}
    for mentions in (
        [it for it in beside if it.kind != "generic" and it.name],
        beside,
        [it for it in cited if it.agency in wanted],
        cited,
    ):
        if mentions:
            return _credit(mentions)
    return NO_CREDIT


def _credit(mentions: Sequence[AgencyMention]) -> Credit:
    first = mentions[0]
    named = bool(first.name) and first.kind != "generic"
    place: CreditPosition = "tail" if first.place == "sign-off" else first.place
    names = {it.agency: it.name for it in reversed(mentions) if it.name}
    order = dict.fromkeys(it.agency for it in mentions if it.name)
    return Credit(
        "named" if named else "generic",
        tuple(names[agency] for agency in order),
        place,
        first.paragraph,
    )
