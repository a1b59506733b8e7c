"""Every text of the pages is in the table, and every text in the table is on a page."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import dedupe

PACKAGE = Path(dedupe.__file__).parent
TEXTS = tomllib.loads(files("dedupe").joinpath("data/web/texts.toml").read_text("utf-8"))
SOURCES = "".join(path.read_text("utf-8") for path in (*PACKAGE.glob("data/web/*.j2"), *PACKAGE.glob("report/**/*.py")))


def test_texts_that_are_used_are_there() -> None:
    used = set(re.findall(r'\bt\("(\w+)"[,)]', SOURCES))
    assert used
    assert used <= TEXTS.keys()


def test_texts_that_are_there_are_used() -> None:
    beginnings = ("unit_", "credit_", "cuts_", "at_", "fact_")
    names = {name for name in TEXTS if not name.startswith(beginnings)}
    assert sorted(name for name in names if f'"{name}"' not in SOURCES) == []
