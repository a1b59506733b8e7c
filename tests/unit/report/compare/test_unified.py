from __future__ import annotations

import re

from dedupe.comparison.comparison import Comparison
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.compare.unified import render as render_unified
from dedupe.report.escape import for_terminal
from tests.unit.report.comparisons import demo, nasty

HUNK = re.compile(r"@@ (?:-([\d,]+) )?(?:\+(\d+) )?@@ (\w+)(, moved)?(?:, part)?")


def render(comparison: Comparison, *, context: int | None = None, show_style: bool = False) -> str:
    return render_unified(comparison, CompareOptions(context=context, show_style=show_style))


def hunks(text: str) -> list[tuple[re.Match[str], str]]:
    """Read the hunks: the place, and the line that follows."""
    lines = text.splitlines()
    return [(found, lines[at + 1]) for at, line in enumerate(lines) if (found := HUNK.fullmatch(line))]


def test_without_its_marks_every_hunk_is_the_target_s_paragraph() -> None:
    for found, line in hunks(render(demo(), show_style=True)):
        if found[2] and found[3] != "furniture":
            text = re.sub(r"\{\+(.*?)\+\}", r"\1", re.sub(r"\[-.*?-\]", "", line[1:]))
            assert text.split() == demo().target.paragraphs[int(found[2]) - 1].text.split()


def test_the_target_is_whole_and_only_what_is_lost_of_the_source_is_there() -> None:
    found = hunks(render(demo()))
    assert [int(hunk[2]) for hunk, _ in found if hunk[2]] == list(range(1, len(demo().target.paragraphs) + 1))
    lost = [paragraph.index + 1 for paragraph in demo().alignment.source if not paragraph.partners]
    assert [int(hunk[1]) for hunk, _ in found if not hunk[2]] == lost


def test_signs_tell_what_was_added_and_what_was_cut() -> None:
    for found, line in hunks(render(demo())):
        expected = {"added": "+", "cut": "-", "kept": " ", "rewritten": " "}
        if found[3] in expected:
            assert line[0] == expected[found[3]]


def test_edits_stand_where_they_were_made() -> None:
    text = render(demo())
    assert "will receive [-$85 million-]{+$58m+} over ten years" in text
    assert "Their skippers [-allegedly-] rammed" in text
    assert "@@ -9 +6 @@ kept, moved" in text
    assert "{+favour+}" not in text


def test_context_leaves_out_what_did_not_change() -> None:
    assert "@@ 1 paragraph without changes @@" in render(demo(), context=0)


def test_article_text_forges_no_line() -> None:
    text = render(nasty(), show_style=True)
    assert text == "".join(f"{for_terminal(line)}\n" for line in text.removesuffix("\n").split("\n"))
    assert text.count("\n") == 2 + 2 * len(hunks(text))
