"""Names and texts that try to be something else in a report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from dedupe.align.alignment import EditKind
from dedupe.article import Skipped
from dedupe.findings.finding import Acceptance, Finding
from dedupe.findings.make_findings import make_findings
from dedupe.judge.relation import Relation
from dedupe.report.check_report import CheckReport
from tests.unit.findings.sample import article, compared, edit, pair, source_is
from tests.unit.report.reports import check_report

NASTY = (
    "::error file=x,line=1::forged",
    "  ::stop-commands::forged",
    "##[error]forged",
    "##vso[task.complete result=Failed]forged",
    "##teamcity[buildStop]",
    "##octopus[stderr-error]",
    "\x1b[31mred\x1b]8;;http://e.invalid\x07link",
    "\x9b31mc1\x9d0;title\x9c",
    "\u202egnp.exe\u2066x\u2069\u200f",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a | b || c\\| d",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2-2",
    "@SUM(A1)",
    " =1+1",
    "＝1+1",
    "\ufe621+1",
    "\u22121+1",
    "\u20131+1",
    "\uff201+1",
    "two\nlines\r\n::error::forged\rthird\u2028fourth\x85fifth",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\windows\\x",
    "http://e.invalid/x",
    "javascript:alert(1)",
    "a,b:c%0A%25;title=x",
    "`code` **bold** [x](http://e.invalid) ![i](http://e.invalid/i.png)",
    "www.e.invalid and @everyone and &lt;b&gt; and $x$ and ~~x~~",
    "```\n# heading\n- list\n</details>",
    "]]>&lt;!--<a>-->&amp;\x00\x0b\x0c\ufffe\uffff",
    "{0} [link](1) \\[x\\] {{y}}",
    "lone \udcff surrogate \ud800",
    '"quoted" \'single\'; ""',
    "\ufeffbom and \u200bzero\u00adwidth",
    "section_start:1:x\r\x1b[0Kforged",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀 中文 عربى",
    "x" * 300,
)


def nasty_report() -> CheckReport:
    """Make a report in which everything that comes from outside is nasty."""
    findings = [finding for at, text in enumerate(NASTY) for finding in _findings(at, text)]
    return check_report(
        findings,
        sorted({finding.article for finding in findings}),
        [Skipped(f"{at}{text}", text) for at, text in enumerate(NASTY)],
        remarks=NASTY,
        texts={finding.path: f"{finding.path}\n\nmore\n" for finding in findings},
        compared_with_baseline=True,
    )


def nasty_corpus(folder: Path) -> str:
    """Write a corpus of copies in which everything that comes from outside is nasty, and return its name."""
    lines = []
    for at, text in enumerate(NASTY):
        words = [
            f"{word}{at}"
            for word in ["the", "ferry", "of", "our", "port", "sank", "in", "heavy", "seas", "last", "night"]
        ]
        told = f"{' '.join(words * 2)} {text}. {' '.join(words[::-1])} said the harbour {text}."
        fields = {"outlet": text, "title": text, "author": text, "credit": text}
        for day, name in enumerate(("wire", "copy", "third"), 1):
            body = f"{told}\n\n{text}\n\n{' '.join(reversed(told.split()))} {at + day},000 people"
            outlet = {**fields, "outlet": f"{text}{name}"}
            article = {"id": f"{text}/{at}{name}", "date": f"2031-03-0{day}", "text": body, **outlet}
            lines.append(json.dumps(article))
    (folder / "nasty.jsonl").write_text("\n".join(lines), "utf-8")
    return "nasty.jsonl"


def _findings(at: int, text: str) -> list[Finding]:
    wire = article(f"{text}/{at}wire", text, "said police", outlet=text)
    copy = article(f"{text}/{at}copy", text, text)
    edits = [edit(EditKind.FIGURE, 0, 0, text, ""), edit(EditKind.NAME, 1, 1, text, text)]
    found = make_findings(
        [pair(wire.id, copy.id, Relation.NEAR, origin=source_is(wire.id, text))],
        {wire.id: wire, copy.id: copy},
        compared(wire, copy, {0: 0, 1: 1}, *edits),
    )
    return [replace(found[0], accepted=Acceptance("baseline", text)), *found[1:]]
