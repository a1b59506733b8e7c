"""Runs ended by signals at any moment: the right exit code, silence, and nobody left behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.e2e.newsroom import run
from tests.e2e.test_signals import corpus, heeds_signals, members, started, wait_for, write_corpus
from tests.stress.conftest import SIZE

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux")
__all__ = ["corpus"]  # the fixture


def test_signals_at_any_moment(corpus: Path, random: Random, tries: Callable[[int], None]) -> None:
    for _ in range(6 * SIZE):
        number = random.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
        send = random.choice([os.kill, os.killpg])
        with started(corpus) as process:
            assert wait_for(partial(heeds_signals, process), 60)
            time.sleep(random.uniform(0, 2))
            if process.poll() is None:
                send(process.pid, number)
            code = process.wait(60)
            assert wait_for(lambda: not list(members(process.pid)), 2)
            out, error = process.communicate(timeout=60)
        if code != 1:  # it was through before the signal came
            ended = -9 if number == signal.SIGKILL else 128 + number
            assert (code, out, error) == (ended, b"", b"")
        tries(1)
    assert run(corpus, "cache", "info", "--cache-dir", "cache").returncode == 0


def test_workers_killed_at_any_moment(tmp_path: Path, random: Random, tries: Callable[[int], None]) -> None:
    write_corpus(tmp_path, stories=12, words=240)
    usual = run(tmp_path, "check", "corpus.jsonl", "--no-cache", "-f", "json")
    for _ in range(4 * SIZE):
        with started(tmp_path, "--no-cache", "--output", "killed.json") as process:
            while process.poll() is None:
                time.sleep(random.uniform(0, 1))
                for worker in set(members(process.pid)) - {process.pid}:
                    if random.random() < 0.15:
                        with suppress(ProcessLookupError):
                            os.kill(worker, signal.SIGKILL)
        assert process.returncode == 1
        assert (tmp_path / "killed.json").read_text("utf-8") == usual.stdout
        tries(1)
