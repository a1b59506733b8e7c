from __future__ import annotations

import pytest

from dedupe.errors import ConfigError
from dedupe.findings.path_filters import only_touching, without_ignored, without_wire
from tests.unit.findings.sample import finding

FOUND = (finding("wire/x/a.txt"), finding("daily/b.txt"), finding("../c.txt", rule="exact-copy"))


def names(*patterns: str) -> list[str]:
    return [it.path for it in without_wire(FOUND, patterns)]


def test_wire_folders_hold_no_copies() -> None:
    assert names("wire/**") == ["daily/b.txt", "../c.txt"]
    assert names("wire/") == ["daily/b.txt", "../c.txt"]
    assert names() == [it.path for it in FOUND]
    assert names("*.txt", "!daily/*") == ["daily/b.txt"]


def test_rules_are_ignored_by_path() -> None:
    kept = without_ignored(FOUND, {"daily/**": ["near-duplicate"], "wire/**": ["exact-copy"]})

    assert [it.path for it in kept] == ["wire/x/a.txt", "../c.txt"]
    with pytest.raises(ConfigError):
        without_ignored(FOUND, {"daily/**": ["nonsense"]})


def test_a_finding_touches_its_article_and_its_sources() -> None:
    assert only_touching(FOUND, {"daily/b.txt"}) == FOUND[1:2]
    assert only_touching(FOUND, {"wire/a.txt"}) == FOUND
    assert only_touching(FOUND, {"else.txt"}) == ()
