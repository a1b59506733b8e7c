"""Names found in a text, whole words only, the longest at each place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from dedupe.text.agencies import AgencyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

Kind = AgencyKind | Literal["outlet"]

_EAST_ASIAN = "\u2e80-\ud7af\uf900-\ufaff"  # names in these scripts stand in a text without spaces
_WORD = re.compile(rf"[^\W_{_EAST_ASIAN}]+")
_UNSPACED = re.compile(f"[{_EAST_ASIAN}]")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name as it stands in a text.

    Attributes:
        key: of the agency or outlet; see `publisher_key`.
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


class NameForm(NamedTuple):
    """One way to print a name.

    Attributes:
        text: its words.
        key: of the agency or outlet.
        kind: of an outlet, words that begin with a capital must do so in a text as well.
        mark: whether it is a short form.
        exact: whether it counts only in the case given.
    """

    text: str
    key: str
    kind: Kind
    mark: bool = False
    exact: bool = False

    def is_printed(self, raw: Sequence[str]) -> bool:
        """Tell whether words that fit but for their case do fit."""
        own = _WORD.findall(self.text)
        if self.kind == "outlet":
            return all(
                it[0].isupper() or not name[0].isupper() for it, name in zip(raw, own, strict=True)
            )
        return not self.exact or list(raw) == own

    def at(self, text: str, start: int, end: int) -> NameMatch:
        """Give the name as it stands in a text."""
        return NameMatch(self.key, self.kind, text[start:end], start, end, self.mark)


class _Anchored(NamedTuple):
    """A name in folded words, with the index of its longest, by which it is looked up."""

    words: tuple[str, ...]
    offset: int
    form: NameForm


class NameMatcher:
    """Names to be found, the longer before the shorter.

    Args:
        forms: how they are printed.
        beside: names to be found as well; they come first.
    """

    def __init__(self, forms: Iterable[NameForm], beside: NameMatcher | None = None) -> None:
        self._anchors: dict[str, tuple[_Anchored, ...]] = dict(beside._anchors) if beside else {}
        self._unspaced: dict[str, NameForm] = dict(beside._unspaced) if beside else {}
        for form in forms:
            words = tuple(map(str.casefold, _WORD.findall(form.text)))
            if _UNSPACED.search(form.text):
                self._unspaced.setdefault(form.text, form)
            elif words:
                anchor = max(words, key=len)
                found = _Anchored(words, words.index(anchor), form)
                self._anchors[anchor] = (*self._anchors.get(anchor, ()), found)
        glued = sorted(self._unspaced, key=lambda it: (-len(it), it))
        self._unspaced_pattern = re.compile("|".join(map(re.escape, glued)) or r"(?!)")

    def find(self, text: str) -> tuple[NameMatch, ...]:
        """Find the names in a text, in its order; none overlap."""
        found: list[NameMatch] = []
        known = self._anchors.keys() & _folded_words(text)
        if known:
            found += self._find_spaced(text, _cut(text), known)
        if _UNSPACED.search(text):
            found += self._find_unspaced(text)
        return _longest_matches(sorted(found, key=lambda it: (it.start, -it.end)))

    def _find_spaced(self, text: str, cut: _Cut, anchors: Set[str]) -> Iterator[NameMatch]:
        for word in anchors:
            for at in cut.places.get(word, ()):
                for name, offset, form in self._anchors[word]:
                    first, last = at - offset, at - offset + len(name)
                    if first < 0 or cut.folded[first:last] != name:
                        continue
                    if form.is_printed([text[slice(*it)] for it in cut.spans[first:last]]):
                        yield form.at(text, cut.spans[first][0], cut.spans[last - 1][1])

    def _find_unspaced(self, text: str) -> Iterator[NameMatch]:
        for match in self._unspaced_pattern.finditer(text):
            yield self._unspaced[match[0]].at(text, match.start(), match.end())


class _Cut(NamedTuple):
    """The words of a text: their spans, their folded wording, and where each wording stands."""

    spans: tuple[tuple[int, int], ...]
    folded: tuple[str, ...]
    places: dict[str, list[int]]


@lru_cache(maxsize=1 << 10)
def _folded_words(text: str) -> frozenset[str]:
    """Give the words of a text, each once; most hold none of the names that are looked for."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=1 << 10)
def _cut(text: str) -> _Cut:
    """Cut a text into words, once for all the names that are looked for in it."""
    spans = tuple([word.span() for word in _WORD.finditer(text)])
    folded = tuple([text[start:end].casefold() for start, end in spans])
    places: dict[str, list[int]] = {}
    for at, word in enumerate(folded):
        places.setdefault(word, []).append(at)
    return _Cut(spans, folded, places)


def _longest_matches(found: Iterable[NameMatch]) -> tuple[NameMatch, ...]:
    """Of names that overlap, leave the longest; the names come by their beginnings."""
    apart: list[NameMatch] = []
    for named in found:
        if not apart or named.start >= apart[-1].end:
            apart.append(named)
        elif named.end - named.start > apart[-1].end - apart[-1].start:
            apart[-1] = named
    return tuple(apart)
