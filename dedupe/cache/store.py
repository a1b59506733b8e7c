"""A folder with one SQLite file, in which runs keep what the next ones need not find out again.

Whatever goes wrong with it costs time only: a broken file is begun anew, what cannot be written is not kept,
and each value carries a checksum of its key and itself. A run writes in whole transactions, so that one that is killed leaves
what was there before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

import xxhash

from dedupe.cache.folder_contents import FILE, WAIT, make, read_only

_KEPT_RUNS = 20  # after so many without being used, a value is dropped
_RENEWED = _KEPT_RUNS // 2  # after so many it is noted that it is used
_AT_ONCE = 500  # values that are looked up at a time
_FLUSH = 64 << 20  # bytes that are held back before they are written
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS kept (
        key BLOB PRIMARY KEY, value BLOB NOT NULL, checksum INTEGER NOT NULL, run INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS kept_by_run ON kept (run, key);
    CREATE TABLE IF NOT EXISTS runs (number INTEGER PRIMARY KEY AUTOINCREMENT);
"""


class Store:
    """Values by their keys, those of a run written when there are enough of them, and at its end.

    The folder is made where it is not there; None for a store that keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.trouble: str | None = None
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._held = 0
        self._run = 0
        self._is_finished = False
        self._database: sqlite3.Connection | None = None
        if folder is not None:
            self._database = self._open(folder)

    @property
    def is_open(self) -> bool:
        """Whether anything is kept at all."""
        return self._database is not None

    def get(self, key: bytes) -> bytes | None:
        """Return a value, None if it is not there or not as it was put there."""
        return self.load((key,)).get(key)

    def recent(self, key: bytes) -> bytes | None:
        """Return a value that stands for others, as `get` does, but None when these are to be used to last longer."""
        return self.get(key) if self._run_of(key) >= self._run - _RENEWED else None

    def load(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return many values, those that are there and as they were put there."""
        left = dict.fromkeys(keys)
        found = {key: self._new[key] for key in left if key in self._new}
        wanted = [key for key in left if key not in found]
        try:
            with self._readable() as database:
                for at in range(0, len(wanted), _AT_ONCE):
                    found |= _find_all(database, wanted[at : at + _AT_ONCE]) if database else {}
        except sqlite3.Error as error:
            self._disable(error)
        self._used.update(found)
        return found

    def mark_used(self, keys: Iterable[bytes]) -> None:
        """Let values last as if they were looked up."""
        self._used.update(keys)

    @contextmanager
    def _readable(self) -> Iterator[sqlite3.Connection | None]:
        """Open what a finished run has written for as long as something is read from it."""
        if self._database is not None or not (self._is_finished and self.folder):
            yield self._database
        elif (database := read_only(self.folder)) is not None:
            with closing(database):
                yield database
        else:
            yield None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        if self._database is not None:
            self._new[key] = value
            self._held += len(value)
            if self._held > _FLUSH:
                self.flush()

    def flush(self) -> None:
        """Write what is held back."""
        rows = [(key, value, _checksum(key, value), self._run) for key, value in self._new.items()]
        self._write("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
        self._new.clear()
        self._held = 0

    def finish(self) -> None:
        """Write the rest, and drop what no run has used for long; values can still be looked up."""
        self.flush()
        # SQLite writes a value again with the number of its run, so that is not done every time.
        old = self._unused_since(self._run - _RENEWED) & self._used
        self._write("UPDATE kept SET run = ? WHERE key = ?", [(self._run, key) for key in old])
        self._write("DELETE FROM kept WHERE run < ?", [(self._run - _KEPT_RUNS,)])
        self._is_finished = self.is_open
        self.close()

    def __enter__(self) -> Self:
        """Close it at the end of a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file, whatever happened."""
        self.close()

    def close(self) -> None:
        """Let go of the file; what was not written is lost."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self._database is None:
            return
        try:
            with self._database:
                self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            self._disable(error)

    def _run_of(self, key: bytes) -> int:
        """Return the run that a value is noted to be used by, -1 if it is not there."""
        if self._database is None:
            return -1
        try:
            (run,) = self._database.execute("SELECT run FROM kept WHERE key = ?", (key,)).fetchone() or (-1,)
        except sqlite3.Error as error:
            self._disable(error)
            return -1
        return run if isinstance(run, int) else -1

    def _unused_since(self, run: int) -> set[bytes]:
        """Return the keys of the values that are noted to be used before a run only."""
        if self._database is None:
            return set()
        try:
            query = "SELECT key FROM kept WHERE run < ?"
            return {key for (key,) in self._database.execute(query, (run,))}
        except sqlite3.Error as error:
            self._disable(error)
            return set()

    def _open(self, folder: Path) -> sqlite3.Connection | None:
        try:
            make(folder)
        except OSError as error:
            self.trouble = f"{folder}: {error.strerror or error}"
            return None
        try:
            return self._begin(folder)
        except sqlite3.OperationalError as error:  # locked, full, not permitted
            self._disable(error)
        except sqlite3.DatabaseError:  # no database, or a broken one
            return self._begin_anew(folder)
        return None

    def _begin_anew(self, folder: Path) -> sqlite3.Connection | None:
        try:
            for end in ("", "-journal"):
                (folder / f"{FILE}{end}").unlink(missing_ok=True)
            return self._begin(folder)
        except (OSError, sqlite3.Error) as error:
            self._disable(error)
            return None

    def _begin(self, folder: Path) -> sqlite3.Connection:
        database = sqlite3.connect(folder / FILE, timeout=WAIT)
        try:
            with database:
                database.executescript(_SCHEMA)
                self._run = database.execute("INSERT INTO runs DEFAULT VALUES").lastrowid or 0
                database.execute("DELETE FROM runs WHERE number < ?", (self._run,))
                database.execute("SELECT key, value, checksum, run FROM kept LIMIT 1").fetchone()
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _disable(self, error: Exception) -> None:
        self.trouble = f"{self.folder}: {error}"
        self._new.clear()
        self.close()


def read_value(folder: Path, key: bytes) -> bytes | None:
    """Return a value of a cache that another process writes, None if it is not there."""
    database = read_only(folder)
    if database is None:
        return None
    try:
        return _find(database, key)
    except sqlite3.Error:
        return None
    finally:
        database.close()


def _find(database: sqlite3.Connection, key: bytes) -> bytes | None:
    return _find_all(database, [key]).get(key)


def _find_all(database: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """Look up values; the checksum covers the key, for a damaged index leads to another row."""
    marks = ",".join("?" * len(keys))
    query = f"SELECT key, value, checksum FROM kept WHERE key IN ({marks})"
    return {
        key: value
        for key, value, checksum in database.execute(query, keys)
        if isinstance(key, bytes) and isinstance(value, bytes) and _checksum(key, value) == checksum
    }


def _checksum(key: bytes, value: bytes) -> int:
    return xxhash.xxh3_64_intdigest(key + value) >> 1  # SQLite's integers have a sign
