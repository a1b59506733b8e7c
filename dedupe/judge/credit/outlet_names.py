"""The names of outlets: which are of one house, and how others print them in short.

Names are compared letter by letter without spaces and accents, so that "NBC News" and "NBCNews.com" are one,
and "Washington Post" and "Huffington Post" two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dedupe.package_data import read_table

_ADDITION = re.compile(r"\s*[(（|].*|\s[-–—]\s.*", re.DOTALL)  # "CNN (Web News)"
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)*?[\w-]{2,})\.(?:com?|org|net|info|news|online|tv|[a-z]{2})"
    r"(?:\.[a-z]{2})?/?",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_]+")
_EDITION = re.compile(r"[\s,]+(?:\w+\s+)?(?:edition|ausgabe|édition|edición|edizione)\s*\Z", re.I)
_LEAST_STEM = 3  # letters that a name must have beside a glued "online"


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """What a configuration says of one outlet.

    Attributes:
        name: of it.
        names: others by which it is known, in metadata and in texts.
        group: name of the house that it belongs to; what outlets of one house share is no copy.
        credits: words by which it credits its sources, beyond those that everyone uses.
    """

    name: str
    names: tuple[str, ...] = ()
    group: str | None = None
    credits: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 12)
def outlet_key(name: str) -> str:
    """Return what the names of one outlet and its editions have in common.

    >>> outlet_key("The Ledger"), outlet_key("Ledger Online"), outlet_key("www.ledger.com")
    ('ledger', 'ledger', 'ledger')
    >>> outlet_key("Ledger (print)"), outlet_key("Ledger Sunday"), outlet_key("Times of India")
    ('ledger', 'ledger', 'timesofindia')
    """
    words = [_letters(word) for word in bare_name(name).split()]
    return "".join(words) or "".join(map(_letters, _WORD.findall(name))) or name.casefold()


@lru_cache(maxsize=1 << 12)
def bare_name(name: str) -> str:
    """Return an outlet's name without article, domain, addition and edition.

    >>> bare_name("The Harbour Ledger - News"), bare_name("NBCNews.com"), bare_name("Ledger on Sunday")
    ('Harbour Ledger', 'NBC News', 'Ledger')
    """
    table = read_table("outlets")["parts"]
    simple = _EDITION.sub("", _ADDITION.sub("", name)).strip() or name
    domain = _DOMAIN.fullmatch(simple)
    words = _CAMEL.sub(" ", domain[1]).split() if domain else simple.split()
    folded = [word.casefold() for word in words]
    first = len(words) > 1 and folded[0] in table["articles"]
    last = len(words)
    while last > first + 1:
        ending = next((edition for edition in table["editions"] if _ends(folded[first + 1 : last], edition)), None)
        if ending is None:
            break
        last -= len(ending.split())
    words = words[first:last]
    if domain and len(words) == 1 and folded[first].startswith("the") and len(words[0]) > 6:
        words = [words[0][3:]]  # "theguardian.com"
    if words and folded[last - 1].endswith("online") and len(words[-1]) - 6 >= _LEAST_STEM:
        words[-1] = words[-1][:-6]  # "MailOnline"
    return " ".join(words)


def agency_stem(name: str) -> str | None:
    """Return what is left of an agency's name without the words that make it one; else None.

    >>> agency_stem("Meridian News Agency"), agency_stem("Corvus Wire"), agency_stem("Harbour Ledger")
    ('Meridian', 'Corvus', None)
    """
    bare = bare_name(name)
    folded = bare.casefold()
    table = read_table("outlets")["parts"]
    if folded in table["no_agencies"]:
        return None
    for words in table["agency"]:
        if folded.endswith(f" {words}"):
            return bare[: -len(words) - 1].rstrip()
        if folded.startswith(f"{words} "):
            return bare[len(words) + 1 :].lstrip()
    is_wire = folded.endswith("wire") and " " not in folded and len(folded) > len("newswire")
    return bare if is_wire else None


def printed_forms(name: str) -> Iterator[str]:
    """List how others print an outlet's name in full: as it is, bare, split, and in German cases."""
    simple = _ADDITION.sub("", name).strip() or name
    bare = bare_name(name)
    yield from dict.fromkeys((simple, bare, *_inflected(bare)))


def sister_name(name: str) -> str | None:
    """Return the name of the printed edition in that of another: "Fox News" for "Fox Online News"."""
    words = bare_name(name).split()
    editions = read_table("outlets")["parts"]["editions"]
    left = [word for word in words if word.casefold() not in editions]
    return " ".join(left) if 1 < len(left) < len(words) else None


def short_name(name: str) -> str | None:
    """Return the last word of an outlet's name if others can call it "the Ledger" by that."""
    words = bare_name(name).split()
    is_title = len(words) > 1 and not any(word[0].islower() for word in words)
    generic = read_table("outlets")["parts"]["generic"]
    return words[-1] if is_title and words[-1].casefold() not in generic else None


def first_name(name: str) -> str | None:
    """Return what stands before "News" and the like in an outlet's name: "Fox", "Pew", "NPR".

    >>> first_name("NPR Online News"), first_name("Pew Research Center"), first_name("City News")
    ('NPR', 'Pew', None)
    """
    words = bare_name(name).split()
    parts = read_table("outlets")["parts"]
    last = len(words)
    while last > 1 and words[last - 1].casefold() in parts["dress"]:
        last -= 1
    stem = words[:last]
    is_telling = last < len(words) and len(stem) == 1 and stem[0].casefold() not in parts["plain"]
    return stem[0] if is_telling else None


def _inflected(bare: str) -> Iterator[str]:
    """Print a German name after "der": "Süddeutschen Zeitung"; and in the genitive: "Kuriers"."""
    words = bare.split()
    for ending in ("n", "r"):
        if len(words) > 1 and words[0].endswith("e"):
            yield " ".join([words[0] + ending, *words[1:]])
    if words and words[-1][-1:].isalpha() and words[-1][-1:] not in "sxzß":
        yield f"{bare}s"


def _ends(words: list[str], ending: str) -> bool:
    parts = ending.split()
    return words[-len(parts) :] == parts


def _letters(word: str) -> str:
    """Fold case, and leave out accents and everything that is no letter or digit."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if character.isalnum())
