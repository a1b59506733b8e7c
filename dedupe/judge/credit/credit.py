"""Whether an article credits where its text comes from: in everyone's words, its outlet's own, or to an author."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from dedupe.article import Article
from dedupe.judge.credit.source_mentions import Mention
from dedupe.judge.judged_pair import NO_CREDIT, Credit, CreditPosition

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
_BETWEEN_AUTHORS = re.compile(r"\s*(?:[,;&/|]|\b(?:and|und|et|y|e|og|och|i)\b)\s*")
_BY = re.compile(r"^(?:by|von|par|por|di)\s+", re.IGNORECASE)
_WORKS = (
    "article|column|essay|exclusive|investigation|item|op-ed|piece|post|report|reporting|scoop|story|write-up"
    "|artikel|aufsatz|beitrag|bericht|essay|kolumne|kommentar|recherche|reportage|text"
)
_WORD = re.compile(r"[^\W_]+")
_EDGE = 3  # paragraphs at either end that can be a credit
_MOST_WORDS = 25


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
    first = next((mention for mention in mentions if mention.kind != "generic" and mention.name), mentions[0])
    is_named = bool(first.name) and first.kind != "generic"
    names = {mention.publishers: mention.name for mention in reversed(mentions) if mention.name}
    order = dict.fromkeys(mention.publishers for mention in mentions if mention.name)
    return Credit(
        "named" if is_named else "generic",
        tuple(names[keys] for keys in order),
        _POSITIONS[first.place],
        first.paragraph,
    )


def find_author_credit(article: Article, author: str | None) -> Credit | None:
    """Find where an article names the author of its source, in full or as that of a piece.

    Args:
        article: the copy.
        author: byline of the source, of one or several people; None where it has none.

    Returns:
        A credit in the text; None where nobody is named, or the copy is by the same author.
    """
    own = (article.author or "").casefold()
    for name in people(author or ""):
        if name.casefold() in own:
            continue
        for place, paragraph in enumerate(article.paragraphs):
            if found := _mention(name).search(paragraph.text):
                return Credit("named", (" ".join(found[0].split()),), "text", place)
    return None


def people(author: str) -> Iterator[str]:
    """Yield the names in a byline, of one or several people, that have a first name and a surname."""
    for name in _BETWEEN_AUTHORS.split(_BY.sub("", author.strip())):
        if 2 <= len(name.split()) <= 4 and name[:1].isupper():
            yield name


@lru_cache(maxsize=256)
def _mention(name: str) -> re.Pattern[str]:
    full = r"\s+".join(map(re.escape, name.split()))
    surname = re.escape(name.split()[-1])
    return re.compile(
        rf"\b{full}\b|\b{surname}(?:['’]?s|['’])(?=\s+(?:[\w-]+\s+){{0,2}}(?i:{_WORKS})\b)"
        rf"|\b(?i:{_WORKS})\s+(?:by|von)\s+{surname}\b"
    )


def find_outlet_credit(article: Article, patterns: Sequence[str]) -> Credit | None:
    """Find an outlet's own form of credit, where a credit counts: in metadata, byline or tail.

    Args:
        article: the copy.
        patterns: words of such credits, such as "Ledger wires"; case and spacing do not count.

    Returns:
        A credit to nobody by name, in the words printed.
    """
    wanted = [words for pattern in patterns if (words := _words(pattern))]
    for place, paragraph, text in _lines(article):
        for words in wanted:
            if printed := _printed(words, text):
                return Credit("generic", (printed,), place, paragraph)
    return None


def _lines(article: Article) -> Iterator[tuple[CreditPosition, int | None, str]]:
    for text in filter(None, (article.credit, article.author)):
        yield "metadata", None, text
    last = len(article.paragraphs) - 1
    for at, paragraph in enumerate(article.paragraphs):
        is_short = len(paragraph.text.split()) <= _MOST_WORDS
        if is_short and (at < _EDGE or at > last - _EDGE):
            yield "tail" if at > last - _EDGE else "byline", at, paragraph.text


def _printed(words: Sequence[str], text: str) -> str | None:
    """Return how words that follow one another are printed in a text, None where they are not."""
    found = list(_WORD.finditer(text))
    folded = [word[0].casefold() for word in found]
    for start in range(len(found) - len(words) + 1):
        if folded[start : start + len(words)] == words:
            line = text[found[start].start() : found[start + len(words) - 1].end()]
            return " ".join(line.split())
    return None


def _words(text: str) -> list[str]:
    """Return the runs of letters and digits in a text, case folded."""
    return [word.casefold() for word in _WORD.findall(text)]
