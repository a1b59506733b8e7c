"""What Git knows of the files that are checked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from dedupe.errors import InputError


def changed_since(ref: str, cwd: Path) -> list[str]:
    """List absolute paths of the files that differ from where the branch left a commit; new ones as well.

    An InputError says that there is no Git, no repository, or no such commit.
    """
    root = _git(cwd, "rev-parse", "--show-toplevel").removesuffix(b"\n")
    commit = _commit(cwd, ref)
    base = _git(cwd, "merge-base", commit, "HEAD", fallback=commit.encode()).strip().decode()
    changed = _git(cwd, "diff", "--name-only", "-z", "--no-relative", "--diff-filter=d", base, "--")
    new = _git(cwd, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/")
    names = {name for name in (changed + new).split(b"\0") if name}
    return sorted(os.fsdecode(root + b"/" + name) for name in names)


def content_at(ref: str, path: Path, cwd: Path) -> bytes:
    """Read a file as it is in a commit; an InputError says that Git, repository, commit or file is missing."""
    name = os.path.relpath(path.absolute(), cwd).replace(os.sep, "/")
    return _git(cwd, "cat-file", "blob", f"{_commit(cwd, ref)}:./{name}")


def root_of(cwd: Path) -> Path:
    """Find the folder of the repository, or the working directory itself outside of one."""
    real = cwd.resolve()
    return next((folder for folder in (real, *real.parents) if (folder / ".git").exists()), real)


def _commit(cwd: Path, ref: str) -> str:
    """Return the name of a commit in full: nothing that a user writes reaches Git as an option."""
    spec = f"{ref}^{{commit}}"
    found = _git(cwd, "rev-parse", "--verify", "--quiet", "--end-of-options", spec, fallback=b"")
    name = found.strip().decode("ascii", "replace")
    if not name:
        raise InputError(f"Git knows no commit {ref}; a shallow clone may lack it (fetch-depth: 0)")
    return name


def _git(cwd: Path, *arguments: str, fallback: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except (OSError, ValueError) as error:
        raise InputError(f"git cannot be run: {error}") from None
    if done.returncode == 0:
        return done.stdout
    if fallback is not None and done.returncode == 1:
        return fallback
    words = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
    raise InputError(f"git {arguments[0]}: {words or f'exit code {done.returncode}'}")
