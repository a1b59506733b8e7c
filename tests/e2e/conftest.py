from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.newsroom import commit, fill, git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A committed repository with a copy in it."""
    folder = tmp_path / "news"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    fill(folder)
    commit(folder)
    return folder
