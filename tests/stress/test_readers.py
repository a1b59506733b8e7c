"""Every reader against ten thousand changed files of its format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.read.mutations import WRITERS, expect_articles_or_reasons

_NUMBER = 10_000


@pytest.mark.parametrize("name", WRITERS)
def test_changed_files_give_articles_or_reasons(tmp_path: Path, name: str, tries: Callable[[int], None]) -> None:
    expect_articles_or_reasons(tmp_path, name, _NUMBER)
    tries(_NUMBER)
