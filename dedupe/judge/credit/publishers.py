"""The names of agencies and outlets, and whom an outlet's name stands for."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dedupe.judge.credit.name_matcher import NameForm, NameMatch, NameMatcher
from dedupe.text.agencies import agencies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ADDITION = re.compile(r"\(.*|\s[-–|]\s.*|\.com\b.*", re.DOTALL)  # "CNN (Web News)"
_DRESS = frozenset(
    {"agency", "com", "int", "international", "net", "news", "online", "org", "staff", "the"}
    | {"uk", "us", "web", "www"}
)


@lru_cache(maxsize=1 << 10)
def names(outlets: tuple[str, ...] = ()) -> NameMatcher:
    """Give the names of all agencies and of some outlets.

    Args:
        outlets: their names; one that is an agency's stays the agency's.
    """
    own = [outlet for outlet in outlets if agency_of(outlet) is None]
    last_words = Counter(
        words[-1] for words in {_bare_words(it) for it in (*own, *known_outlets())}
    )
    return NameMatcher((form for it in own for form in _outlet_forms(it, last_words)), _agencies())


@lru_cache(maxsize=1 << 12)
def agency_of(outlet: str) -> NameMatch | None:
    """Find the agency or press-release service that an outlet's name stands for."""
    simple = _ADDITION.sub("", outlet)
    found = _agencies().find(simple)
    if not found or found[0].kind == "generic":
        return None
    rest = simple[: found[0].start] + simple[found[0].end :]
    return found[0] if _DRESS.issuperset(re.findall(r"\w+", rest.casefold())) else None


@cache
def known_outlets() -> tuple[str, ...]:
    """List outlets that others often name as their source."""
    table = tomllib.loads(files("dedupe").joinpath("data/outlets.toml").read_text("utf-8"))
    return tuple(table["names"])


def agency_name(key: str) -> str:
    """Give the name of an agency."""
    return next(agency.names[0] for agency in agencies() if agency.key == key)


def publisher_key(outlet: str) -> str:
    """Give what the spellings of an outlet's name have in common; for an agency, its key."""
    agency = agency_of(outlet)
    return agency.key if agency else " ".join(_bare_words(outlet))


@cache
def _agencies() -> NameMatcher:
    return NameMatcher(
        form
        for agency in agencies()
        for form in (
            *(NameForm(name, agency.key, agency.kind) for name in agency.names),
            *(NameForm(mark, agency.key, agency.kind, True, agency.exact) for mark in agency.marks),
        )
    )


def _bare_words(outlet: str) -> tuple[str, ...]:
    """Give the words of an outlet's name, without "The" and additions."""
    words = tuple((_ADDITION.sub("", outlet).strip() or outlet).casefold().split())
    return words[words[0] == "the" and len(words) > 1 :] if words else ("",)


def _outlet_forms(outlet: str, last_words: Mapping[str, int]) -> Iterator[NameForm]:
    """Print an outlet's name in full, without "The", and as "the Ledger" where no other ends so."""
    simple = _ADDITION.sub("", outlet).strip() or outlet
    bare = _bare_words(outlet)
    printed = simple.split()[-len(bare) :]
    key = publisher_key(outlet)
    yield NameForm(simple, key, "outlet")
    yield NameForm(" ".join(printed), key, "outlet")
    if len(bare) > 1 and last_words[bare[-1]] == 1:
        yield NameForm(f"the {printed[-1]}", key, "outlet", mark=True)
