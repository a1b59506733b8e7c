"""The one model that every format of a check's report is written from."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dedupe.findings.gate import Gate, Verdict, decide
from dedupe.findings.rules import rules
from dedupe.report.terminal import PLAIN, Terminal

if TYPE_CHECKING:
    from dedupe.findings.finding import Finding, Region
    from dedupe.pipeline.judgement import Judgement

_LATEST = 16  # files that stay cut into lines


class FileLocation(NamedTuple):
    """A place in a file, as a report names it."""

    path: str  # relative to the root of the repository, with forward slashes
    line: int  # 1-based
    end_line: int  # inclusive
    column: int | None = None  # 1-based, in code points; None where it is not known
    end_column: int | None = None  # after the last character


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How a text report is wanted."""

    terminal: Terminal = PLAIN  # on which it is read
    quiet: bool = False  # only one line an article
    verbose: bool = False  # everything that is known, without cutting lists short


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found, ready to be written in any format."""

    result: Judgement  # of the check, with the findings that are wanted, accepted ones too
    gate: Gate = field(default_factory=Gate)
    remarks: tuple[str, ...] = ()  # what else there is to say, such as unused baseline entries; a sentence each
    prefix: str = ""  # path from the root of the repository to the working directory, "" or ending in "/"
    compared_with_baseline: bool = False  # whether findings without acceptance are new ones
    version: str = "0"
    others: tuple[str, ...] = ()  # files that the same run writes other reports to
    text: TextOptions = TextOptions()  # how a text report is wanted
    _lines: Callable[[str], Sequence[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lines", lru_cache(_LATEST)(self._read_lines))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, accepted ones too, by path."""
        return self.result.findings

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody accepted, by path."""
        return tuple(finding for finding in self.findings if finding.accepted is None)

    @property
    def verdict(self) -> Verdict:
        """Whether the check fails."""
        return decide(self.findings, self.gate)

    def path(self, path: str) -> str:
        """Return a path relative to the root of the repository."""
        return posixpath.normpath(self.prefix + path)

    def location(self, region: Region) -> FileLocation:
        """Locate a region; its words are looked up in the file, so that line and columns are exact."""
        path = self.path(region.path)
        lines = self._lines(region.path) if region.words else ()
        for number in range(region.start_line, min(region.end_line, len(lines)) + 1):
            start = lines[number - 1].find(region.words)
            if start >= 0:
                return FileLocation(path, number, number, start + 1, start + 1 + len(region.words))
        return FileLocation(path, region.start_line, region.end_line)

    def span(self, region: Region) -> FileLocation:
        """Locate a region with columns in any case: from the first to the last character of its lines."""
        place = self.location(region)
        if place.column is not None:
            return place
        lines = self._lines(region.path)
        last = lines[place.end_line - 1] if place.end_line <= len(lines) else ""
        return place._replace(column=1, end_column=max(len(last), 1) + 1)

    def _read_lines(self, path: str) -> Sequence[str]:
        return self.result.texts.get(path, "").split("\n")


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the most serious findings first; those of equal severity stay in their order."""
    return tuple(sorted(findings, key=lambda finding: -finding.severity.rank))


def code_of(finding: Finding) -> str:
    """Look up the code of a finding's rule."""
    return rules()[finding.rule].code


def sentence(finding: Finding) -> str:
    """Describe what was found; in one article of several in a corpus with its identity."""
    if finding.article == finding.path:
        return finding.message
    return f"{finding.article}: {finding.message}"
