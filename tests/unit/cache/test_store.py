from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from dedupe.cache import keys
from dedupe.cache.folder_contents import Info, clear, info
from dedupe.cache.keys import key
from dedupe.cache.store import Store, read_value
from dedupe.errors import ConfigError, InputError

if TYPE_CHECKING:
    from pathlib import Path


def filled(folder: Path, **values: bytes) -> Path:
    store = Store(folder)
    for name, value in values.items():
        store.put(key(name), value)
    store.finish()
    assert store.trouble is None
    return folder


def test_what_one_run_puts_in_the_next_gets(tmp_path: Path) -> None:
    filled(tmp_path / "cache", one=b"1", two=b"")
    store = Store(tmp_path / "cache")
    assert (store.get(key("one")), store.get(key("two")), store.get(key("three"))) == (b"1", b"", None)
    assert info(tmp_path / "cache").values == 2


def test_a_value_is_there_for_its_own_run_and_for_readers_once_it_is_written(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(b"k", b"v")
    assert store.get(b"k") == b"v"
    assert read_value(tmp_path, b"k") is None
    store.flush()
    assert read_value(tmp_path, b"k") == b"v"
    assert read_value(tmp_path, b"other") is None
    assert read_value(tmp_path / "none", b"k") is None


def test_the_folder_says_what_it_is(tmp_path: Path) -> None:
    filled(tmp_path)
    tag = (tmp_path / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert (tmp_path / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("name", ["article.txt", ".gitignore", "CACHEDIR.TAG"])
def test_a_folder_of_somebody_else_is_refused_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Signature: 8a477f597d28d172789f06886806bc55\n# pytest's\n")
    with pytest.raises(ConfigError, match="no cache of dedupe"):
        Store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_no_folder_keeps_nothing() -> None:
    store = Store(None)
    store.put(b"k", b"v")
    store.finish()
    assert (store.is_open, store.get(b"k"), store.trouble) == (False, None, None)


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough to be read" * 9])
def test_a_broken_file_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    filled(tmp_path, one=b"1")
    (tmp_path / "cache.sqlite").write_bytes(damage)
    store = Store(tmp_path)
    assert store.get(key("one")) is None
    store.put(key("one"), b"2")
    store.finish()
    assert Store(tmp_path).get(key("one")) == b"2"


def test_a_file_damaged_in_the_middle_costs_values_only(tmp_path: Path) -> None:
    filled(tmp_path, **{f"n{n}": bytes([n]) * 5000 for n in range(40)})
    path = tmp_path / "cache.sqlite"
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 9000] = b"\x7f" * 9000
    path.write_bytes(data)
    store = Store(tmp_path)
    got = [store.get(key(f"n{n}")) for n in range(40)]
    assert all(value in (None, bytes([n]) * 5000) for n, value in enumerate(got))
    assert None in got
    store.finish()


def test_a_value_that_was_tampered_with_is_not_given(tmp_path: Path) -> None:
    filled(tmp_path, one=b"1")
    with sqlite3.connect(tmp_path / "cache.sqlite") as database:
        database.execute("UPDATE kept SET value = ?", (b"2",))
    database.close()
    assert Store(tmp_path).get(key("one")) is None


def test_a_flipped_bit_in_the_index_gives_nobody_elses_value(tmp_path: Path) -> None:
    """A key is in the table and in its index; where they differ, the index leads to another row."""
    names = [f"n{n}" for n in range(12)]
    filled(tmp_path, **{name: name.encode() for name in names})
    path = tmp_path / "cache.sqlite"
    whole = path.read_bytes()
    tried = 0
    for name in names:
        for at in (match.start() for match in re.finditer(re.escape(key(name)), whole)):
            for bit in (1, 64):
                data = bytearray(whole)
                data[at + 15] ^= bit
                path.write_bytes(data)
                changed = bytes(data[at : at + 16])
                store = Store(tmp_path)
                for asked in (changed, *map(key, names)):
                    assert store.get(asked) in (None, *(n.encode() for n in names if key(n) == asked))
                store.close()
                tried += 1
    assert tried >= 24


def test_a_table_of_another_shape_is_no_obstacle(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "cache.sqlite") as database:
        database.execute("CREATE TABLE kept (something TEXT)")
    database.close()
    store = Store(tmp_path)
    store.put(b"k", b"v")
    store.finish()
    assert store.trouble
    assert store.get(b"k") is None


def test_a_run_that_is_killed_leaves_what_was_there(tmp_path: Path) -> None:
    filled(tmp_path, one=b"1")
    store = Store(tmp_path)
    store.put(key("one"), b"2")
    store.close()
    assert Store(tmp_path).get(key("one")) == b"1"


def test_another_run_that_writes_is_waited_for_and_then_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dedupe.cache.store.WAIT", 0.05)
    filled(tmp_path, one=b"1")
    other = sqlite3.connect(tmp_path / "cache.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = Store(tmp_path)
    store.put(b"k", b"v")
    store.finish()
    assert store.trouble is not None
    assert "locked" in store.trouble
    other.execute("ROLLBACK")
    other.close()
    assert Store(tmp_path).get(key("one")) == b"1"


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "cache")
    store.put(b"k", b"v")
    store.finish()
    assert store.trouble is not None
    assert (store.is_open, store.get(b"k")) == (False, None)


def test_what_no_run_uses_is_dropped_in_the_end(tmp_path: Path) -> None:
    filled(tmp_path, used=b"1", unused=b"2")
    for _ in range(25):
        store = Store(tmp_path)
        assert store.get(key("used")) == b"1"
        store.finish()
    assert Store(tmp_path).get(key("unused")) is None


def test_a_cache_is_cleared_and_nothing_else_is(tmp_path: Path) -> None:
    folder = filled(tmp_path / "cache", one=b"1")
    (tmp_path / "tag").write_text((folder / "CACHEDIR.TAG").read_text())
    (folder / "mine.txt").write_text("keep")
    assert clear(folder) > 0
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    with pytest.raises(InputError, match=r"no cache"):
        clear(folder)
    (folder / ".gitignore").write_text("*.pyc\n")
    (folder / "CACHEDIR.TAG").write_text((tmp_path / "tag").read_text())
    clear(folder)
    assert {path.name for path in folder.iterdir()} == {"mine.txt", ".gitignore"}
    assert clear(tmp_path / "none") == 0
    assert info(tmp_path / "none") == Info(0, 0, 0)


def test_keys_tell_parts_apart() -> None:
    assert len({key("ab"), key("a", "b"), key("a", b"b"), key(("a", "b")), key(b"ab"), key()}) == 6
    assert key("a", 1) == key("a", 1)


def test_the_program_is_another_one_with_another_version_of_what_it_runs_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {version.partition("-")[0] for version in keys._versions()} == keys._LIBRARIES
    made = keys.program_key.__wrapped__
    before = made()
    (tmp_path / "unheard_of-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert made() == before
    (tmp_path / "RapidFuzz-99.0.dist-info").mkdir()
    assert made() != before


def test_many_values_are_looked_up_at_once(tmp_path: Path) -> None:
    names = [f"n{number}" for number in range(1200)]
    filled(tmp_path, **{name: name.encode() for name in names})
    store = Store(tmp_path)
    store.put(key("new"), b"here")
    wanted = [*map(key, names), key("none"), key("new"), key("new")]
    found = store.load(wanted)
    assert found == {key("new"): b"here"} | {key(name): name.encode() for name in names}
    assert store.load([]) == {}


def test_a_finished_run_still_looks_up_what_it_wrote_and_holds_no_file_for_that(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    store.put(key("one"), b"1")
    store.finish()
    assert store.get(key("one")) == b"1"
    assert not store.is_open
    clear(tmp_path / "cache")
    assert store.get(key("one")) is None


def test_a_value_that_stands_for_others_is_not_known_when_these_are_to_be_renewed(tmp_path: Path) -> None:
    filled(tmp_path, one=b"1")
    for _ in range(9):
        filled(tmp_path)
    assert Store(tmp_path).recent(key("one")) == b"1"
    store = Store(tmp_path)
    assert (store.recent(key("one")), store.get(key("one")), store.recent(key("two"))) == (None, b"1", None)
