"""Files damaged in every way: each is an article or skipped with a reason, and never stops the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from dedupe.pipeline.check import check
from tests.e2e.newsroom import run
from tests.stress.conftest import SIZE

PIECES = [
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\r\n\r\n", b"\xe2\x80\xa8", b"\xe2\x80\xae",
    b"---\n", b"...\n", b"title: \"\\UFFFFFFFF\"\n", b"date: 99999-99-99\n", b"date: &a [*a]\n", b"!!python/object:x\n",
    b"<!-- dedupe: ignore[", b"<script>", b"<div " * 50, b"[" * 500, b"> " * 300, b"`" * 300, b"\"" * 99, b"\x1b[2J",
    "“".encode() * 50, "”".encode() * 50, "é́́".encode() * 40, b"$9" * 200, b"9" * 5000, b"{\"text\": ", b"\\ud800",
    b"(Reuters) - ", b"=1+1", b"::error::x\n", b"##[error]x\n", b"U.S. " * 99, b"a-" * 200,
]  # fmt: skip


def damaged(data: bytes, random: Random) -> bytes:
    for _ in range(random.choice([1, 2, 5, 20])):
        at = random.randrange(len(data) + 1)
        kind = random.randrange(5)
        if kind == 0 and data:
            data = data[: at - 1] + bytes([random.randrange(256)]) + data[at:]
        elif kind == 1:
            data = data[:at] + random.choice(PIECES) + data[at:]
        elif kind == 2:
            data = data[:at] + data[at + random.randrange(200) :]
        elif kind == 3:
            data = data[:at] + data[at // 2 : at] * random.randrange(1, 4) + data[at:]
        else:
            data = random.choice(PIECES) + data
    return data


def test_damaged_files(newsroom: Path, random: Random, tries: Callable[[int], None]) -> None:
    whole = {
        path.suffix: path.read_bytes()
        for path in (newsroom / "articles/o1/wire.md", newsroom / "articles/o1/copy.txt", newsroom / "corpus.jsonl")
    }  # fmt: skip
    for number in range(SIZE):
        folder = newsroom / f"damaged-{number}"
        folder.mkdir()
        for at in range(120):
            suffix = random.choice(list(whole))
            (folder / f"{at}{suffix}").write_bytes(damaged(whole[suffix], random))
        report = check([folder, newsroom / "articles"], jobs=1)
        assert not [skipped for skipped in report.skipped if "bug" in skipped.reason]
        assert len([article for article in report.articles if "/articles/" in article.path]) == 12
        known = {article.path.rpartition("/")[2] for article in report.articles}
        known |= {skipped.id.rpartition("/")[2].partition(":")[0] for skipped in report.skipped}
        assert known >= {path.name for path in folder.iterdir()}
        tries(120)


def test_any_order_seed_locale_and_number_of_processes(
    newsroom: Path, random: Random, tries: Callable[[int], None]
) -> None:
    files = sorted(str(file.relative_to(newsroom)) for file in newsroom.rglob("*.*") if file.is_file())
    (newsroom / "list").write_text("\n".join(files))
    command = ("check", "--files-from", "list", "--no-cache", "--format", "json")
    usual = run(newsroom, *command)
    assert usual.returncode == 1
    for _ in range(5 * SIZE):
        random.shuffle(files)
        (newsroom / "list").write_text("\n".join(files))
        environment = {
            "PYTHONHASHSEED": str(random.randrange(1 << 32)),
            "LC_ALL": random.choice(["C", "POSIX", "C.UTF-8"]),
            "PYTHONUTF8": random.choice(["0", "1"]),
            "TZ": random.choice(["UTC", "Asia/Tokyo", "America/St_Johns"]),
        }
        done = run(newsroom, *command, "--jobs", str(random.randrange(1, 4)), env=environment)
        assert (done.returncode, done.stdout) == (1, usual.stdout)
        tries(1)
