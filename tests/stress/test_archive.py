"""Archives under kills, full disks, damage and company: what a finished command reported is never lost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from dedupe.archive.archive import Archive
from dedupe.archive.integrity import verify
from dedupe.archive.text_blocks import TextFile, read_text
from tests.e2e.newsroom import COMMAND, ENVIRONMENT, run, write
from tests.stress.conftest import SIZE

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux")
ARTICLES = 300  # of the first archive; of what is added afterwards a third
WORDS = (Path(__file__).parents[2] / "benchmarks/newsroom/english/words.txt").read_text().split()
NAME = "news.archive"


@pytest.fixture
def archive(tmp_path: Path, random: Random) -> Path:
    """A folder with an archive, and with corpora of what is to be added to it."""
    for number in range(4):
        size = ARTICLES if not number else ARTICLES // 3
        lines = [line(random, f"{number}-{at}") for at in range(size)]
        write(tmp_path, f"{number}.jsonl", "\n".join(lines))
    assert run(tmp_path, "archive", "create", NAME, "0.jsonl").returncode == 0
    return tmp_path


def line(random: Random, name: str) -> str:
    day, outlet = f"2031-03-{random.randrange(1, 29):02}", f"Outlet {random.randrange(5)}"
    text = " ".join(random.choices(WORDS, k=120))
    return json.dumps({"id": name, "outlet": outlet, "date": day, "text": text})


def begin(folder: Path, *words: str, limit: int | None = None) -> subprocess.Popen[str]:
    """Start a command on an archive, which may write no file larger than a limit in bytes."""

    def confine() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [*COMMAND, "archive", *words],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=confine,
    )


def ids(folder: Path, name: str = NAME) -> set[str]:
    """Return the identities in an archive, each of which has its text."""
    with Archive.open(folder / name) as opened:
        found = [article.id for article in opened.stored()]
        assert sorted(found) == sorted(article.id for article in opened.read_articles())
    assert len(found) == len({*found})
    return {*found}


def is_whole(folder: Path, name: str = NAME) -> bool:
    return not list(verify(folder / name))


def state(folder: Path) -> tuple[tuple[str, int], ...]:
    """Return the names and sizes of the files of the archive."""
    with os.scandir(folder / NAME) as entries:
        return tuple(sorted((entry.name, entry.stat().st_size) for entry in entries))


def wait_for_change(folder: Path, process: subprocess.Popen[str], changes: int) -> None:
    """Wait until the files of the archive have changed so often, or the process has ended."""
    before = state(folder)
    while changes and process.poll() is None:
        try:
            now = state(folder)
        except FileNotFoundError:  # between the listing and the look
            now = ()
        if now != before:
            changes, before = changes - 1, now


COMMANDS = {
    "add": ("add", NAME, "1.jsonl"),
    "compact": ("compact", NAME),
    "remove": ("remove", NAME, "--id", "0-3", "--id", "2-5"),
}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_killed_at_any_moment(archive: Path, random: Random, tries: Callable[[int], None], command: str) -> None:
    assert run(archive, "archive", "add", NAME, "2.jsonl").returncode == 0
    shutil.copytree(archive / NAME, archive / "kept")
    before = ids(archive)
    after = {
        "add": before | {f"1-{at}" for at in range(ARTICLES // 3)},
        "compact": before,
        "remove": before - {"0-3", "2-5"},
    }[command]
    with begin(archive, *COMMANDS[command]) as process:
        started = time.monotonic()
        process.communicate()
        whole = time.monotonic() - started
    for number in range(2 * SIZE):
        shutil.rmtree(archive / NAME)
        shutil.copytree(archive / "kept", archive / NAME)
        with begin(archive, *COMMANDS[command]) as process:
            if number % 2:
                wait_for_change(archive, process, random.randrange(1, 12))
            else:
                time.sleep(random.uniform(0.3, 1) * whole)
            process.kill()
            said = process.communicate()[0]
        found = ids(archive)
        assert found in (before, after)
        if said:
            assert found == after
        assert is_whole(archive)
        assert run(archive, *("archive", *COMMANDS[command])).returncode == (
            0 if command != "remove" or found == before else 2
        )
        assert ids(archive) == after
        assert {name for name, _ in state(archive)} == listed_files(archive)
        tries(1)


def listed_files(folder: Path) -> set[str]:
    """Return the names of the files that there must be: nothing is left of what was killed."""
    manifest = json.loads((folder / NAME / "manifest.json").read_text("utf-8"))["dedupe-archive"]
    numbers = [f"{segment['number']:08}" for segment in manifest["segments"]]
    files = {f"{number}.{kind}" for number in numbers for kind in ("index", "texts")}
    return files | {"manifest.json", "lock", ".dedupeignore"}


def test_create_killed_at_any_moment_can_be_begun_again(
    archive: Path, random: Random, tries: Callable[[int], None]
) -> None:
    for _ in range(2 * SIZE):
        with begin(archive, "create", "second", "0.jsonl", "1.jsonl") as process:
            time.sleep(random.uniform(0.2, 1.2))
            process.kill()
            said = process.communicate()[0]
        done = run(archive, "archive", "create", "second", "0.jsonl", "1.jsonl")
        assert done.returncode == (2 if "second: " in said or "already" in done.stderr else 0)
        assert len(ids(archive, "second")) == ARTICLES + ARTICLES // 3
        assert is_whole(archive, "second")
        shutil.rmtree(archive / "second")
        tries(1)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_full_disk_leaves_the_archive_as_it_was(
    archive: Path, random: Random, tries: Callable[[int], None], command: str
) -> None:
    assert run(archive, "archive", "add", NAME, "2.jsonl").returncode == 0
    before = ids(archive)
    largest = max(size for _, size in state(archive))
    for number in range(2 * SIZE):
        limit = 0 if not number else random.randrange(largest // 4)
        with begin(archive, *COMMANDS[command], limit=limit) as process:
            said, complained = process.communicate()
        if process.returncode == 0:  # there was room enough
            break
        assert process.returncode == 2
        assert said == ""
        assert "Traceback" not in complained
        assert "File too large" in complained
        assert ids(archive) in (before, before - {"0-3", "2-5"})
        assert is_whole(archive)
        tries(1)


def test_two_writers_and_readers_at_once(archive: Path, tries: Callable[[int], None]) -> None:
    before = ids(archive)
    for _ in range(SIZE):
        writers = [begin(archive, "add", NAME, f"{number}.jsonl") for number in (1, 2, 3)]
        while any(process.poll() is None for process in writers):
            assert ids(archive) >= before
        expected = set(before)
        for number, process in enumerate(writers, 1):
            _, complained = process.communicate()
            if process.returncode == 0:
                expected |= {f"{number}-{at}" for at in range(ARTICLES // 3)}
            else:
                assert process.returncode == 2
                assert "is writing to it; try again later" in complained
                assert "process " in complained
        assert ids(archive) == expected > before
        assert is_whole(archive)
        tries(1)


@pytest.mark.parametrize("damage", ["flipped", "torn"])
def test_any_damage_is_named_and_repaired(
    archive: Path, random: Random, tries: Callable[[int], None], damage: str
) -> None:
    everything = ids(archive)
    files = [path for path in (archive / NAME).iterdir() if path.name not in ("lock", ".dedupeignore")]
    for number in range(3 * SIZE):
        path = sorted(files)[number % len(files)]
        data = path.read_bytes()
        at = random.randrange(len(data))
        path.write_bytes(
            data[:at] + (bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :] if damage == "flipped" else b"")
        )
        done = run(archive, "archive", "verify", NAME)
        if (done.returncode, done.stdout) == (0, f"{NAME}: whole\n"):
            assert damage == "flipped"  # between two arrays, where nothing stands
            assert path.suffix == ".index"
            assert data[at] == 0
        else:
            assert path.name in done.stdout + done.stderr
            assert done.returncode in (1, 2)
        lost = lost_articles(archive)
        repaired = run(archive, "archive", "create", "repaired", NAME)
        assert repaired.returncode == 0, repaired.stderr
        assert everything - ids(archive, "repaired") <= lost
        assert is_whole(archive, "repaired")
        checked = run(archive, "check", "1.jsonl", "--no-cache", "--against", NAME, "--format", "concise")
        assert checked.returncode in (0, 1, 2)
        assert "Traceback" not in checked.stderr
        assert "bug" not in checked.stderr
        shutil.rmtree(archive / "repaired")
        path.write_bytes(data)
        tries(1)


def lost_articles(folder: Path) -> set[str]:
    """Return the articles whose texts do not stand in a file of texts any more, block by block."""
    kept = set()
    for path in (folder / NAME).glob("*.texts"):
        texts = TextFile(path)
        for offset, error in texts.blocks():
            if error is None:
                kept |= {read_text(stored)[0].id for stored in texts.lines(offset)}
        texts.close()
    return {f"0-{at}" for at in range(ARTICLES)} - kept
