"""However a run is ended: its workers end with it, nothing is printed, and the cache is whole."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.newsroom import COMMAND, ENVIRONMENT, run

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux")
WORDS = [
    "ferry",
    "harbour",
    "wall",
    "county",
    "island",
    "winter",
    "owner",
    "doctor",
    "school",
    "boat",
    "weather",
    "market",
    "bread",
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose check takes some seconds on two processes."""
    return write_corpus(tmp_path_factory.mktemp("long"), stories=60, words=900)


def write_corpus(folder: Path, *, stories: int, words: int) -> Path:
    lines = []
    for story in range(stories):
        told = [WORDS[(story * 7 + at * at) % len(WORDS)] + str(at % 97) for at in range(words)]
        for outlet in range(8):
            kept = [word for at, word in enumerate(told) if at % 40 != outlet]
            paragraphs = [" ".join(kept[at : at + 60]) for at in range(0, len(kept), 60)]
            lines.append({"id": f"{story}-{outlet}", "outlet": f"O{outlet}", "text": "\n\n".join(paragraphs)})
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return folder


def started(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a check in a session of its own, which heeds signals whatever ignores them here; its cache is empty."""
    options = options or ("--cache-dir", "cache")
    shutil.rmtree(folder / "cache", ignore_errors=True)
    return subprocess.Popen(
        [*COMMAND, "check", "corpus.jsonl", "--jobs", "2", "-f", "json", *options],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_signals,
    )


def heed_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def members(session: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                yield int(path.parent.name)


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def has_workers(process: subprocess.Popen[bytes]) -> bool:
    return len(list(members(process.pid))) > 1 or process.poll() is not None


def heeds_signals(process: subprocess.Popen[bytes]) -> bool:
    """Whether the interpreter has come to the command; before that no program can heed a signal."""
    with suppress(OSError):
        status = Path(f"/proc/{process.pid}/status").read_text()
        caught = int(status.partition("SigCgt:")[2].split()[0], 16)
        return bool(caught >> (signal.SIGTERM - 1) & 1)
    return False


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)],
    ids=lambda number: number.name if isinstance(number, signal.Signals) else "",
)
def test_processes_end_together(corpus: Path, number: signal.Signals, code: int) -> None:
    with started(corpus) as process:
        assert wait_for(lambda: has_workers(process), 60)
        os.kill(process.pid, number)
        assert process.wait(60) == code
        assert wait_for(lambda: not list(members(process.pid)), 2), "workers are left"
        out, error = process.communicate(timeout=60)  # nobody holds the pipes open
    assert (out, error) == (b"", b"")
    assert "values" in run(corpus, "cache", "info", "--cache-dir", "cache").stdout


def test_ctrl_c_reaches_the_whole_group_and_nobody_prints(corpus: Path) -> None:
    with started(corpus) as process:
        assert wait_for(lambda: has_workers(process), 60)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
        assert process.communicate(timeout=60) == (b"", b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_early_signal_prints_nothing(corpus: Path, number: signal.Signals) -> None:
    for delay in (0, 0.05, 0.1, 0.2, 0.3):
        with started(corpus) as process:
            assert wait_for(partial(heeds_signals, process), 60)
            time.sleep(delay)
            process.send_signal(number)
            assert process.wait(60) == 128 + number
            assert process.communicate(timeout=60) == (b"", b"")


def test_workers_that_are_killed_change_nothing(tmp_path: Path) -> None:
    write_corpus(tmp_path, stories=12, words=240)
    usual = run(tmp_path, "check", "corpus.jsonl", "--no-cache", "-f", "json")
    with started(tmp_path, "--no-cache") as process:
        assert wait_for(lambda: has_workers(process), 60)
        for worker in set(members(process.pid)) - {process.pid}:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        out, error = process.communicate(timeout=120)
    assert (process.returncode, out.decode(), error) == (usual.returncode, usual.stdout, b"")
