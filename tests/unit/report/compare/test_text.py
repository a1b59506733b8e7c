from __future__ import annotations

import re
from pathlib import Path

import pytest

import dedupe
from dedupe.align.alignment import Change
from dedupe.article import Article, Paragraph
from dedupe.comparison.compare_articles import compare
from dedupe.comparison.comparison import Comparison
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.compare.text import render_stack
from dedupe.report.terminal import Terminal

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
WIDE = Terminal(100_000)
ROW = re.compile(r"([=~+\-·]) +(\d*) (←| ) ([\d, ]*?) *  (\(moved\) )?(.*)")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(DEMO)
        return compare("kestrel/cable.txt", "eastmouth-herald/calder-cable.txt")


def render(
    comparison: Comparison,
    terminal: Terminal,
    *,
    verbose: bool = False,
    context: int | None = None,
    show_style: bool = False,
) -> str:
    return render_stack(comparison, CompareOptions(terminal, verbose=verbose, context=context, show_style=show_style))


def rows(text: str) -> list[re.Match[str]]:
    return [match for line in text.split("\n\n")[1].split("\n") if (match := ROW.fullmatch(line))]


def after(marked: str) -> str:
    """Read a marked paragraph as it is in the target."""
    return re.sub(r"\{\+(.*?)\+\}", r"\1", re.sub(r"\[-.*?-\]", "", marked))


def test_every_paragraph_of_both_sides_stands_there_once(comparison: Comparison) -> None:
    found = rows(render(comparison, WIDE))
    targets = [int(row[2]) for row in found if row[2]]
    assert targets == list(range(1, len(comparison.target.paragraphs) + 1))
    lost = [int(row[4]) for row in found if not row[2]]
    partners = {at for paragraph in comparison.alignment.target for at in paragraph.partners}
    assert sorted([*lost, *(at + 1 for at in partners)]) == list(range(1, len(comparison.source.paragraphs) + 1))


def test_without_its_marks_a_paragraph_is_the_target_s(comparison: Comparison) -> None:
    for row in rows(render(comparison, WIDE, verbose=True)):
        if row[2]:
            text = comparison.target.paragraphs[int(row[2]) - 1].text
            assert "".join(after(row[6]).split()) == "".join(text.split())


def test_marks_and_numbers_say_what_became_of_a_paragraph(comparison: Comparison) -> None:
    found = {row[2]: row for row in rows(render(comparison, WIDE)) if row[2]}
    assert (found["6"][1], found["6"][4], found["6"][5]) == ("=", "9", "(moved) ")
    assert (found["7"][1], found["7"][4]) == ("~", "4, 5")
    assert found["12"][1] == "+"
    assert "[-$85 million-]{+$58m+}" in found["7"][6]
    assert "[-allegedly-]" in found["7"][6]


def test_what_was_cut_stands_where_it_was_in_the_source(comparison: Comparison) -> None:
    found = rows(render(comparison, WIDE))
    corrland = next(at for at, row in enumerate(found) if "Corrland" in row[6])
    assert found[corrland][1] == "-"
    assert found[corrland - 2][2] == "9"
    assert found[corrland + 1][2] == "10"


def test_a_move_to_the_front_does_not_take_the_cuts_along() -> None:
    texts = [f"{word} " * 12 + "." for word in ("one", "two", "three", "four")]
    source = Article("s", "s", tuple(Paragraph(text, 1, 1) for text in texts))
    target = Article("t", "t", tuple(Paragraph(texts[at], 1, 1) for at in (3, 0, 1)))
    text = render(compare(source, target), WIDE, verbose=True)
    assert [row[1] for row in rows(text)].count("-") == 1
    assert rows(text)[-1][1] == "-"


def test_the_last_line_counts_and_explains_the_marks(comparison: Comparison) -> None:
    last = render(comparison, WIDE).rstrip("\n").split("\n")[-1]
    counts = comparison.alignment.counts()
    assert last == (
        f"Paragraphs: = {counts[Change.KEPT]} kept, ~ {counts[Change.REWRITTEN]} rewritten, "
        f"+ {counts[Change.ADDED]} added, - {counts[Change.CUT]} cut, "
        f"· {counts[Change.FURNITURE]} furniture"
    )


def test_of_unrelated_articles_only_that_is_said() -> None:
    text = render(compare(DEMO / "kestrel/cable.txt", DEMO / "island-observer/library.txt"), WIDE)
    assert text.count("\n") == 1
    assert "not related to" in text


def test_it_fits_the_terminal(comparison: Comparison) -> None:
    for width in (40, 72, 120):
        assert max(map(len, render(comparison, Terminal(width)).splitlines())) <= width


def test_article_text_does_nothing_to_the_terminal() -> None:
    text = "The ferry left at noon \x1b]0;forged\x07 with ::error::nobody \u202e on board, they said. "
    hostile = Article("h\x1b[2J", "h", (Paragraph(text * 3, 1, 1),))
    for color in (False, True):
        shown = render(compare(hostile, hostile), Terminal(80, color), verbose=True)
        assert not re.search(r"\x1b(?!\[[0-9;]*m)|\x07|\u202e|::error", shown)


def test_style_and_context_can_be_asked_for(comparison: Comparison) -> None:
    assert "{+favour+}" not in render(comparison, WIDE)
    assert "[-favor-]{+favour+}" in render(comparison, WIDE, show_style=True)
    text = render(comparison, WIDE, context=0)
    assert "⋯ 1 paragraph without changes" in text
    assert "Your support" not in text
