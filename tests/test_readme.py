"""What the README shows is what happens."""

from __future__ import annotations

import csv
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

import dedupe
from dedupe import Article
from dedupe.findings.rules import rules_table_markdown
from dedupe.read.article_reader import read_articles
from tests.e2e import newsroom

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
TEXT = README.read_text("utf-8")
DEMO = Path(dedupe.__file__).with_name("data") / "demo"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return newsroom.run(cwd, *command, command=[sys.executable])


def test_the_python_code_runs(tmp_path: Path) -> None:
    copytree(DEMO, tmp_path / "articles")
    write_table(tmp_path / "news.csv")
    done = run("-W", "error", "-c", "\n".join(blocks("python")), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for line in (
        "articles/eastmouth-herald/calder-cable.txt is a copy of articles/kestrel/cable.txt",
        "$85 million became $58m",
        "['articles/eastmouth-herald/calder-cable.txt', 'articles/kestrel/cable.txt', "
        "'articles/valley-tribune/power-cable.txt']",
    ):
        assert line in done.stdout.splitlines()
    (shown,) = blocks("text")
    assert shown in done.stdout
    answers = {" ".join(line.split()) for line in done.stdout.splitlines()}
    assert {
        "The Eastmouth Herald Kestrel generic 1",
        "Valley Tribune Kestrel none 1",
        "cable.txt 2 2031-03-05",
        "figure $85 million $58m",
    } <= answers


def write_table(path: Path) -> None:
    """Write the articles of the demo as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("id", "text", "outlet", "date"))
        for article in read_articles([DEMO]):
            assert isinstance(article, Article)
            text = "\n\n".join(paragraph.text for paragraph in article.paragraphs)
            table.writerow((Path(article.path).name, text, article.outlet, article.date))


@pytest.mark.parametrize(
    "sections",
    [
        ["Use it", "Look at the results", "Why, and where the bars are"],
        ["Use it", "Accepting findings"],
        ["Use it", "An archive to check against"],
    ],
    ids=["looking", "accepting", "archiving"],
)
def test_the_lines_work_as_they_stand_in_their_order(tmp_path: Path, sections: list[str]) -> None:
    (tmp_path / ".git").mkdir()  # so that no configuration above is found
    for section in sections:
        for line in section_of(section).splitlines():
            program, name, *words = shlex.split(line, comments=True)
            done = run("-m", program, name, *words, cwd=tmp_path)
            found = done.returncode == 1 and name in ("check", "compare")
            assert found or done.returncode == 0, (line, done.stderr)
            assert not done.stderr, line


def section_of(title: str) -> str:
    """Return the first lines for a shell under a heading."""
    body = TEXT.partition(f"# {title}\n")[2]
    match = re.search(r"^```sh\n(.*?)^```", body, re.MULTILINE | re.DOTALL)
    assert match
    return match[1]


def test_the_contents_lead_to_headings_and_each_heading_stands_once() -> None:
    headings = re.findall(r"^##+ (.*)$", re.sub(r"(?ms)^```.*?^```", "", TEXT), re.MULTILINE)
    assert len(set(headings)) == len(headings)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", TEXT)) <= anchors


def test_the_output_shown_is_the_output(expect: Callable[[Path, str], None], tmp_path: Path) -> None:
    def shown(match: re.Match[str]) -> str:
        command = shlex.split(match[1])
        assert command[0] == "dedupe"
        return f"```console\n$ {match[1]}\n{run('-m', *command, cwd=tmp_path).stdout}```"

    expect(README, re.sub(r"^```console\n\$ (.*)\n(?s:.*?)^```", shown, TEXT, flags=re.MULTILINE))


def test_the_table_of_rules_is_that_of_the_registry() -> None:
    assert rules_table_markdown().strip() in TEXT


def test_the_commands_shown_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    commands = [shlex.split(line, comments=True) for block in blocks("sh") for line in block.splitlines()]
    for program, name in (command[:2] for command in commands):
        if program == "make":
            assert name in targets
        elif program == "dedupe":
            assert run("-m", "dedupe", name, "--help", cwd=ROOT).returncode == 0
    assert {"make", "pip", "dedupe", "spark-submit"} == {command[0] for command in commands}


@pytest.mark.parametrize("path", sorted(re.findall(r"\]\((?!http|#)([^)]*)\)", TEXT)))
def test_links_lead_somewhere(path: str) -> None:
    assert (ROOT / path).exists()
