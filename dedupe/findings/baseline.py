"""A baseline: findings that were looked at and accepted, an entry for each rule, article and source, kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec

from dedupe.errors import BaselineError, InputError
from dedupe.findings.finding import Acceptance, Finding
from dedupe.read.file_bytes import read_content

MARGIN = 0.10  # by which containment may grow before an accepted finding fires again
_DIGITS = 2
Key = tuple[str, str, str]
VERSION = 1
_MAX_SIZE = 200_000_000


class BaselineEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One accepted use of one source."""

    rule: str
    article: str
    source: str  # identity of the source
    containment: Annotated[float, msgspec.Meta(ge=0, le=1)]  # what was accepted, 0 to 1, rounded to hundredths
    changes: int = 0  # number of edits that were accepted, for a rule about edits
    reason: str | None = None  # why, in words
    expires: date | None = None  # last day on which it holds; None for ever

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.rule, self.article, self.source


Baseline = tuple[BaselineEntry, ...]  # with different keys, sorted by them


@dataclass(frozen=True, slots=True)
class Applied:
    """What a baseline did to findings."""

    findings: tuple[Finding, ...]  # all of them, in their order; those accepted say so
    unused: tuple[BaselineEntry, ...]  # entries that nothing was found for
    expired: tuple[BaselineEntry, ...]  # entries that would accept something, were their time not over


def create(findings: Iterable[Finding], reason: str | None = None) -> Baseline:
    """Accept findings, all for one reason; those accepted by other means already are left out."""
    wanted = (finding for finding in findings if finding.accepted is None or finding.accepted.by == "baseline")
    entries = {
        entry.key: msgspec.structs.replace(entry, reason=reason) for finding in wanted for entry in _entries(finding)
    }
    return tuple(entries[key] for key in sorted(entries))


def update(baseline: Baseline, findings: Iterable[Finding], reason: str | None = None) -> Baseline:
    """Accept what is found now and nothing else, the new for a reason; old reasons and expiry dates stay."""
    before = {entry.key: entry for entry in baseline}
    return tuple(
        msgspec.structs.replace(entry, reason=old.reason, expires=old.expires)
        if (old := before.get(entry.key))
        else entry
        for entry in create(findings, reason)
    )


def prune(baseline: Baseline, findings: Iterable[Finding]) -> Baseline:
    """Drop the entries that nothing is found for any more; the others stay as they are."""
    found = {entry.key for entry in create(findings)}
    return tuple(entry for entry in baseline if entry.key in found)


def apply(baseline: Baseline, findings: Iterable[Finding], today: date) -> Applied:
    """Mark the findings that a baseline accepts on a day.

    A finding is accepted if every one of its sources is, and no more is taken from it than was accepted: containment
    within MARGIN, and no more edits.
    """
    entries = {entry.key: entry for entry in baseline}
    marked, used, expired = [], set[Key](), set[Key]()
    for finding in findings:
        needed = _entries(finding)
        used.update(entry.key for entry in needed)
        held = [entries.get(entry.key) for entry in needed]
        covering = [old for old, new in zip(held, needed, strict=True) if old and _covers(old, new)]
        late = [old for old in covering if old.expires is not None and old.expires < today]
        expired.update(old.key for old in late)
        accepted = finding.accepted is None and len(covering) == len(needed) and not late
        marked.append(_accept(finding, covering) if accepted else finding)
    return Applied(
        tuple(marked),
        tuple(entry for entry in baseline if entry.key not in used),
        tuple(entry for entry in baseline if entry.key in expired),
    )


def _entries(finding: Finding) -> list[BaselineEntry]:
    """Return the entries that would accept a finding."""
    return [
        BaselineEntry(
            finding.rule, finding.article, pair.a, round(pair.measures.containment, _DIGITS), finding.changes(pair.a)
        )
        for pair in finding.pairs
    ]


def _covers(old: BaselineEntry, new: BaselineEntry) -> bool:
    grown = round(new.containment - old.containment, _DIGITS)
    return grown <= MARGIN and new.changes <= old.changes


def _accept(finding: Finding, entries: Iterable[BaselineEntry]) -> Finding:
    reasons = dict.fromkeys(entry.reason for entry in entries if entry.reason)
    return replace(finding, accepted=Acceptance("baseline", "; ".join(reasons) or None))


def render(baseline: Baseline) -> str:
    """Write a baseline as JSON that merges well: sorted, one entry a line, without times."""
    # What ends a line for an editor or for Git is escaped too, and so are lone surrogates.
    lines = ",\n".join(json.dumps(msgspec.to_builtins(entry)) for entry in baseline)
    end = "\n" if lines else ""
    return f'{{"version": {VERSION}, "entries": [\n{lines}{end}]}}\n'


def load(path: Path) -> Baseline:
    """Read a baseline, or raise a BaselineError if there is none at this place, or it is broken."""
    try:
        content = read_content(str(path), _MAX_SIZE)
    except InputError as error:
        raise BaselineError(f"baseline {path}: {error}; `dedupe baseline create` makes one") from None
    try:
        return parse(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise BaselineError(f"baseline {path}: not UTF-8") from None


def parse(text: str, name: str) -> Baseline:
    """Read a baseline from JSON; entries may come in any order.

    A BaselineError says that it is broken, of another version, or has two entries for the same.
    """
    try:
        root = json.loads(text)
    except (ValueError, RecursionError) as error:
        hint = "; a merge left its marks in it" if "\n<<<<<<< " in f"\n{text}" else ""
        raise BaselineError(f"baseline {name}: broken JSON: {error}{hint}") from None
    if not isinstance(root, dict) or not isinstance(root.get("entries"), list):
        raise BaselineError(f"baseline {name}: not a baseline, it has no list of entries")
    if root.get("version") != VERSION:
        raise BaselineError(f"baseline {name}: of version {root.get('version')!r}, not {VERSION}")
    entries: dict[tuple[str, str, str], BaselineEntry] = {}
    for number, value in enumerate(root["entries"], 1):
        entry = _entry(value, f"baseline {name}: entry {number}")
        if entry.key in entries:
            raise BaselineError(f"baseline {name}: entry {number} is there twice")
        entries[entry.key] = entry
    return tuple(entries[key] for key in sorted(entries))


def _entry(value: object, place: str) -> BaselineEntry:
    try:
        return msgspec.convert(value, BaselineEntry)
    except msgspec.ValidationError as error:
        raise BaselineError(f"{place}: {error}") from None
