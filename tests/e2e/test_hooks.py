"""The hooks, by pre-commit itself, and the steps of the GitHub action."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.e2e.newsroom import COMMAND, COPY, ROOT, commit, git, run, write

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


@pytest.fixture
def hooked(repository: Path) -> Path:
    """Have the hooks in a repository, with the command that is installed already."""
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    hooks = [
        {**hook, "language": "system", "entry": hook["entry"].replace("dedupe", " ".join(COMMAND), 1)} for hook in HOOKS
    ]
    hooks[0]["args"], hooks[1]["args"] = ["articles"], ["articles", "--focus"]
    settings = {"repos": [{"repo": "local", "hooks": hooks}]}
    write(repository, ".pre-commit-config.yaml", yaml.safe_dump(settings))
    commit(repository, "Hooks")
    return repository


def pre_commit(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    home = {"PRE_COMMIT_HOME": str(folder.parent / "cache"), **env}
    return run(folder, *arguments, command=[sys.executable, "-m", "pre_commit"], env=home)


def test_the_whole_folder_is_checked_whatever_is_committed(hooked: Path) -> None:
    done = pre_commit(hooked, "run", "dedupe", "--files", "articles/daily/choir.txt")
    assert done.returncode == 1
    assert "exit code: 1" in done.stdout
    assert "articles/daily/ferry.txt: near-identical copy" in done.stdout


def test_only_the_committed_articles_are_in_focus(hooked: Path) -> None:
    choir, ferry = "articles/daily/choir.txt", "articles/daily/ferry.txt"
    assert pre_commit(hooked, "run", "dedupe-focus", "--files", choir).returncode == 0
    assert pre_commit(hooked, "run", "dedupe-focus", "--files", choir, ferry).returncode == 1


def test_a_commit_is_stopped_and_passes_once_it_is_mended(hooked: Path) -> None:
    assert pre_commit(hooked, "install").returncode == 0
    git(hooked, "rm", "-q", "articles/daily/ferry.txt")
    message = ["-c", "user.name=U", "-c", "user.email=u@example.org", "commit", "-qm", "Ferry"]
    home = {"PRE_COMMIT_HOME": str(hooked.parent / "cache")}
    assert run(hooked, *message, command=["git"], env=home).returncode == 0

    write(hooked, "articles/weekly/ferry.txt", COPY)
    git(hooked, "add", "--all")
    stopped = run(hooked, *message, command=["git"], env=home)
    assert stopped.returncode == 1
    assert "articles/weekly/ferry.txt: near-identical copy" in stopped.stdout + stopped.stderr

    run(hooked, "baseline", "create", "articles")
    write(hooked, "dedupe.toml", 'baseline = "dedupe-baseline.json"\n')
    git(hooked, "add", "--all")
    mended = run(hooked, *message, command=["git"], env=home)
    assert mended.returncode == 0, mended.stdout + mended.stderr


def test_the_manifest_is_one(tmp_path: Path) -> None:
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    done = pre_commit(tmp_path, "validate-manifest", manifest)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"paths": "articles"}, 1),
        ({"paths": "articles/wire\narticles/daily/choir.txt"}, 0),
        ({"paths": "articles", "fail-on": "never", "args": "--ignore\nDUP1"}, 0),
        ({"paths": "articles", "since": "HEAD"}, 0),
        ({"paths": "articles", "baseline": "missing.json"}, 2),
        ({"paths": "$(touch pwned)"}, 2),
        ({"paths": "--version"}, 2),
    ],
)
def test_the_action_says_the_same_everywhere(repository: Path, inputs: dict[str, str], code: int) -> None:
    (step,) = [known for known in ACTION["runs"]["steps"] if known.get("id") == "check"]
    values = {name: given["default"] for name, given in ACTION["inputs"].items()} | inputs
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: values[found[1]], text)
        for name, text in step["env"].items()
    }
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
        environment[name] = str(write(repository.parent, name, ""))
    environment["RUNNER_TEMP"] = str(repository.parent)
    script = 'dedupe() { "$PYTHON_BIN" -m dedupe "$@"; }\n' + step["run"]
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    done = run(repository, script, command=shell, env={**environment, "PYTHON_BIN": sys.executable})

    assert done.returncode == code, done.stderr
    outputs = (repository.parent / "GITHUB_OUTPUT").read_text("utf-8")
    summary = (repository.parent / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert f"exit-code={code}\n" in outputs
    assert ("sarif-file=dedupe.sarif\n" in outputs) == (code != 2)
    assert summary.startswith("### dedupe: ") == (code != 2)
    assert code != 1 or "::error file=" in done.stdout
    assert not (repository / "pwned").exists()


def test_the_action_puts_no_input_into_a_script() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for step in ACTION["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]


def test_the_hook_is_installed_from_a_repository(repository: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    tool = tmp_path / "tool"
    shutil.copytree(ROOT / "dedupe", tool / "dedupe", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tool / name)
    # What the package needs is here already, and takes a minute to be installed once more.
    project = (tool / "pyproject.toml").read_text("utf-8")
    alone = re.sub(r"^dependencies = \[.*?^\]", "dependencies = []", project, flags=re.M | re.S)
    write(tool, "pyproject.toml", alone)
    installed = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    git(tool, "init", "--quiet")
    commit(tool)
    hook = {"id": "dedupe", "args": ["articles"]}
    rev = git(tool, "rev-parse", "HEAD").strip()
    settings = {"repos": [{"repo": str(tool), "rev": rev, "hooks": [hook]}]}
    write(repository, ".pre-commit-config.yaml", yaml.safe_dump(settings))
    commit(repository)
    if pre_commit(repository, "install-hooks").returncode != 0:
        pytest.skip("the package cannot be built here, for want of a network")

    done = pre_commit(repository, "run", "dedupe", "--all-files", PYTHONPATH=installed)
    assert done.returncode == 1
    assert "articles/daily/ferry.txt: near-identical copy" in done.stdout
