"""`dedupe furniture`, `explain` and `tune`, as a user runs them."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import tomllib
from pathlib import Path

import pytest

from tests.e2e.newsroom import ENVIRONMENT, run
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, SCHOOL, write

APPEAL = (
    "Our reporters walk every pier, hall and field in this county so that neighbours know what is done in their "
    "name, and they have done so since the first steamer called here ninety years ago this spring."
)
posix = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        {
            "news/a.txt": FERRY,
            "news/b.txt": (*MAYOR, *FERRY[3:5]),
            "news/c.txt": (*ORCHARD, FERRY[5]),
            "news/d.txt": SCHOOL,
        },
    )


def test_learned_furniture_can_be_edited_and_passed_back(tmp_path: Path) -> None:
    stories = enumerate((FERRY, MAYOR, ORCHARD, SCHOOL))
    head = "---\noutlet: Herald\n---"
    write(tmp_path, {f"{at}.txt": "\n\n".join([head, *text, APPEAL]) for at, text in stories})
    done = run(tmp_path, "furniture", ".", "--output", "furniture.toml")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    path = tmp_path / "furniture.toml"
    written = path.read_text("utf-8")
    assert tomllib.loads(written)["Herald"]["furniture"] == [APPEAL]
    pair = ("explain", "0.txt", "1.txt", "--format", "json", "--furniture", "furniture.toml")
    listed = json.loads(run(tmp_path, *pair).stdout)
    assert [paragraph["cause"] for paragraph in listed["source"]["furniture"]] == ["listed"]
    path.write_text(written.replace("keep = []", "").replace("furniture = [", "keep = ["))
    kept = json.loads(run(tmp_path, *pair, ".").stdout)
    assert kept["source"]["furniture"] == []


@pytest.mark.parametrize("command", [["check", "news"], ["compare", "news/a.txt", "news/b.txt"]])
def test_a_broken_furniture_file_stops_the_run(folder: Path, command: list[str]) -> None:
    write(folder, {"furniture.toml": "[Herald\n"})
    done = run(folder, *command, "--furniture", "furniture.toml")
    assert done.returncode == 2
    assert "furniture.toml: Expected" in done.stderr


def test_a_higher_bar_turns_a_copy_into_shared_text(folder: Path) -> None:
    command = ("compare", "news/a.txt", "news/b.txt", "--format", "json")
    assert json.loads(run(folder, *command).stdout)["relation"] == "partially"
    done = run(folder, *command, "--least-narrative", "400")
    assert json.loads(done.stdout)["relation"] == "quotes"


def test_explain_takes_a_rule_or_a_pair(folder: Path) -> None:
    assert run(folder, "explain", "DUP104").stdout.startswith("# DUP104 partly-derived")
    assert run(folder, "explain", "no-such-rule").returncode == 2
    done = run(folder, "explain", "news/a.txt", "news/d.txt")
    assert done.returncode == 0
    assert "not reported" in done.stdout


def test_explain_cannot_be_made_to_act_on_the_terminal(tmp_path: Path) -> None:
    hostile = [f"Photo: \x1b[2J ::error::{FERRY[0]}", *FERRY[1:]]
    write(tmp_path, {"a.txt": hostile, "b.txt": [*MAYOR, *hostile]})
    done = run(tmp_path, "explain", "a.txt", "b.txt")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "::error" not in done.stdout


def test_tune_without_a_terminal_needs_labels(folder: Path) -> None:
    done = run(folder, "tune", "news")
    assert done.returncode == 2
    assert "--labels" in done.stderr
    write(folder, {"labels.jsonl": '{"a": "news/a.txt", "b": "news/b.txt", "copy": true}\n'})
    done = run(folder, "tune", "news", "--labels", "labels.jsonl")
    assert done.returncode == 0
    assert "recall    1.00" in done.stdout


@posix
@pytest.mark.parametrize(("typed", "labels"), [(b"y\n\x04", 1), (b"maybe\nn\ny\n", 2), (b"s\nq\n", 0)])
def test_tune_keeps_what_was_labelled_before_the_end(folder: Path, typed: bytes, labels: int) -> None:
    status, shown = answer(folder, typed)
    assert status == 0
    assert "Pair 1 of" in shown
    path = folder / "labels.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    assert len(lines) == labels
    assert f"{labels} labelled pair" in shown


@posix
def test_tune_keeps_what_was_labelled_before_an_interrupt(folder: Path) -> None:
    status, _ = answer(folder, b"y\n\x03")
    assert status == 0
    assert len((folder / "labels.jsonl").read_text("utf-8").splitlines()) == 1


@posix
def test_tune_does_not_ask_again(folder: Path) -> None:
    answer(folder, b"y\ny\n")
    status, shown = answer(folder, b"")
    assert status == 0
    assert "Pair" not in shown


def answer(folder: Path, typed: bytes) -> tuple[int, str]:
    """Run the command on a pseudo-terminal, type when it asks, and in the end Ctrl-D."""
    import pty

    process, terminal = pty.fork()
    if not process:
        os.chdir(folder)
        command = [sys.executable, "-m", "dedupe", "tune", "news", "--labels", "labels.jsonl"]
        os.execve(sys.executable, command, ENVIRONMENT)
    shown = b""
    pending = _keys(typed)
    idle = 0
    while True:
        if not select.select([terminal], [], [], 10)[0]:  # a key was lost on the way: type the next
            idle += 1
            if idle > 6:
                os.kill(process, signal.SIGKILL)
            os.write(terminal, pending.pop(0) if pending else b"\x04")
            continue
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:
            break
        if not part:
            break
        shown += part
        if shown.endswith(b"q(uit)] "):  # the whole prompt: a part of it came before
            os.write(terminal, pending.pop(0) if pending else b"\x04")
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode("utf-8", "replace")


def _keys(typed: bytes) -> list[bytes]:
    """Cut what is typed into answers: lines, and control characters."""
    keys: list[bytes] = []
    for byte in typed:
        if keys and not keys[-1].endswith((b"\n", b"\x03", b"\x04")):
            keys[-1] += bytes([byte])
        else:
            keys.append(bytes([byte]))
    return keys
