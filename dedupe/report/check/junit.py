"""JUnit XML: one test case an article, so that those without findings are seen to pass."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from dedupe.findings.gate import counts
from dedupe.report.escape import harmless, xml_text
from dedupe.report.check_report import code_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.findings.finding import Finding
    from dedupe.report.check_report import View

MOST = 50_000  # test cases; GitLab reads 30 MB and 250,000 elements and attributes at most


def render(view: View) -> str:
    """Write a test case for every article, failed ones first.

    An article fails by findings that count against the check; other open ones are in its output.
    """
    by_article: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in view.findings:
        if finding.accepted is None:
            by_article[finding.article].append(finding)
    cases = [_case(it.id, by_article[it.id], view) for it in view.checked]
    cases += [_skipped(it.id, it.reason) for it in view.skipped]
    root = ET.Element("testsuites")
    suite = ET.SubElement(root, "testsuite", _totals(cases))
    suite.extend(sorted(cases, key=_rank)[:MOST])
    if len(cases) > MOST:
        cut = f"{len(cases) - MOST} articles that passed or were skipped are left out"
        ET.SubElement(suite, "system-out").text = cut
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(article: str, findings: Sequence[Finding], view: View) -> ET.Element:
    case = _element(article)
    lines = [_line(finding, view) for finding in findings]
    failing = [finding for finding in findings if counts(finding, view.gate)]
    if failing:
        first = f"{code_of(failing[0])} {failing[0].message}"
        kind = failing[0].rule
        failure = ET.SubElement(case, "failure", message=_text(first), type=kind)
        failure.text = "\n".join(lines)
    elif lines:
        ET.SubElement(case, "system-out").text = "\n".join(lines)
    return case


def _skipped(name: str, reason: str) -> ET.Element:
    case = _element(name)
    ET.SubElement(case, "skipped", message=_text(reason))
    return case


def _element(article: str) -> ET.Element:
    folder = posixpath.dirname(article) or "."
    return ET.Element("testcase", classname=_text(folder), name=_text(article), time="0")


def _line(finding: Finding, view: View) -> str:
    place = f"{finding.path}:{view.spot(finding.region).line}"
    return _text(f"{place}: {finding.severity} {code_of(finding)} {finding.message}")


def _text(text: str) -> str:
    return xml_text(harmless(text))


def _rank(case: ET.Element) -> int:
    return ["failure", "skipped", "system-out", ""].index(case[0].tag if len(case) else "")


def _totals(cases: Sequence[ET.Element]) -> dict[str, str]:
    tags = [child.tag for case in cases for child in case]
    return {
        "name": "dedupe",
        "errors": "0",
        "tests": str(len(cases)),
        "failures": str(tags.count("failure")),
        "skipped": str(tags.count("skipped")),
    }
