"""Every report counts the same copies, whatever narrows a run down."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dedupe.findings.finding import Finding
from dedupe.library.results import CheckResult
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from dedupe.report.table_rows import article_rows, pair_rows
from dedupe.report.web.pairs import web_pairs
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, write
from tests.unit.report.reports import written


@pytest.mark.parametrize(
    "wanted",
    [
        lambda _: True,
        lambda finding: finding.rule != "exact-copy",
        lambda finding: finding.article.endswith("c.txt"),
        lambda finding: finding.rule == "uncredited-copy",
        lambda _: False,
    ],
    ids=["all", "a rule ignored", "one file touched", "one rule", "none"],
)
def test_every_report_counts_the_same_copies(tmp_path: Path, wanted: Callable[[Finding], bool]) -> None:
    texts = {
        "a.txt": FERRY,
        "b.txt": FERRY,
        "c.txt": [*FERRY[:3], *MAYOR],
        "d.txt": [*ORCHARD, *MAYOR[:3]],
        "e.txt": MAYOR,
    }
    write(
        tmp_path,
        {
            name: f"---\ndate: 2031-03-0{day}\n---\n" + "\n\n".join(paragraphs)
            for day, (name, paragraphs) in enumerate(texts.items(), 1)
        },
    )
    found = check([tmp_path])
    result = found.with_findings(tuple(filter(wanted, found.findings)))
    report = CheckReport(result)
    counts = {
        "text": int((re.findall(r"(\d+) cop(?:y|ies) among", written(report, "text")) or [0])[0]),
        "json": json.loads(written(report, "json"))["summary"]["copies"],
        "pairs": len({row["copy"] for row in pair_rows(result) if row["is_copy"]}),
        "articles": sum(row["source"] is not None for row in article_rows(result)),
        "page": len({pair.copy.id for pair in web_pairs(report)}),
        "library": int(re.findall(r"(\d+) cop", repr(CheckResult.of(replace(result))))[0]),
        "clusters": len({name for cluster in result.clusters for name in cluster.members[1:]}),
    }
    clustered = counts.pop("clusters")
    assert set(counts.values()) == {len(result.copied)}
    assert (clustered > 0) == (len(result.copied) > 0)
    assert len(found.copied) == 4
