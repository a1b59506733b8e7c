from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dedupe.comparison.criteria import Criteria
from dedupe.diagnosis.tune import Share, Tuner, add_label, read_labels
from dedupe.errors import ConfigError
from dedupe.pipeline.find_candidates import search_folder
from dedupe.report.tune import render_pair, render_tuning
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, SCHOOL, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tuner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tuner:
    """One article that takes a sentence of another, and one that takes three."""
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        {"a.txt": FERRY, "one.txt": (*MAYOR, FERRY[5]), "two.txt": (*ORCHARD, *FERRY[2:5]), "else.txt": SCHOOL},
    )
    return Tuner(search_folder(["."]))


def label(*pairs: tuple[str, str, bool]) -> dict[frozenset[str], bool]:
    return {frozenset({a, b}): copy for a, b, copy in pairs}


def test_borderline_pairs_are_the_same_each_time_and_show_what_is_shared(tuner: Tuner) -> None:
    pairs = tuner.borderline(10)
    assert {frozenset({pair.source.id, pair.target.id}) for pair in pairs} == {
        frozenset({"a.txt", "one.txt"}),
        frozenset({"a.txt", "two.txt"}),
    }
    assert tuner.borderline(10) == pairs
    assert tuner.borderline(1) == pairs[:1]
    shown = render_pair(next(pair for pair in pairs if "one.txt" in (pair.source.id, pair.target.id)))
    assert " ".join(shown.split()).count("The county has set aside a small fund") == 2


def test_labels_that_the_decision_contradicts_lead_to_another_bar(tuner: Tuner) -> None:
    found = tuner.tune(label(("a.txt", "one.txt", False), ("two.txt", "a.txt", True)))
    assert (found.labels, found.copies, found.unknown) == (2, 1, 0)
    assert found.present.precision.value == 0.5
    assert found.proposed.f1 == 1
    bar = found.proposed.least_narrative
    assert bar > found.present.least_narrative
    assert f"--least-narrative {bar}" in render_tuning(found)


def test_the_proposed_bar_does_what_it_promises(tuner: Tuner) -> None:
    bar = tuner.tune(label(("a.txt", "one.txt", False), ("two.txt", "a.txt", True))).proposed.least_narrative
    again = Tuner(search_folder(["."], criteria=Criteria(least_narrative=bar)))
    found = again.tune(label(("a.txt", "one.txt", False), ("two.txt", "a.txt", True)))
    assert found.present.f1 == 1
    assert found.proposed == found.present


def test_pairs_that_no_check_looks_at_count_as_missed(tuner: Tuner) -> None:
    found = tuner.tune(label(("a.txt", "else.txt", True), ("a.txt", "nowhere.txt", True)))
    assert (found.labels, found.unknown) == (1, 1)
    assert found.present.recall.value == 0


def test_intervals_are_wilson_s() -> None:
    assert [round(bound, 3) for bound in Share(8, 10).interval] == [0.49, 0.943]
    assert Share(0, 0).interval == (0, 1)
    assert Share(5, 5).interval[1] == 1


def test_labels_are_read_as_they_were_added(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    assert read_labels(path) == {}
    add_label(path, "a", "b", copy=True)
    add_label(path, "ü\n", "c", copy=False)
    add_label(path, "b", "a", copy=False)
    assert read_labels(path) == label(("a", "b", False), ("ü\n", "c", False))


@pytest.mark.parametrize("line", ["{", "[]", '{"a": "x", "b": "y"}', '{"a": 1, "b": "y", "copy": true}'])
def test_a_broken_label_is_an_error_that_names_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"labels\.jsonl:2: "):
        read_labels(path)
