"""JUnit XML: one test case an article, so that those without findings are seen to pass."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from dedupe.findings.finding import Finding
from dedupe.findings.gate import counts
from dedupe.report.check_report import CheckReport, code_of
from dedupe.report.escape import for_xml

MOST = 50_000  # test cases; GitLab reads 30 MB and 250,000 elements and attributes at most


class _Case(NamedTuple):
    """An article: what failed it, why it was skipped, and what else is open; each may be empty."""

    article: str
    failing: Sequence[Finding] = ()
    skipped: str = ""
    open: Sequence[Finding] = ()

    @property
    def rank(self) -> int:
        """Its place among the others: failed, skipped, with other findings, passed."""
        return [bool(self.failing), bool(self.skipped), bool(self.open), True].index(True)


def render(report: CheckReport) -> Iterator[str]:
    """Yield a test case for every article, failed ones first, and one for each kind of files that was not read.

    An article fails by findings that count against the check; other open ones are in its output.
    """
    cases = sorted(_cases(report), key=lambda case: case.rank)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
    opening = ET.Element("testsuite", _totals(cases))
    opening.text = "\n"
    yield f"  {ET.tostring(opening, encoding='unicode').removesuffix('</testsuite>')}"
    for case in cases[:MOST]:
        yield _written(_element(case, report))
    if len(cases) > MOST:
        cut = ET.Element("system-out")
        cut.text = f"{len(cases) - MOST} articles that passed or were skipped are left out"
        yield _written(cut)
    yield "  </testsuite>\n</testsuites>\n"


def _cases(report: CheckReport) -> Iterator[_Case]:
    by_article: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.open:
        by_article[finding.article].append(finding)
    for article in report.result.articles:
        found = by_article.get(article.id, [])
        yield _Case(article.id, [finding for finding in found if counts(finding, report.gate)], open=found)
    for skipped in report.result.skipped:
        yield _Case(skipped.id, skipped=skipped.reason)
    for kind in report.result.unread:
        yield _Case(f"{kind.files:,} {kind.name}", skipped=str(kind))


def _element(case: _Case, report: CheckReport) -> ET.Element:
    folder = posixpath.dirname(case.article) or "."
    name = {"classname": for_xml(folder), "name": for_xml(case.article), "time": "0"}
    element = ET.Element("testcase", name)
    lines = "\n".join(_line(finding, report) for finding in case.open)
    if case.failing:
        first = case.failing[0]
        message = for_xml(f"{code_of(first)} {first.message}")
        ET.SubElement(element, "failure", message=message, type=first.rule).text = lines
    elif case.skipped:
        ET.SubElement(element, "skipped", message=for_xml(case.skipped))
    elif lines:
        ET.SubElement(element, "system-out").text = lines
    return element


def _line(finding: Finding, report: CheckReport) -> str:
    place = f"{finding.path}:{report.location(finding.region).line}"
    return for_xml(f"{place}: {finding.severity} {code_of(finding)} {finding.message}")


def _written(element: ET.Element) -> str:
    ET.indent(element, level=2)
    return f"    {ET.tostring(element, encoding='unicode')}\n"


def _totals(cases: Sequence[_Case]) -> dict[str, str]:
    return {
        "name": "dedupe",
        "errors": "0",
        "tests": str(len(cases)),
        "failures": str(sum(bool(case.failing) for case in cases)),
        "skipped": str(sum(bool(case.skipped) for case in cases)),
    }
