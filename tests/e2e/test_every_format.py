"""An editor's folder with one story in every format that is read, beside the same in plain text."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.newsroom.formats import ALONE, SEVERAL, text
from benchmarks.newsroom.written import Written
from tests.e2e.newsroom import run

WRITERS = ALONE | SEVERAL
STORY = (
    "A chain ferry broke loose in high wind on Monday night and drifted for almost three hours.",
    "“We could see the lights of the town going past,” said Hanne Prüett, a nurse.",
    "The harbour authority said the chains had been inspected in January.",
    "The crossing carries some 900 cars a day, and the road around the inlet is forty miles longer.",
    "Councillors had been told in spring that a spare chain would cost 80,000 crowns.",
    "Service is to begin again on Thursday, if the wind allows it, with a diver below.",
)


def found(folder: Path, name: str, writers: dict[str, Callable[[Sequence[Written]], bytes]]) -> dict[str, Any]:
    for file, write in writers.items():
        outlet = file.replace(".", " ").title()
        path = folder / name / outlet / (file if write is not text else "ferry.txt")
        path.parent.mkdir(parents=True)
        path.write_bytes(write([Written(outlet, "2031-03-10", "Ferry adrift", STORY)]))
    done = run(folder, "check", name, "--no-cache", "--format", "json")
    assert done.returncode == 1
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_one_story_in_every_format_is_the_cluster_that_it_is_in_plain_text(tmp_path: Path) -> None:
    reports = [found(tmp_path, "all", WRITERS), found(tmp_path, "plain", dict.fromkeys(WRITERS, text))]
    for report in reports:
        (cluster,) = report["clusters"]
        assert len(cluster["members"]) == len(WRITERS)
        assert [pair["relation"] for pair in report["pairs"]] == ["exact"] * (len(WRITERS) - 1)
        assert {pair["measures"]["resemblance"] for pair in report["pairs"]} == {1.0}
    ours, plain = (
        {(finding["path"].split("/")[1], finding["code"]) for finding in report["findings"]} for report in reports
    )
    assert ours == plain
