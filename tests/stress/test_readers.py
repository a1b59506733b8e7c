"""Every reader against thousands of changed files: 500 times STRESS of each format."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.unit.read.mutations import WRITERS, expect_articles_or_reasons

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stress
_NUMBER = 500 * int(os.environ.get("STRESS", "1"))


@pytest.mark.parametrize("name", WRITERS)
def test_a_changed_file_gives_articles_or_reasons(tmp_path: Path, name: str) -> None:
    expect_articles_or_reasons(tmp_path, name, _NUMBER)
