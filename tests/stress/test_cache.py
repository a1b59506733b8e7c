"""The cache under kills, damage and company: the answer is always that of a run without it."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from tests.e2e.newsroom import COMMAND, ENVIRONMENT, run
from tests.stress.conftest import SIZE

CHECK = ("check", "articles", "corpus.jsonl", "--format", "json")


def answer(folder: Path, *options: str) -> str:
    done = run(folder, *CHECK, *options)
    assert (done.returncode, done.stderr) == (1, "")
    return done.stdout


def begin(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *CHECK, *options],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_killed_at_any_moment(newsroom: Path, random: Random, tries: Callable[[int], None]) -> None:
    fresh = answer(newsroom, "--no-cache")
    started = time.monotonic()
    assert answer(newsroom) == fresh
    whole = time.monotonic() - started
    for _ in range(4 * SIZE):
        with begin(newsroom, "--jobs", "2") as process:
            time.sleep(random.uniform(0.1, whole))
            process.kill()
        assert answer(newsroom) == fresh
        tries(1)


def test_bits_flipped_anywhere(newsroom: Path, random: Random, tries: Callable[[int], None]) -> None:
    fresh = answer(newsroom)
    path = newsroom / ".dedupe_cache/cache.sqlite"
    whole = path.read_bytes()
    for _ in range(6 * SIZE):
        data = bytearray(whole)
        for _ in range(random.choice([1, 1, 10, 1000])):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        path.write_bytes(data)
        done = run(newsroom, *CHECK)
        assert (done.returncode, done.stdout) == (1, fresh)
        tries(1)


def test_bits_flipped_in_keys(newsroom: Path, random: Random, tries: Callable[[int], None]) -> None:
    fresh = answer(newsroom)
    path = newsroom / ".dedupe_cache/cache.sqlite"
    with closing(sqlite3.connect(path)) as database:
        keys = [key for (key,) in database.execute("SELECT key FROM kept")]
    whole = path.read_bytes()
    places = [match.start() for key in keys for match in re.finditer(re.escape(key), whole)]
    for _ in range(6 * SIZE):
        data = bytearray(whole)
        for place in random.sample(places, len(places) // 3):
            data[place + random.randrange(16)] ^= 1 << random.randrange(8)
        path.write_bytes(data)
        done = run(newsroom, *CHECK)
        assert (done.returncode, done.stdout) == (1, fresh)
        tries(1)


def test_cut_short(newsroom: Path, random: Random, tries: Callable[[int], None]) -> None:
    fresh = answer(newsroom)
    path = newsroom / ".dedupe_cache/cache.sqlite"
    whole = path.read_bytes()
    for _ in range(4 * SIZE):
        path.write_bytes(whole[: random.randrange(len(whole))])
        done = run(newsroom, *CHECK)
        assert (done.returncode, done.stdout) == (1, fresh)
        tries(1)


def test_several_runs_at_once(newsroom: Path, tries: Callable[[int], None]) -> None:
    fresh = answer(newsroom, "--no-cache")
    for number in range(2 * SIZE):
        runs = [begin(newsroom, "--jobs", str(1 + number % 2)) for _ in range(2 + 2 * (number % 2))]
        assert {process.communicate()[0] for process in runs} == {fresh}
        tries(len(runs))
