"""What the reports are made from, and where in files things stand."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from dedupe.findings.gate import Gate, Verdict, decide
from dedupe.findings.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from dedupe.article import Skipped
    from dedupe.findings.finding import Finding
    from dedupe.findings.regions import Region

_MAX_SIZE = 10_000_000


class Checked(NamedTuple):
    """An article that was checked: its identity, and the file it is in."""

    id: str
    path: str


class Spot(NamedTuple):
    """A place in a file, as a report names it.

    Attributes:
        path: relative to the root of the repository, with forward slashes.
        line: 1-based.
        end_line: inclusive.
        column: 1-based, in code points; None where it is not known.
        end_column: after the last character.
    """

    path: str
    line: int
    end_line: int
    column: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The answer of a check, ready to be reported.

    Attributes:
        findings: all of them, accepted ones too, in the order of the report.
        checked: the articles that were read.
        skipped: what was not read, and why.
        gate: when the check fails.
        remarks: what else there is to say, such as unused baseline entries; a sentence each.
        texts: of the files with findings, by path; those that are missing cost columns and hashes.
        prefix: path from the root of the repository to the working directory, "" or ending in "/".
        compared_with_baseline: whether findings without acceptance are new ones.
        version: of dedupe.
    """

    findings: tuple[Finding, ...]
    checked: tuple[Checked, ...]
    skipped: tuple[Skipped, ...] = ()
    gate: Gate = field(default_factory=Gate)
    remarks: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    prefix: str = ""
    compared_with_baseline: bool = False
    version: str = "0"

    @property
    def verdict(self) -> Verdict:
        """Whether the check fails."""
        return decide(self.findings, self.gate)

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody accepted, the most serious first."""
        return by_severity(it for it in self.findings if it.accepted is None)

    def path(self, path: str) -> str:
        """Give a path relative to the root of the repository."""
        return posixpath.normpath(self.prefix + path)

    def spot(self, region: Region) -> Spot:
        """Find the words of a region in the text of its file, so that line and columns are exact."""
        path = self.path(region.path)
        lines = self.texts.get(region.path, "").split("\n") if region.words else []
        for number in range(region.start_line, min(region.end_line, len(lines)) + 1):
            at = lines[number - 1].find(region.words)
            if at >= 0:
                return Spot(path, number, number, at + 1, at + 1 + len(region.words))
        return Spot(path, region.start_line, region.end_line)


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put the most serious findings first; those of equal severity stay in their order."""
    return tuple(sorted(findings, key=lambda finding: -finding.severity.rank))


def code_of(finding: Finding) -> str:
    """Give the code of a finding's rule."""
    return rules()[finding.rule].code


def sentence(finding: Finding) -> str:
    """Say what was found, in one article of several in a corpus with its identity."""
    if finding.article == finding.path:
        return finding.message
    return f"{finding.article}: {finding.message}"


def read_texts(findings: Sequence[Finding], folder: Path) -> dict[str, str]:
    r"""Read the files that findings are in, with `\n` line ends; what cannot be read is left out.

    Args:
        findings: their paths are relative to `folder`.
        folder: the working directory of the check.
    """
    from dedupe.errors import InputError
    from dedupe.read.content import read_content
    from dedupe.read.paragraphs import unify_newlines

    texts = {}
    for path in sorted({finding.path for finding in findings}):
        try:
            content = read_content(str(folder / path), _MAX_SIZE)
        except InputError:
            continue
        texts[path] = unify_newlines(content.decode("utf-8", "replace"))
    return texts
