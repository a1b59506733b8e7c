from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.align.alignment import EditKind
from dedupe.errors import BaselineError
from dedupe.findings.baseline import MARGIN, Baseline, BaselineEntry, apply, create, load, parse, prune, render, update
from dedupe.findings.finding import Acceptance, Finding
from dedupe.judge.relation import Relation
from tests.unit.findings.sample import edit, finding, findings_of, pair

if TYPE_CHECKING:
    import random
    from pathlib import Path

TODAY = date(2026, 11, 23)
NAMES = st.sampled_from(["a", "b", "c\n", "d\u2028", 'e"', "\udcff", "f/../g", "…"])
RELATIONS = st.sampled_from([relation for relation in Relation if relation is not Relation.NONE])


@st.composite
def findings(draw: st.DrawFn) -> tuple[Finding, ...]:
    keys = draw(st.sets(st.tuples(NAMES, NAMES), max_size=8))
    return findings_of(
        *(pair(a, b, draw(RELATIONS), containment=draw(st.floats(0, 1))) for a, b in sorted(keys) if a != b)
    )


def fired(baseline: Baseline, found: tuple[Finding, ...], today: date = TODAY) -> list[Finding]:
    return [finding for finding in apply(baseline, found, today).findings if finding.accepted is None]


@given(findings())
def test_what_a_baseline_was_made_from_is_accepted_and_nothing_is_unused(found: tuple[Finding, ...]) -> None:
    applied = apply(create(found), found, TODAY)

    assert all(finding.accepted == Acceptance("baseline") for finding in applied.findings)
    assert [replace(finding, accepted=None) for finding in applied.findings] == list(found)
    assert (applied.unused, applied.expired) == ((), ())


@given(findings(), findings())
def test_a_baseline_accepts_nothing_that_it_was_not_made_from(
    accepted: tuple[Finding, ...], found: tuple[Finding, ...]
) -> None:
    keys = {entry.key for entry in create(accepted)}

    for kept in apply(create(accepted), found, TODAY).findings:
        if kept.accepted:
            assert {(kept.rule, kept.article, source) for source in kept.sources} <= keys


@given(findings(), st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_matter(found: tuple[Finding, ...], chance: random.Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)

    assert create(shuffled) == create(found)


@given(findings(), st.data())
def test_without_one_of_its_entries_a_finding_fires(found: tuple[Finding, ...], data: st.DataObject) -> None:
    entries = create(found)
    if not entries:
        return
    gone = data.draw(st.sampled_from(entries))
    rest = tuple(entry for entry in entries if entry is not gone)

    assert [(finding.rule, finding.article) for finding in fired(rest, found)] == [(gone.rule, gone.article)]


@given(findings(), findings())
def test_update_accepts_what_there_is_and_prune_only_drops(
    before: tuple[Finding, ...], now: tuple[Finding, ...]
) -> None:
    old = create(before, "seen")
    new = update(old, now)

    assert fired(new, now) == []
    assert apply(new, now, TODAY).unused == ()
    assert update(new, now) == new
    assert set(prune(old, now)) <= set(old)
    assert fired(prune(old, now), now) == fired(old, now)
    assert apply(prune(old, now), now, TODAY).unused == ()


@given(findings(), st.text(max_size=5) | st.none(), st.dates() | st.none())
def test_a_file_gives_back_what_was_written(
    found: tuple[Finding, ...], reason: str | None, expires: date | None
) -> None:
    baseline = tuple(msgspec.structs.replace(entry, expires=expires) for entry in create(found, reason or None))
    text = render(baseline)

    assert parse(text, "x") == baseline
    assert len(text.splitlines()) == len(baseline) + 2
    text.encode("ascii")


def test_the_file_is_sorted_with_one_entry_a_line_and_without_times() -> None:
    found = findings_of(pair("w", "b", Relation.EXACT, containment=0.98765), pair("w", "a"))

    assert render(create(found, "licensed")) == (
        '{"version": 1, "entries": [\n'
        '{"rule": "exact-copy", "article": "b", "source": "w", "containment": 0.99, '
        '"reason": "licensed"},\n'
        '{"rule": "near-duplicate", "article": "a", "source": "w", "containment": 0.8, '
        '"reason": "licensed"}\n'
        "]}\n"
    )


def test_one_more_copy_of_an_accepted_text_is_new() -> None:
    accepted = create(findings_of(pair("wire", "one", Relation.EXACT)))

    now = findings_of(pair("wire", "one", Relation.EXACT), pair("wire", "two", Relation.EXACT))

    assert [finding.article for finding in fired(accepted, now)] == ["two"]


def test_another_source_of_an_accepted_copy_is_new() -> None:
    accepted = create(findings_of(pair("wire", "one")))

    assert len(fired(accepted, findings_of(pair("wire", "one"), pair("rival", "one")))) == 1


def test_a_finding_fires_again_when_reuse_grew_by_more_than_the_margin() -> None:
    accepted = create(findings_of(pair("w", "b", containment=0.4)))

    assert not fired(accepted, findings_of(pair("w", "b", containment=0.4 + MARGIN)))
    assert fired(accepted, findings_of(pair("w", "b", containment=0.4 + MARGIN + 0.01)))
    assert not fired(accepted, findings_of(pair("w", "b", containment=0.1)))


def test_one_more_edit_fires_again() -> None:
    one = edit(EditKind.FIGURE, 0, 0, "18,000", "1,800")
    base = finding(rule="altered-figure")
    first = replace(base, edits=(("wire/a.txt", one),))
    second = replace(base, edits=(("wire/a.txt", one),) * 2)

    assert create([second])[0].changes == 2
    assert fired(create([first]), (second,))
    assert not fired(create([second]), (first,))


def test_an_entry_holds_to_its_last_day_and_is_reported_after_it() -> None:
    found = findings_of(pair("w", "b"))
    until = (msgspec.structs.replace(create(found)[0], expires=TODAY, reason="deal"),)
    tomorrow = date(2026, 11, 24)

    assert apply(until, found, TODAY).findings[0].accepted == Acceptance("baseline", "deal")
    assert fired(until, found, tomorrow) == list(found)
    assert apply(until, found, tomorrow).expired == until
    assert apply(until, (), tomorrow).expired == ()
    assert update(until, found) == until


def test_unused_entries_are_reported() -> None:
    baseline = create(findings_of(pair("w", "b"), pair("w", "c")))

    assert [finding.article for finding in apply(baseline, findings_of(pair("w", "c")), TODAY).unused] == ["b"]


def test_what_is_accepted_otherwise_stays_so_and_is_not_put_into_a_baseline() -> None:
    (found,) = findings_of(pair("w", "b"))
    suppressed = replace(found, accepted=Acceptance("comment", "why"))

    assert create([suppressed]) == ()
    assert apply(create([found]), [suppressed], TODAY).findings == (suppressed,)


def test_a_missing_baseline_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match=r"no such file.*dedupe baseline create"):
        load(tmp_path / "none.json")


ENTRY = {"rule": "exact-copy", "article": "a", "source": "b", "containment": 0.5}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "broken JSON"),
        ("{", "broken JSON"),
        ('<<<<<<< HEAD\n{"version": 1}', "merge"),
        ("[" * 100_000, "broken JSON"),
        ("[]", "not a baseline"),
        ("{}", "not a baseline"),
        ({"version": 2, "entries": []}, "version 2"),
        ({"entries": []}, "version None"),
        ({"version": 1, "entries": {}}, "not a baseline"),
        ({"version": 1, "entries": [1]}, "entry 1: Expected `object`"),
        ({"version": 1, "entries": [ENTRY, ENTRY]}, "entry 2 is there twice"),
        ({"version": 1, "entries": [{**ENTRY, "source": None}]}, r"Expected `str`, got `null` - at `\$.source`"),
        ({"version": 1, "entries": [{**ENTRY, "changes": True}]}, r"Expected `int`, got `bool` - at `\$.changes`"),
        ({"version": 1, "entries": [{**ENTRY, "containment": float("nan")}]}, r"at `\$.containment`"),
        ({"version": 1, "entries": [{**ENTRY, "resaon": "x"}]}, "unknown field `resaon`"),
        ({"version": 1, "entries": [{**ENTRY, "expires": "soon"}]}, r"at `\$.expires`"),
        ({"version": 1, "entries": [{"rule": "exact-copy"}]}, "missing required field `article`"),
    ],
)
def test_a_broken_baseline_is_an_error(tmp_path: Path, content: object, message: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))

    with pytest.raises(BaselineError, match=message):
        load(path)


def test_a_baseline_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(b"\xff\xff")

    with pytest.raises(BaselineError, match="not UTF-8"):
        load(path)


def test_a_byte_order_mark_and_any_order_are_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    entries = [{**ENTRY, "article": name} for name in "cab"]
    path.write_text("\ufeff" + json.dumps({"version": 1, "entries": entries}), encoding="utf-8")

    assert [entry.article for entry in load(path)] == ["a", "b", "c"]
    assert load(path)[0] == BaselineEntry("exact-copy", "a", "b", 0.5)
