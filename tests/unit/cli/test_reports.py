"""No more is found out about pairs than reports and baseline ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from dedupe.cli.reports import ReportRequest, needed_depth
from dedupe.comparison.criteria import Depth
from dedupe.config import load_config
from dedupe.findings.baseline import BaselineEntry


@pytest.mark.parametrize(
    ("formats", "options", "rule", "depth"),
    [
        (["text"], {}, None, Depth.COPIES),
        (["sarif", "markdown"], {}, "exact-copy", Depth.COPIES),
        (["text"], {}, "own-version", Depth.RELATIONS),
        (["text"], {"select": ["same-form"]}, None, Depth.RELATIONS),
        (["text", "json"], {}, None, Depth.RELATIONS),
        (["graph", "text"], {}, None, Depth.RELATIONS),
        (["html", "text"], {}, None, Depth.DIFFERENCES),
        (["changes", "json"], {}, None, Depth.DIFFERENCES),
        (["text"], {"fail-on": "note"}, None, Depth.ALIGNMENTS),
        (["paragraphs", "text"], {}, None, Depth.ALIGNMENTS),
    ],
)
def test_no_more_is_found_out_than_is_asked_for(
    tmp_path: Path, formats: list[str], options: dict[str, object], rule: str | None, depth: Depth
) -> None:
    config = load_config(tmp_path, {}, options)
    accepted = (BaselineEntry(rule, "a", "b", 0.5),) if rule else None
    requests = list(map(ReportRequest, formats))
    assert needed_depth(requests, config, accepted, notes=False) is depth
    assert needed_depth(requests, config, accepted, notes=True) >= Depth.RELATIONS
