from __future__ import annotations

from dataclasses import replace

import pytest

from dedupe.article import Suppression
from dedupe.errors import ConfigError
from dedupe.findings.finding import Acceptance
from dedupe.pipeline.select_findings import only_touching, suppress, without_ignored, without_wire
from dedupe.read.suppression_comments import find_suppressions
from tests.unit.findings.sample import finding


def test_front_matter_suppresses_with_a_reason() -> None:
    text = "---\ntitle: Ferry\ndedupe:\n  ignore: [exact-copy, DUP2]\n  reason: licensed\n---\nA.\n"

    (found,) = find_suppressions(text, "a.txt")

    assert found == Suppression(("exact-copy", "DUP2"), "licensed", 4, "front matter")


@pytest.mark.parametrize(
    "value", ["", "1", "[]", "{}", "{ignore: }", "{ignore: {a: b}}", "{ignore: [[a]]}", "{reason: x}", "!!"]
)
def test_front_matter_of_another_shape_suppresses_nothing(value: str) -> None:
    found = find_suppressions(f"---\ndedupe: {value}\n---\nText.\n", "a.txt")

    assert [suppression.rules for suppression in found] in ([], [("",)])


def test_aliases_are_not_followed_into_a_bomb() -> None:
    bomb = "".join(f"  - &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 12))
    text = f"---\nx:\n  - &a0 [y]\n{bomb}dedupe: {{ignore: *a11, reason: *a11}}\n---\n"

    assert find_suppressions(text, "a.txt") == ()


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("<!-- dedupe: ignore[exact-copy] licensed by AP -->", (("exact-copy",), "licensed by AP")),
        ("<!--dedupe:ignore[DUP1,DUP2]-->", (("DUP1", "DUP2"), None)),
        ("<!--\n dedupe: ignore[ DUP1 , DUP2 ]\n two\n lines\n-->", (("DUP1", "DUP2"), "two lines")),
        ("<!-- dedupe: ignore -->", None),
        ("<!-- dedupe: ignore[DUP1 -->", None),
        ("<!-- dedupe: ignored[DUP1] -->", None),
        ("<!-- dedupe: ignore[DUP1]", None),
        ("dedupe: ignore[DUP1]", None),
    ],
)
def test_comments_in_markdown_and_html(comment: str, expected: tuple[tuple[str, ...], str | None] | None) -> None:
    text = f"# Ferry\n\n{comment}\n\nText <!-- other -->.\n"

    for path in ("a.md", "a.markdown", "a.HTML"):
        found = find_suppressions(text, path)
        assert [(suppression.rules, suppression.reason) for suppression in found] == ([expected] if expected else [])
        assert all((suppression.line, suppression.by) == (3, "comment") for suppression in found)
    assert find_suppressions(text, "a.txt") == ()


def test_only_the_named_rules_of_the_same_article_are_accepted() -> None:
    exact, near = finding("a.md", rule="exact-copy"), finding("a.md")
    other = finding("b.md", rule="exact-copy")
    declared = Suppression(("exact-copy",), "licensed", 3, "comment")

    done, remarks = suppress([exact, near, other], {"a.md": [declared]})

    accepted = Acceptance("comment", "licensed")
    assert [found.accepted for found in done] == [accepted, None, None]
    assert remarks == ()


def test_unused_and_broken_suppressions_are_reported() -> None:
    unused = Suppression(("DUP3",), None, 1, "comment")
    broken = Suppression(("exact-cpy",), None, 2, "comment")

    done, remarks = suppress([finding("a.md")], {"a.md": [unused, broken]})

    assert done[0].accepted is None
    assert remarks == (
        "a.md:1: ignores DUP3, which is not found there",
        "a.md:2: ignores exact-cpy, and there is no such rule",
    )


def test_an_article_accepts_nothing_about_another_of_its_file() -> None:
    declared = Suppression(("exact-copy",), None, 4, "front matter")
    both = [replace(finding(name, rule="exact-copy"), path="a.zip") for name in ("a.zip/a", "a.zip/b")]

    done, _ = suppress(both, {"a.zip/a": (declared,)})

    assert [found.accepted is not None for found in done] == [True, False]


@pytest.mark.parametrize("text", ["<!--" * 200_000, "<!-- dedupe: ignore[" * 50_000, "\n<!-- x -->\n" * 50_000])
def test_hostile_comments_are_none_and_come_to_an_end(text: str) -> None:
    assert find_suppressions(text, "a.md") == ()


def test_lines_are_counted_between_and_in_comments() -> None:
    text = "One\n<!-- a\nb -->\n\n<!-- dedupe: ignore[DUP1] --> <!-- dedupe: ignore[DUP2] -->\n"

    assert [suppression.line for suppression in find_suppressions(text, "a.md")] == [5, 5]


FOUND = (finding("wire/x/a.txt"), finding("daily/b.txt"), finding("../c.txt", rule="exact-copy"))


def names(*patterns: str) -> list[str]:
    return [finding.path for finding in without_wire(FOUND, patterns)]


def test_wire_folders_hold_no_copies() -> None:
    assert names("wire/**") == ["daily/b.txt", "../c.txt"]
    assert names("wire/") == ["daily/b.txt", "../c.txt"]
    assert names() == [finding.path for finding in FOUND]
    assert names("*.txt", "!daily/*") == ["daily/b.txt"]


def test_rules_are_ignored_by_path() -> None:
    kept = without_ignored(FOUND, {"daily/**": ["near-duplicate"], "wire/**": ["exact-copy"]})

    assert [finding.path for finding in kept] == ["wire/x/a.txt", "../c.txt"]
    with pytest.raises(ConfigError):
        without_ignored(FOUND, {"daily/**": ["nonsense"]})


def test_a_finding_touches_its_article_and_its_sources() -> None:
    assert only_touching(FOUND, {"daily/b.txt"}) == FOUND[1:2]
    assert only_touching(FOUND, {"wire/a.txt"}) == FOUND
    assert only_touching(FOUND, {"else.txt"}) == ()
