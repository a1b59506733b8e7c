from __future__ import annotations

from pathlib import Path

import pytest

from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from dedupe.report.formats import render_pages
from tests.unit.report.compare.test_html import Reader

TEXT = """A ferry with {number} passengers on board ran aground off the island of Marram on Sunday after its engine caught fire, the harbour office said.

The crew had been drinking since the early morning, and nobody on the bridge answered the radio calls of two fishing boats that saw the smoke.

The vessel was built in 1978 and had passed its last inspection with a list of faults that the owner promised to mend before the winter storms set in.

Divers are to look at the hull as soon as the wind drops, and a tug from the mainland has been asked to stand by until the end of the week.
"""


def write(folder: Path, name: str, outlet: str, date: str, number: str, mark: str = "") -> None:
    head = f"---\noutlet: {outlet}\ndate: {date}\ntitle: {mark}Ferry runs aground off Marram\n---\n\n"
    (folder / name).write_text(head + TEXT.format(number=number), "utf-8")


def test_a_story_says_who_still_has_what_its_source_corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "wire-1.txt", "Northwire", "2031-03-02T08:00:00Z", "410")
    write(tmp_path, "wire-2.txt", "Northwire", "2031-03-02T12:00:00Z", "140", "CORRECTED-UPDATE 1-")
    write(tmp_path, "early.txt", "Skerry Post", "2031-03-02T09:00:00Z", "410")
    write(tmp_path, "late.txt", "Harbour Ledger", "2031-03-03T09:00:00Z", "410")
    write(tmp_path, "right.txt", "Island Gazette", "2031-03-03T10:00:00Z", "140")
    monkeypatch.chdir(tmp_path)
    report = CheckReport(check(["."]))
    told = [
        " ".join(Reader(page).root.all("main")[0].text.split())
        for path, page in render_pages(report)
        if path.startswith("story/") and "Versions of the source" in page
    ]
    assert told
    of_first = next(page for page in told if "later 2031-03-02 12:00" in page)
    assert "update 1, corrected" in of_first
    assert "410 → 140" in of_first
    still = of_first.partition("Still with the words of the earlier version: ")[2]
    still = still.partition("With the words")[0]
    assert "Skerry Post, Harbour Ledger (appeared after the later version)" in still
    assert "Skerry Post (appeared" not in still
