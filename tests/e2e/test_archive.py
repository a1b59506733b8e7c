"""An archive by the installed command: what is found against it is what is found against its files."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.e2e.newsroom import COPY, OWN, WIRE, run, write

FOOTER = (
    "Sign up for the Brayford Ledger’s morning letter, which brings what matters on the coast to readers "
    "before breakfast, and write to the desk at any time with what we should look into next week."
)
TOPICS = (
    "the tram depot on Mill Street where forty drivers learn to brake on wet leaves every autumn",
    "a library in Oldham that lends out drills and ladders and asks nothing but that they come back dry",
    "three bakers of Tarn who sell yesterday’s rye for half and give the rest to a farm with nine pigs",
    "an owl that nests in the clock of Saint Bride and has stopped it at twenty to four since Easter",
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Old articles of several outlets in files and a corpus, and new ones that have of them."""
    (tmp_path / ".git").mkdir()
    write(tmp_path, "old/northwire/ferry.md", WIRE)
    for at, topic in enumerate(TOPICS):
        text = f"Number {at} of our series is about {topic}. Few people know of it at all.\n\n{FOOTER}\n"
        write(tmp_path, f"old/ledger/{at}.md", f"---\ndate: 2031-0{at + 1}-01\noutlet: Ledger\n---\n\n{text}")
    lines = [
        json.dumps({"id": f"c{at}", "outlet": "Gazette", "date": "2031-11-05", "text": text})
        for at, text in enumerate([COPY.partition("---\n\n")[2], OWN.partition("---\n\n")[2]])
    ]
    write(tmp_path, "old/wire.jsonl", "\n".join(lines))
    write(tmp_path, "new/herald/ferry.md", COPY)
    write(tmp_path, "new/ledger/next.md", f"Nothing of this was printed before, or so we hope.\n\n{FOOTER}\n")
    return tmp_path


def done(folder: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    process = run(folder, *words)
    assert process.returncode == code, process.stderr
    return process


def check(folder: Path, against: str, *options: str) -> str:
    words = ("check", "new", "--no-cache", "--against", against, "--format", "json", *options)
    return done(folder, *words, code=1).stdout


def test_what_is_found_is_what_is_found_against_the_files(news: Path) -> None:
    said = done(news, "archive", "create", "news.archive", "old").stdout
    assert said == "news.archive: 7 articles added; 7 in all\n"
    expected = check(news, "old")
    assert check(news, "news.archive") == expected
    sources = {source for finding in json.loads(expected)["findings"] for source in finding["sources"]}
    assert "old/northwire/ferry.md" in sources


def test_a_story_told_in_other_words_is_found(tmp_path: Path) -> None:
    wire = (
        "A leak in the engine room forced the crew of the night ferry to turn back to Whitmere at dusk."
        " Two divers sealed the crack with wedges of oak, while pumps emptied the flooded hold.\n"
    )
    told = (
        "With wedges of oak, two divers have sealed a crack, and pumps have emptied a flooded hold."
        " To turn back to Whitmere at dusk the night ferry was forced by an engine room leak.\n"
    )
    write(tmp_path, "old/northwire/leak.md", wire)
    write(tmp_path, "new/herald/leak.md", told)
    done(tmp_path, "archive", "create", "news.archive", "old")
    found = check(tmp_path, "news.archive")
    assert [pair["relation"] for pair in json.loads(found)["pairs"]] == ["wholly"]
    assert found == check(tmp_path, "old")


def test_articles_come_in_any_order_and_their_files_may_be_gone(news: Path) -> None:
    expected = check(news, "old")
    done(news, "archive", "create", "a.archive", "old/wire.jsonl")
    done(news, "archive", "add", "a.archive", "old/ledger/2.md", "old/ledger/0.md")
    done(news, "archive", "add", "a.archive", "old/northwire", "old/ledger/1.md", "old/ledger/3.md")
    (news / "old").rename(news / ".gone")
    assert check(news, "a.archive") == expected
    assert done(news, "archive", "compact", "a.archive").stdout.endswith("7 articles in 1 segment\n")
    assert check(news, "a.archive") == expected
    assert done(news, "archive", "verify", "a.archive").stdout == "a.archive: whole\n"
    done(news, "archive", "create", "b.archive", "a.archive")
    assert check(news, "b.archive") == expected
    pair = ("b.archive#old/northwire/ferry.md", "new/herald/ferry.md")
    assert "$40 million" in done(news, "compare", *pair, code=1).stdout
    assert "no article x" in done(news, "compare", "b.archive#x", pair[1], code=2).stderr


def test_an_article_is_replaced_by_its_identity_or_its_words(news: Path) -> None:
    done(news, "archive", "create", "news.archive", "old")
    write(news, "old/ledger/1.md", "A new version, which tells of something else altogether now.\n")
    (news / "old/ledger/2.md").rename(news / "old/ledger/two.md")
    said = done(news, "archive", "add", "news.archive", "old/ledger").stdout
    assert "4 articles added, 3 of them in the place of an earlier version, 1 of them in " in said
    assert said.endswith("; 7 in all\n")
    assert check(news, "news.archive") == check(news, "old")
    listed = done(news, "archive", "list", "news.archive").stdout
    assert "old/ledger/two.md\t2031-03-01\tLedger\n" in listed
    assert "old/ledger/2.md" not in listed


@pytest.mark.parametrize("options", [(), ("--no-compact",)], ids=["at once", "later"])
def test_an_article_that_is_removed_is_gone_for_good(news: Path, options: tuple[str, ...]) -> None:
    done(news, "archive", "create", "news.archive", "old")
    done(news, "archive", "remove", "news.archive", "--id", "c0", "--id", "c1", *options)
    (news / "old/wire.jsonl").unlink()
    assert check(news, "news.archive") == check(news, "old")
    if options:
        assert "removed, and still in its files: 2" in done(news, "archive", "info", "news.archive").stdout
        done(news, "archive", "compact", "news.archive")
    assert check(news, "news.archive") == check(news, "old")
    data = b"".join(path.read_bytes() for path in (news / "news.archive").glob("*.index"))
    assert b"old/northwire" in data
    assert b"old/wire.jsonl" not in data
    assert b"Gazette" not in data
    failed = done(news, "archive", "remove", "news.archive", "--id", "c0", code=2)
    assert failed.stderr == "dedupe: error: news.archive: has no article c0; nothing was removed\n"


def test_only_articles_of_the_last_days_count(news: Path) -> None:
    write(news, "old/undated/ferry.txt", WIRE.partition("---\n\n")[2])
    done(news, "archive", "create", "news.archive", "old")
    window = ("--since-days", "1")
    found = json.loads(check(news, "news.archive", *window))["findings"]
    assert check(news, "news.archive", *window) == check(news, "old", *window)
    assert {source for finding in found for source in finding["sources"]} >= {"old/northwire/ferry.md"}


def test_without_texts_copies_are_found_and_nothing_of_them_is_kept(news: Path) -> None:
    write(news, "new/tribune/ferry.txt", WIRE.partition("---\n\n")[2])
    done(news, "archive", "create", "news.archive", "old", "--no-texts")
    found = json.loads(check(news, "news.archive"))["findings"]
    kinds = {finding["article"]: (finding["rule"], finding["sources"][0]) for finding in found}
    assert kinds["new/tribune/ferry.txt"] == ("exact-copy", "old/northwire/ferry.md")
    assert kinds["new/herald/ferry.md"] == ("exact-copy", "c0")
    assert "new/ledger/next.md" not in kinds
    for path in (news / "news.archive").iterdir():
        assert b"harbour" not in path.read_bytes()
    reports = [f"--report={kind}={kind}.txt" for kind in ("text", "html", "sarif", "csv")]
    check(news, "news.archive", *reports)
    failed = done(news, "archive", "create", "other", "news.archive", code=2)
    assert "keeps no texts" in failed.stderr


def test_what_is_in_the_archive_itself_is_not_checked_against_itself(news: Path) -> None:
    expected = check(news, "old")
    done(news, "archive", "create", "news.archive", "old", "new")
    for path in ("new/herald/ferry.md", "new/ledger/next.md"):
        words = ("check", path, "--no-cache", "--against", "news.archive", "--format", "json")
        found = json.loads(run(news, *words).stdout)["findings"]
        assert all(path not in finding["sources"] for finding in found)
    assert check(news, "news.archive") == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("archive add missing old", "missing: no archive: No such file or directory"),
        ("archive add old old", "old: no archive: No such file or directory"),
        ("archive create old new", "old is no archive, it has "),
        ("archive create news.archive old", "news.archive is an archive already; "),
        ("archive add news.archive news.archive", "cannot be added to itself"),
        ("check new --against news.archive -k 7", "made with -k 5, and asked with -k 7"),
        ("check new --since-days 3", "--since-days says which articles of --against count"),
    ],
)
def test_what_cannot_be_done_is_said(news: Path, words: str, said: str) -> None:
    done(news, "archive", "create", "news.archive", "old")
    failed = done(news, *words.split(), code=2)
    assert said in failed.stderr
    assert len(failed.stderr.splitlines()) == 1


def test_a_check_of_a_folder_above_does_not_look_into_an_archive(news: Path) -> None:
    before = done(news, "check", ".", "--no-cache", "--format", "json", code=1)
    done(news, "archive", "create", "old/news.archive", "old")
    assert done(news, "check", ".", "--no-cache", "--format", "json", code=1).stdout == before.stdout
