"""The benchmarks at a tiny size: that they run, and that they would tell good answers from bad ones."""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from benchmarks import archive, baseline, kernel, process, quality, scale, speed
from benchmarks.clock import Clock
from benchmarks.generated import alike, by_outlet, write_files
from benchmarks.memory import memory
from benchmarks.newsroom import Span, TrueEdit, TruePair, bulk
from benchmarks.peers.files import RESEMBLANCE
from benchmarks.plot import Panel, figure
from benchmarks.process import run
from benchmarks.scores import drawn, edits, listed, paragraphs, relations
from benchmarks.scores.checked import Checked, checked
from benchmarks.scores.counts import Counts, compared, decided
from benchmarks.scores.halves import HALVES, half_of
from benchmarks.tables import Table, markdown, shown
from dedupe.align.alignment import Edit, EditKind, TextSpan
from dedupe.comparison.criteria import Parameters
from dedupe.judge.judged_pair import Credit, Origin, Pair
from dedupe.judge.relation import Relation
from dedupe.pipeline.judgement import Judgement
from dedupe.verify.measures import Measures

if TYPE_CHECKING:
    from benchmarks.tables import Cell

STORIES = 19  # one of each case
WIRE = "The harbour board voted on Monday to close the north quay until the cranes are repaired."
# Holds 64 MiB until it was seen, or for a minute.
HOLDS = """
import pathlib, sys, time
block, end = bytes(range(256)) * (1 << 18), time.monotonic() + 60
while time.monotonic() < end and not pathlib.Path(sys.argv[1]).exists():
    time.sleep(0.01)
"""
OURS = "Fishing crews said nobody had asked them where their boats should land in the meantime."
EMPTY = Judgement((), (), (), (), (), (), 0, Parameters())


@pytest.fixture(scope="module")
def answer() -> Checked:
    return checked(1, STORIES, "en")


def as_found(true: TruePair, relation: str | None = None) -> Pair:
    origin = Origin("source" if true.source else "common", true.source, None, ())
    measures, kind = Measures(0.5, 0.5, 0.5, 0.5, 0.5, 50), Relation(relation or true.relation)
    return Pair(true.a, true.b, kind, measures, origin, Credit("none"))


def with_pairs(answer: Checked, *pairs: Pair) -> Checked:
    return replace(answer, report=replace(answer.report, pairs=pairs, clusters=()))


class TestScores:
    def test_the_truth_itself_scores_full(self, answer: Checked) -> None:
        truth = [as_found(pair) for pair in answer.truth.pairs if pair.relation != "none"]
        told = with_pairs(answer, *truth)
        assert relations.copies(told, "").cell("all", "F1") == 1
        assert relations.wrong(told, "").rows == ()
        assert all(row[2] == row[4] == row[5] == 0 for row in relations.origins(told, "").rows)

    def test_silence_has_no_recall(self, answer: Checked) -> None:
        table = relations.copies(with_pairs(answer), "")
        copies = sum(Relation(pair.relation).is_copy for pair in answer.truth.pairs)
        assert (table.cell("all", "missed"), table.cell("all", "recall")) == (copies, 0)

    def test_crying_wolf_has_no_precision(self, answer: Checked) -> None:
        strangers = [pair for pair in answer.truth.pairs if pair.case == "same_event"]
        table = relations.copies(with_pairs(answer, *(as_found(stranger, "near") for stranger in strangers)), "")
        assert table.cell("same_event", "false") == len(strangers) > 0
        assert table.cell("all", "precision") == 0

    def test_a_pair_that_is_not_in_the_truth_is_false(self, answer: Checked) -> None:
        found = replace(as_found(answer.truth.pairs[0], "near"), b="nowhere/1.txt")
        table = relations.copies(with_pairs(answer, found), "")
        assert table.cell(relations.UNRELATED, "false") == 1

    def test_clusters_of_strangers_are_counted(self, answer: Checked) -> None:
        ids = [article.id for article in answer.truth.articles]
        first = answer.report.clusters[0]
        mixed = replace(first, source=ids[0], members=tuple(ids))
        table = relations.clusters(replace(answer, report=replace(answer.report, clusters=(mixed,))), "")
        assert table.cell("with two or more", "number") == 1

    def test_labels_are_counted_once_each(self, answer: Checked) -> None:
        table = paragraphs.labels(answer, "")
        truth = [label for version in answer.truth.edited for label in (*version.labels, *version.source_labels)]
        assert sum(_number(table.cell("all", label)) for label in paragraphs.LABELS) == len(truth)
        assert _number(table.cell("all", "right")) <= _number(table.cell("all", "tolerated"))

    def test_edits_are_counted_once_each(self, answer: Checked) -> None:
        table = edits.edits(answer, "")
        assert table.cell("all", "true") == sum(len(version.edits) for version in answer.truth.edited)
        assert _number(table.cell("all", "recall")) <= _number(table.cell("all", "located"))


class TestEdits:
    def test_edits_in_different_paragraphs_do_not_meet(self) -> None:
        true = TrueEdit("figure", None, Span(2, 10, 14, "1987"))
        assert edits.overlap(true, found(2, 12, 20))
        assert not edits.overlap(true, found(3, 12, 20))

    def test_edits_side_by_side_do_not_meet(self) -> None:
        assert not edits.overlap(TrueEdit("name", None, Span(0, 4, 8, "Rhea")), found(0, 8, 12))

    def test_words_left_out_are_met_where_they_stood(self) -> None:
        true = TrueEdit("attribution", None, Span(0, 8, 8, ""))
        assert edits.overlap(true, found(0, 2, 8))
        assert not edits.overlap(true, found(0, 11, 20))

    def test_a_figure_lost_with_a_remark_is_either(self) -> None:
        lost = TrueEdit("wording", Span(0, 4, 24, ", the most since 1987"), Span(0, 4, 4, ""))
        swapped = TrueEdit("wording", Span(0, 4, 7, "big"), Span(0, 4, 9, "large"))
        assert edits.names(lost) == {"wording", "figure"}
        assert edits.names(swapped) == {"wording"}


class TestCounts:
    def test_a_decision_is_one_of_three_or_none(self) -> None:
        assert decided(wanted=True, found=True) == Counts(right=1)
        assert decided(wanted=False, found=True) == Counts(false=1)
        assert decided(wanted=True, found=False) == Counts(missed=1)
        assert decided(wanted=False, found=False) == Counts()

    def test_shares_of_nothing_are_unknown(self) -> None:
        assert Counts().cells() == (0, 0, 0, None, None, None)
        assert compared({1, 2, 3}, {2, 3, 4, 5}).cells() == (2, 1, 2, 2 / 3, 0.5, 4 / 7)


class TestTables:
    def test_markdown_has_a_cell_for_each(self) -> None:
        text = markdown(Table("Of two", ("what", "number"), (("one", 0.5), ("other", None))))
        assert text.splitlines() == [
            "### Of two",
            "",
            "| what  | number |",
            "|-------|-------:|",
            "| one   |  0.500 |",
            "| other |      – |",
        ]

    @pytest.mark.parametrize(
        ("cell", "text"), [(1234567, "1,234,567"), (12.345, "12.3"), (4321.9, "4,322"), ("a", "a")]
    )
    def test_figures_are_short(self, cell: Cell, text: str) -> None:
        assert shown(cell) == text


class TestQuality:
    def test_a_seed_is_scored_alike_each_time(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        printed, written = [], []
        for name in ("one.json", "other.json"):
            path = tmp_path / name
            quality.main(["--stories", "4", "--languages", "de", "--json", str(path)])
            printed.append(capsys.readouterr().out)
            written.append(path.read_bytes())
        assert printed[0] == printed[1]
        assert written[0] == written[1]
        assert json.loads(written[0])["setting"] == {"seed": 1, "stories": 4}

    def test_labelled_pairs(self, tmp_path: Path) -> None:
        case = tmp_path / "pairs" / "p1"
        case.mkdir(parents=True)
        (case / "source.txt").write_text(f"{WIRE}\n\n{OURS}\n")
        (case / "target.txt").write_text(f"{WIRE}\n\n{OURS}\n")
        sides = [{"t": at, "label": ["kept"], "sure": [at], "maybe": []} for at in range(2)]
        gold = {"article": ["wholly"], "targets": sides, "sources": [{"label": "kept"}] * 2}
        (case / "gold.json").write_text(json.dumps(gold))
        scores, wrong = quality.labelled_pairs(tmp_path / "pairs")
        assert scores.cell("is a copy", "F1") == scores.cell("edges", "F1") == 1
        assert scores.cell("labels", "right") == 4
        assert [row[1] for row in scores.rows] == ["all"] * 3 + ["odd"] * 3
        assert wrong.rows == ()
        (case / "target.txt").write_text(f"{WIRE}\n")
        scores, _ = quality.labelled_pairs(tmp_path / "pairs")
        assert "left out: p1." in scores.note
        assert scores.cell("labels", "right") == 0
        assert scores.cell("is a copy", "right") == 1
        with pytest.raises(ValueError, match="no labelled pairs"):
            quality.labelled_pairs(tmp_path)

    @pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz"])
    def test_a_corpus_with_known_pairs(self, tmp_path: Path, name: str) -> None:
        samples = list(bulk(3, 520, 80, duplicates=1.0, partial=0.0))
        lines = "".join(json.dumps({"id": i, "text": text}) + "\n" for i, text, _ in samples)
        compress = gzip.compress if name.endswith(".gz") else bytes
        (tmp_path / name).write_bytes(compress(lines.encode()))
        copies = [{"a": s, "b": i, "containment_rare": 0.6} for i, _, s in samples if s]
        lost = {"a": "0000000", "b": "0000001", "containment_rare": 0.2}
        truth = "".join(json.dumps(pair) + "\n" for pair in [*copies, lost])
        (tmp_path / "news.pairs.jsonl").write_text(truth)
        recall, reported = quality.news(tmp_path / name)
        assert recall.cell("0.50", "recall") == 1
        assert recall.cell("0.20", "true pairs") == len(copies) + 1
        assert recall.cell("0.20", "found") == len(copies)
        assert _number(reported.cell("all", "pairs")) >= len(copies)

    def test_halves_go_by_number_or_about_equally(self) -> None:
        assert [half_of(name) for name in ("D000", "p17", "18", "17")] == ["even", "odd", "even", "odd"]
        halves = [half_of(f"pair{number}x") for number in range(1000)]
        assert set(halves) == set(HALVES)
        assert 400 < halves.count("even") < 600


class TestDrawn:
    """Pairs drawn from a folder: two in ten of one kind, all of the other."""

    def test_the_folder_is_estimated_by_weights(self, tmp_path: Path) -> None:
        path = tmp_path / "drawn.jsonl"
        path.write_text(
            "".join(
                json.dumps(line) + "\n"
                for line in (
                    drawn_line("D0", "copy", is_copy=True) | {"weights": {"copy": 5, "quotes": 1}},
                    drawn_line("D1", "copy", is_copy=False),
                    drawn_line("D2", "quotes", is_copy=True),
                    drawn_line("D3", "quotes", is_copy=None),
                )
            )
        )
        pairs = tuple(
            as_found(TruePair(f"{name}a", f"{name}b", "near", f"{name}a", "source", "")) for name in ("D0", "D1", "D3")
        )
        copies, details, wrong = drawn.scores(replace(EMPTY, pairs=pairs), drawn.read_drawn(path), "")
        assert copies.rows[0] == ("all", 3, 1, 1, 1, 5 / 10, 5 / 6, 10 / 16)
        assert copies.rows[1] == ("even", 2, 1, 0, 1, 1, 5 / 6, 10 / 11)
        assert copies.rows[2][:5] == ("odd", 1, 0, 1, 0)
        assert details.rows == (
            ("source named right", 1, 1),
            ("source left open", 0, 1),
            ("credit as exact", 1, 1),
            ("credit in the same place", 1, 1),
        )
        assert [row[0] for row in wrong.rows] == ["D1", "D2"]


class TestListed:
    def test_a_change_is_right_in_its_place_and_of_its_kind(self) -> None:
        change = listed.ListedChange(("figure", "name"), frozenset({9}), frozenset({2}), is_sure=True)
        right, elsewhere = found(2, 0, 4), found(3, 0, 4)
        other = replace(right, kind=EditKind.QUOTE)
        assert change.explains(right)
        assert not change.explains(elsewhere)
        assert not change.explains(other)
        assert change.is_told_by(elsewhere)
        assert not change.is_told_by(other)
        copy = listed.ListedCopy("D1", "a", "b", (change,))
        halves, kinds = listed.scores([listed.ComparedCopy(copy, (right, elsewhere, other))], "")
        assert halves.rows[0] == ("all", 1, 3, 1, 1 / 3, 1, 1, 1.0)
        assert kinds.cell("quote", "precision") == 0
        assert kinds.cell("name", "sure") == 0

    def test_what_both_sides_print_is_compared(self, tmp_path: Path) -> None:
        corpus = tmp_path / "news.jsonl"
        texts = {"a": f"{WIRE}\n{OURS}", "b": f"{WIRE}\n{OURS}".replace("Monday", "Friday")}
        corpus.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts.items()))
        lines = tmp_path / "changes.jsonl"
        change = {"kinds": ["figure"], "s": [0], "t": [0], "sure": True}
        lines.write_text(json.dumps({"pair": "D0", "a": "a", "b": "b", "is_copy": True, "changes": [change]}))
        halves, _ = quality.news(corpus, changes=lines)
        assert halves.rows[0] == ("all", 1, 1, 1, 1.0, 1, 1, 1.0)


class TestSpeed:
    def test_contestants_are_scored(self, tmp_path: Path) -> None:
        path = tmp_path / "speed.json"
        peers = ["dedupe_pairs", "dedupe_check", "datasketch_readme", "datasketch_bulk"]
        speed.main([*peers, "--articles", "600", "--words", "120", "--json", str(path)])
        (table,) = json.loads(path.read_text())["tables"]
        assert [row[0] for row in table["rows"]] == [speed.CONTESTANTS[peer] for peer in peers]
        for row in table["rows"]:
            named = dict(zip(table["columns"], row, strict=True))
            assert 0 <= named["precision"] <= 1
            assert named["recall"] > 0.5
            assert named["MiB"] > 10
            assert named["× rensa"] is None
        assert table["rows"][2][table["columns"].index("× datasketch")] == 1
        assert table["rows"][1][table["columns"].index("of all copies")] > 0.8

    def test_real_news_are_scored_by_what_any_contestant_finds(self, tmp_path: Path) -> None:
        news, path = tmp_path / "news", tmp_path / "speed.json"
        samples = by_outlet(bulk(2, 600, 120), 3)
        write_files(samples, news)
        truth = alike(samples, RESEMBLANCE)
        peers = ["dedupe_check", "datasketch_readme"]
        speed.main([*peers, "--articles", "30", "--words", "80", "--json", str(path), "--news", str(news)])
        generated, real = json.loads(path.read_text())["tables"]
        assert len(generated["rows"]) == len(real["rows"]) == 2
        command = dict(zip(real["columns"], real["rows"][0], strict=True))
        assert command["copies"] >= command["near-duplicates"] >= len(truth) > 0
        assert command["missed"] == 0
        assert command["of all copies"] is None

    def test_who_is_not_installed_is_left_out(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(speed.CONTESTANTS, "nobody", "nobody")
        speed.main(["nobody", "--articles", "4", "--words", "20"])
        captured = capsys.readouterr()
        assert "nobody left out" in captured.err
        assert "| nobody" not in captured.out

    def test_only_like_articles_are_alike(self, tmp_path: Path) -> None:
        text = " ".join(f"w{number}" for number in range(100))
        other = text.replace("w50", "x50")
        samples = [("a", text, None), ("b", other, "a"), ("c", text[:200], "a")]
        assert alike(samples, 0.7) == {("a", "b")}
        assert write_files(samples, tmp_path / "files") == len(text) + len(other) + 200
        assert (tmp_path / "files" / "b.txt").read_text() == other

    def test_a_slowdown_shows(self, tmp_path: Path) -> None:
        path, sizes = tmp_path / "speed.json", {"articles": 5}
        baseline.write(path, sizes, {"dedupe check": 2.0, "dedupe pairs": 1.0})
        earlier = baseline.read(path, sizes)
        said = baseline.compare({"dedupe check": 1.0, "dedupe pairs": 0.9}, earlier).splitlines()
        assert ["SLOWER" in line for line in said] == [True, False]
        assert "2.00 times" in said[0]
        assert baseline.read(path, {"articles": 6}) == {}
        assert "Nothing" in baseline.compare({"dedupe check": 1.0}, {})


class TestProcess:
    def test_a_run_is_measured(self) -> None:
        done = run([sys.executable, "-c", "print(sum(range(10**6)))"], cores=1)
        assert (done.error, done.output) == (None, f"{sum(range(10**6))}\n")
        assert done.cpu > 0
        assert done.peak > 1 << 20

    @pytest.fixture
    def seen(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        """The path of a file that is there once a process was seen to hold 64 MiB."""
        path = tmp_path / "seen"

        def look(number: int) -> int:
            if (held := memory(number)) >= 64 << 20:
                path.touch()
            return held

        monkeypatch.setattr(process, "memory", look)
        return str(path)

    def test_what_it_holds_counts(self, seen: str) -> None:
        assert 64 << 20 <= run([sys.executable, "-c", HOLDS, seen]).peak < 128 << 20

    @pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux")
    def test_what_its_children_hold_counts(self, seen: str) -> None:
        child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS!r}, {seen!r}])"
        assert 64 << 20 <= run([sys.executable, "-c", child]).peak < 128 << 20

    def test_a_failure_tells_why(self) -> None:
        code = "import sys; print('first', file=sys.stderr); sys.exit('no articles')"
        assert run([sys.executable, "-c", code]).error == "no articles"
        assert run([sys.executable, "-c", code], accepted=(0, 1)).error is None


class TestKernel:
    def test_every_stage_is_timed(self, tmp_path: Path) -> None:
        clock = Clock(repeat=1)
        write_files(bulk(1, 550, 60), tmp_path)
        size = kernel.measure(tmp_path, clock)
        by_article, by_pair = kernel.tables(clock, 550, size)
        assert size == sum(path.stat().st_size for path in tmp_path.iterdir())
        assert by_article.cell(kernel.READ, "× read") == by_article.cell(kernel.HASH, "× xxh3") == 1
        assert {"tokenise", "shingle", "sign", "sample", "sketch, all of it", "verify"} <= clock.seconds.keys()
        assert all(_number(row[1]) > 0 for row in (*by_article.rows, *by_pair.rows))


class TestScale:
    def test_answers_are_right_and_plotted(self, tmp_path: Path) -> None:
        plot, path = tmp_path / "plots" / "scale.svg", tmp_path / "scale.json"
        sizes = ["--sizes", "600", "--adversarial", "30", "60", "--words", "150"]
        scale.main([*sizes, "--plot", str(plot), "--json", str(path)])
        news, story, text, footer = json.loads(path.read_text())["tables"]
        columns = {name: at for at, name in enumerate(news["columns"])}
        assert news["rows"][0][columns["recall"]] > 0.8
        for row, articles in zip((*story["rows"], *text["rows"]), (30, 60) * 2, strict=True):
            assert (row[columns["clusters"]], row[columns["largest"]]) == (1, articles)
        assert [row[columns["copies"]] for row in footer["rows"]] == [0, 0]
        assert len(ElementTree.parse(plot).findall(".//{*}circle")) == 2 * (1 + 2 + 2 + 2)

    def test_a_plot_keeps_its_points_inside(self) -> None:
        points = [(1_000, 2.5), (10_000, 30.0), (1_000_000, 3_100.0)]
        root = ElementTree.fromstring(figure([Panel("A & B", {"<news>": points}, "articles")]))
        places = [
            (float(circle.attrib["cx"]), float(circle.attrib["cy"]))
            for circle in root.iter("{http://www.w3.org/2000/svg}circle")
        ]
        assert all(0 < x < 420 and 0 < y < 320 for x, y in places)
        assert places == sorted(places, key=lambda place: (place[0], -place[1]))


def found(paragraph: int, start: int, end: int) -> Edit:
    return Edit(EditKind.FIGURE, TextSpan(9, 0, 0), TextSpan(paragraph, start, end), "", "")


def drawn_line(name: str, stratum: str, *, is_copy: bool | None) -> dict[str, object]:
    credit = [{"exactness": "none", "place": "none"}]
    pair = {"pair": name, "a": f"{name}a", "b": f"{name}b", "stratum": stratum}
    return pair | {"is_copy": is_copy, "direction": ["S->T"], "credit": credit}


def _number(cell: Cell) -> float:
    assert isinstance(cell, int | float)
    return cell


class TestArchive:
    def test_every_command_is_measured(self, tmp_path: Path) -> None:
        path = tmp_path / "archive.json"
        archive.main(["--sizes", "40", "--words", "60", "--json", str(path)])
        (table,) = json.loads(path.read_text())["tables"]
        assert [row[1] for row in table["rows"]] == ["create", "check", "add", "compact", "verify"]
        assert all(row[3] > 0 for row in table["rows"])
