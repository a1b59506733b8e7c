from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import dedupe
from dedupe.article import Skipped
from dedupe.findings.finding import Acceptance
from dedupe.findings.rules import Severity
from dedupe.judge.judged_pair import Evidence, Origin
from dedupe.judge.relation import Relation
from dedupe.pipeline.check import check
from dedupe.pipeline.judgement import Judgement
from dedupe.report.check_report import CheckReport, TextOptions
from dedupe.report.formats import render_check
from dedupe.report.terminal import PLAIN, Terminal
from tests.unit.report.reports import without_notes

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
ACCEPTED = Acceptance("baseline", "we pay for it")
HERALD = "eastmouth-herald/calder-cable.txt"


@pytest.fixture(scope="module")
def report() -> Judgement:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(DEMO)
        return without_notes(check(["."]))


def render(report: Judgement, terminal: Terminal = PLAIN, *, quiet: bool = False, verbose: bool = False) -> str:
    options = TextOptions(terminal, quiet, verbose)
    return "".join(render_check(CheckReport(report, text=options), "text"))


def block(text: str, article: str) -> str:
    return next(block for block in text.split("\n\n") if block.startswith(f"{article}: "))


def test_an_editor_learns_what_happened(report: Judgement) -> None:
    text = block(render(report, Terminal(200)), HERALD)
    assert text.startswith(f"{HERALD}: partly derived from kestrel/cable.txt (DUP104)\n")
    assert "of the source's text stands in it" in text
    assert "rewritten, 3 added, 2 cut" in text
    assert "has “$58m” where kestrel/cable.txt:14 has “$85 million” (DUP302 altered-figure)" in text
    assert "leaves out “allegedly”" in text
    assert "figure: “$85 million” → “$58m”" in block(render(report, Terminal(200), verbose=True), HERALD)


def test_in_a_file_with_several_articles_a_paragraph_is_named(report: Judgement) -> None:
    in_file = {
        names: replace(compared, target=replace(compared.target, line=4))
        for names, compared in report.comparisons.items()
    }
    text = block(render(replace(report, comparisons=in_file), Terminal(200)), HERALD)
    assert "paragraph 7: has “$58m”" in text


def test_what_only_shares_quotations_is_told_on_request(report: Judgement) -> None:
    assert "island-observer/vote.txt" not in render(report)
    assert re.search(
        "shares only quotations with island-observer/vote.txt|island-observer/vote.txt: shares only quotations with",
        render(report, Terminal(200), verbose=True),
    )


def test_quiet_is_one_line_an_article_whatever_the_width(report: Judgement) -> None:
    assert len(render(report, Terminal(30), quiet=True).splitlines()) == 2
    assert render(replace(report, findings=()), quiet=True) == ""


def test_nothing_found_is_said(report: Judgement) -> None:
    nothing = replace(report, findings=(), pairs=(), clusters=())
    assert render(nothing) == "Nothing found among 5 articles.\n"


def test_what_was_accepted_is_left_out_and_counted(report: Judgement) -> None:
    (first,) = (finding for finding in report.findings if (finding.article, finding.rule) == (HERALD, "partly-derived"))
    accepted = replace(report, findings=(replace(first, accepted=ACCEPTED),), clusters=())
    assert render(accepted) == "Nothing found among 5 articles; 1 finding accepted.\n"


def test_what_an_outlet_reuses_of_its_own_is_not_counted_as_a_copy(report: Judgement) -> None:
    findings = tuple(
        finding
        if finding.article == HERALD
        else replace(finding, pairs=tuple(replace(pair, relation=Relation.VERSION) for pair in finding.pairs))
        for finding in report.findings
    )
    assert re.search("\n1 copy among 5 articles", render(replace(report, findings=findings)))


def test_copies_and_clusters_are_those_of_the_findings_that_are_kept(report: Judgement) -> None:
    kept = tuple(finding for finding in report.findings if finding.article == HERALD)
    narrowed = report.with_findings(kept)
    sources = {name for finding in kept for name in finding.sources}
    assert {name for cluster in narrowed.clusters for name in cluster.members} <= {HERALD, *sources}
    assert re.search("\n1 copy among 5 articles, in 1 cluster", render(narrowed))
    assert report.with_findings(()).clusters == ()
    assert report.with_findings(report.findings).clusters == report.clusters


def test_long_lists_are_cut_aloud(report: Judgement) -> None:
    skipped = tuple(Skipped(f"{at}.txt", "empty") for at in range(30))
    text = render(replace(report, skipped=skipped))
    assert "9.txt: empty" in text
    assert "10.txt: empty" not in text
    assert "and 20 more (-v shows all)" in text
    assert "29.txt: empty" in render(replace(report, skipped=skipped), verbose=True)


def test_of_very_many_findings_the_counts_come_first_and_the_rest_is_cut_aloud(report: Judgement) -> None:
    first = next(finding for finding in report.findings if finding.rule == "near-duplicate")
    many = tuple(
        replace(first, article=f"{at:04}.txt", path=f"{at:04}.txt", severity=severity)
        for at in range(500)
        for severity in [Severity.ERROR if at == 499 else Severity.WARNING]
    )
    text = render(replace(report, findings=many))
    assert text.startswith("Findings by rule\n  DUP102 near-duplicate: 500\n\n0000.txt: ")
    assert "0198.txt: " in text
    assert "0199.txt: " not in text
    assert "0499.txt: " in text
    assert "300 articles more with findings" in text
    assert "0199.txt: " in render(replace(report, findings=many), verbose=True)


def test_conflicting_evidence_is_shown_for_both(report: Judgement) -> None:
    evidence = (Evidence("date", "a.txt", 2, "earlier"), Evidence("sign-off", "b.txt", 2, "signed"))
    pair = replace(report.findings[0].pairs[0], a="a.txt", origin=Origin("undetermined", None, None, evidence))
    finding = replace(report.findings[0], pairs=(pair,))
    text = render(replace(report, findings=(finding,)), Terminal(200))
    assert f"{HERALD}: shares part of its text with a.txt" in text
    assert "undetermined" in text
    assert "for a.txt: earlier" in text
    assert "for b.txt: signed" in text


def test_a_third_text_is_named(report: Judgement) -> None:
    pair = replace(report.findings[0].pairs[0], origin=Origin("common", None, "Kestrel", ()))
    finding = replace(report.findings[0], pairs=(pair,))
    assert "both are from a third text, of Kestrel" in render(replace(report, findings=(finding,)))


def test_names_of_files_do_nothing_to_the_terminal(report: Judgement) -> None:
    name = "::error::\x1b[2J\u202e.txt"
    finding = replace(report.findings[0], article=name, path=name)
    skipped = (Skipped(name, "empty"),)
    for quiet in (False, True):
        text = render(replace(report, findings=(finding,), skipped=skipped), quiet=quiet)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert not any(line.lstrip().startswith("::error") for line in text.splitlines())


def test_colours_are_there_when_wanted(report: Judgement) -> None:
    assert "\x1b[" in render(report, Terminal(80, color=True))
    assert "\x1b[" not in render(report, Terminal(80))
