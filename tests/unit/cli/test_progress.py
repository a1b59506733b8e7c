from __future__ import annotations

import io
import sys
import time

import pytest

from dedupe.cli.progress import shown_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_on_a_terminal_it_shows_rate_and_time_left_and_leaves_nothing_behind(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    with shown_progress(wanted=True) as told:
        for number in range(1, 31):
            told("read", number, None)
            clock[0] += 0.2
        for number in range(1, 11):
            told("compared", number, 20)
            clock[0] += 1
    lines = [line.rstrip() for line in terminal.getvalue().split("\r")]

    assert "30 read, 5 a second" in lines
    assert any(line.startswith("[############....") and "50% compared" in line for line in lines)
    assert any(line.endswith("s left") for line in lines)
    assert lines[-1] == ""


def test_a_short_check_shows_none(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with shown_progress(wanted=True) as told:
        told("read", 1, None)
        clock[0] += 0.4
        told("compared", 1, 2)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("stream", "wanted"), [(io.StringIO, True), (Terminal, False)])
def test_elsewhere_or_unwanted_it_shows_none(
    stream: type[io.StringIO],
    wanted: bool,
    clock: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = stream()
    monkeypatch.setattr(sys, "stderr", shown)
    with shown_progress(wanted=wanted) as told:
        for number in range(9):
            clock[0] += 1
            told("read", number, None)
    assert shown.getvalue() == ""
