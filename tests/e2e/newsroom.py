"""A scratch repository with a wire story and what became of it, and the installed command in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import dedupe

ROOT = Path(dedupe.__file__).parents[1]
SCRIPT = Path(sys.executable).with_name("dedupe")
COMMAND = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "dedupe"]
# A hook that runs these tests has told Git where its own repository is. Modules compiled anew in each of
# some hundred processes would take a third of the time of these tests.
_UNWANTED = ("GIT_", "DEDUPE_", "PYTHONDONTWRITEBYTECODE")
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith(_UNWANTED)},
    "PYTHONPATH": str(ROOT),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "_DEDUPE_SETTLE_SECONDS": "0",  # files that a test has just written are cached
}

WIRE = """\
---
title: Skerry ferry to stop in winter
date: 2031-11-03
outlet: Northwire
---

SKERRY (Northwire) - The ferry between Skerry and the mainland will stop running from December until
the end of March, its owner announced, because the harbour wall can no longer be repaired cheaply.

Some 1,200 people live on the island, which has neither a doctor of its own nor a secondary school,
and they will depend on a fishing boat that crosses twice a week when the weather allows it.

"Nobody asked us whether we could live like that," said Una Fair, who keeps the only shop.

The owner put the cost of a new wall at $40 million and said talks with the county had failed again.
"""
COPY = """\
---
title: No winter ferry for islanders
date: 2031-11-04
---

The ferry between Skerry and the mainland will stop running from December until the end of March, its
owner announced, because the harbour wall can no longer be repaired cheaply.

Some 1,200 people live on the island, which has neither a doctor of its own nor a secondary school,
and they will depend on a fishing boat that crosses twice a week when the weather allows it.

"Nobody asked us whether we could live like that," said Una Fair, who keeps the only shop.

The owner put the cost of a new wall at $14 million and said talks with the county had failed once more.
"""
OWN = """\
---
title: Choir wins
date: 2031-11-04
---

The children's choir of Brayford won the county prize on Saturday after a contest that lasted until
nearly midnight, and came home to a brass band that had waited for them in the rain for two hours.
"""
COPIED, FIGURE = 6, 14  # lines of COPY: its first copied words, and "$14 million"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def fill(folder: Path) -> None:
    """Put the wire's story, the daily's copy and a story of its own into a folder."""
    for name, text in (("wire/ferry", WIRE), ("daily/ferry", COPY), ("daily/choir", OWN)):
        write(folder, f"articles/{name}.txt", text)


def run(
    folder: Path,
    *arguments: str,
    command: list[str] = COMMAND,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env={**ENVIRONMENT, **(env or {})},
        input=stdin,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def git(folder: Path, *arguments: str) -> str:
    options = ["-c", "user.name=Una", "-c", "user.email=una@example.org", "-c", "commit.gpgsign=false"]
    done = run(folder, *options, *arguments, command=["git"])
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder: Path, message: str = "Articles") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
