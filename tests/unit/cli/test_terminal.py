from __future__ import annotations

import io
import re
import sys
import time
from pathlib import Path

import pytest

from dedupe.cli.terminal import shown_progress
from dedupe.pipeline.check import check


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_on_a_terminal_it_shows_each_stage_by_its_work_and_leaves_nothing_behind(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    with shown_progress(wanted=True) as told:
        clock[0] += 1
        told("searching", 0, None)
        for done in (0, 10, 10, 50, 100):
            clock[0] += 1
            told("comparing", done, 200)
        told("judging", 0, None)
    shown = re.sub(r"\x1b\[[0-9?]*[A-Za-z]", "", terminal.getvalue())
    lines = [line.rstrip() for line in shown.split("\r")]

    assert "searching ..." in lines
    assert any(re.fullmatch(r"comparing  \[#{6}-{18}\] +25%.*", line) for line in lines)
    assert any(re.fullmatch(r"comparing  \[#{12}-{12}\] +50%.*", line) for line in lines)
    assert "judging ..." in lines
    assert "100%" not in shown
    assert lines[-1] == ""
    assert "\n" not in shown


def test_a_short_check_shows_none(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with shown_progress(wanted=True) as told:
        told("searching", 0, None)
        clock[0] += 0.4
        told("comparing", 1, 2)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("stream", "wanted"), [(io.StringIO, True), (Terminal, False)])
def test_elsewhere_or_unwanted_it_shows_none(
    stream: type[io.StringIO], wanted: bool, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = stream()
    monkeypatch.setattr(sys, "stderr", shown)
    with shown_progress(wanted=wanted) as told:
        for number in range(9):
            clock[0] += 1
            told("reading", number, 9)
    assert shown.getvalue() == ""


def test_reading_is_measured_in_bytes(tmp_path: Path) -> None:
    sizes = {"a.csv": 900, "b.csv": 100}
    for name, size in sizes.items():
        (tmp_path / name).write_text("id,text\n1," + "x" * (size - 10))
    told: list[tuple[float, float | None]] = []

    check(
        [tmp_path],
        jobs=0,
        progress=lambda stage, done, total: told.append((done, total)) if stage == "reading" else None,
    )

    assert told == [(0, 1002), (901, 1002), (1002, 1002)]
