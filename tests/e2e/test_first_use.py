"""A new user goes from the first red run to green, by each of the ways that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.e2e.newsroom import COPIED, COPY, FIGURE, WIRE, commit, git, run, write

RED = {
    ("error", "articles/daily/ferry.txt", COPIED, "DUP201 uncredited-copy"),
    ("warning", "articles/daily/ferry.txt", COPIED, "DUP102 near-duplicate"),
    ("warning", "articles/daily/ferry.txt", FIGURE, "DUP302 altered-figure"),
}


def commands(output: str) -> set[tuple[str, str, int, str]]:
    found = re.findall(r"^::(\w+) file=([^,]*),line=(\d+),.*?title=([^:,]*)", output, re.MULTILINE)
    return {(level, file, int(line), title) for level, file, line, title in found}


def test_red_with_annotations_on_the_right_lines(repository: Path) -> None:
    done = run(repository, "check", "articles", "--format", "github")

    assert (done.returncode, commands(done.stdout), done.stderr) == (1, RED, "")
    lines = COPY.splitlines()
    assert lines[COPIED - 1].startswith("The ferry")
    assert "$14 million" in lines[FIGURE - 1]


def test_annotations_name_files_from_the_root_of_the_repository(repository: Path) -> None:
    done = run(repository / "articles", "check", ".", "--format", "github")

    assert commands(done.stdout) == RED


def test_fixed_by_a_credit_and_the_right_figure(repository: Path) -> None:
    fixed = COPY.replace("$14", "$40") + "\n(Northwire)\n"
    write(repository, "articles/daily/ferry.txt", fixed)
    options = ("--select", "DUP2,DUP3")
    assert run(repository, "check", "articles", *options).returncode == 0

    write(repository, "articles/daily/ferry.txt", COPY)
    assert run(repository, "check", "articles", *options).returncode == 1


def test_accepted_by_a_baseline_until_there_is_one_copy_more(repository: Path) -> None:
    made = run(repository, "baseline", "create", "articles", "--reason", "we pay for it")
    assert (made.returncode, made.stderr) == (0, "")
    assert "3 accepted" in made.stdout
    write(repository, "dedupe.toml", 'baseline = "dedupe-baseline.json"\n')
    commit(repository)
    green = run(repository, "check", "articles")
    assert (green.returncode, green.stderr) == (0, "")
    assert "3 findings accepted" in green.stdout

    write(repository, "articles/weekly/ferry.txt", COPY)
    again = run(repository, "check", "articles", "--format", "concise")
    assert again.returncode == 1
    assert "articles/weekly/ferry.txt:" in again.stdout
    assert "articles/daily/ferry.txt:" not in again.stdout


def test_accepted_by_the_article_itself(repository: Path) -> None:
    accepting = "dedupe: {ignore: [DUP1, DUP2, DUP3], reason: licensed}\n---\n\nThe ferry"
    write(repository, "articles/daily/ferry.txt", COPY.replace("---\n\nThe ferry", accepting))
    done = run(repository, "check", "articles")
    assert (done.returncode, done.stderr) == (0, "")

    strict = {"DEDUPE_INLINE_SUPPRESSIONS": "false"}
    assert run(repository, "check", "articles", env=strict).returncode == 1

    write(repository, "articles/wire/ferry.txt", "A ferry sank.\n")
    done = run(repository, "check", "articles")
    assert done.returncode == 0
    assert "ignores DUP1, DUP2, DUP3, which is not found there" in done.stderr


def test_accepted_by_the_configuration(repository: Path) -> None:
    for text in (
        'exclude = ["daily/"]',
        'ignore = ["near-duplicate", "DUP2", "altered"]',
        'fail-on = "never"',
        "max-findings = 3",
        'per-path-ignores = { "articles/daily/**" = ["all"] }',
        "severity = { DUP102 = 'note', uncredited-copy = 'note', altered-figure = 'note' }",
        'wire = ["articles/wire/**", "articles/daily/**"]',
    ):
        write(repository, "dedupe.toml", text + "\n")
        has_paths = "/**" in text or "exclude" in text  # which are relative to the configuration
        for folder, paths in ((repository, "articles"), (repository / "articles", "."))[: 1 + has_paths]:
            done = run(folder, "check", paths)
            assert (done.returncode, done.stderr) == (0, ""), (text, done.stdout)


def test_a_baseline_from_the_main_branch_cannot_be_edited_by_a_change(repository: Path) -> None:
    run(repository, "baseline", "create", "articles")
    commit(repository)
    write(repository, "articles/weekly/ferry.txt", COPY)
    run(repository, "baseline", "update", "articles")

    ours = ("check", "articles", "--baseline", "dedupe-baseline.json")
    assert run(repository, *ours).returncode == 0
    assert run(repository, *ours, "--baseline-from-ref", "main").returncode == 1
    git(repository, "rm", "-q", "--cached", "dedupe-baseline.json")
    git(repository, "commit", "-qm", "x")
    assert run(repository, *ours, "--baseline-from-ref", "main").returncode == 2


def test_a_baseline_is_kept_up_to_date(repository: Path) -> None:
    assert run(repository, "baseline", "create", "articles").returncode == 0
    assert run(repository, "baseline", "create", "articles").returncode == 2
    first = (repository / "dedupe-baseline.json").read_text("utf-8")
    write(repository, "articles/daily/ferry.txt", COPY.replace("$14", "$40"))

    stale = run(repository, "check", "articles", "--baseline", "dedupe-baseline.json")
    assert stale.returncode == 0
    assert "altered-figure of articles/daily/ferry.txt" in stale.stderr
    shown = run(repository, "baseline", "show").stdout
    assert "articles/daily/ferry.txt altered-figure from articles/wire/ferry.txt" in shown

    assert "1 dropped" in run(repository, "baseline", "prune", "articles").stdout
    pruned = (repository / "dedupe-baseline.json").read_text("utf-8")
    assert "altered-figure" in first
    assert "altered-figure" not in pruned
    write(repository, "articles/daily/ferry.txt", COPY)
    assert "1 new" in run(repository, "baseline", "update", "articles").stdout
    assert (repository / "dedupe-baseline.json").read_text("utf-8") == first


def test_only_what_a_change_touches(repository: Path) -> None:
    assert run(repository, "check", "articles", "--since", "HEAD").returncode == 0
    assert run(repository, "check", "articles", "--focus", "articles/daily/choir.txt").returncode == 0
    for name in ("articles/daily/ferry.txt", "articles/wire/ferry.txt"):
        assert run(repository, "check", "articles", "--focus", name).returncode == 1
    focus = ("--focus", "articles/daily/choir.txt", "articles/wire/ferry.txt", "-q")
    assert run(repository, "check", "articles", *focus).returncode == 1

    git(repository, "switch", "-qc", "change")
    write(repository, "articles/weekly/ferry.txt", COPY)
    write(repository, "articles/daily/choir.txt", "Changed altogether.\n")
    for done in (
        run(repository, "check", "articles", "--since", "main", "--format", "concise"),
        run(repository / "articles", "check", ".", "--since", "main", "--format", "concise"),
    ):
        assert done.returncode == 1
        assert {line.partition(":")[0].rpartition("articles/")[2] for line in done.stdout.splitlines()} == {
            "weekly/ferry.txt"
        }


def test_new_articles_against_an_archive(repository: Path) -> None:
    write(repository, "incoming/ferry.txt", COPY)
    write(repository, "incoming/again.txt", COPY)
    done = run(repository, "check", "incoming", "--against", "articles", "--format", "concise")

    assert done.returncode == 1
    found = {line.partition(":")[0] for line in done.stdout.splitlines()}
    assert found == {"incoming/ferry.txt", "incoming/again.txt"}
    assert all("articles/" in line for line in done.stdout.splitlines())
    assert run(repository, "check", "articles/daily/choir.txt", "--against", "incoming").returncode == 0


def test_paths_from_a_list(repository: Path) -> None:
    names = ["articles/wire/ferry.txt", "articles/daily/ferry.txt"]
    for separator in ("\n", "\0"):
        listed = (separator.join(names) + separator).encode()
        assert run(repository, "check", "--files-from", "-", stdin=listed).returncode == 1
    assert run(repository, "check", "--files-from", "-", stdin=b"missing.txt").returncode == 2
    none = run(repository, "check", "--files-from", "-")
    assert (none.returncode, none.stdout) == (2, "")
    assert "nothing could be read" in none.stderr


def test_wire_files_are_sources_and_houses_have_their_own_credits(repository: Path) -> None:
    undated = re.sub("date: .*\n", "", COPY).replace("---\n\n", "---\n\nSKERRY - ", 1)
    write(repository, "articles/daily/ferry.txt", undated)
    write(repository, "articles/wire/ferry.txt", re.sub("date: .*\n|outlet: .*\n", "", WIRE))
    write(repository, "dedupe.toml", 'wire = ["articles/wire/"]\n')
    found = run(repository, "check", "articles", "--select", "DUP2", "--format", "concise")
    assert found.returncode == 1
    assert "articles/daily/ferry.txt:" in found.stdout

    write(
        repository,
        "dedupe.toml",
        'wire = ["articles/wire/"]\n[outlets.Ledger]\npaths = ["articles/daily/**"]\n'
        'credits = ["From the Ledger desk"]\n',
    )
    assert run(repository, "check", "articles", "--select", "DUP2").returncode == 1
    write(repository, "articles/daily/ferry.txt", f"{undated}\n(From the Ledger desk)\n")
    assert run(repository, "check", "articles", "--select", "DUP2").returncode == 0


def test_the_configuration_can_be_looked_at(repository: Path) -> None:
    assert run(repository, "init").returncode == 0
    assert run(repository, "init").returncode == 2
    shown = run(repository, "config", "--fail-on", "error", env={"DEDUPE_MAX_FINDINGS": "4"}).stdout
    assert re.search(r'fail-on +.*"error".*# --fail-on', shown)
    assert re.search(r"max-findings +.*4.*# DEDUPE_MAX_FINDINGS", shown)
    assert re.search(r"baseline +.*# default", shown)


@pytest.mark.parametrize("word", ["DUP302", "altered-figure"])
def test_every_code_in_a_report_can_be_explained(repository: Path, word: str) -> None:
    assert "altered-figure" in run(repository, "rules").stdout
    explained = run(repository, "explain", word)
    assert explained.returncode == 0
    assert "DUP302 altered-figure" in explained.stdout
    assert run(repository, "explain", "DUP999").returncode == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("check articles --jobs x", "'x' is not a whole number"),
        ("check articles --jobs=-1", "-1 is not from 0 to"),
        ("check articles --select DUP9", "--select: there is no rule 'DUP9'; the families are DUP1"),
        ("check articles --against articles", "nothing to check against"),
        ("check articles --output new/report.txt", "there is no folder new"),
        ("check articles --report sarif=new/dedupe.sarif", "there is no folder new"),
        ("check articles --report json=-", "--format json writes to the standard output"),
        ("rules --output new/rules.txt", "there is no folder new"),
        ("rules --output articles", "articles is a folder"),
    ],
)
def test_wrong_usage_is_told_in_words(repository: Path, words: str, said: str) -> None:
    done = run(repository, *words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (repository / "new").exists()


def test_a_dash_is_the_standard_output(repository: Path) -> None:
    plain = run(repository, "check", "articles")
    assert run(repository, "check", "articles", "-o", "-").stdout == plain.stdout
    assert not (repository / "-").exists()


def test_text_says_on_which_line_of_the_article(repository: Path) -> None:
    shown = " ".join(run(repository, "check", "articles").stdout.split())
    assert f"line {FIGURE}: has “$14 million” where articles/wire/ferry.txt:" in shown


def test_tune_without_labels_says_what_it_wants(repository: Path) -> None:
    shown = run(repository, "tune", "articles", "--labels", "none.jsonl").stdout
    assert shown.startswith("0 labelled pairs, 0 copies.\n\nThere is nothing to tune by.")


def test_rules_are_completed_also_behind_a_comma(repository: Path) -> None:
    words = "dedupe check articles --select DUP2,altered"
    done = run(repository, env={"_DEDUPE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "4"})
    assert done.stdout.split() == [f"DUP2,altered-{what}" for what in ("quote", "figure", "name")]
