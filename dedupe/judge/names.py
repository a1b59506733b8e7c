"""Names of agencies and outlets, found in a text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, NamedTuple

from dedupe.text.tables import AgencyKind, agencies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = AgencyKind | Literal["outlet"]

_EAST_ASIAN = "\u2e80-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[^\W_{_EAST_ASIAN}]+")
_GLUED = re.compile(f"[{_EAST_ASIAN}]")
_ADDITION = re.compile(r"\s*\(.*|\s+[-–|]\s.*|\.com\b.*", re.DOTALL)
_DRESS = frozenset("www com org net online news web the agency us uk int international staff".split())


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in a text.

    Attributes:
        key: of the agency, or the outlet's name.
        kind: "agency", "release", "generic" or "outlet".
        text: as printed.
        start: offset of its first character.
        end: offset after its last.
        mark: whether it is a short form.
    """

    key: str
    kind: Kind
    text: str
    start: int
    end: int
    mark: bool


class _Form(NamedTuple):
    """One way to print a name: in which words, and whether their case counts."""

    text: str
    key: str
    kind: Kind
    mark: bool = False
    exact: bool = False

    def is_printed(self, raw: Sequence[str]) -> bool:
        """Tell whether words that fit but for their case do fit."""
        own = _WORD.findall(self.text)
        if self.kind == "outlet":
            return all(it[0].isupper() or not name[0].isupper() for it, name in zip(raw, own, strict=True))
        return not self.exact or list(raw) == own


class Names:
    """Names to be found, the longer before the shorter."""

    def __init__(self, forms: Iterable[_Form]) -> None:
        spaced: dict[str, list[tuple[tuple[str, ...], _Form]]] = {}
        self._glued: dict[str, _Form] = {}
        for form in forms:
            words = tuple(map(str.casefold, _WORD.findall(form.text)))
            if _GLUED.search(form.text):
                self._glued.setdefault(form.text, form)
            elif words:
                spaced.setdefault(words[0], []).append((words, form))
        for known in spaced.values():
            known.sort(key=lambda it: -len(it[0]))
        self._spaced = spaced
        glued = sorted(self._glued, key=lambda it: (-len(it), it))
        self._glued_pattern = re.compile("|".join(map(re.escape, glued)) or r"(?!)")

    def find(self, text: str) -> tuple[Named, ...]:
        """Find the names in a text, in its order; none overlap."""
        found = list(self._find_spaced(text))
        if _GLUED.search(text):
            found += self._find_glued(text)
            found.sort(key=lambda it: it.start)
        return tuple(found)

    def _find_spaced(self, text: str) -> Iterator[Named]:
        words = list(_WORD.finditer(text))
        folded = [word[0].casefold() for word in words]
        skip_to = 0
        for at, word in enumerate(folded):
            if at < skip_to or word not in self._spaced:
                continue
            for name, form in self._spaced[word]:
                skip = at + len(name)
                raw = [it[0] for it in words[at:skip]]
                if tuple(folded[at:skip]) == name and form.is_printed(raw):
                    yield _named(form, text, words[at].start(), words[skip - 1].end())
                    skip_to = skip
                    break

    def _find_glued(self, text: str) -> Iterator[Named]:
        for match in self._glued_pattern.finditer(text):
            yield _named(self._glued[match[0]], text, match.start(), match.end())


@lru_cache(maxsize=1 << 10)
def names(outlets: tuple[str, ...] = ()) -> Names:
    """Give the names of all agencies and of some outlets.

    Args:
        outlets: their names; one that is an agency's stays the agency's.
    """
    own = [outlet for outlet in outlets if agency_of(outlet) is None]
    return Names([*_agency_forms(), *(form for it in own for form in _outlet_forms(it))])


@lru_cache(maxsize=1 << 12)
def agency_of(outlet: str) -> Named | None:
    """Find the agency or press-release service that an outlet's name stands for."""
    simple = _ADDITION.sub("", outlet)
    found = _agencies().find(simple)
    if not found or found[0].kind == "generic":
        return None
    rest = simple[: found[0].start] + simple[found[0].end :]
    return found[0] if _DRESS.issuperset(map(str.casefold, _WORD.findall(rest))) else None


@cache
def known_outlets() -> tuple[str, ...]:
    """List outlets that others often name as their source."""
    table = tomllib.loads(files("dedupe").joinpath("data/outlets.toml").read_text("utf-8"))
    return tuple(table["names"])


def outlet_key(outlet: str) -> str:
    """Give what the spellings of an outlet's name have in common."""
    words = _WORD.findall(_ADDITION.sub("", outlet).casefold())
    return " ".join(words[words[:1] == ["the"] :] or words)


@cache
def _agencies() -> Names:
    return Names(_agency_forms())


@cache
def _agency_forms() -> tuple[_Form, ...]:
    return tuple(
        form
        for agency in agencies()
        for form in (
            *(_Form(name, agency.key, agency.kind) for name in agency.names),
            *(_Form(mark, agency.key, agency.kind, True, agency.exact) for mark in agency.marks),
        )
    )


def _outlet_forms(outlet: str) -> Iterator[_Form]:
    """Print an outlet's name in full, without "The", and as in "the Ledger"."""
    simple = _ADDITION.sub("", outlet).strip() or outlet
    words = simple.split()
    bare = words[words[0].casefold() == "the" and len(words) > 1 :] if words else []
    yield _Form(simple, outlet, "outlet")
    yield _Form(" ".join(bare), outlet, "outlet")
    if len(bare) > 1:
        yield _Form(f"the {bare[-1]}", outlet, "outlet", mark=True)
