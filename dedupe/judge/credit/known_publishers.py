"""Who publishes and whom others name: agencies, well-known outlets, those of a folder, those configured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from dedupe.judge.credit.name_matcher import NameForm, NameMatch, NameMatcher
from dedupe.judge.credit.outlet_names import (
    OutletProfile,
    agency_stem,
    bare_name,
    first_name,
    outlet_key,
    printed_forms,
    short_name,
    sister_name,
)
from dedupe.package_data import read_table
from dedupe.text.agencies import agencies

_ADDITION = re.compile(r"\(.*|\s[-–|]\s.*|\.com\b.*", re.DOTALL)  # "CNN (Web News)"
_DRESS = frozenset(
    {"agency", "com", "int", "international", "net", "news", "online", "org", "staff", "the"}
    | {"uk", "us", "web", "www"}
)
_LEAST_INITIALS = 3


class Publishers:
    """The agencies, and outlets in any spelling, that articles can be by or name; a configuration has profiles."""

    def __init__(self, outlets: Iterable[str] = (), profiles: Iterable[OutletProfile] = ()) -> None:
        profiles = tuple(profiles)
        at_hand = sorted({name for name in outlets if name})
        self.settings = (tuple(at_hand), profiles)  # all that it is made from
        aliases = read_table("outlets")["aliases"].items()
        known = [OutletProfile(name, tuple(names)) for name, names in aliases]
        self._aliases = {
            _plain_key(alias): _plain_key(profile.name) for profile in (*known, *profiles) for alias in profile.names
        }
        self._groups = {
            self.key(profile.name): f"group {outlet_key(profile.group)}" for profile in profiles if profile.group
        }
        self._credits = {self.key(profile.name): profile.credits for profile in profiles}
        self._own_agencies = {self.key(name) for name in at_hand if not agency_of(name) and agency_stem(name)}
        forms = tuple(self._all_forms(at_hand, profiles, known))
        self.matcher = NameMatcher(forms)
        self._keys = frozenset(form.key for form in forms)

    def key(self, outlet: str) -> str:
        """Return what all spellings and editions of an outlet's name have in common."""
        key = _plain_key(outlet)
        return self._aliases.get(key, key)

    def house(self, outlet: str) -> str:
        """Return the key of the house an outlet belongs to: its group's, or its own."""
        key = self.key(outlet)
        return self._groups.get(key, key)

    def is_agency(self, outlet: str) -> bool:
        """Return whether an outlet's name is that of an agency or press-release service."""
        return agency_of(outlet) is not None or self.key(outlet) in self._own_agencies

    def credits(self, outlet: str) -> tuple[str, ...]:
        """Return the words by which an outlet says that its text is from others."""
        return self._credits.get(self.key(outlet), ())

    def site_key(self, host: str) -> str | None:
        """Return the key of the known outlet whose site a host, such as "ledger.co.uk", is by its last labels."""
        labels = host.casefold().split(".")
        for count in (2, 3):
            key = self.key(".".join(labels[-count:]))
            if key in self._keys:
                return key
        return None

    def _all_forms(
        self, at_hand: Iterable[str], profiles: Iterable[OutletProfile], known: Iterable[OutletProfile]
    ) -> Iterator[NameForm]:
        yield from _agency_forms()
        own = [(name, name) for name in at_hand]
        configured = [(name, profile.name) for profile in profiles for name in (profile.name, *profile.names)]
        listed = [(name, name) for name in known_outlets()]
        for name, outlet in (*own, *configured, *listed):
            yield from self._forms(name, outlet)
        for profile in known:
            for name in profile.names:
                yield NameForm(name, self.key(profile.name), "outlet", exact=True)

    def _forms(self, name: str, outlet: str) -> Iterator[NameForm]:
        """List the ways to print an outlet's name; none where it is an agency's of the table."""
        if agency_of(name) is not None:
            return
        key = self.key(outlet)
        for form in printed_forms(name):
            yield NameForm(form, key, "agency" if agency_stem(outlet) else "outlet")
        if stem := agency_stem(name):
            initials = "".join(word[0] for word in bare_name(name).split()).upper()
            for mark in (stem, *([initials] if len(initials) >= _LEAST_INITIALS else [])):
                yield NameForm(mark, key, "agency", mark=True, exact=True)
            return
        if sister := sister_name(name):
            yield NameForm(sister, key, "outlet", sister=True)
        if first := first_name(name):
            yield NameForm(first, key, "outlet", mark=True, exact=True)
        if short := short_name(name):
            yield NameForm(short, key, "outlet", mark=True, article=True)


@lru_cache(maxsize=1 << 12)
def agency_of(outlet: str) -> NameMatch | None:
    """Find the agency or press-release service of the table that an outlet's name stands for."""
    simple = _ADDITION.sub("", outlet)
    found = _known_agencies().find(simple)
    if not found or found[0].kind == "generic":
        return None
    rest = simple[: found[0].start] + simple[found[0].end :]
    return found[0] if _DRESS.issuperset(re.findall(r"\w+", rest.casefold())) else None


def agency_name(key: str) -> str:
    """Return the name of an agency of the table."""
    return next(agency.names[0] for agency in agencies() if agency.key == key)


def agency_marks(key: str) -> tuple[str, ...]:
    """Return the short forms of an agency, "AP" and the like; none of whom is no agency."""
    return next((agency.marks for agency in agencies() if agency.key == key), ())


def known_outlets() -> tuple[str, ...]:
    """List outlets that others often name as their source."""
    return tuple(read_table("outlets")["names"])


def _plain_key(outlet: str) -> str:
    agency = agency_of(outlet)
    return agency.keys[0] if agency else outlet_key(outlet)


@cache
def _known_agencies() -> NameMatcher:
    return NameMatcher(_agency_forms())


@cache
def _agency_forms() -> tuple[NameForm, ...]:
    return tuple(
        form
        for agency in agencies()
        for form in (
            *(NameForm(name, agency.key, agency.kind) for name in agency.names),
            *(NameForm(mark, agency.key, agency.kind, True, agency.exact) for mark in agency.marks),
        )
    )
