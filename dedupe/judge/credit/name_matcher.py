"""Names found in a text, whole words only, the longest at each place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count, islice
from typing import Literal, NamedTuple

from dedupe.punctuation import EAST_ASIAN
from dedupe.text.agencies import AgencyKind

Kind = AgencyKind | Literal["outlet"]

_WORD = re.compile(rf"[^\W_{EAST_ASIAN}]+")
_SPACES = bytes(at if chr(at).isalnum() and at < 128 else ord(" ") for at in range(256))
_MARKS = "’‘“”–—…"  # without these, many a text is ASCII
_UNSPACED = re.compile(f"[{EAST_ASIAN}]")  # names in these scripts stand in a text without spaces


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name as it stands in a text."""

    keys: tuple[str, ...]  # of the agency, or of outlets, those that bear the very name first; see `Publishers.key`
    kind: Kind  # "agency", "release", "generic" or "outlet"
    text: str
    start: int  # offset of its first character
    end: int  # offset after its last
    mark: bool = False  # whether it is a short form


class NameForm(NamedTuple):
    """One way to print a name."""

    text: str
    key: str  # of the agency or outlet
    kind: Kind  # of an outlet, words that begin with a capital must do so in a text as well
    mark: bool = False  # whether it is a short form; a form in full goes before it
    exact: bool = False  # whether it counts only in the case given
    article: bool = False  # whether it counts only behind "the" and the like
    sister: bool = False  # whether it is the name in full of another edition, as "Fox News" is of Fox Online News


_ARTICLES = frozenset({"a", "an", "the", "der", "die", "das", "dem", "den", "des", "im", "beim", "vom", "zum"})


class _Anchored(NamedTuple):
    """A name in folded words and as it is written, with the index of its longest, by which it is looked up."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    offset: int
    form: NameForm

    def is_printed(self, raw: Sequence[str], before: str) -> bool:
        """Return whether words that fit but for their case do fit, by the word before them in lower case."""
        if self.form.exact or self.form.article:
            is_called = not self.form.article or before in _ARTICLES
            return is_called and tuple(raw) == self.written
        if self.form.kind == "outlet":
            return all(word[0].isupper() or not name[0].isupper() for word, name in zip(raw, self.written, strict=True))
        return True


class NameMatcher:
    """Names to be found, the longer before the shorter, agencies before outlets."""

    def __init__(self, forms: Iterable[NameForm]) -> None:
        self._anchors: dict[str, list[_Anchored]] = {}
        self._unspaced: dict[str, NameForm] = {}
        for form in dict.fromkeys(forms):
            written = tuple(_WORD.findall(form.text))
            words = tuple(map(str.casefold, written))
            if _UNSPACED.search(form.text):
                self._unspaced.setdefault(form.text, form)
            elif words:
                anchor = max(words, key=len)
                anchored = _Anchored(words, written, words.index(anchor), form)
                self._anchors.setdefault(anchor, []).append(anchored)
        unspaced = sorted(self._unspaced, key=lambda text: (-len(text), text))
        self._unspaced_pattern = re.compile("|".join(map(re.escape, unspaced)) or r"(?!)")

    def find(self, text: str) -> tuple[NameMatch, ...]:
        """Find the names in a text, in its order; none overlap."""
        unmarked = _without_marks(text)
        found = self._find_spaced(text, _words_alone(unmarked))
        if not unmarked.isascii() and _UNSPACED.search(text):
            found += self._find_unspaced(text)
        return _longest_matches(found) if found else ()

    def _find_spaced(self, text: str, alone: str) -> list[NameMatch]:
        """Find names in a text, given its words alone."""
        folded = alone.casefold().split()
        if self._anchors.keys().isdisjoint(folded):
            return []
        forms = defaultdict[tuple[int, int], list[NameForm]](list)
        for first, last, form in self._places(alone, folded):
            forms[first, last].append(form)
        if not forms:
            return []
        spans = [word.span() for word in islice(_WORD.finditer(text), max(last for _, last in forms))]
        return [_match(text, spans[first][0], spans[last - 1][1], printed) for (first, last), printed in forms.items()]

    def _places(self, text: str, folded: Sequence[str]) -> Iterator[tuple[int, int, NameForm]]:
        """Yield the first of the words of each name, the one after its last, and how it is printed."""
        words = list[str]()
        for index in compress(count(), map(self._anchors.__contains__, folded)):
            for anchored in self._anchors[folded[index]]:
                first, name = index - anchored.offset, anchored.words
                last = first + len(name)
                if first < 0 or folded[first] != name[0] or tuple(folded[first:last]) != name:
                    continue
                words = words or text.split()
                if anchored.is_printed(words[first:last], folded[first - 1] if first else ""):
                    yield first, last, anchored.form

    def _find_unspaced(self, text: str) -> Iterator[NameMatch]:
        for match in self._unspaced_pattern.finditer(text):
            yield _match(text, match.start(), match.end(), [self._unspaced[match[0]]])


def _without_marks(text: str) -> str:
    """Write a space for each mark between words that is not ASCII, though the rest of a text mostly is."""
    for mark in () if text.isascii() else _MARKS:
        text = text.replace(mark, " ")
    return text


def _words_alone(text: str) -> str:
    """Write a space for all that stands between the words of a text."""
    if text.isascii():  # a third of the time
        return text.encode("ascii").translate(_SPACES).decode("ascii")
    return " ".join(_WORD.findall(text))


def _match(text: str, start: int, end: int, forms: Sequence[NameForm]) -> NameMatch:
    """Return what a place names: an agency; or all outlets that it is a full, or else short, name of."""
    kind: Kind = next((form.kind for form in forms if form.kind != "outlet"), "outlet")
    fitting = [form for form in forms if form.kind == kind]
    full = sorted((form.sister, form.key) for form in fitting if not form.mark)
    keys = [key for _, key in full] or sorted(form.key for form in fitting)
    named = tuple(dict.fromkeys(keys if kind == "outlet" else keys[:1]))
    return NameMatch(named, kind, text[start:end], start, end, mark=not full)


def _longest_matches(found: Iterable[NameMatch]) -> tuple[NameMatch, ...]:
    """Return the names in their order, of those that overlap the longest."""
    apart: list[NameMatch] = []
    for named in sorted(found, key=lambda match: (match.start, -match.end)):
        if not apart or named.start >= apart[-1].end:
            apart.append(named)
        elif named.end - named.start > apart[-1].end - apart[-1].start:
            apart[-1] = named
    return tuple(apart)
