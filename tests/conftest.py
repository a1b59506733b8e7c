from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# Machines differ in speed and are shared: no test of a law fails for taking long. New examples are looked
# for where somebody can look into them; CI tries the same ones every time.
settings.register_profile("dedupe", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("dedupe")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="write what the golden cases give now into their expected files"
    )


@pytest.fixture
def expect(pytestconfig: pytest.Config) -> Callable[[Path, str], None]:
    """Compare a text with a file, or write it there if the golden cases are being updated."""

    def compare(path: Path, text: str) -> None:
        if pytestconfig.getoption("--update-cases"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
